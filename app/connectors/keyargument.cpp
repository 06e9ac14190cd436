// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keyargument.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fuseboard {
namespace {

/// How providers' keys begin; ours too.
constexpr std::array<std::string_view, 9> beginnings {
    "sk-", "sk_", "ghp_", "gho_", "ghs_", "github_pat_", "key_", "fb-", "Bearer "};
/// What people try; none of them is an option. `--key` names a place, and its value is looked at.
constexpr std::array<std::string_view, 6> options {
    "--api-key", "--apikey", "--token", "--secret", "--password", "--passphrase"};
/// Shorter words are names: a team may be called sk-lab.
constexpr std::size_t shortestKey = 20;

bool isKey(std::string_view word)
{
    const std::string_view value = word.starts_with("--") ? word.substr(std::min(word.find('='), word.size() - 1) + 1) : word;
    return value.size() >= shortestKey && value.find(' ', value.starts_with("Bearer ") ? 7 : 0) == std::string_view::npos
        && std::ranges::any_of(beginnings, [value](std::string_view begin) { return value.starts_with(begin); });
}

} // namespace

bool hasKeyArgument(int argc, const char* const* argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (isKey(word) || std::ranges::contains(options, word.substr(0, word.find('='))))
            return true;
    }
    return false;
}

} // namespace fuseboard
