// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/loghomes.h"

#include "connectors/claudecode/transcriptlines.h"
#include "connectors/codex/rolloutlines.h"

#include <algorithm>
#include <cstdlib>

#include <pwd.h>
#include <unistd.h>

namespace fuseboard {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largestSettings = 64 * 1024 * 1024;

std::string variable(const char* name)
{
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing of ours changes the environment
    return value ? value : "";
}

/// The e-mail address that Claude Code was signed in with; nothing else of the file is looked at.
std::string emailIn(const fs::path& settings)
{
    std::error_code error;
    const auto size = fs::file_size(settings, error);
    if (error || size > largestSettings)
        return {};
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view email;
    if (parser.load(settings.string()).get(root) != simdjson::SUCCESS
        || root["oauthAccount"]["emailAddress"].get_string().get(email) != simdjson::SUCCESS)
        return {};
    return std::string(email);
}

void add(std::vector<LogRoot>& roots, const fs::path& directory, const std::string& person)
{
    std::error_code error;
    const fs::path real = fs::canonical(directory, error);
    if (!error && fs::is_directory(real, error) && std::ranges::find(roots, real, &LogRoot::directory) == roots.end())
        roots.push_back({real, person});
}

void addClaude(std::vector<LogRoot>& roots, const fs::path& home, const fs::path& settings)
{
    add(roots, home / "projects", emailIn(settings));
}

std::vector<fs::path> listOf(const std::string& text)
{
    std::vector<fs::path> out;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        if (comma > from)
            out.emplace_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return out;
}

std::vector<LogRoot> claudeRoots(const LogEnvironment& environment)
{
    std::vector<LogRoot> roots;
    for (const fs::path& home : listOf(environment.claudeConfigDir))
        addClaude(roots, home, home / ".claude.json");
    if (!environment.claudeConfigDir.empty())
        return roots;
    const fs::path config =
        environment.xdgConfigHome.empty() ? environment.home / ".config" : fs::path(environment.xdgConfigHome);
    addClaude(roots, environment.home / ".claude", environment.home / ".claude.json");
    addClaude(roots, config / "claude", environment.home / ".claude.json");
    return roots;
}

void addCodex(std::vector<LogRoot>& roots, const fs::path& home)
{
    add(roots, home / "sessions", {});
    add(roots, home / "archived_sessions", {});
}

} // namespace

std::string_view nameOf(LogKind kind) { return kind == LogKind::claudeCode ? "claude-code" : "codex"; }

MakeLogLineParser parserOf(LogKind kind) { return kind == LogKind::claudeCode ? &TranscriptLines::make : &RolloutLines::make; }

LogEnvironment LogEnvironment::ofProcess()
{
    std::string home = variable("HOME");
    if (const passwd* entry = home.empty() ? ::getpwuid(::geteuid()) : nullptr)
        home = entry->pw_dir;
    return {home, variable("CLAUDE_CONFIG_DIR"), variable("XDG_CONFIG_HOME"), variable("CODEX_HOME")};
}

std::vector<LogRoot> logRoots(LogKind kind, const LogEnvironment& environment, const fs::path& directory)
{
    if (directory.empty() && kind == LogKind::claudeCode)
        return claudeRoots(environment);
    std::vector<LogRoot> roots;
    if (directory.empty())
        addCodex(roots, environment.codexHome.empty() ? environment.home / ".codex" : fs::path(environment.codexHome));
    else if (kind == LogKind::claudeCode)
        addClaude(roots, directory, directory / ".claude.json");
    else
        addCodex(roots, directory);
    if (roots.empty() && !directory.empty())
        add(roots, directory, {});
    return roots;
}

} // namespace fuseboard
