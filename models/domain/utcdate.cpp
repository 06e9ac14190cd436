// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/utcdate.h"

namespace fuseboard {
namespace {

constexpr auto dateLength = std::string_view("2026-11-23").size();

} // namespace

std::string utcDateText(Instant at) { return toText(dayOf(at)).substr(0, dateLength); }

Result<Instant> parseUtcDate(std::string_view text)
{
    if (text.size() != dateLength)
        return fail(ErrorCode::badInstant, std::string(text.substr(0, 60)));
    return parseInstant(std::string(text) + "T00:00:00Z");
}

} // namespace fuseboard
