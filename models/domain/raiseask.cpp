// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/raiseask.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 3> states {"open", "allowed", "kept"};
constexpr auto recent = std::chrono::days(7);
constexpr std::size_t mostAnswered = 50;

std::optional<BudgetScope> budgetScopeOf(const LimitScope& scope)
{
    switch (scope.kind) {
    case LimitKind::organisation: return BudgetScope::everything();
    case LimitKind::team: return BudgetScope::ofTeam(scope.id);
    case LimitKind::person: return BudgetScope::ofPerson(scope.id, scope.agent);
    case LimitKind::model: return BudgetScope::ofModel(scope.id);
    case LimitKind::token:
    case LimitKind::session: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::string toText(RaiseAsk::State state) { return std::string(states[static_cast<std::size_t>(state)]); }

Result<RaiseAsk::State> parseAskState(std::string_view text)
{
    const auto found = std::ranges::find(states, text);
    if (found == states.end())
        return fail(ErrorCode::badDocument, "state", "must be open, allowed or kept");
    return static_cast<RaiseAsk::State>(found - states.begin());
}

Result<LimitScope> parseLimitScope(std::string_view text)
{
    const auto slash = text.find('/');
    const auto kind = parseLimitKind(text.substr(0, slash));
    if (!kind)
        return std::unexpected(kind.error());
    LimitScope out {*kind, slash == std::string_view::npos ? std::string() : std::string(text.substr(slash + 1)), {}};
    if (const auto tool = out.id.find('/'); *kind == LimitKind::person && tool != std::string::npos) {
        out.agent = out.id.substr(tool + 1);
        out.id.resize(tool);
    }
    if (out.id.empty())
        return fail(ErrorCode::badDocument, "scope", "it has no id");
    return out;
}

Asks withEarlier(Asks now, const Asks& before)
{
    for (PlaceAsks& place : now) {
        const auto known = std::ranges::find(before, place.place, &PlaceAsks::place);
        if (!place.error || place.at || known == before.end())
            continue;
        place.asks = known->asks;
        place.at = known->at;
    }
    return now;
}

std::vector<RaiseAsk> recentAsks(std::vector<RaiseAsk> asks, Instant now)
{
    const auto lasts = [now](const RaiseAsk& ask) { return ask.state == RaiseAsk::State::open || ask.until > now; };
    const auto isOld = [now](const RaiseAsk& ask) { return std::max(ask.answeredAt, ask.until) < now - recent; };
    std::erase_if(asks, [&](const RaiseAsk& ask) { return !lasts(ask) && isOld(ask); });
    const auto answered =
        std::ranges::stable_partition(asks, [](const RaiseAsk& ask) { return ask.state == RaiseAsk::State::open; });
    std::ranges::stable_sort(answered, std::greater(), &RaiseAsk::answeredAt);
    std::size_t over = 0;
    std::erase_if(asks, [&](const RaiseAsk& ask) { return !lasts(ask) && ++over > mostAnswered; });
    return asks;
}

std::string askIncident(std::string_view place, std::string_view ask)
{
    return std::string("ask/").append(place).append("/").append(ask);
}

Instant periodEndOf(const RaiseAsk& ask, const Calendar& calendar, Instant now)
{
    if (ask.isHeldSession)
        return now + std::chrono::days(1);
    return ask.resetsAt > now ? ask.resetsAt : calendar.periodAt(now, ask.period).end;
}

std::optional<Error> faultOf(const AskDecision& decision, const Calendar& calendar, Instant now)
{
    constexpr auto until = "The time until which more is allowed";
    if (!decision.allowed)
        return std::nullopt;
    if (decision.allowed->nano <= 0)
        return Error {ErrorCode::badDocument, "The amount", "it allows nothing"};
    if (!decision.until || *decision.until <= now)
        return Error {ErrorCode::badDocument, until, "it is over already"};
    if (*decision.until > periodEndOf(decision.ask, calendar, now))
        return Error {ErrorCode::badDocument, until, "it is later than the budget begins anew, or a held session is let go"};
    return std::nullopt;
}

const BudgetState* ownBudgetOf(const RaiseAsk& ask, const std::vector<BudgetState>& budgets)
{
    const auto scope = budgetScopeOf(ask.scope);
    const auto found = std::ranges::find_if(budgets, [&](const BudgetState& state) {
        return scope == state.budget.scope && state.budget.kind == BudgetKind::hard && state.burn
            && state.amount.currency == ask.amount.currency;
    });
    return found == budgets.end() ? nullptr : &*found;
}

Scope frozenScopeOf(const RaiseAsk& ask)
{
    switch (ask.scope.kind) {
    case LimitKind::team: return Scope::ofTeam(ask.scope.id);
    case LimitKind::model: return {ScopeKind::model, ask.scope.id};
    case LimitKind::organisation: return Scope::ofTeam(ask.team);
    case LimitKind::person:
    case LimitKind::token:
    case LimitKind::session: return {ScopeKind::token, ask.token};
    }
    return {ScopeKind::token, ask.token};
}

std::optional<std::int64_t> promisedToOthers(const Asks& asks, const AskDecision& decision, Instant now)
{
    Int128 sum = 0;
    for (const PlaceAsks& place : asks) {
        if (place.error || place.unread > 0)
            return std::nullopt;
        for (const RaiseAsk& ask : place.asks) {
            const bool isThis = place.place == decision.place && ask.id == decision.ask.id;
            if (!isThis && ask.scope == decision.ask.scope && ask.granted && ask.until > now
                && ask.granted->currency == decision.ask.amount.currency)
                sum += ask.granted->nano;
        }
    }
    return static_cast<std::int64_t>(std::min<Int128>(sum, std::numeric_limits<std::int64_t>::max()));
}

std::optional<BudgetRaise> raiseNeeded(const AskDecision& decision, const BudgetState& own, const std::vector<Budget>& budgets,
    const std::vector<BudgetRaise>& raises, std::optional<std::int64_t> promised, Instant now)
{
    const BudgetScope& scope = own.budget.scope;
    const auto inForce = effectiveBudget(budgets, raises, scope, now);
    if (!decision.allowed || !decision.until || !inForce || inForce->currency != decision.allowed->currency)
        return std::nullopt;
    const Instant until = std::min(*decision.until, own.input.period.end);
    const Int128 allowed = decision.allowed->nano, beyond = Int128(own.burn->spentNano) - inForce->nano;
    Int128 nano = allowed + std::max<Int128>(beyond, 0);
    if (promised)
        nano = std::min(nano, allowed + beyond + *promised);
    if (nano <= 0 || nano > std::numeric_limits<std::int64_t>::max() || until <= now)
        return std::nullopt;
    return BudgetRaise {.scope = scope,
        .amount = {static_cast<std::int64_t>(nano), inForce->currency},
        .from = now,
        .until = until,
        .by = {},
        .why = {}};
}

} // namespace fuseboard
