// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/loghomes.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace fuseboard;
namespace fs = std::filesystem;

namespace {

class LogHomes : public testing::Test {
protected:
    void make(const fs::path& below) const { fs::create_directories(home / below); }
    [[nodiscard]] std::vector<std::string> found(
        LogKind kind, const LogEnvironment& environment, const fs::path& own = {}) const
    {
        std::vector<std::string> out;
        for (const LogRoot& root : logRoots(kind, environment, own))
            out.push_back(root.directory.lexically_relative(home).string() + (root.person.empty() ? "" : " " + root.person));
        return out;
    }
    using Names = std::vector<std::string>;
    test::TemporaryDirectory directory;
    fs::path home = fs::canonical(directory.path());
};

} // namespace

TEST_F(LogHomes, claudeCodesAreInBothUsualPlacesWithTheAccount)
{
    make(".claude/projects");
    make(".config/claude/projects");
    make("xdg/claude/projects");
    std::ofstream(home / ".claude.json") << R"({"oauthAccount":{"emailAddress":"ada@example.org","accountUuid":"u"}})";
    EXPECT_EQ(found(LogKind::claudeCode, {home, "", "", ""}),
        (Names {".claude/projects ada@example.org", ".config/claude/projects ada@example.org"}));
    EXPECT_EQ(found(LogKind::claudeCode, {home, "", home / "xdg", ""}),
        (Names {".claude/projects ada@example.org", "xdg/claude/projects ada@example.org"}));
}

TEST_F(LogHomes, theVariableReplacesThemAndMayNameSeveral)
{
    make(".claude/projects");
    make("a/projects");
    make("b/projects");
    std::ofstream(home / "b/.claude.json") << R"({"oauthAccount":{"emailAddress":"bo@example.org"}})";
    EXPECT_EQ(found(LogKind::claudeCode, {home, home / "a", "", ""}), Names {"a/projects"});
    const std::string both = (home / "a").string() + "," + (home / "b").string() + ",," + (home / "gone").string();
    EXPECT_EQ(found(LogKind::claudeCode, {home, both, "", ""}), (Names {"a/projects", "b/projects bo@example.org"}));
    fs::create_directory_symlink(home / "a", home / "c");
    EXPECT_EQ(
        found(LogKind::claudeCode, {home, (home / "a").string() + "," + (home / "c").string(), "", ""}), Names {"a/projects"})
        << "the same place twice";
}

TEST_F(LogHomes, codexKeepsSessionsAndArchivedOnes)
{
    make(".codex/sessions");
    make("other/archived_sessions");
    EXPECT_EQ(found(LogKind::codex, {home, "", "", ""}), Names {".codex/sessions"});
    EXPECT_EQ(found(LogKind::codex, {home, "", "", home / "other"}), Names {"other/archived_sessions"});
}

TEST_F(LogHomes, aNamedDirectoryIsAHomeOrHoldsLogsItself)
{
    make("backup/projects");
    make("plain");
    const LogEnvironment environment {home, "", "", ""};
    EXPECT_EQ(found(LogKind::claudeCode, environment, home / "backup"), Names {"backup/projects"});
    EXPECT_EQ(found(LogKind::claudeCode, environment, home / "plain"), Names {"plain"});
    EXPECT_EQ(found(LogKind::codex, environment, home / "gone"), Names {});
    for (const auto* nonsense : {"", "{", "[]", R"({"oauthAccount":5})"}) {
        std::ofstream(home / "backup/.claude.json") << nonsense;
        EXPECT_EQ(found(LogKind::claudeCode, environment, home / "backup"), Names {"backup/projects"}) << nonsense;
    }
}
