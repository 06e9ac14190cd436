// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <filesystem>

namespace fuseboard {

/// A new file, or one under a new name, is on disk only once its directory is.
Result<void> syncDirectory(const std::filesystem::path& directory);
/// What was written to it is on disk.
Result<void> syncFile(const std::filesystem::path& file);

} // namespace fuseboard
