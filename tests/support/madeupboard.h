// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/blast.h"
#include "domain/board.h"
#include "domain/drill.h"
#include "domain/freeze.h"
#include "store/organisation.h"

#include <memory>

/// The made-up company of the pictures: Monday 23 November 2026, 14:20 in Berlin. All rows add up.
namespace fuseboard::madeup {

inline constexpr std::int64_t unit = 1'000'000'000;

Calendar calendar();
Instant now();
Instant at(const char* rfc3339);
inline Scope payments() { return Scope::ofTeam("team-payments"); }

/// Points at every hour; `total` units in the end, `lastWeek` of it in the last seven days.
std::vector<SpendPoint> spending(const Period& period, Instant end, std::int64_t total, std::int64_t lastWeek);
/// A team of this month; amounts in whole units.
TeamBoard team(const char* name, const char* id, std::int64_t budget, std::int64_t spent, std::int64_t lastWeek);

/// Payments runs out early; the others are on track.
Board board();
/// As `board`, with Payments protected.
Board protectedBoard();
/// What a freeze of Payments would meet at the places of `switchboard`: one holds its keys, one does not answer, one has
/// nothing.
BlastPreview paymentsPreview();
/// As `board`, with the gateway silent since 11:20.
Board staleBoard();
/// A company that was just set up: no team, no spending.
Board emptyBoard();
/// One freeze at a stage, of six places, ordered at 14:19:31.
FreezeView freeze(FreezeStage stage, const Scope& scope = payments());
/// Payments at a stage; Data Science frozen since the morning.
FreezeBoard freezes(FreezeStage stage);
/// Payments is resumed, and OpenRouter asks what becomes of a limit that somebody has changed since.
FreezeBoard askingFreezes();
/// Three kinds of places, a team in each state at them, and what rules do at the gateway.
FreezeBoard switchboard();
/// One of each rule, and of each state.
std::vector<RuleBreaker> rulesAtWork();
/// Weekly ones of Growth: the last passed on Monday, the one before failed at LiteLLM.
std::vector<Drill> drills();
DrillPlan drillPlan();
/// Data Science frozen since the morning, nothing else.
FreezeBoard quietFreezes();
Organisation organisation();

template <class T>
std::shared_ptr<const T> shared(T value)
{
    return std::make_shared<const T>(std::move(value));
}

} // namespace fuseboard::madeup
