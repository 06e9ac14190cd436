// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/limitsheet.h"

#include <algorithm>
#include <limits>

namespace fuseboard {
namespace {

/// Scopes that `*` stands for, by limit: callers choose the ids of sessions and models, and memory must not grow with them.
/// Past it newcomers share one account, so that nothing of what was spent is forgotten before its period ends.
constexpr std::size_t mostScopes = 100'000;
/// To look through all of them costs, so that it must be worth it.
constexpr std::size_t worthForgetting = mostScopes / 4;

/// Money is never lost to an overflow: it stays at the most there is.
void addTo(std::int64_t& sum, std::int64_t nano)
{
    if (__builtin_add_overflow(sum, nano, &sum))
        sum = std::numeric_limits<std::int64_t>::max();
}

} // namespace

LimitSheet::LimitSheet(std::shared_ptr<const SpendLimits> limits, Instant at)
    : m_limits(std::move(limits))
    , m_counts(m_limits->all().size(), true)
    , m_named(m_limits->all().size())
    , m_each(m_limits->all().size())
{
    if (at != Instant::min())
        for (const PeriodKind kind : {PeriodKind::week, PeriodKind::month, PeriodKind::quarter, PeriodKind::year})
            static_cast<void>(periodAt(kind, at));
}

const Period& LimitSheet::periodAt(PeriodKind kind, Instant at)
{
    m_latest = std::max(m_latest, at);
    Period& running = m_periods[static_cast<std::size_t>(kind)];
    if (at >= running.end)
        running = m_limits->calendar().periodAt(at, kind);
    return running;
}

bool LimitSheet::isCurrent(const Slot& slot, PeriodKind kind, Instant at) { return slot && slot->period == periodAt(kind, at); }

LimitSheet::Slot& LimitSheet::current(Slot& slot, PeriodKind kind, Instant at)
{
    if (!isCurrent(slot, kind, at))
        slot = std::make_shared<LimitAccount>(LimitAccount {.period = periodAt(kind, at)});
    return slot;
}

const std::string& LimitSheet::keyOf(const LimitMatch& match, std::string_view team)
{
    m_key.clear();
    if (m_limits->all()[match.limit].scope.kind == LimitKind::session)
        m_key.append(team).append(1, '\n');
    return m_key.append(match.id);
}

LimitSheet::Slot& LimitSheet::open(const LimitMatch& match, std::string_view team, Instant at)
{
    if (Slot* known = find(match, team, at))
        return *known;
    const PeriodKind kind = m_limits->all()[match.limit].period;
    Slots& slots = m_each[match.limit];
    const std::string& key = keyOf(match, team);
    if (const auto ended = slots.byKey.find(key); ended != slots.byKey.end())
        return current(ended->second, kind, at);
    if (slots.byKey.size() >= mostScopes && !makeRoom(slots, periodAt(kind, at)))
        return current(slots.shared, kind, at);
    return current(slots.byKey[key], kind, at);
}

LimitSheet::Slot* LimitSheet::find(const LimitMatch& match, std::string_view team, Instant at)
{
    const SpendLimit& of = m_limits->all()[match.limit];
    if (!of.scope.isEach())
        return &current(m_named[match.limit], of.period, at);
    Slots& slots = m_each[match.limit];
    if (const auto found = slots.byKey.find(keyOf(match, team)); found != slots.byKey.end())
        return isCurrent(found->second, of.period, at) ? &found->second : nullptr;
    // Once some share an account, it may be that this one does.
    return isCurrent(slots.shared, of.period, at) ? &slots.shared : nullptr;
}

bool LimitSheet::makeRoom(Slots& slots, const Period& period)
{
    const auto forgotten = std::erase_if(slots.byKey, [&](const auto& each) {
        const Slot& slot = each.second;
        const bool isEmpty = slot->settledNano == 0 && slot->unsettledNano == 0 && slot->heldNano == 0;
        return slot->period != period || (isEmpty && slot.use_count() == 1);
    });
    return forgotten >= worthForgetting;
}

void LimitSheet::shares(const Spender& spender, const Currency& currency, Instant at, std::vector<LimitShare>& out)
{
    out.clear();
    m_limits->match(spender, m_matches);
    out.reserve(m_matches.size());
    for (const LimitMatch& match : m_matches)
        if (m_counts[match.limit] && m_limits->all()[match.limit].amount.currency == currency)
            out.push_back({match.limit, open(match, spender.team, at)});
}

bool LimitSheet::look(const Spender& spender, const Currency& currency, Instant at, std::vector<LimitShare>& out)
{
    out.clear();
    m_limits->match(spender, m_matches);
    out.reserve(m_matches.size());
    bool all = true;
    for (const LimitMatch& match : m_matches) {
        const SpendLimit& limit = m_limits->all()[match.limit];
        if (!m_counts[match.limit] || limit.amount.currency != currency)
            continue;
        Slot* known = find(match, spender.team, at);
        all = all && known;
        out.push_back(
            {match.limit, known ? *known : current(m_empty[static_cast<std::size_t>(limit.period)], limit.period, at)});
    }
    return all;
}

void LimitSheet::forEach(Instant at, const Visit& visit)
{
    for (std::size_t i = 0; i < m_named.size(); ++i) {
        const SpendLimit& limit = m_limits->all()[i];
        if (!limit.scope.isEach() && !visit(i, {}, limit.scope.id, *current(m_named[i], limit.period, at)))
            return;
        if (isCurrent(m_each[i].shared, limit.period, at) && !visit(i, {}, "*", *m_each[i].shared))
            return;
        for (const auto& [key, slot] : m_each[i].byKey) {
            const auto teamEnd = limit.scope.kind == LimitKind::session ? key.find('\n') : std::string::npos;
            const auto idAt = teamEnd == std::string::npos ? 0 : teamEnd + 1;
            const std::string_view view(key);
            if (isCurrent(slot, limit.period, at) && !visit(i, view.substr(0, idAt - (idAt > 0)), view.substr(idAt), *slot))
                return;
        }
    }
}

void LimitSheet::add(std::size_t limit, std::string_view team, std::string_view id, const LimitAccount& spent)
{
    const bool isEach = m_limits->all()[limit].scope.isEach();
    LimitAccount& account = *open({limit, isEach ? id : std::string_view()}, team, spent.period.start);
    if (account.period != spent.period)
        return; // it has ended meanwhile
    addTo(account.settledNano, spent.settledNano);
    addTo(account.unsettledNano, spent.unsettledNano);
}

void LimitSheet::takeOver(std::size_t limit, LimitSheet& from, std::size_t old)
{
    m_named[limit].swap(from.m_named[old]);
    std::swap(m_each[limit], from.m_each[old]);
}

void LimitSheet::merge(std::size_t limit, LimitSheet& other)
{
    const auto join = [](Slot& mine, Slot& counted) {
        if (!counted)
            return;
        if (mine && mine->period == counted->period) {
            addTo(counted->settledNano, mine->settledNano);
            addTo(counted->unsettledNano, mine->unsettledNano);
        }
        mine = std::move(counted);
    };
    join(m_named[limit], other.m_named[limit]);
    join(m_each[limit].shared, other.m_each[limit].shared);
    for (auto& [key, slot] : other.m_each[limit].byKey)
        join(m_each[limit].byKey[key], slot);
}

} // namespace fuseboard
