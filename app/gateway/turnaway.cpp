// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/turnaway.h"

namespace fuseboard::gateway {

CallerError answerFor(const CallIdentity& identity, const PolicyBook& policy, const Refused& refused)
{
    const Team* team = policy.team(identity.team);
    return std::visit([team](const auto& why) { return refusal(why, team); }, refused);
}

CallerError turnAway(Services& services, const CallIdentity& identity, const PolicyBook& policy, const Refused& refused)
{
    CallerError error = answerFor(identity, policy, refused);
    RefusedCall told {.scope = {}, .rule = {}, .team = identity.team, .token = identity.token};
    if (const auto* hold = std::get_if<Hold>(&refused)) {
        told.scope = hold->order.scope.text();
        told.rule = "freeze";
        services.metrics.countRefusal(toText(hold->order.scope.kind));
    } else if (std::holds_alternative<Trip>(refused)) {
        told.scope = "session/*"; // callers choose the ids
        told.rule = "loops";
        services.metrics.countRefusal(error.code);
    } else if (const auto* failing = std::get_if<ModelTrip>(&refused)) {
        told.scope = failing->scope().text();
        told.rule = "failures";
        services.metrics.countRefusal(error.code);
    } else if (const auto* rate = std::get_if<RateTrip>(&refused)) {
        told.scope = rate->scope.text();
        told.rule = "spend-rate";
        services.metrics.countRefusal(error.code);
    } else {
        LimitScope scope = std::get<LimitRefusal>(refused).standing.scope;
        if (std::get<LimitRefusal>(refused).standing.each)
            scope.id = "*"; // callers choose the ids, and could tell without end
        told.scope = scope.text();
        told.rule = error.code;
        services.metrics.countRefusal(error.code);
    }
    services.events.countRefusal(std::move(told));
    return error;
}

} // namespace fuseboard::gateway
