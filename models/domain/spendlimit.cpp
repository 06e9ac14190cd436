// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/spendlimit.h"

#include "domain/pricelist.h"

#include <algorithm>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 6> words {"organisation", "team", "token", "session", "model", "person"};

/// By what calls are compared with the scope.
std::string_view keyOf(const LimitScope& scope)
{
    return scope.kind == LimitKind::model ? modelFamily(scope.id) : std::string_view(scope.id);
}

/// The kinds of period that are taken already, of limits with a tool and without.
class Taken {
public:
    void add(const SpendLimit& limit) { m_periods[limit.scope.agent.empty() ? 0 : 1] |= bit(limit); }
    [[nodiscard]] bool has(const SpendLimit& limit) const
    {
        return (m_periods[limit.scope.agent.empty() ? 0 : 1] & bit(limit)) != 0;
    }

private:
    static unsigned bit(const SpendLimit& limit) { return 1U << static_cast<unsigned>(limit.period); }
    std::array<unsigned, 2> m_periods {};
};

} // namespace

std::string_view idOf(LimitKind kind, const Spender& spender)
{
    switch (kind) {
    case LimitKind::organisation: return "all";
    case LimitKind::team: return spender.team;
    case LimitKind::token: return spender.token;
    case LimitKind::session: return spender.session;
    case LimitKind::model: return modelFamily(spender.model);
    case LimitKind::person: return spender.person;
    }
    return {};
}

std::string toText(LimitKind kind) { return std::string(words[static_cast<std::size_t>(kind)]); }

Result<LimitKind> parseLimitKind(std::string_view text)
{
    const auto found = std::ranges::find(words, text);
    if (found == words.end())
        return fail(ErrorCode::badDocument, "kind", "must be organisation, team, token, session, model or person");
    return static_cast<LimitKind>(found - words.begin());
}

std::string LimitScope::text() const { return toText(kind) + "/" + id + (agent.empty() ? "" : "/" + agent); }

SpendLimits::SpendLimits(std::vector<SpendLimit> limits, const Calendar& calendar)
    : m_limits(std::move(limits))
    , m_calendar(calendar)
{
    m_anyHard = std::ranges::any_of(m_limits, &SpendLimit::hard);
    for (std::size_t i = 0; i < m_limits.size(); ++i) {
        const LimitScope& scope = m_limits[i].scope;
        const auto kind = static_cast<std::size_t>(scope.kind);
        (scope.isEach() ? m_each[kind] : m_named[kind][std::string(keyOf(scope))]).push_back(i);
    }
}

void SpendLimits::match(const Spender& spender, std::vector<LimitMatch>& out) const
{
    out.clear();
    const auto counts = [&](const SpendLimit& limit) {
        return limit.scope.agent.empty() || limit.scope.agent == spender.agent;
    };
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        const std::string_view id = idOf(static_cast<LimitKind>(kind), spender);
        if (id.empty() || (m_named[kind].empty() && m_each[kind].empty()))
            continue;
        Taken taken;
        if (const auto named = m_named[kind].find(id); named != m_named[kind].end())
            for (const std::size_t limit : named->second)
                if (counts(m_limits[limit])) {
                    out.push_back({limit, {}});
                    taken.add(m_limits[limit]);
                }
        for (const std::size_t limit : m_each[kind])
            if (counts(m_limits[limit]) && !taken.has(m_limits[limit]))
                out.push_back({limit, id});
    }
}

std::vector<std::string_view> SpendLimits::apart(const SpendLimit& each) const
{
    std::vector<std::string_view> out;
    for (const SpendLimit& limit : m_limits)
        if (limit.scope.kind == each.scope.kind && limit.scope.agent == each.scope.agent && limit.period == each.period
            && !limit.scope.isEach())
            out.push_back(keyOf(limit.scope));
    std::ranges::sort(out);
    return out;
}

bool SpendLimits::anyHard(const Spender& spender) const
{
    if (!m_anyHard)
        return false;
    std::vector<LimitMatch> matches;
    match(spender, matches);
    return std::ranges::any_of(matches, [this](const LimitMatch& match) { return m_limits[match.limit].hard; });
}

} // namespace fuseboard
