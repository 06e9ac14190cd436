// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/gitremote.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace fuseboard;

namespace {

void write(const std::filesystem::path& file, std::string_view text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

} // namespace

TEST(GitRemote, everySpellingOfAnAddressIsOneAndCarriesNoSecret)
{
    for (const auto* url : {"git@github.com:acme/shop.git", "https://github.com/acme/shop", "https://github.com/acme/shop.git/",
             "ssh://git@github.com:22/acme/shop.git", "https://ada:ghp_SECRET@github.com/acme/shop.git",
             "  https://x-access-token:SE@CRET@github.com/acme/shop  "})
        EXPECT_EQ(plainRemote(url), "github.com/acme/shop") << url;
    for (const auto* url : {"", "/srv/git/shop.git", "../shop", "file:///srv/shop", "nonsense", "https://github.com", "host:"})
        EXPECT_EQ(plainRemote(url), "") << url;
}

TEST(GitRemote, isThatOfTheRepositoryADirectoryLiesIn)
{
    const test::TemporaryDirectory directory;
    const auto root = directory.path();
    write(root / "shop/.git/config",
        "[remote \"fork\"]\n\turl = git@host:ada/shop.git\n[core]\n\turl = no\n[remote \"origin\"]\n"
        "\tfetch = x\n\turl = https://host/acme/shop.git\n");
    std::filesystem::create_directories(root / "shop/src/deep");
    EXPECT_EQ(gitRemoteOf(root / "shop/src/deep"), "host/acme/shop");
    EXPECT_EQ(gitRemoteOf(root / "shop/src/gone"), "host/acme/shop") << "a directory that is not there any more";
    write(root / "tree/.git", "gitdir: ../shop/.git/worktrees/tree\n");
    write(root / "shop/.git/worktrees/tree/commondir", "../..\n");
    EXPECT_EQ(gitRemoteOf(root / "tree"), "host/acme/shop") << "a worktree";
    write(root / "bare/.git/config", "[core]\n");
    EXPECT_EQ(gitRemoteOf(root / "bare"), "");
    EXPECT_EQ(gitRemoteOf("relative/path"), "");
    EXPECT_EQ(gitRemoteOf(""), "");
}
