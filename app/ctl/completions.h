// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace fuseboard {

/// The script that completes the program's words in a shell, made from the words themselves: verbs, their options, and
/// files and directories where an option takes one. Empty for a shell other than bash, zsh and fish.
std::string completions(const CLI::App& app, const std::string& shell);

} // namespace fuseboard
