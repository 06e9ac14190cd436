// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/loops/loopverdict.h"

namespace fuseboard::loops {

std::string toText(LoopSign sign)
{
    switch (sign) {
    case LoopSign::sameCall: return "same-call";
    case LoopSign::cycle: return "cycle";
    case LoopSign::nearRepeat: return "near-repeat";
    case LoopSign::sameError: return "same-error";
    case LoopSign::nothingNew: return "nothing-new";
    case LoopSign::sameRequest: return "same-request";
    case LoopSign::handedOn: return "handed-on";
    case LoopSign::risingPrompt: return "rising-prompt";
    case LoopSign::costAboveKind: return "cost-above-kind";
    case LoopSign::manyAlike: return "many-alike";
    }
    return {};
}

} // namespace fuseboard::loops
