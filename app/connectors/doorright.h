// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <array>
#include <string>
#include <string_view>

namespace fuseboard {

/// What a gateway's admin door over TCP gives separate tokens for (ADMIN.md, SAFETY GW6).
enum class DoorRight { read, freeze, resume, policy };

inline constexpr std::array allDoorRights {DoorRight::read, DoorRight::freeze, DoorRight::resume, DoorRight::policy};

/// As `sources.toml` and `gateway.toml` name it.
constexpr std::string_view toText(DoorRight right)
{
    constexpr std::array<std::string_view, allDoorRights.size()> names {"read", "freeze", "resume", "policy"};
    return names[static_cast<std::size_t>(right)];
}

/// We have no token with that right at this gateway.
inline Error missingRight(DoorRight right, std::string gateway)
{
    constexpr std::array codes {
        ErrorCode::noRightToRead, ErrorCode::noRightToFreeze, ErrorCode::noRightToResume, ErrorCode::noRightToChangePolicy};
    return {codes[static_cast<std::size_t>(right)], std::move(gateway), "keys." + std::string(toText(right))};
}

} // namespace fuseboard
