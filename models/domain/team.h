// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard {

/// `team-` and a lower-case slug (`contracts/ADMIN.md`); never changes. Empty: unallocated.
using TeamId = std::string;

struct Team {
    TeamId id;
    std::string name; ///< for people; may change
    std::string owner; ///< who holds the budget; may be empty
    std::string costCenterId, costCenterName;
    bool isProtected = false; ///< one press must not stop it: a freeze asks for the team's name first, and none is automatic
    bool operator==(const Team&) const = default;
};

/// What a caller of a gateway shows: kept only as its SHA-256.
struct CallerKey {
    std::string sha256; ///< 64 lower-case hex digits
    TeamId team;
    std::string label; ///< "checkout-agent"
    std::string person, agent; ///< either may be empty
    bool probe = false; ///< Fuseboard's own test caller of this team
    std::vector<std::string> tags {}; ///< what else rules may go by; never the caller's word
    bool operator==(const CallerKey&) const = default;
};

/// The id a team of this name gets: `Search & Ranking` → `team-search-ranking`. Empty where no letter or digit is left.
TeamId teamIdFor(std::string_view name);
/// Whether the text is a well-formed team id.
bool isTeamId(std::string_view id);
/// 1 to 64 lower-case letters, digits and inner hyphens: "batch", "nightly-build".
bool isTag(std::string_view text);
/// 64 lower-case hex digits, as a caller's token is known by.
bool isSha256(std::string_view text);
/// A name a person typed that spreadsheets would run as a formula is refused (`contracts/FOCUS.md` section 8).
bool isSafeName(std::string_view name);

} // namespace fuseboard
