// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/adminviews.h"

namespace fuseboard::gateway {
namespace {

const char* toText(BreakerState state)
{
    switch (state) {
    case BreakerState::closed: return "closed";
    case BreakerState::open: return "open";
    case BreakerState::halfOpen: return "half-open";
    }
    return "open";
}

} // namespace

void writeScope(JsonWriter& out, const Scope& scope)
{
    out.key("scope").beginObject().member("kind", toText(scope.kind)).member("id", scope.id).endObject();
}

JsonWriter faultsView(const std::vector<Error>& faults)
{
    JsonWriter out;
    out.beginObject().key("faults").beginArray();
    for (const Error& fault : faults)
        out.beginObject().member("path", fault.subject).member("reason", fault.detail).endObject();
    out.endArray().endObject();
    return out;
}

JsonWriter breakersView(const Desk& desk)
{
    JsonWriter out;
    out.beginObject().key("breakers").beginArray();
    for (const ScopeState& state : desk.states()) {
        out.beginObject();
        writeScope(out, state.scope);
        out.member("breaker", toText(state.state));
        out.member("state", state.hold ? toText(state.hold->order.state) : std::string(toText(state.state)));
        if (state.hold) {
            const HoldOrder& order = state.hold->order;
            out.member("generation", order.generation).member("mode", toText(order.mode)).member("reason", order.reason);
            out.member("by", order.by).member("at", fuseboard::toText(state.hold->at)).member("orderId", order.orderId);
        }
        const ScopeLoad load = desk.load(state.scope);
        out.member("inFlight", load.calls).nano("moneySetAside", load.reservedNano).member("currency", load.currency.text());
        out.endObject();
    }
    out.endArray().endObject();
    return out;
}

JsonWriter callsView(const Desk& desk, const std::optional<std::string>& team)
{
    JsonWriter out;
    out.beginObject().key("calls").beginArray();
    for (const auto& call : desk.calls()) {
        if (team && *team != call->identity.team)
            continue;
        out.beginObject().member("id", call->id).member("team", call->identity.team).member("session", call->identity.session);
        out.member("agent", call->identity.agent).member("model", call->identity.model);
        out.member("since", fuseboard::toText(call->since)).member("tokens", call->tokens.load());
        out.nano("cost", call->costNano.load()).nano("reserved", call->reservedNano).member("currency", call->currency.text());
        out.endObject();
    }
    out.endArray().endObject();
    return out;
}

JsonWriter reservationsView(const Desk& desk, Instant at)
{
    JsonWriter out;
    out.beginObject().key("reservations").beginArray();
    for (const auto& call : desk.calls()) {
        out.beginObject().member("id", call->id).key("scopes").beginArray();
        for (const Scope& scope : call->identity.scopes())
            out.text(scope.text());
        out.endArray().nano("amount", call->reservedNano).member("currency", call->currency.text());
        out.member("ageMs", std::chrono::duration_cast<std::chrono::milliseconds>(at - call->since).count());
        out.member("why", call->cutOrdered ? "being cut" : "in flight").endObject();
    }
    out.endArray().endObject();
    return out;
}

} // namespace fuseboard::gateway
