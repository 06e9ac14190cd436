// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/runningcalls.h"

#include "net/inparallel.h"
#include "switchboard/actid.h"

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

/// In English, as the log is: "call 0199… at Gateway: gpt-5.6, checkout-agent, since 2026-11-23T14:19:32Z, 1204 tokens".
std::string description(const CallCut& cut)
{
    const RunningCall& call = cut.call;
    std::string out = std::format("call {} at {}: {}", call.id, cut.place, call.model.empty() ? "no model told" : call.model);
    for (const std::string& who : {call.person, call.agent, call.key})
        if (!who.empty() && !out.ends_with(", " + who))
            out += ", " + who;
    out += std::format(", since {}, {} tokens", toText(call.since), call.tokens);
    if (call.cost)
        out += std::format(", {} {}", call.cost->text(), call.cost->currency.text());
    return out;
}

std::string causeOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::unreachable: return "it can't be reached";
    case ErrorCode::timedOut: return "it did not answer in time, so whether it was cut is not known";
    case ErrorCode::cutOff: return "its answer broke off, so whether it was cut is not known";
    case ErrorCode::noRightToFreeze: return "no key of ours has the right to freeze there";
    case ErrorCode::cannotCut: return "it can't end a single call";
    default: return error.detail.empty() ? "its answer is not understood" : error.detail;
    }
}

std::string resultOf(const Result<CutOutcome>& outcome)
{
    if (!outcome)
        return "failed: " + outcome.error().subject + ": " + causeOf(outcome.error());
    switch (*outcome) {
    case CutOutcome::cut: return "done";
    case CutOutcome::endedAlready: return "had ended already";
    }
    return {};
}

} // namespace

QFuture<std::vector<PlaceCalls>> runningCallsAt(const OwnedLevers& levers, const Scope& scope, const Clock& clock)
{
    std::vector<Lever*> all;
    std::ranges::transform(levers, std::back_inserter(all), [](const auto& lever) { return lever.get(); });
    const std::size_t atOnce = all.size();
    return inParallel(std::move(all), atOnce, [scope, &clock](Lever* lever) {
        const LeverTraits& traits = lever->traits();
        PlaceCalls place {.place = traits.id,
            .name = traits.name,
            .tells = traits.tellsCalls,
            .cuts = traits.cutsCalls,
            .calls = {},
            .at = {},
            .error = {}};
        if (!place.tells)
            return QtFuture::makeReadyValueFuture(std::move(place));
        return lever->calls(scope).then([place, &clock](const Result<std::vector<RunningCall>>& told) mutable {
            if (told) {
                place.calls = *told;
                place.at = clock.now();
            } else {
                place.error = told.error();
            }
            return place;
        });
    });
}

QFuture<Result<CutOutcome>> cutCallAt(const OwnedLevers& levers, const CallCut& cut)
{
    const auto lever =
        std::ranges::find(levers, cut.place, [](const auto& each) -> const std::string& { return each->traits().id; });
    if (lever == levers.end())
        return QtFuture::makeReadyValueFuture(
            Result<CutOutcome>(fail(ErrorCode::badDocument, cut.place, "no place has this id")));
    return (*lever)->cutCall(cut.call.id);
}

AuditEntry cutEntry(const CallCut& cut, const std::string& by, Instant at)
{
    AuditEntry entry;
    entry.at = at;
    entry.actor = by;
    entry.action = "cut a call";
    entry.target = cut.call.team.empty() ? "call/" + cut.call.id : Scope::ofTeam(cut.call.team).text();
    entry.reason = cut.reason;
    entry.before = description(cut);
    entry.after = "cut";
    entry.requestId = makeActId(at);
    return entry;
}

AuditEntry cutOutcomeEntry(AuditEntry act, const Result<CutOutcome>& outcome, Instant at)
{
    act.at = at;
    act.result = resultOf(outcome);
    return act;
}

} // namespace fuseboard
