// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"

#include <map>
#include <vector>

namespace fuseboard::gateway {

/// The attributes of a resource, a point or a log record.
struct OtlpAttributes {
    std::map<std::string, std::string, std::less<>> values; ///< texts, numbers as they stand, `true` and `false`
    std::vector<std::string> whole; ///< all with their values, sorted: equal lists are equal texts

    /// Empty where it is not told.
    [[nodiscard]] std::string get(std::string_view name) const;
};

/// The member `attributes` of an object; a fault where it breaks the contract or has more than 128 attributes. Of one with
/// more than 4,096 bytes the value is left out.
OtlpAttributes readAttributes(json::Object& owner, const std::string& path);

} // namespace fuseboard::gateway
