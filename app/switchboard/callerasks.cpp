// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/callerasks.h"

#include "net/inparallel.h"
#include "switchboard/actid.h"

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

std::string amountOf(const Money& money) { return std::format("{} {}", money.text(), money.currency.text()); }

/// In English, as the log is: "checkout-agent, team-payments asks for 20 USD more of team/team-payments, 510 of 500 USD spent:
/// The release is tonight."; of a held session what it has cost.
std::string description(const RaiseAsk& ask)
{
    std::string who;
    for (const std::string& name : {ask.person, ask.agent, ask.key, ask.team})
        if (!name.empty() && !who.contains(name))
            who += (who.empty() ? "" : ", ") + name;
    if (ask.isHeldSession)
        return std::format("{}: {} is held, {} so far, {} an hour: {}", who, ask.scope.text(), amountOf(ask.spent),
            amountOf(ask.anHour), ask.reason);
    return std::format("{} asks for {} more of {}, {} of {} spent: {}", who, amountOf(ask.amount), ask.scope.text(),
        ask.spent.text(), amountOf(ask.limit), ask.reason);
}

std::string causeOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::unreachable: return "it can't be reached";
    case ErrorCode::timedOut: return "it did not answer in time, so whether it took the answer is not known";
    case ErrorCode::cutOff: return "its answer broke off, so whether it took the answer is not known";
    case ErrorCode::noRightToFreeze:
    case ErrorCode::noRightToResume: return "no key of ours has the right to answer there";
    default: return error.detail.empty() ? "its answer is not understood" : error.detail;
    }
}

} // namespace

QFuture<Asks> asksAt(const OwnedLevers& levers, const Clock& clock)
{
    std::vector<Lever*> able;
    for (const auto& lever : levers)
        if (lever->traits().takesAsks)
            able.push_back(lever.get());
    const std::size_t atOnce = able.size();
    return inParallel(std::move(able), atOnce, [&clock](Lever* lever) {
        const LeverTraits& traits = lever->traits();
        PlaceAsks place {.place = traits.id, .name = traits.name, .asks = {}, .at = {}, .error = {}};
        return lever->asks().then([place, &clock](const Result<ToldAsks>& told) mutable {
            if (told) {
                place.at = clock.now();
                place.asks = recentAsks(told->asks, *place.at);
                place.unread = told->unread;
            } else {
                place.error = told.error();
            }
            return place;
        });
    });
}

QFuture<Result<RaiseAsk>> answerAskAt(const OwnedLevers& levers, const AskDecision& decision, const std::string& by)
{
    const auto lever =
        std::ranges::find(levers, decision.place, [](const auto& each) -> const std::string& { return each->traits().id; });
    if (lever == levers.end())
        return QtFuture::makeReadyValueFuture(
            Result<RaiseAsk>(fail(ErrorCode::badDocument, decision.place, "no place has this id")));
    return (*lever)->answerAsk(decision, by);
}

AuditEntry answerEntry(const AskDecision& decision, const std::string& by, Instant at)
{
    AuditEntry entry;
    entry.at = at;
    entry.actor = by;
    entry.action = decision.allowed ? allowMore : keepRefusing;
    entry.target = askIncident(decision.place, decision.ask.id);
    entry.reason = decision.reason;
    entry.before = description(decision.ask);
    entry.after = !decision.allowed ? "the budget stays as it is"
        : decision.until            ? std::format("{} more until {}", amountOf(*decision.allowed), toText(*decision.until))
                                    : amountOf(*decision.allowed) + " more";
    entry.requestId = makeActId(at);
    return entry;
}

AuditEntry answerOutcomeEntry(
    AuditEntry act, const Result<RaiseAsk>& outcome, const Result<std::optional<Money>>& raised, Instant at)
{
    act.at = at;
    act.result = outcome ? "done" : "failed: " + outcome.error().subject + ": " + causeOf(outcome.error());
    if (!raised)
        act.result += ": the gateway allows it, but Fuseboard's own hard budget is not raised: " + causeOf(raised.error());
    else if (*raised)
        act.result += ": Fuseboard's own hard budget is raised by " + amountOf(**raised);
    return act;
}

} // namespace fuseboard
