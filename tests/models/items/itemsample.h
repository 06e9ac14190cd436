// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

/// Small boards for the tests of models/items: no calendar, only what rows show.
namespace fuseboard::sample {

inline constexpr std::int64_t unit = 1'000'000'000;
inline Instant now() { return fromUnixSeconds(1'795'440'000); }

inline SourceView source(const char* id, std::chrono::seconds interval, std::optional<std::chrono::seconds> age)
{
    SourceView out;
    out.id = id;
    out.name = id;
    out.interval = interval;
    if (age)
        out.lastAnswer = now() - *age;
    return out;
}

inline TeamBoard team(const char* name, std::int64_t spent, std::optional<std::int64_t> budget, Pace pace = Pace::onTrack)
{
    TeamBoard out;
    out.name = name;
    out.id = teamIdFor(name);
    out.burn.spentNano = spent * unit;
    if (budget)
        out.burn.budgetNano = *budget * unit;
    out.burn.pace = pace;
    return out;
}

inline Board board()
{
    Board out;
    out.asOf = now();
    out.currency = Currency::usd();
    out.all = team("", 68'940, 96'000);
    out.unallocated.burn.spentNano = 880 * unit;
    out.unallocated.keys = 3;
    out.teams = {
        team("Payments", 15'940, 20'000, Pace::runsOutEarly), team("Mobile", 9'710, 12'000), team("Growth", 1'630, 6'000)};
    out.sources = {source("gateway", std::chrono::seconds(2), std::chrono::seconds(1)),
        source("openai", std::chrono::seconds(300), std::chrono::seconds(200))};
    return out;
}

inline FreezeView freeze(Scope scope, FreezeStage stage, int proved = 0, int places = 0)
{
    FreezeView out;
    out.scope = std::move(scope);
    out.stage = stage;
    out.places.resize(static_cast<std::size_t>(places));
    for (int i = 0; i < proved; ++i)
        out.places[static_cast<std::size_t>(i)].stage = PlaceStage::proved;
    return out;
}

} // namespace fuseboard::sample
