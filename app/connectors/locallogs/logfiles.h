// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

namespace fuseboard {

/// A directory and all below it, those that links lead to too. Each is there once, by a path without links where it has one,
/// so that links in a circle end; what can't be read is passed over. Below a link no deeper than logs ever lie.
std::vector<std::filesystem::path> logDirectories(const std::filesystem::path& root);

/// The `*.jsonl` in them. A file that several names lead to is there by each.
std::vector<std::filesystem::path> logFiles(const std::filesystem::path& root);

} // namespace fuseboard
