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

/// Whether two limits count the same calls.
bool isSameMeasure(const SpendLimits& limits, const SpendLimit& a, const SpendLimits& others, const SpendLimit& b)
{
    return a.scope == b.scope && a.period == b.period && a.amount.currency == b.amount.currency
        && (!a.scope.isEach() || limits.apart(a) == others.apart(b));
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

std::int64_t ReservationBook::allowanceNano(const LimitScope& scope, const LimitAccount& account, Instant now) const
{
    std::int64_t sum = 0;
    for (const Allowance& each : m_allowances)
        if (now < each.until && each.scope == scope && account.period.contains(each.at))
            add(sum, each.amount.nano);
    return sum;
}

LimitStanding ReservationBook::standing(std::size_t limit, std::string_view id, const LimitAccount& account, Instant now) const
{
    const SpendLimit& of = m_inForce.limits().all()[limit];
    LimitStanding out {.scope = {of.scope.kind, std::string(id), of.scope.agent},
        .periodKind = of.period,
        .period = account.period,
        .hard = of.hard,
        .limit = of.amount,
        .settledNano = account.settledNano,
        .unsettledNano = account.unsettledNano,
        .heldNano = account.heldNano};
    if (!m_allowances.empty())
        out.allowanceNano = allowanceNano(out.scope, account, now);
    return out;
}

std::vector<LimitStanding> ReservationBook::standings(const Spender& spender, const Currency& currency, Instant now)
{
    std::vector<LimitShare> shares;
    m_inForce.shares(spender, currency, now, shares);
    std::vector<LimitStanding> out;
    out.reserve(shares.size());
    for (const LimitShare& share : shares)
        out.push_back(standing(share.limit, idOf(limits().all()[share.limit].scope, spender), *share.account, now));
    return out;
}

std::vector<LimitStanding> ReservationBook::standings(Instant now, std::size_t most)
{
    std::vector<LimitStanding> out;
    m_inForce.forEach(now, [&](std::size_t limit, std::string_view id, const LimitAccount& account) {
        if (out.size() < most)
            out.push_back(standing(limit, id, account, now));
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
        LimitStanding stands = standing(share.limit, idOf(limit.scope, call.spender), account, now);
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
        if (limit.hard || account.told
            || Int128 {account.settledNano} + account.unsettledNano + account.heldNano <= limit.amount.nano)
            continue;
        LimitStanding reached = standing(share.limit, idOf(limit.scope, call.spender), account, now);
        if (reached.leftNano() >= 0)
            continue;
        account.told = true;
        out.push_back(std::move(reached));
    }
    return out;
}

std::expected<Reserved, LimitRefusal> ReservationBook::admit(
    const Spender& spender, std::optional<std::int64_t> worstNano, const Currency& currency, Instant now)
{
    Open call {.spender = spender, .at = now, .currency = currency, .heldNano = worstNano.value_or(0)};
    m_inForce.shares(spender, currency, now, call.shares);
    // A call that costs nothing takes nothing of any limit.
    if (worstNano != 0)
        if (auto refusal = refusing(call, worstNano, now))
            return std::unexpected(std::move(*refusal));
    if (m_next)
        m_next->shares(spender, currency, now, call.next);
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
    m_inForce.shares(spender, currency, now, m_asked);
    for (const LimitShare& share : m_asked) {
        const SpendLimit& limit = limits().all()[share.limit];
        const LimitAccount& account = *share.account;
        if (!limit.hard || Int128 {account.settledNano} + account.unsettledNano < limit.amount.nano)
            continue;
        LimitStanding stands = standing(share.limit, idOf(limit.scope, spender), account, now);
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

void ReservationBook::settle(ReservationId id, std::int64_t chargeNano, std::int64_t unsettledNano)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    const Open& call = found->second;
    for (const auto* shares : {&call.shares, &call.next})
        for (const LimitShare& share : *shares) {
            share.account->heldNano = std::max<std::int64_t>(0, share.account->heldNano - call.heldNano);
            add(share.account->settledNano, chargeNano);
            add(share.account->unsettledNano, unsettledNano);
        }
    m_open.erase(found);
}

void ReservationBook::allow(Allowance allowance)
{
    std::erase_if(m_allowances, [&](const Allowance& each) { return each.until <= allowance.at; });
    m_allowances.push_back(std::move(allowance));
}

std::vector<SpendingAsked> ReservationBook::prepare(std::shared_ptr<const SpendLimits> next, Instant now)
{
    LimitSheet& sheet = m_next.emplace(std::move(next));
    std::vector<SpendingAsked> asked;
    const auto& all = sheet.limits().all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Period period = sheet.periodAt(all[i].period, now);
        const auto& old = limits().all();
        const auto known = std::ranges::find_if(
            old, [&](const SpendLimit& limit) { return isSameMeasure(limits(), limit, sheet.limits(), all[i]); });
        if (known != old.end() && m_inForce.periodAt(known->period, now) == period)
            sheet.copySettled(i, m_inForce, static_cast<std::size_t>(known - old.begin()));
        else
            asked.push_back({i, all[i].scope, period, all[i].amount.currency});
    }
    for (auto& [id, call] : m_open) {
        sheet.shares(call.spender, call.currency, now, call.next);
        // What was admitted before a running period began counts in none that is checked any more.
        std::erase_if(call.next, [&](const LimitShare& share) { return call.at < share.account->period.start; });
        for (const LimitShare& share : call.next)
            add(share.account->heldNano, call.heldNano);
    }
    return asked;
}

void ReservationBook::fill(const SpendingAsked& asked, std::string_view team, std::string_view id, std::int64_t settledNano,
    std::int64_t unsettledNano)
{
    if (!m_next)
        return;
    if (asked.scope.isEach()) {
        const auto apart = m_next->limits().apart(m_next->limits().all()[asked.limit]);
        if (std::ranges::binary_search(apart, id))
            return;
    }
    LimitAccount& account = *m_next->account(asked.limit, team, id, asked.period.start);
    if (account.period != asked.period)
        return; // it has ended meanwhile
    add(account.settledNano, settledNano);
    add(account.unsettledNano, unsettledNano);
}

void ReservationBook::enforce()
{
    if (!m_next)
        return;
    m_inForce = *std::move(m_next);
    m_next.reset();
    for (auto& [id, call] : m_open)
        call.shares = std::exchange(call.next, {});
}

void ReservationBook::abandon()
{
    m_next.reset();
    for (auto& [id, call] : m_open)
        call.next.clear();
}

} // namespace fuseboard
