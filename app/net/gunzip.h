// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <string>
#include <string_view>

namespace fuseboard {

/// The plain bytes of a gzip body. Stops at `maxBytes` of them (`tooLarge`), so that a bomb costs no more than that; a
/// body without its end is `cutOff`, one that is no gzip or goes on behind its end is `badAnswer`.
Result<std::string> gunzip(std::string_view packed, std::size_t maxBytes);

} // namespace fuseboard
