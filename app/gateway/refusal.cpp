// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/refusal.h"

#include "documents/jsonwriter.h"
#include "gateway/amounttext.h"

#include <format>

namespace fuseboard::gateway {
namespace {

const char* anthropicType(int status)
{
    switch (status) {
    case 400: return "invalid_request_error";
    case 401: return "authentication_error";
    case 403: return "permission_error";
    case 404: return "not_found_error";
    case 413: return "request_too_large";
    case 415: return "invalid_request_error";
    case 429: return "rate_limit_error";
    case 503: return "overloaded_error";
    default: return "api_error";
    }
}

void writeBudgetFields(JsonWriter& out, const LimitRefusal& limit, const std::string& owner)
{
    const LimitStanding& stands = limit.standing;
    out.member("scope", stands.scope.text()).member("rule", "budget").member("owner", owner);
    out.member("resetsAt", fuseboard::toText(stands.period.end)).key("incident").null();
    out.member("period", toText(stands.periodKind)).nano("amount", stands.amount().nano);
    out.nano("spent", stands.settledNano)
        .nano("unsettled", stands.unsettledNano)
        .nano("setAside", stands.heldNano)
        .key("needed");
    if (limit.neededNano)
        out.text(std::to_string(*limit.neededNano));
    else
        out.null();
    out.member("currency", stands.limit.currency.text());
}

void writeTripFields(JsonWriter& out, const Trip& trip, const std::string& owner)
{
    out.member("scope", trip.scope().text()).member("rule", "loops").member("owner", owner).key("resetsAt").null();
    out.key("incident");
    trip.incident.empty() ? out.null() : out.text(trip.incident);
}

void writeModelTripFields(JsonWriter& out, const ModelTrip& trip)
{
    out.member("scope", trip.scope().text()).member("rule", "failures").member("owner", "");
    out.member("resetsAt", fuseboard::toText(trip.retryAt)).key("incident").null();
}

void writeRateFields(JsonWriter& out, const RateTrip& trip, const std::string& owner)
{
    out.member("scope", trip.scope.text()).member("rule", "spend-rate").member("owner", owner).key("resetsAt").null();
    out.key("incident").null().nano("ratePerHour", trip.rate.nanoAnHour).nano("limitPerHour", trip.rate.limitNano);
    out.member("currency", trip.currency.text());
}

void writeMachineFields(JsonWriter& out, const CallerError& error)
{
    if (error.limit)
        writeBudgetFields(out, *error.limit, error.owner);
    if (error.trip)
        writeTripFields(out, *error.trip, error.owner);
    if (error.modelTrip)
        writeModelTripFields(out, *error.modelTrip);
    if (error.rate)
        writeRateFields(out, *error.rate, error.owner);
    if (!error.hold)
        return;
    out.member("scope", error.hold->order.scope.text()).member("rule", "freeze").member("owner", error.owner);
    out.key("resetsAt").null().member("incident", error.hold->order.orderId);
}

void writeError(JsonWriter& out, Dialect dialect, const CallerError& error)
{
    out.beginObject();
    if (dialect == Dialect::anthropic)
        out.member("type", anthropicType(error.status)).member("message", error.message);
    else
        out.member("message", error.message).member("type", error.type).key("param").null();
    out.member("code", error.code);
    writeMachineFields(out, error);
    out.endObject();
}

/// `Payments` → `Payments'`, `Growth` → `Growth's`.
std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "'" : "'s"); }

std::string subject(const Scope& scope, const Team* team)
{
    switch (scope.kind) {
    case ScopeKind::organisation: return "All AI spending";
    case ScopeKind::team: return "Team " + possessive(team ? team->name : scope.id) + " AI spending";
    case ScopeKind::token: return "This key's AI spending";
    case ScopeKind::session: return "This session's AI spending";
    case ScopeKind::model: return "Use of the model " + scope.id;
    }
    return "AI spending";
}

std::string whoSpends(const Scope& scope, const Team* team)
{
    if (scope.kind == ScopeKind::team)
        return "Team " + (team ? team->name : scope.id);
    return scope.kind == ScopeKind::organisation ? "The organisation" : "This key";
}

const char* adverb(PeriodKind period)
{
    switch (period) {
    case PeriodKind::week: return "weekly";
    case PeriodKind::month: return "monthly";
    case PeriodKind::quarter: return "quarterly";
    case PeriodKind::year: return "yearly";
    }
    return "";
}

std::string budgetName(const LimitStanding& stands, const Team* team)
{
    const LimitScope& scope = stands.scope;
    std::string budget = std::string(" ") + adverb(stands.periodKind) + " AI budget";
    switch (scope.kind) {
    case LimitKind::organisation: return "The organisation's" + budget;
    case LimitKind::team: return "Team " + possessive(team && team->id == scope.id ? team->name : scope.id) + budget;
    case LimitKind::token: return "This key's" + budget;
    case LimitKind::session: return "This session's" + budget;
    case LimitKind::model: return "The model " + possessive(scope.id) + budget;
    case LimitKind::person: return possessive(scope.id) + budget + (scope.agent.empty() ? "" : " for " + scope.agent);
    }
    return budget;
}

std::string ownerOf(const LimitScope& scope, const Team* team)
{
    return team && scope.kind != LimitKind::organisation && scope.kind != LimitKind::model ? team->owner : std::string();
}

/// "It starts anew on 2026-12-01 at 00:00 UTC. Ask: P. Owner."
std::string whatNext(const LimitStanding& stands, const std::string& owner)
{
    return std::format(
               " It starts anew on {:%Y-%m-%d at %H:%M} UTC.", std::chrono::floor<std::chrono::minutes>(stands.period.end))
        + (owner.empty() ? "" : " Ask: " + owner + ".");
}

/// ": 0.02 USD of 2.00 USD are used, 1.90 USD are set aside for calls whose outcome is unknown, and this call may cost up to
/// 0.12 USD."
std::string amountsOf(const LimitRefusal& limit)
{
    const LimitStanding& stands = limit.standing;
    const std::int64_t needed = limit.neededNano.value_or(0), whole = stands.amount().nano;
    const int digits = digitsToCompare({stands.settledNano, stands.unsettledNano, stands.heldNano, needed}, whole);
    const auto text = [&](std::int64_t nano) { return amountText(nano, stands.limit.currency, digits); };
    std::string out = ": " + text(stands.settledNano) + " of " + text(whole) + " are used";
    if (stands.unsettledNano > 0)
        out += ", " + text(stands.unsettledNano) + " are set aside for calls whose outcome is unknown";
    if (stands.heldNano > 0)
        out += ", " + text(stands.heldNano) + " are set aside for calls that run";
    if (needed > 0)
        out += ", and this call may cost up to " + text(needed);
    return out + ".";
}

/// How a caller goes on whose budget is spent.
std::string wayOn(const LimitRefusal& limit)
{
    const LimitStanding& stands = limit.standing;
    const Int128 released = stands.leftNano() + stands.unsettledNano;
    const bool releaseHelps = stands.unsettledNano > 0 && released > 0 && released >= limit.neededNano.value_or(0);
    return std::string(" More can be asked for at /fuseboard/raise")
        + (releaseHelps ? "; what is set aside for unknown outcomes, its owner can release." : ".");
}

constexpr int retrySeconds = 5; // most calls have ended by then and given back what they did not use

} // namespace

CallerError refusal(const Hold& hold, const Team* team, Instant now)
{
    using std::chrono::floor;
    const std::string owner = team && !team->owner.empty() ? team->owner : hold.order.by;
    const auto minute = floor<std::chrono::minutes>(hold.at);
    const bool isToday = floor<std::chrono::days>(hold.at) == floor<std::chrono::days>(now);
    std::string message = subject(hold.order.scope, team) + " was frozen by " + hold.order.by
        + (isToday ? std::format(" at {:%H:%M} UTC", minute) : std::format(" on {:%Y-%m-%d at %H:%M} UTC", minute));
    message += hold.order.reason.empty() ? "." : ": " + hold.order.reason + (hold.order.reason.ends_with('.') ? "" : ".");
    if (!owner.empty())
        message += " Ask: " + owner + ".";
    return {.status = 403,
        .type = "fuseboard_breaker_open",
        .code = "breaker_open",
        .message = std::move(message),
        .hold = hold,
        .owner = owner};
}

CallerError refusal(const LimitRefusal& limit, const Team* team)
{
    const LimitStanding& stands = limit.standing;
    CallerError error {.status = 403, .type = {}, .code = {}, .message = budgetName(stands, team)};
    error.owner = ownerOf(stands.scope, team);
    error.limit = limit;
    if (!limit.neededNano) {
        error.type = "fuseboard_model_unpriced";
        error.code = "model_unpriced";
        error.message += " is a hard one, and this model has no price here, so that nobody knows what the call may cost.";
        error.message += error.owner.empty() ? "" : " Ask: " + error.owner + ".";
    } else if (limit.waitingHelps) {
        error.status = 429;
        error.type = "fuseboard_budget_busy";
        error.code = "budget_busy";
        error.retryAfter = retrySeconds;
        error.message += " has nothing left for this call until others have ended" + amountsOf(limit);
    } else {
        error.type = "fuseboard_budget_spent";
        error.code = "budget_spent";
        error.message += !stands.isSpent() ? " has too little left for this call"
            : stands.unsettledNano > 0     ? " is spent or set aside"
                                           : " is spent";
        error.message += amountsOf(limit) + whatNext(stands, error.owner) + wayOn(limit);
    }
    return error;
}

CallerError refusal(const Trip& trip, const Team* team)
{
    CallerError error {.status = 403, .type = "fuseboard_session_held", .code = "session_held", .message = {}};
    error.owner = team ? team->owner : std::string();
    error.trip = trip;
    error.message = "This session " + inWords(trip.verdict) + ".";
    if (trip.state == BreakerState::throttled || trip.state == BreakerState::downgraded) {
        error.status = 429;
        error.type = "fuseboard_session_slowed";
        error.code = "session_slowed";
        error.retryAfter = static_cast<int>(trip.retryAfter.count());
        error.message += " It is let through more slowly.";
        return error;
    }
    if (trip.verdict.costNano > 0)
        error.message += std::format(" It has cost {}, {} an hour.", amountText(trip.verdict.costNano, trip.currency),
            amountText(trip.verdict.costNanoAnHour, trip.currency));
    error.message += " It is held until a person lets it go on.";
    error.message += error.owner.empty() ? "" : " Ask: " + error.owner + ".";
    return error;
}

CallerError refusal(const ModelTrip& trip, const Team*)
{
    CallerError error {.status = 503, .type = "fuseboard_model_failing", .code = "model_failing", .message = {}};
    error.message = std::format("The model {} {}. It is tried again at {:%H:%M:%S} UTC.", trip.place.model, inWords(trip),
        std::chrono::ceil<std::chrono::seconds>(trip.retryAt));
    error.modelTrip = trip;
    error.retryAfter = static_cast<int>(std::max<std::int64_t>(1, trip.retryAfter.count()));
    return error;
}

CallerError refusal(const RateTrip& trip, const Team* team)
{
    CallerError error {.status = 429, .type = "fuseboard_spend_slowed", .code = "spend_slowed", .message = {}};
    error.owner = team && trip.scope.kind != ScopeKind::organisation ? team->owner : std::string();
    error.rate = trip;
    error.retryAfter = static_cast<int>(trip.retryAfter.count());
    error.message = whoSpends(trip.scope, team) + " " + inWords(trip) + ". It is let through more slowly.";
    error.message += error.owner.empty() ? "" : " Ask: " + error.owner + ".";
    return error;
}

CallerError cutByBudget(const std::optional<LimitStanding>& stands, const Team* team)
{
    CallerError error {.status = 403, .type = "fuseboard_budget_spent", .code = "budget_cut", .message = {}};
    error.message = "This answer was cut because it cost more than was set aside for it.";
    if (!stands)
        return error;
    error.owner = ownerOf(stands->scope, team);
    error.limit = LimitRefusal {*stands, 0, false};
    error.message += " " + budgetName(*stands, team) + " has nothing left for more." + whatNext(*stands, error.owner);
    return error;
}

CallerError cutByCap(std::int64_t tokens)
{
    return {.status = 403,
        .type = "fuseboard_output_cap",
        .code = "cap_cut",
        .message =
            std::format("This answer was cut because it went on past the {} tokens that the call was bounded to.", tokens)};
}

CallerError cutByStop()
{
    return {.status = 503,
        .type = "fuseboard_closed",
        .code = "gateway_stopped",
        .message = "This call was ended because the gateway was stopped; what was received is not whole.",
        .retryAfter = retrySeconds};
}

CallerError upstreamError(int status, std::string code, std::string message)
{
    return {.status = status, .type = "fuseboard_upstream_error", .code = std::move(code), .message = std::move(message)};
}

CallerError upstreamKeyRefused()
{
    CallerError error = upstreamError(502, "upstream_key_refused", "The provider refuses the gateway's key.");
    error.isFinal = true;
    return error;
}

CallerError upstreamBrokenOff(const Error& cause, bool sent)
{
    if (cause.code == ErrorCode::timedOut)
        return upstreamError(504, "upstream_timeout", "The provider did not answer in time.");
    if (!sent)
        return upstreamError(502, "upstream_unreachable", "The provider can't be reached.");
    return upstreamError(502, "upstream_cut", "The provider's answer broke off; what was received is not whole.");
}

CallerError upstreamAnswered(int status)
{
    return upstreamError(status >= 400 && status <= 599 ? status : 502, "upstream_" + std::to_string(status),
        "The provider answered with status " + std::to_string(status) + ".");
}

CallerError noRoute(Dialect dialect)
{
    return {.status = 404,
        .type = "invalid_request_error",
        .code = "no_route",
        .message = std::format("This gateway has no route for {} calls.", toText(dialect))};
}

http::Headers errorHeaders(const CallerError& error)
{
    http::Headers headers {{"Content-Type", "application/json"}};
    if (const int wait = error.retryAfter == 0 && error.status == 503 ? retrySeconds : error.retryAfter; wait > 0)
        headers.add("Retry-After", std::to_string(wait));
    if (error.isFinal || (error.status < 500 && error.status != 408 && error.status != 429))
        headers.add("x-should-retry", "false");
    return headers;
}

std::string errorBody(Dialect dialect, const CallerError& error)
{
    JsonWriter out;
    out.beginObject();
    if (dialect == Dialect::anthropic)
        out.member("type", "error");
    out.key("error");
    writeError(out, dialect, error);
    return std::move(out.endObject()).str();
}

std::string errorEvent(Api api, const CallerError& error, std::int64_t number)
{
    if (api == Api::responses) {
        JsonWriter out;
        out.beginObject().member("type", "error").member("code", error.code).member("message", error.message);
        out.key("param").null().member("sequence_number", number);
        writeMachineFields(out, error);
        out.key("error"); // what OpenAI's SDK looks for in an event, to raise it instead of handing it on
        writeError(out, Dialect::openai, error);
        return "event: error\ndata: " + std::move(out.endObject()).str() + "\n\n";
    }
    const std::string body = errorBody(dialectOf(api), error);
    return (api == Api::messages ? "event: error\ndata: " : "data: ") + body + "\n\n";
}

} // namespace fuseboard::gateway
