// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/limitsheet.h"

#include <algorithm>

namespace fuseboard {
namespace {

/// Scopes that `*` stands for, by limit: callers choose the ids of sessions and models, and memory must not grow with them.
/// Past it, those are forgotten that nobody has used for longest.
constexpr std::size_t mostScopes = 100'000;

} // namespace

LimitSheet::LimitSheet(std::shared_ptr<const SpendLimits> limits)
    : m_limits(std::move(limits))
    , m_named(m_limits->all().size())
    , m_each(m_limits->all().size())
{
}

const Period& LimitSheet::periodAt(PeriodKind kind, Instant at)
{
    Period& running = m_periods[static_cast<std::size_t>(kind)];
    if (at >= running.end)
        running = m_limits->calendar().periodAt(at, kind);
    return running;
}

const std::shared_ptr<LimitAccount>& LimitSheet::current(Slot& slot, PeriodKind kind, Instant at)
{
    const Period& period = periodAt(kind, at);
    if (!slot.account || slot.account->period != period)
        slot.account = std::make_shared<LimitAccount>(LimitAccount {.period = period});
    slot.used = at;
    return slot.account;
}

const std::shared_ptr<LimitAccount>& LimitSheet::account(
    std::size_t limit, std::string_view team, std::string_view id, Instant at)
{
    const SpendLimit& of = m_limits->all()[limit];
    if (!of.scope.isEach())
        return current(m_named[limit], of.period, at);
    m_key.clear();
    if (of.scope.kind == LimitKind::session)
        m_key.append(team).append(1, '\n');
    m_key.append(id);
    Slots& slots = m_each[limit];
    auto found = slots.find(std::string_view(m_key));
    if (found == slots.end()) {
        if (slots.size() >= mostScopes)
            forgetIdle(slots);
        found = slots.emplace(m_key, Slot {}).first;
    }
    return current(found->second, of.period, at);
}

void LimitSheet::forgetIdle(Slots& slots)
{
    std::vector<Instant> uses;
    for (const auto& [key, slot] : slots)
        uses.push_back(slot.used);
    const auto middle = uses.begin() + static_cast<std::ptrdiff_t>(uses.size() / 2);
    std::ranges::nth_element(uses, middle);
    std::erase_if(
        slots, [last = *middle](const auto& each) { return each.second.used <= last && each.second.account->heldNano == 0; });
}

void LimitSheet::shares(const Spender& spender, const Currency& currency, Instant at, std::vector<LimitShare>& out)
{
    out.clear();
    m_limits->match(spender, m_matches);
    out.reserve(m_matches.size());
    for (const LimitMatch& match : m_matches)
        if (m_limits->all()[match.limit].amount.currency == currency)
            out.push_back({match.limit, account(match.limit, spender.team, match.id, at)});
}

void LimitSheet::forEach(
    Instant at, const std::function<void(std::size_t limit, std::string_view id, const LimitAccount&)>& visit)
{
    for (std::size_t i = 0; i < m_named.size(); ++i) {
        const SpendLimit& limit = m_limits->all()[i];
        if (!limit.scope.isEach())
            visit(i, limit.scope.id, *current(m_named[i], limit.period, at));
        for (const auto& [key, slot] : m_each[i])
            if (slot.account->period == periodAt(limit.period, at))
                visit(i, std::string_view(key).substr(key.find('\n') + 1), *slot.account);
    }
}

void LimitSheet::copySettled(std::size_t limit, const LimitSheet& from, std::size_t old)
{
    const auto copy = [](const Slot& slot) {
        Slot out = slot;
        if (slot.account) {
            out.account = std::make_shared<LimitAccount>(*slot.account);
            out.account->heldNano = 0;
        }
        return out;
    };
    m_named[limit] = copy(from.m_named[old]);
    for (const auto& [key, slot] : from.m_each[old])
        m_each[limit].emplace(key, copy(slot));
}

} // namespace fuseboard
