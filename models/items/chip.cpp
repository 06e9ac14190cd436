// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/chip.h"

#include "items/freshness.h"

namespace fuseboard {
namespace {

/// Empty: the freeze says nothing of the row's state.
std::optional<Chip::Kind> kindOf(FreezeStage stage)
{
    switch (stage) {
    case FreezeStage::changedOutside: return Chip::Kind::ChangedOutside;
    case FreezeStage::notProved: return Chip::Kind::NotProved;
    case FreezeStage::requested:
    case FreezeStage::freezing: return Chip::Kind::Freezing;
    case FreezeStage::partlyProved: return Chip::Kind::PartlyProved;
    case FreezeStage::frozen: return Chip::Kind::Frozen;
    case FreezeStage::resumeRequested: return Chip::Kind::Resuming;
    case FreezeStage::allowed:
    case FreezeStage::resumed: return std::nullopt;
    }
    return std::nullopt;
}

Chip::Kind kindOf(Pace pace)
{
    switch (pace) {
    case Pace::runsOutEarly: return Chip::Kind::RunsOutEarly;
    case Pace::tooEarly: return Chip::Kind::TooEarly;
    case Pace::onTrack: return Chip::Kind::OnTrack;
    case Pace::noData: return Chip::Kind::NoData;
    }
    return Chip::Kind::NoData;
}

} // namespace

Chip chipFor(const TeamBoard& team, const FreezeView* freeze, const std::vector<SourceView>& sources, Instant now)
{
    Chip chip;
    if (freeze)
        if (const auto kind = kindOf(freeze->stage)) {
            chip.kind = *kind;
            chip.proved = static_cast<int>(freeze->provedPlaces());
            chip.places = static_cast<int>(freeze->countedPlaces());
            return chip;
        }
    if (const auto since = staleSince(sources, now)) {
        chip.kind = Chip::Kind::Age;
        chip.age = shownAge(now - *since);
        return chip;
    }
    chip.kind = kindOf(team.burn.pace);
    // A source that never answered has no age to show. What is spent is then a lower bound: it can prove that a budget
    // runs out early, never that it is on track.
    if (chip.kind != Chip::Kind::RunsOutEarly && isIncomplete(sources, now))
        chip.kind = Chip::Kind::NoData;
    return chip;
}

} // namespace fuseboard
