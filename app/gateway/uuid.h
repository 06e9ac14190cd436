// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fuseboard::gateway {

/// A UUIDv7 (RFC 9562): ordered by the time it was made.
std::string newUuid();
/// SHA-256 in lower-case hex.
std::string sha256Hex(std::string_view text);
/// Whether two secrets are equal, in a time that does not tell where they differ.
bool equalInConstantTime(std::string_view a, std::string_view b);

} // namespace fuseboard::gateway
