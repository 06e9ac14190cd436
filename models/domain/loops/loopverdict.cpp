// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/loops/loopverdict.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fuseboard::loops {

namespace {

constexpr std::pair<LoopSign, std::string_view> names[] {{LoopSign::sameCall, "same-call"}, {LoopSign::cycle, "cycle"},
    {LoopSign::nearRepeat, "near-repeat"}, {LoopSign::sameError, "same-error"}, {LoopSign::nothingNew, "nothing-new"},
    {LoopSign::sameRequest, "same-request"}, {LoopSign::handedOn, "handed-on"}, {LoopSign::risingPrompt, "rising-prompt"},
    {LoopSign::costAboveKind, "cost-above-kind"}, {LoopSign::manyAlike, "many-alike"}};

} // namespace

std::string toText(LoopSign sign)
{
    const auto* found = std::ranges::find(names, sign, &std::pair<LoopSign, std::string_view>::first);
    return std::string(found->second);
}

std::optional<LoopSign> parseLoopSign(std::string_view text)
{
    const auto* found = std::ranges::find(names, text, &std::pair<LoopSign, std::string_view>::second);
    return found == std::end(names) ? std::nullopt : std::optional(found->first);
}

} // namespace fuseboard::loops
