// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <filesystem>

namespace fuseboard::gateway {

/// A key as people store it: what stands after it (ends of lines, blanks) goes. The error's detail says why it is none; it
/// never shows it.
Result<std::string> secretOf(std::string text);
/// The same of a file.
Result<std::string> readSecret(const std::filesystem::path& file);

/// Whether users other than the one who is to read it may: a file of another user's, as root's, is read by way of its group.
bool isReadByOthers(const std::filesystem::path& file);

} // namespace fuseboard::gateway
