// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hold.h"

namespace fuseboard {

OrderVerdict judge(const Hold* current, const HoldOrder& order)
{
    if (!current)
        return order.generation > 0 ? OrderVerdict::applied : OrderVerdict::stale;
    const HoldOrder& held = current->order;
    if (order.generation > held.generation)
        return OrderVerdict::applied;
    if (order.generation < held.generation)
        return OrderVerdict::stale;
    if (order.state == held.state) {
        // A second order at the same generation may still sharpen the freeze from refusing to cutting.
        return order.mode == FreezeMode::cut && held.mode == FreezeMode::refuse ? OrderVerdict::applied : OrderVerdict::inForce;
    }
    return order.state == HoldState::frozen ? OrderVerdict::applied : OrderVerdict::stale;
}

std::string toText(HoldState state) { return state == HoldState::frozen ? "frozen" : "released"; }
std::string toText(FreezeMode mode) { return mode == FreezeMode::cut ? "cut" : "refuse"; }

Result<HoldState> parseHoldState(std::string_view text)
{
    if (text == "frozen")
        return HoldState::frozen;
    if (text == "released")
        return HoldState::released;
    return fail(ErrorCode::badDocument, std::string(text.substr(0, 60)), "a hold is frozen or released");
}

Result<Undo> parseUndo(std::string_view text)
{
    if (text == "ask")
        return Undo::ask;
    if (text == "keep")
        return Undo::keep;
    if (text == "putBack")
        return Undo::putBack;
    return fail(ErrorCode::badDocument, std::string(text.substr(0, 60)), "what was changed is kept or put back");
}

Result<FreezeMode> parseFreezeMode(std::string_view text)
{
    if (text == "refuse")
        return FreezeMode::refuse;
    if (text == "cut")
        return FreezeMode::cut;
    return fail(ErrorCode::badDocument, std::string(text.substr(0, 60)), "a mode is refuse or cut");
}

} // namespace fuseboard
