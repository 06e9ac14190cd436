// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/desk.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fuseboard::gateway {

namespace {

SteadyTime steadyNow() { return std::chrono::steady_clock::now(); }

CallerSession sessionOf(const CallIdentity& identity) { return {identity.token, identity.watched}; }

RateBreakers::Now rateNow()
{
    return {steadyNow(), std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())};
}

} // namespace

Desk::Desk(std::shared_ptr<const PolicyBook> policy)
    : m_policy(std::move(policy))
{
    m_rates.follow(m_policy->document().spendRates, m_policy->document().prices.currency());
}

std::shared_ptr<const PolicyBook> Desk::policy() const
{
    const std::lock_guard lock(m_mutex);
    return m_policy;
}

SpendingQuestion Desk::prepare(const std::shared_ptr<const PolicyBook>& next, Instant now)
{
    std::shared_ptr<const SpendLimits> inForce;
    {
        const std::lock_guard lock(m_mutex);
        inForce = m_book.shared();
        now = std::max(now, m_book.latest());
    }
    LimitChange change = compareLimits(*inForce, next->limits(), now);
    SpendingQuestion question {
        .limits = next->limits(), .at = now, .asked = change.asked, .openCalls = {}, .admittedSince = [this] {
            return admittedSince();
        }};
    const std::lock_guard lock(m_mutex);
    m_book.prepare(std::move(change), now);
    m_admittedSince.emplace();
    for (const auto& [id, call] : m_calls)
        if (call->reservation)
            question.openCalls.push_back(id);
    return question;
}

std::vector<std::string> Desk::admittedSince() const
{
    const std::lock_guard lock(m_mutex);
    return m_admittedSince.value_or(std::vector<std::string> {});
}

void Desk::enforce(
    std::shared_ptr<const PolicyBook> next, const SpendingQuestion& question, const std::vector<ScopeSpending>& answer)
{
    LimitSheet past(question.limits, question.at);
    for (const ScopeSpending& spent : answer)
        if (const auto asked = std::ranges::lower_bound(question.asked, spent.limit, {}, &SpendingAsked::limit);
            asked != question.asked.end() && asked->limit == spent.limit)
            past.add(spent.limit, spent.team, spent.id,
                {.period = asked->period, .settledNano = spent.settledNano, .unsettledNano = spent.unsettledNano});
    const std::lock_guard lock(m_mutex);
    past = m_book.enforce(std::move(past)); // what goes, goes without the lock
    m_admittedSince.reset();
    m_rates.follow(next->document().spendRates, next->document().prices.currency());
    m_policy.swap(next);
}

void Desk::abandon()
{
    const std::lock_guard lock(m_mutex);
    m_book.abandon();
    m_admittedSince.reset();
}

void Desk::allow(Allowance allowance)
{
    const std::lock_guard lock(m_mutex);
    m_book.allow(std::move(allowance));
}

std::expected<std::vector<LimitStanding>, Refused> Desk::admit(const std::shared_ptr<LiveCall>& call)
{
    const std::lock_guard lock(m_mutex);
    if (auto hold = m_guard.refusing(call->identity, std::chrono::steady_clock::now()))
        return std::unexpected(Refused(*std::move(hold)));
    if (auto trip = m_sessions.refusing(sessionOf(call->identity), steadyNow(), call->worstNano.value_or(0), call->downgraded))
        return std::unexpected(Refused(*std::move(trip)));
    const bool isFree = call->worstNano == 0;
    if (auto trip = isFree ? std::nullopt : m_rates.refusing(call->identity, rateNow(), call->downgraded))
        return std::unexpected(Refused(*std::move(trip)));
    auto reached = reserveLocked(call);
    if (!reached)
        return std::unexpected(Refused(std::move(reached.error())));
    call->allowance =
        m_sessions.admit(sessionOf(call->identity), steadyNow(), call->worstNano.value_or(0), call->identity.thread);
    return *std::move(reached);
}

std::expected<std::vector<LimitStanding>, LimitRefusal> Desk::reserveLocked(const std::shared_ptr<LiveCall>& call)
{
    auto reserved = m_book.admit(call->identity.spender(), call->worstNano, call->currency, call->since);
    if (!reserved)
        return std::unexpected(std::move(reserved.error()));
    if (call->worstNano != 0)
        m_rates.begin(call->identity, call->worstNano.value_or(0), rateNow());
    call->reservation = reserved->id;
    call->limited = reserved->limited;
    call->reservedNano = call->worstNano.value_or(0);
    m_calls.emplace(call->id, call);
    if (m_admittedSince)
        m_admittedSince->push_back(call->id);
    return std::move(reserved->reached);
}

std::optional<Hold> Desk::frozen(const CallIdentity& identity)
{
    const std::lock_guard lock(m_mutex);
    return m_guard.frozenBy(identity);
}

std::optional<LimitRefusal> Desk::spentFor(const CallIdentity& identity, Instant now)
{
    const std::lock_guard lock(m_mutex);
    return m_book.spentFor(identity.spender(), m_policy->document().prices.currency(), now);
}

bool Desk::extend(LiveCall& call, std::int64_t moreNano, Instant now)
{
    const std::lock_guard lock(m_mutex);
    if (!call.reservation || !m_book.extend(*call.reservation, moreNano, now))
        return false;
    call.reservedNano += moreNano;
    return true;
}

std::vector<LimitStanding> Desk::settle(LiveCall& call, std::int64_t chargeNano, std::int64_t unsettledNano)
{
    const std::lock_guard lock(m_mutex);
    return settleLocked(call, chargeNano, unsettledNano);
}

Desk::Passed Desk::passOn(
    LiveCall& from, std::int64_t chargeNano, std::int64_t unsettledNano, const std::shared_ptr<LiveCall>& to)
{
    const std::lock_guard lock(m_mutex);
    Passed out {.in = false, .reached = settleLocked(from, chargeNano, unsettledNano)};
    const CallerSession session = sessionOf(to->identity);
    const std::int64_t worst = to->worstNano.value_or(0);
    to->allowance = from.allowance;
    if (m_guard.refusing(to->identity, steadyNow()) || !m_sessions.take(session, to->allowance, worst, steadyNow()))
        return out;
    auto reached = reserveLocked(to);
    if (!reached) {
        m_sessions.giveBack(session, to->allowance, worst);
        return out;
    }
    m_calls.erase(from.id);
    std::ranges::move(*reached, std::back_inserter(out.reached));
    out.in = true;
    return out;
}

std::vector<LimitStanding> Desk::settleLocked(LiveCall& call, std::int64_t chargeNano, std::int64_t unsettledNano)
{
    const auto reservation = std::exchange(call.reservation, {});
    if (!reservation)
        return {};
    call.reservedNano = 0;
    m_sessions.giveBack(sessionOf(call.identity), call.allowance,
        std::max<std::int64_t>(0, call.worstNano.value_or(0) - chargeNano - unsettledNano));
    if (call.worstNano != 0)
        m_rates.settle(call.identity, call.worstNano.value_or(0), chargeNano, rateNow());
    return m_book.settle(*reservation, chargeNano, unsettledNano);
}

void Desk::release(const CallIdentity& identity, const Money& unsettled, Instant at)
{
    const std::lock_guard lock(m_mutex);
    m_book.release(identity.spender(), unsettled, at);
}

std::optional<Hold> Desk::refusing(const CallIdentity& identity)
{
    const std::lock_guard lock(m_mutex);
    return m_guard.refusing(identity, std::chrono::steady_clock::now());
}

void Desk::end(const std::shared_ptr<LiveCall>& call)
{
    const std::lock_guard lock(m_mutex);
    if (const auto reservation = std::exchange(call->reservation, {})) {
        m_book.settle(*reservation, 0, call->reservedNano);
        if (call->worstNano != 0)
            m_rates.settle(call->identity, call->worstNano.value_or(0), call->reservedNano, rateNow());
    }
    m_calls.erase(call->id);
}

bool Desk::isToBeJudged(const CallerSession& session, std::uint64_t thread)
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.isToBeJudged(session, steadyNow(), thread);
}

bool Desk::isOnProbe(const CallerSession& session, std::uint64_t thread)
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.isOnProbe(session, steadyNow(), thread);
}

bool Desk::isDowngraded(const CallIdentity& identity)
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.isDowngraded(sessionOf(identity), steadyNow()) || m_rates.isDowngraded(identity, rateNow());
}

std::optional<Trip> Desk::raise(const Trip& found)
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.raise(found, steadyNow());
}

std::optional<Trip> Desk::held(const CallerSession& session)
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.held(session, steadyNow());
}

std::optional<Trip> Desk::tripAnew(const CallerSession& session, std::string incident, Instant at)
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.tripAnew(session, std::move(incident), at, steadyNow());
}

bool Desk::allow(const CallerSession& session, const BreakerAllowance& allowance)
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.allow(session, allowance, steadyNow());
}

std::vector<Trip> Desk::trips()
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.all(steadyNow());
}

void Desk::whenRateChanges(RateBreakers::Tell tell)
{
    const std::lock_guard lock(m_mutex);
    m_rates.whenChanged(std::move(tell));
}

void Desk::learnRates(std::map<Scope, std::int64_t> usualNano)
{
    const std::lock_guard lock(m_mutex);
    m_rates.learn(std::move(usualNano));
}

void Desk::rememberSpending(const std::vector<EndedSpending>& calls)
{
    const std::lock_guard lock(m_mutex);
    m_rates.remember(calls, rateNow());
}

std::vector<RateTrip> Desk::rateTrips()
{
    const std::lock_guard lock(m_mutex);
    return m_rates.all(rateNow());
}

OrderVerdict Desk::judgeOrder(const HoldOrder& order) const
{
    const std::lock_guard lock(m_mutex);
    return judge(m_guard.holdOf(order.scope), order);
}

OrderVerdict Desk::apply(const HoldOrder& order, Instant at)
{
    const std::lock_guard lock(m_mutex);
    return m_guard.apply(order, at);
}

void Desk::restore(Hold hold)
{
    const std::lock_guard lock(m_mutex);
    m_guard.restore(std::move(hold));
}

std::optional<Hold> Desk::holdOf(const Scope& scope) const
{
    const std::lock_guard lock(m_mutex);
    const Hold* hold = m_guard.holdOf(scope);
    return hold ? std::optional(*hold) : std::nullopt;
}

std::vector<ScopeState> Desk::states() const
{
    const std::lock_guard lock(m_mutex);
    return m_guard.states();
}

ScopeLoad Desk::load(const Scope& scope) const
{
    const std::lock_guard lock(m_mutex);
    ScopeLoad load {.calls = 0, .reservedNano = 0, .currency = m_policy->document().prices.currency()};
    for (const auto& [id, call] : m_calls)
        if (call->identity.isIn(scope)) {
            ++load.calls;
            load.reservedNano += call->reservedNano;
        }
    return load;
}

std::vector<std::shared_ptr<LiveCall>> Desk::calls() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<LiveCall>> out;
    out.reserve(m_calls.size());
    for (const auto& [id, call] : m_calls)
        out.push_back(call);
    return out;
}

std::vector<LimitStanding> Desk::standings(const CallIdentity& identity, Instant now)
{
    const std::lock_guard lock(m_mutex);
    return m_book.standings(identity.spender(), m_policy->document().prices.currency(), now);
}

std::vector<LimitStanding> Desk::standings(Instant now, std::size_t most)
{
    const std::lock_guard lock(m_mutex);
    return m_book.standings(now, most);
}

std::int64_t Desk::cut(const Hold& hold)
{
    std::int64_t count = 0;
    for (const auto& call : calls())
        if (call->identity.isIn(hold.order.scope)) {
            call->orderCut(hold);
            ++count;
        }
    return count;
}

} // namespace fuseboard::gateway
