// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/raiseask.h"

#include <algorithm>
#include <array>
#include <functional>

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
    const auto isOpen = [](const RaiseAsk& ask) { return ask.state == RaiseAsk::State::open; };
    std::erase_if(asks, [&](const RaiseAsk& ask) { return !isOpen(ask) && ask.answeredAt < now - recent; });
    const auto answered = std::ranges::stable_partition(asks, isOpen);
    std::ranges::stable_sort(answered, std::greater(), &RaiseAsk::answeredAt);
    if (answered.size() > mostAnswered)
        asks.resize(asks.size() - (answered.size() - mostAnswered));
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

const BudgetState* ownBudgetOf(const RaiseAsk& ask, const std::vector<BudgetState>& budgets)
{
    const auto scope = budgetScopeOf(ask.scope);
    const auto found = std::ranges::find_if(budgets, [&](const BudgetState& state) {
        return scope == state.budget.scope && state.budget.kind == BudgetKind::hard && state.burn
            && state.amount.currency == ask.amount.currency;
    });
    return found == budgets.end() ? nullptr : &*found;
}

std::optional<BudgetRaise> raiseNeeded(const AskDecision& decision, const BudgetState& own, const std::vector<Budget>& budgets,
    const std::vector<BudgetRaise>& raises, Instant now)
{
    const BudgetScope& scope = own.budget.scope;
    std::vector<BudgetRaise> lasting = raises;
    std::erase_if(lasting, [&](const BudgetRaise& raise) { return raise.until < decision.until; });
    const auto inForce = effectiveBudget(budgets, lasting, scope, now);
    if (!decision.allowed || !decision.until || !inForce || inForce->currency != decision.allowed->currency)
        return std::nullopt;
    std::int64_t nano = 0;
    if (__builtin_add_overflow(own.burn->spentNano, decision.allowed->nano, &nano)
        || __builtin_sub_overflow(nano, inForce->nano, &nano) || nano <= 0)
        return std::nullopt;
    return BudgetRaise {
        .scope = scope, .amount = {nano, inForce->currency}, .from = now, .until = *decision.until, .by = {}, .why = {}};
}

} // namespace fuseboard
