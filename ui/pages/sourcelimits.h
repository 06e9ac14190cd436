// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/providerlimit.h"

#include <string>

namespace fuseboard {

/// Whose limits the page *Sources* wants to show.
struct LimitsRequest {
    std::string source; ///< its id
    bool operator==(const LimitsRequest&) const = default;
};

/// What a source told of its own limits, as it was read at one moment.
struct SourceLimits {
    std::string source;
    std::vector<LimitList> lists;
};

} // namespace fuseboard
