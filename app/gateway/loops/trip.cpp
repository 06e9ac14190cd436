// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/trip.h"

#include <algorithm>
#include <format>

namespace fuseboard::gateway {
namespace {

using loops::LoopEvidence;
using loops::LoopSign;

std::string hex(loops::Fingerprint fingerprint) { return std::format("{:016x}", fingerprint); }

std::string inWords(const LoopEvidence& evidence)
{
    const std::string tool = evidence.tool.empty() ? "a tool" : evidence.tool;
    const std::string times = evidence.count == 1 ? "once more" : std::format("{} times more", evidence.count);
    switch (evidence.sign) {
    case LoopSign::sameCall: return std::format("{} was called {} with the same arguments and the same result", tool, times);
    case LoopSign::cycle: return std::format("calls of {} and others repeat in a circle", tool);
    case LoopSign::nearRepeat: return std::format("{} was called {} with almost the same arguments and result", tool, times);
    case LoopSign::sameError: return std::format("{} failed {} with the same error", tool, times);
    case LoopSign::nothingNew: return std::format("the same was said and asked {}", times);
    case LoopSign::sameRequest: return std::format("the very same request came {}", times);
    case LoopSign::handedOn: return std::format("an agent handed its task on to another {}", times);
    case LoopSign::risingPrompt: return "the prompt grows by what stood in it before";
    case LoopSign::costAboveKind: return "it costs far more an hour than others of its kind";
    case LoopSign::manyAlike: return std::format("one prompt came {} times within a minute", evidence.count);
    }
    return {};
}

} // namespace

std::string inWords(const loops::LoopVerdict& verdict)
{
    const auto most = std::ranges::max_element(verdict.evidence, {}, &LoopEvidence::count);
    return most == verdict.evidence.end() ? std::string("gets nowhere") : "gets nowhere: " + inWords(*most);
}

void writeMembers(JsonWriter& out, const Trip& trip)
{
    const loops::LoopVerdict& verdict = trip.verdict;
    out.member("rule", "loops").member("observe", trip.observed).member("team", trip.team).member("token", trip.whose.token);
    out.member("label", trip.label).memberIfSet("incident", trip.incident).member("at", fuseboard::toText(trip.at));
    out.member("reason", "This session " + inWords(verdict) + ".").member("calls", verdict.calls);
    out.nano("cost", verdict.costNano).nano("costAnHour", verdict.costNanoAnHour);
    out.key("evidence").beginArray();
    for (const LoopEvidence& evidence : verdict.evidence) {
        out.beginObject().member("sign", toText(evidence.sign)).memberIfSet("tool", evidence.tool);
        out.member("count", evidence.count);
        if (evidence.arguments != 0)
            out.member("arguments", hex(evidence.arguments));
        if (evidence.result != 0)
            out.member("result", hex(evidence.result));
        out.endObject();
    }
    out.endArray();
    if (trip.retryAfter.count() > 0)
        out.member("retryAfter", trip.retryAfter.count());
}

} // namespace fuseboard::gateway
