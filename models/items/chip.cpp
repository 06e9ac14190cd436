// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/chip.h"

namespace fuseboard {
namespace {

std::optional<ChipKind> frozenKind(const FreezeView* freeze)
{
    if (!freeze)
        return std::nullopt;
    switch (freeze->stage) {
    case FreezeStage::changedOutside: return ChipKind::changedOutside;
    case FreezeStage::notProved: return ChipKind::notProved;
    case FreezeStage::requested:
    case FreezeStage::freezing: return ChipKind::freezing;
    case FreezeStage::partlyProved: return ChipKind::partlyProved;
    case FreezeStage::frozen: return ChipKind::frozen;
    case FreezeStage::resumeRequested: return ChipKind::resuming;
    case FreezeStage::allowed:
    case FreezeStage::resumed: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Chip chipFor(const BurnDown& burn, const FreezeView* freeze, std::optional<std::chrono::microseconds> age)
{
    if (const auto kind = frozenKind(freeze))
        return {.kind = *kind, .proved = freeze->provedPlaces(), .places = static_cast<std::int64_t>(freeze->places.size())};
    if (age)
        return {.kind = ChipKind::aged, .age = *age};
    switch (burn.pace) {
    case Pace::runsOutEarly: return {.kind = ChipKind::runsOutEarly};
    case Pace::onTrack: return {.kind = ChipKind::onTrack};
    case Pace::tooEarly: return {.kind = ChipKind::tooEarly};
    case Pace::noData: return {.kind = ChipKind::noData};
    }
    return {};
}

Severity severityOf(ChipKind kind)
{
    switch (kind) {
    case ChipKind::changedOutside:
    case ChipKind::notProved:
    case ChipKind::runsOutEarly: return Severity::crit;
    case ChipKind::partlyProved: return Severity::warn;
    case ChipKind::freezing:
    case ChipKind::frozen:
    case ChipKind::resuming: return Severity::frozen;
    case ChipKind::onTrack: return Severity::ok;
    case ChipKind::aged:
    case ChipKind::tooEarly:
    case ChipKind::noData: return Severity::unknown;
    }
    return Severity::unknown;
}

bool isSolid(ChipKind kind) { return severityOf(kind) == Severity::crit; }

bool isHatched(ChipKind kind)
{
    switch (kind) {
    case ChipKind::freezing:
    case ChipKind::frozen:
    case ChipKind::partlyProved:
    case ChipKind::aged:
    case ChipKind::noData: return true;
    case ChipKind::tooEarly:
    case ChipKind::onTrack:
    case ChipKind::runsOutEarly:
    case ChipKind::resuming:
    case ChipKind::notProved:
    case ChipKind::changedOutside: return false;
    }
    return false;
}

} // namespace fuseboard
