// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <filesystem>
#include <string_view>

namespace fuseboard {

/// Writes beside the target and renames: the target is the old file or the whole new one, whatever happens between.
Result<void> replaceFile(const std::filesystem::path& target, std::string_view contents);

} // namespace fuseboard
