// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/unseenfreezes.h"

namespace fuseboard {
namespace {

bool claimsSomething(const PlaceView& place)
{
    switch (place.stage) {
    case PlaceStage::waiting:
    case PlaceStage::ordered:
    case PlaceStage::readBack:
    case PlaceStage::proved: return true;
    case PlaceStage::silent:
    case PlaceStage::lying:
    case PlaceStage::changedOutside:
    case PlaceStage::nothingHere:
    case PlaceStage::unable: return false;
    }
    return false;
}

bool claimsSomething(FreezeStage stage)
{
    switch (stage) {
    case FreezeStage::requested:
    case FreezeStage::freezing:
    case FreezeStage::frozen:
    case FreezeStage::partlyProved:
    case FreezeStage::resumeRequested: return true;
    case FreezeStage::allowed:
    case FreezeStage::notProved:
    case FreezeStage::changedOutside:
    case FreezeStage::resumed: return false;
    }
    return false;
}

} // namespace

FreezeBoard unseen(const FreezeBoard& last, const std::vector<FreezePress>& presses)
{
    FreezeBoard out = last;
    for (auto& [scope, view] : out.views) {
        if (!claimsSomething(view.stage) && view.stage != FreezeStage::notProved)
            continue;
        view.stage = FreezeStage::notProved;
        view.provedAt.reset();
        for (PlaceView& place : view.places) {
            if (!claimsSomething(place))
                continue;
            place.stage = PlaceStage::silent;
            place.provedAt.reset();
            place.cause = Error {ErrorCode::notProved, place.name, {}};
        }
    }
    for (const FreezePress& press : presses) {
        FreezeView& view = out.views[press.scope];
        view.scope = press.scope;
        view.stage = FreezeStage::notProved;
        view.wanted = HoldState::frozen;
        view.mode = press.mode;
        view.orderedAt = press.at;
        view.provedAt.reset();
        view.by = press.by;
        view.reason = press.reason;
        view.added.reset();
        view.isForeign = false;
        view.saved = false;
    }
    return out;
}

} // namespace fuseboard
