// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/adminviews.h"

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostStandings = 1000; // callers choose the ids of sessions

struct ReservationView {
    std::string id;
    CallIdentity who;
    std::int64_t nano = 0;
    Currency currency;
    std::chrono::microseconds age {};
    std::string why;
};

void writeReservation(JsonWriter& out, const ReservationView& view)
{
    out.beginObject().member("id", view.id).key("scopes").beginArray();
    for (const Scope& scope : view.who.scopes())
        out.text(scope.text());
    if (!view.who.person.empty())
        out.text(LimitScope {LimitKind::person, view.who.person, view.who.agent}.text());
    out.endArray().nano("amount", view.nano).member("currency", view.currency.text());
    out.member("ageMs", std::chrono::duration_cast<std::chrono::milliseconds>(view.age).count());
    out.member("why", view.why).endObject();
}

} // namespace

void writeScope(JsonWriter& out, const Scope& scope)
{
    out.key("scope").beginObject().member("kind", toText(scope.kind)).member("id", scope.id).endObject();
}

void writeTags(JsonWriter& out, const CallerKey* key)
{
    if (!key || key->tags.empty())
        return;
    out.key("tags").beginArray();
    for (const std::string& tag : key->tags)
        out.text(tag);
    out.endArray();
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

JsonWriter breakersView(Desk& desk, ModelBreakers& models)
{
    JsonWriter out;
    out.beginObject().key("breakers").beginArray();
    for (const ScopeState& state : desk.states()) {
        out.beginObject();
        writeScope(out, state.scope);
        out.member("breaker", toText(state.state));
        out.member("state", state.hold ? toText(state.hold->order.state) : toText(state.state));
        if (state.hold) {
            const HoldOrder& order = state.hold->order;
            out.member("generation", order.generation).member("mode", toText(order.mode)).member("reason", order.reason);
            out.member("by", order.by).member("at", fuseboard::toText(state.hold->at)).member("orderId", order.orderId);
        }
        const ScopeLoad load = desk.load(state.scope);
        out.member("inFlight", load.calls).nano("moneySetAside", load.reservedNano).member("currency", load.currency.text());
        out.endObject();
    }
    for (const Trip& trip : desk.trips()) {
        out.beginObject();
        writeScope(out, trip.scope());
        out.member("breaker", toText(trip.state)).member("state", toText(trip.state));
        writeMembers(out, trip);
        out.member("currency", trip.currency.text()).endObject();
    }
    const auto policy = desk.policy();
    for (const ModelTrip& trip : models.all(policy->document().breaker("failures"), std::chrono::steady_clock::now()))
        write(out, trip);
    for (const RateTrip& trip : desk.rateTrips()) {
        out.beginObject();
        writeScope(out, trip.scope);
        out.member("breaker", toText(trip.state)).member("state", toText(trip.state));
        writeMembers(out, trip);
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
        out.member("person", call->identity.person).member("agent", call->identity.agent);
        out.member("key", call->identity.label).member("model", call->identity.model);
        writeTags(out, call->policy->key(call->identity.token));
        out.member("since", fuseboard::toText(call->since)).member("tokens", call->tokens.load());
        if (call->worstNano) // else its model has no price
            out.nano("cost", call->costNano.load())
                .nano("reserved", call->reservedNano)
                .member("currency", call->currency.text());
        out.member("cutOrdered", call->cutOrdered.load()).endObject();
    }
    out.endArray().endObject();
    return out;
}

JsonWriter reservationsView(Desk& desk, const std::vector<CallRow>& unsettled, Instant at)
{
    JsonWriter out;
    out.beginObject().key("reservations").beginArray();
    for (const auto& call : desk.calls())
        writeReservation(out,
            {.id = call->id,
                .who = call->identity,
                .nano = call->reservedNano,
                .currency = call->currency,
                .age = at - call->since,
                .why = call->cutOrdered ? "being cut" : "in flight"});
    for (const CallRow& row : unsettled)
        writeReservation(out,
            {.id = row.callId,
                .who = {.team = row.team,
                    .token = row.token,
                    .session = row.session,
                    .model = row.modelCounted(),
                    .label = {},
                    .person = row.person,
                    .agent = row.agent},
                .nano = row.unsettledNano,
                .currency = row.cost ? row.cost->currency : Currency(),
                .age = at - row.at,
                .why = "outcome unknown: " + (row.cut.empty() ? "no usage was stated" : row.cut)});
    out.endArray().key("budgets").beginArray();
    for (const LimitStanding& standing : desk.standings(at, mostStandings)) {
        out.beginObject();
        writeStanding(out, standing);
        out.endObject();
    }
    out.endArray().endObject();
    return out;
}

void writeStanding(JsonWriter& out, const LimitStanding& standing)
{
    out.member("scope", standing.scope.text()).member("period", toText(standing.periodKind)).member("hard", standing.hard);
    out.nano("limit", standing.limit.nano).nano("allowance", standing.allowanceNano).nano("spent", standing.settledNano);
    out.nano("unsettled", standing.unsettledNano).nano("setAside", standing.heldNano);
    out.member("currency", standing.limit.currency.text()).member("resetsAt", fuseboard::toText(standing.period.end));
    out.member("state", standing.isSpent() ? "spent" : "open");
}

JsonWriter standingView(const LimitStanding& standing)
{
    JsonWriter out;
    out.beginObject();
    writeStanding(out, standing);
    out.endObject();
    return out;
}

} // namespace fuseboard::gateway
