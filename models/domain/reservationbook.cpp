// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reservationbook.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace fuseboard {
namespace {

/// Money is never lost to an overflow: it stays at the most there is.
void add(std::int64_t& sum, std::int64_t nano)
{
    if (__builtin_add_overflow(sum, nano, &sum))
        sum = std::numeric_limits<std::int64_t>::max();
}

/// Two limits of one measure count the same calls, but for those of `*`, which leave out who has one of their own.
std::string measureOf(const SpendLimit& limit)
{
    return toText(limit.scope.kind) + "\n" + limit.scope.id + "\n" + limit.scope.agent + "\n"
        + std::to_string(static_cast<int>(limit.period)) + limit.amount.currency.text();
}

std::string_view idOf(const LimitScope& scope, const Spender& spender)
{
    return scope.isEach() ? fuseboard::idOf(scope.kind, spender) : std::string_view(scope.id);
}

} // namespace

Money LimitStanding::amount() const
{
    Money out = limit;
    add(out.nano, allowanceNano);
    return out;
}

ReservationBook::ReservationBook(std::shared_ptr<const SpendLimits> limits)
    : m_inForce(std::move(limits))
{
}

std::int64_t ReservationBook::allowanceNano(const LimitStanding& standing, std::string_view team, Instant now) const
{
    std::int64_t sum = 0;
    for (const Allowance& each : m_allowances) {
        const bool isOfTeam = !standing.each || standing.scope.kind != LimitKind::session || each.team == team;
        if (now < each.until && each.scope == standing.scope && each.period == standing.periodKind && isOfTeam
            && each.amount.currency == standing.limit.currency && standing.period.contains(each.at))
            add(sum, each.amount.nano);
    }
    return sum;
}

LimitStanding ReservationBook::standing(
    std::size_t limit, std::string_view team, std::string_view id, const LimitAccount& account, Instant now) const
{
    const SpendLimit& of = m_inForce.limits().all()[limit];
    LimitStanding out {.scope = {of.scope.kind, std::string(id), of.scope.agent},
        .periodKind = of.period,
        .period = account.period,
        .hard = of.hard,
        .each = of.scope.isEach(),
        .limit = of.amount,
        .settledNano = account.settledNano,
        .unsettledNano = account.unsettledNano,
        .heldNano = account.heldNano};
    if (of.hard)
        out.allowanceNano = allowanceNano(out, team, now);
    return out;
}

LimitStanding ReservationBook::standing(const LimitShare& share, const Spender& spender, Instant now) const
{
    return standing(share.limit, spender.team, idOf(limits().all()[share.limit].scope, spender), *share.account, now);
}

std::vector<LimitStanding> ReservationBook::standings(const Spender& spender, const Currency& currency, Instant now)
{
    std::vector<LimitShare> shares;
    m_inForce.look(spender, currency, now, shares);
    std::vector<LimitStanding> out;
    out.reserve(shares.size());
    for (const LimitShare& share : shares)
        out.push_back(standing(share, spender, now));
    return out;
}

std::vector<LimitStanding> ReservationBook::standings(Instant now, std::size_t most)
{
    std::vector<LimitStanding> out;
    if (most > 0)
        m_inForce.forEach(now, [&](std::size_t limit, std::string_view team, std::string_view id, const LimitAccount& account) {
            out.push_back(standing(limit, team, id, account, now));
            return out.size() < most;
        });
    return out;
}

std::optional<LimitRefusal> ReservationBook::refusing(
    const Open& call, std::optional<std::int64_t> neededNano, Instant now) const
{
    std::optional<LimitRefusal> refusal;
    for (const LimitShare& share : call.shares) {
        const SpendLimit& limit = limits().all()[share.limit];
        const LimitAccount& account = *share.account;
        if (!limit.hard)
            continue;
        const Int128 needed = neededNano.value_or(0);
        // What is counted first is cheap; a standing is only made for one that may refuse.
        if (neededNano && Int128 {account.settledNano} + account.unsettledNano + account.heldNano + needed <= limit.amount.nano)
            continue;
        LimitStanding stands = standing(share, call.spender, now);
        const bool fits = neededNano && needed <= stands.leftNano();
        if (fits)
            continue;
        const bool waitingHelps = neededNano && needed <= stands.leftNano() + stands.heldNano;
        // One that waiting does not help decides: the caller is to stop.
        if (!refusal || (refusal->waitingHelps && !waitingHelps))
            refusal = LimitRefusal {std::move(stands), neededNano, waitingHelps};
    }
    return refusal;
}

std::vector<LimitStanding> ReservationBook::tellReached(const Open& call, Instant now)
{
    std::vector<LimitStanding> out;
    for (const LimitShare& share : call.shares) {
        LimitAccount& account = *share.account;
        const SpendLimit& limit = limits().all()[share.limit];
        if (limit.hard || account.told || Int128 {account.settledNano} + account.unsettledNano < limit.amount.nano)
            continue;
        account.told = true;
        out.push_back(standing(share, call.spender, now));
    }
    return out;
}

std::expected<Reserved, LimitRefusal> ReservationBook::admit(
    const Spender& spender, std::optional<std::int64_t> worstNano, const Currency& currency, Instant now)
{
    Open call {.spender = spender, .at = now, .currency = currency, .heldNano = worstNano.value_or(0)};
    // One that is refused opens no account: callers choose the ids of sessions and models.
    const bool hasAccounts = m_inForce.look(spender, currency, now, call.shares);
    // A call that costs nothing takes nothing of any limit.
    if (worstNano != 0)
        if (auto refusal = refusing(call, worstNano, now))
            return std::unexpected(std::move(*refusal));
    if (!hasAccounts)
        m_inForce.shares(spender, currency, now, call.shares);
    if (m_next)
        m_next->sheet.shares(spender, currency, now, call.next);
    Reserved out {.id = ++m_lastId};
    for (const LimitShare& share : call.shares) {
        add(share.account->heldNano, call.heldNano);
        out.limited = out.limited || limits().all()[share.limit].hard;
    }
    for (const LimitShare& share : call.next)
        add(share.account->heldNano, call.heldNano);
    out.reached = tellReached(call, now);
    m_open.emplace(out.id, std::move(call));
    return out;
}

std::optional<LimitRefusal> ReservationBook::spentFor(const Spender& spender, const Currency& currency, Instant now)
{
    m_inForce.look(spender, currency, now, m_asked);
    for (const LimitShare& share : m_asked) {
        const SpendLimit& limit = limits().all()[share.limit];
        const LimitAccount& account = *share.account;
        if (!limit.hard || Int128 {account.settledNano} + account.unsettledNano < limit.amount.nano)
            continue;
        LimitStanding stands = standing(share, spender, now);
        if (stands.isSpent())
            return LimitRefusal {std::move(stands), 0, false};
    }
    return {};
}

bool ReservationBook::extend(ReservationId id, std::int64_t moreNano, Instant now)
{
    const auto found = m_open.find(id);
    if (found == m_open.end() || refusing(found->second, moreNano, now))
        return false;
    Open& call = found->second;
    add(call.heldNano, moreNano);
    for (const auto* shares : {&call.shares, &call.next})
        for (const LimitShare& share : *shares)
            add(share.account->heldNano, moreNano);
    return true;
}

std::vector<LimitStanding> ReservationBook::settle(ReservationId id, std::int64_t chargeNano, std::int64_t unsettledNano)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return {};
    const Open& call = found->second;
    for (const auto* shares : {&call.shares, &call.next})
        for (const LimitShare& share : *shares) {
            share.account->heldNano = std::max<std::int64_t>(0, share.account->heldNano - call.heldNano);
            add(share.account->settledNano, chargeNano);
            add(share.account->unsettledNano, unsettledNano);
        }
    auto reached = tellReached(call, call.at);
    m_open.erase(found);
    return reached;
}

void ReservationBook::release(const Spender& spender, const Money& unsettled, Instant at)
{
    m_inForce.look(spender, unsettled.currency, latest(), m_asked);
    for (const LimitShare& share : m_asked)
        if (share.account->period.contains(at))
            share.account->unsettledNano = std::max<std::int64_t>(0, share.account->unsettledNano - unsettled.nano);
}

void ReservationBook::allow(Allowance allowance)
{
    std::erase_if(m_allowances, [&](const Allowance& each) { return each.until <= allowance.at; });
    m_allowances.push_back(std::move(allowance));
}

LimitChange compareLimits(const SpendLimits& inForce, std::shared_ptr<const SpendLimits> next, Instant at)
{
    std::unordered_map<std::string, std::size_t> old;
    for (std::size_t i = 0; i < inForce.all().size(); ++i)
        old.emplace(measureOf(inForce.all()[i]), i);
    LimitChange out {.sheet = LimitSheet(std::move(next), at), .known = {}, .asked = {}};
    const SpendLimits& limits = out.sheet.limits();
    out.known.resize(limits.all().size());
    for (std::size_t i = 0; i < limits.all().size(); ++i) {
        const SpendLimit& limit = limits.all()[i];
        const Period period = out.sheet.periodAt(limit.period, at);
        const auto found = old.find(measureOf(limit));
        const bool isKnown = found != old.end() && inForce.calendar().periodAt(at, limit.period) == period
            && (!limit.scope.isEach() || limits.apart(limit) == inForce.apart(inForce.all()[found->second]));
        if (isKnown) {
            out.known[i] = found->second;
            out.sheet.leaveOut(i);
        } else {
            out.asked.push_back({i, limit.scope, period, limit.amount.currency});
        }
    }
    return out;
}

void ReservationBook::prepare(LimitChange change, Instant now)
{
    m_next = std::move(change);
    for (auto& [id, call] : m_open) {
        m_next->sheet.shares(call.spender, call.currency, now, call.next);
        // What was admitted before a running period began counts in none that is checked any more.
        std::erase_if(call.next, [&](const LimitShare& share) { return call.at < share.account->period.start; });
        for (const LimitShare& share : call.next)
            add(share.account->heldNano, call.heldNano);
    }
}

LimitSheet ReservationBook::enforce(LimitSheet past)
{
    if (!m_next)
        return past;
    std::vector<std::optional<std::size_t>> follower(limits().all().size());
    for (std::size_t i = 0; i < m_next->known.size(); ++i)
        if (const auto known = m_next->known[i]) {
            past.takeOver(i, m_inForce, *known);
            follower[*known] = i;
        } else {
            past.merge(i, m_next->sheet);
        }
    for (auto& [id, call] : m_open) {
        for (LimitShare& share : call.shares)
            if (const auto next = follower[share.limit])
                call.next.push_back({*next, std::move(share.account)});
        call.shares = std::exchange(call.next, {});
    }
    std::swap(m_inForce, past);
    m_next.reset();
    return past;
}

void ReservationBook::abandon()
{
    m_next.reset();
    for (auto& [id, call] : m_open)
        call.next.clear();
}

} // namespace fuseboard
