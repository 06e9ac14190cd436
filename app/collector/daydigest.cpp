// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/daydigest.h"

#include "domain/costsplit.h"
#include "domain/spent.h"

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// Until then a provider may still restate the costs of a day that is over (PROVIDERS 9 re-reads three days).
constexpr hours settling {48};

template <class Map>
void addTo(Map& into, const Map& from)
{
    for (const auto& [name, value] : from)
        into[name] += value;
}

class DayDigester {
public:
    DayDigester(const Organisation& organisation, const DigestTerms& terms)
        : m_organisation(organisation)
        , m_terms(terms)
    {
        for (const Team& team : organisation.teams)
            m_teams.insert(team.id);
        for (const CallerKey& key : organisation.keys)
            m_labels.emplace(key.sha256, key.label);
    }

    void add(const AccountDayRows& account)
    {
        AccountDay day;
        for (UsageRow& row : splitCosts(account.rows)) {
            row.team = teamOf(row);
            if (!row.cost || row.cost->currency == m_terms.currency)
                day.rows.push_back(std::move(row));
            else if (m_terms.clip.contains(row.start))
                m_digest.unpricedRequests += row.requests;
        }
        const auto known = m_terms.costsKnownUpTo.find(account.account);
        day.complete = known != m_terms.costsKnownUpTo.end() && known->second >= account.day + days(1) + settling;
        for (const SpentShare& share : spentOn(day))
            addShare(share);
        addQuantities(day.rows);
    }
    SpendDigest take() { return std::move(m_digest); }

private:
    TeamId teamOf(const UsageRow& row) const
    {
        TeamId team = allocate(row, m_organisation.rules);
        // A team nobody knows here can't be a row of the board; its money still is.
        return m_teams.contains(team) ? team : TeamId();
    }

    void addShare(const SpentShare& share)
    {
        if (share.width <= hours(1)) {
            addPiece(share, std::chrono::floor<hours>(share.start), share.nano);
            return;
        }
        const Instant end =
            std::clamp<Instant>(std::chrono::ceil<hours>(m_terms.now), share.start + hours(1), share.start + share.width);
        const std::int64_t count = (end - share.start) / hours(1);
        std::int64_t given = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const auto upTo = static_cast<std::int64_t>(static_cast<Int128>(share.nano) * (i + 1) / count);
            addPiece(share, share.start + hours(i), upTo - given);
            given = upTo;
        }
    }

    void addPiece(const SpentShare& share, Instant hour, std::int64_t nano)
    {
        if (!m_terms.clip.contains(hour))
            return;
        TeamSpend& team = m_digest.teams[share.team];
        const std::int64_t estimated = share.basis == CostBasis::estimated ? nano : 0;
        team.byHour[hour] += nano;
        team.nano += nano;
        team.estimatedNano += estimated;
        team.billedElsewhereNano += share.billedElsewhere ? nano : 0;
        const auto addNamed = [&](std::map<std::string, NamedAmount>& names, const std::string& name) {
            NamedAmount& amount = names[name];
            amount.nano += nano;
            amount.estimatedNano += estimated;
        };
        addNamed(team.byAgent, share.agent.empty() ? labelOf(share.key) : share.agent);
        addNamed(team.byModel, share.model);
        addNamed(team.byPerson, share.person);
        const auto count = [](std::set<std::string>& names, const std::string& name) {
            if (!name.empty())
                names.insert(name);
        };
        count(team.people, share.person);
        count(team.agents, share.agent);
        count(team.keys, share.key);
    }

    const std::string& labelOf(const std::string& key) const
    {
        const auto label = m_labels.find(key);
        return label == m_labels.end() ? key : label->second;
    }

    void addQuantities(const std::vector<UsageRow>& rows)
    {
        struct Quantities {
            std::int64_t requests = 0;
            TokenCounts tokens;
        };
        std::map<Ledger, std::map<TeamId, Quantities>> byLedger;
        std::map<Ledger, std::int64_t> unpriced;
        bool billed = false;
        for (const UsageRow& row : rows) {
            if (!m_terms.clip.contains(std::chrono::floor<hours>(row.start)))
                continue;
            billed = billed || row.ledger == Ledger::providerCost || row.ledger == Ledger::invoice;
            Quantities& sum = byLedger[row.ledger][row.team];
            sum.requests += row.requests;
            sum.tokens += row.tokens;
            if (!row.cost)
                unpriced[row.ledger] += row.requests - row.failedRequests;
        }
        auto& seen = byLedger[Ledger::gateway];
        std::int64_t total = 0;
        for (const auto& [id, sum] : seen)
            total += sum.requests;
        const bool gatewaySaw = total > 0;
        std::int64_t reported = 0;
        for (const auto& [id, sum] : byLedger[Ledger::providerUsage]) {
            reported += sum.requests;
            // Where a gateway saw the team it knows better; a provider knows teams only by rules.
            if (!gatewaySaw || (!id.empty() && !seen.contains(id))) {
                seen[id] = sum;
                total += gatewaySaw ? sum.requests : 0;
            }
        }
        for (const auto& [id, sum] : seen) {
            m_digest.teams[id].requests += sum.requests;
            m_digest.teams[id].tokens += sum.tokens;
        }
        if (gatewaySaw && reported > total)
            m_digest.teams[{}].requests += reported - total;
        m_digest.unpricedRequests += gatewaySaw ? unpriced[Ledger::gateway] : billed ? 0 : unpriced[Ledger::providerUsage];
    }

    const Organisation& m_organisation;
    const DigestTerms& m_terms;
    std::set<TeamId> m_teams;
    std::map<std::string, std::string> m_labels;
    SpendDigest m_digest;
};

} // namespace

TeamSpend& TeamSpend::operator+=(const TeamSpend& other)
{
    const auto addNamed = [](std::map<std::string, NamedAmount>& into, const std::map<std::string, NamedAmount>& from) {
        for (const auto& [name, amount] : from) {
            into[name].nano += amount.nano;
            into[name].estimatedNano += amount.estimatedNano;
        }
    };
    addTo(byHour, other.byHour);
    nano += other.nano;
    estimatedNano += other.estimatedNano;
    billedElsewhereNano += other.billedElsewhereNano;
    addNamed(byAgent, other.byAgent);
    addNamed(byModel, other.byModel);
    addNamed(byPerson, other.byPerson);
    people.insert(other.people.begin(), other.people.end());
    agents.insert(other.agents.begin(), other.agents.end());
    keys.insert(other.keys.begin(), other.keys.end());
    requests += other.requests;
    tokens += other.tokens;
    return *this;
}

SpendDigest& SpendDigest::operator+=(const SpendDigest& other)
{
    addTo(teams, other.teams);
    unpricedRequests += other.unpricedRequests;
    return *this;
}

SpendDigest digestDay(const std::vector<AccountDayRows>& accounts, const Organisation& organisation, const DigestTerms& terms)
{
    DayDigester digester(organisation, terms);
    for (const AccountDayRows& account : accounts)
        digester.add(account);
    return digester.take();
}

} // namespace fuseboard
