// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardbuilder.h"

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr days week {7};

struct Spans {
    Period shown, before, lastWeek, weekBefore;
};

Spans spansOf(const BoardTerms& terms)
{
    // Weeks start on an hour, as the sums they are made of.
    const Instant weekAgo = std::chrono::ceil<hours>(terms.now) - week;
    const Period shown = terms.calendar.periodAt(terms.within, terms.kind);
    return {.shown = shown,
        .before = terms.calendar.previous(shown, terms.kind),
        .lastWeek = {weekAgo, weekAgo + week},
        .weekBefore = {weekAgo - week, weekAgo}};
}

std::vector<SpendPoint> pointsOf(const TeamSpend& spend, Period period, Instant now)
{
    std::vector<SpendPoint> points {{period.start, 0}};
    std::int64_t sum = 0;
    for (const auto& [hour, nano] : spend.byHour) {
        sum += nano;
        points.push_back({std::min(hour + hours(1), std::max(now, period.start)), sum});
    }
    return points;
}

std::vector<SpendPoint> movedPoints(const TeamSpend& spend, Period from, Period to)
{
    std::vector<SpendPoint> points = pointsOf(spend, from, from.end);
    for (SpendPoint& point : points)
        point.at = std::min(to.start + (point.at - from.start), to.end);
    return points;
}

/// A share of all teams' agents carries its team, since names are only unique within one.
using NamedAmounts = std::map<std::pair<std::string, std::string>, NamedAmount>; ///< by team's name and name

NamedAmounts named(const std::map<std::string, NamedAmount>& amounts, const std::string& team)
{
    NamedAmounts out;
    for (const auto& [name, amount] : amounts)
        out.emplace(std::pair(team, name), amount);
    return out;
}

/// Change of last week against the week before, by name.
class WeekChange {
public:
    WeekChange(const NamedAmounts& lastWeek, const NamedAmounts& weekBefore)
        : m_lastWeek(lastWeek)
        , m_weekBefore(weekBefore)
    {
    }
    [[nodiscard]] std::optional<int> percentOf(const std::pair<std::string, std::string>& key) const
    {
        const auto before = m_weekBefore.find(key);
        if (before == m_weekBefore.end() || before->second.nano <= 0)
            return std::nullopt;
        const auto now = m_lastWeek.find(key);
        const Int128 change = static_cast<Int128>(now == m_lastWeek.end() ? 0 : now->second.nano) - before->second.nano;
        constexpr Int128 most = 1'000'000; // past this the number says nothing
        return static_cast<int>(std::min<Int128>(change * 100 / before->second.nano, most));
    }

private:
    const NamedAmounts& m_lastWeek;
    const NamedAmounts& m_weekBefore;
};

std::vector<BreakdownRow> breakdown(const NamedAmounts& amounts, const NamedAmounts& lastWeek, const NamedAmounts& weekBefore)
{
    const WeekChange change(lastWeek, weekBefore);
    std::vector<BreakdownRow> rows;
    for (const auto& [key, amount] : amounts)
        rows.push_back({.name = key.second,
            .team = key.first,
            .nano = amount.nano,
            .estimatedNano = amount.estimatedNano,
            .againstLastWeekPercent = change.percentOf(key)});
    std::ranges::stable_sort(rows, std::greater<> {}, &BreakdownRow::nano);
    return rows;
}

/// What a team spent in each span the board looks at; absent ones spent nothing.
struct TeamSpends {
    TeamSpend shown, before, lastWeek, weekBefore;
    Period beforePeriod;

    TeamSpends& operator+=(const TeamSpends& other)
    {
        shown += other.shown;
        before += other.before;
        lastWeek += other.lastWeek;
        weekBefore += other.weekBefore;
        return *this;
    }
};

std::int64_t spentBetween(const TeamSpend& spend, Instant from, Instant to)
{
    std::int64_t sum = 0;
    for (auto it = spend.byHour.lower_bound(from); it != spend.byHour.end() && it->first < to; ++it)
        sum += it->second;
    return sum;
}

TeamBoard boardOf(const TeamSpends& spends, std::vector<BudgetStep> budget, const Spans& spans, const BoardTerms& terms)
{
    TeamBoard out;
    const TeamSpend& spend = spends.shown;
    const Instant until = std::clamp(terms.now, spans.shown.start, spans.shown.end);
    out.input = {.period = spans.shown,
        .budget = std::move(budget),
        .spent = pointsOf(spend, spans.shown, until),
        .spentBefore7DaysNano = spentBetween(spends.before, spans.lastWeek.start, spans.shown.start),
        .now = until,
        .dataSince = terms.dataSince};
    out.burn = burnDown(out.input, terms.calendar);
    out.lastPeriod = movedPoints(spends.before, spends.beforePeriod, spans.shown);
    out.estimatedNano = spend.estimatedNano;
    out.billedElsewhereNano = spend.billedElsewhereNano;
    const auto known = std::chrono::ceil<hours>(terms.now - std::max(spans.lastWeek.start, terms.dataSince));
    out.perHourNano = spends.lastWeek.nano / std::clamp<std::int64_t>(known.count(), 1, week / hours(1));
    out.requests = spend.requests;
    out.tokens = spend.tokens;
    out.people = static_cast<int>(spend.people.size());
    out.agents = static_cast<int>(spend.agents.size());
    out.keys = static_cast<int>(spend.keys.size());
    out.byAgent = breakdown(named(spend.byAgent, {}), named(spends.lastWeek.byAgent, {}), named(spends.weekBefore.byAgent, {}));
    out.byModel = breakdown(named(spend.byModel, {}), named(spends.lastWeek.byModel, {}), named(spends.weekBefore.byModel, {}));
    out.byPerson =
        breakdown(named(spend.byPerson, {}), named(spends.lastWeek.byPerson, {}), named(spends.weekBefore.byPerson, {}));
    return out;
}

/// The budget at the period's start and every change in it; only of this kind of period and currency.
std::vector<BudgetStep> stepsOf(const std::vector<Budget>& budgets, const TeamId& team, Period period, const BoardTerms& terms)
{
    std::vector<Budget> own;
    std::ranges::copy_if(budgets, std::back_inserter(own), [&](const Budget& budget) {
        return budget.team == team && budget.period == terms.kind && budget.amount.currency == terms.currency
            && budget.since < period.end;
    });
    std::ranges::stable_sort(own, {}, &Budget::since);
    std::vector<BudgetStep> steps;
    for (const Budget& budget : own) {
        const Instant from = std::max(budget.since, period.start);
        if (!steps.empty() && steps.back().from == from)
            steps.back().amountNano = budget.amount.nano;
        else
            steps.push_back({from, budget.amount.nano});
    }
    return steps;
}

/// Where the organisation has no budget of its own: what its teams have together, step by step.
std::vector<BudgetStep> summed(const std::vector<std::vector<BudgetStep>>& ofTeams)
{
    std::map<Instant, std::int64_t> changes;
    for (const auto& steps : ofTeams) {
        std::int64_t before = 0;
        for (const BudgetStep& step : steps) {
            changes[step.from] += step.amountNano - before;
            before = step.amountNano;
        }
    }
    std::vector<BudgetStep> out;
    std::int64_t amount = 0;
    for (const auto& [at, change] : changes)
        out.push_back({at, amount += change});
    return out;
}

/// All teams' agents, each with its team.
NamedAmounts agentsOfAll(const std::map<TeamId, TeamSpend>& teams, const std::map<TeamId, std::string>& names)
{
    NamedAmounts out;
    for (const auto& [id, spend] : teams)
        for (const auto& [name, amount] : spend.byAgent)
            out[{names.at(id), name}] = amount;
    return out;
}

} // namespace

Period BoardBuilder::needs(const BoardTerms& terms)
{
    const Spans spans = spansOf(terms);
    return {std::min(spans.before.start, spans.weekBefore.start), std::max(spans.shown.end, spans.lastWeek.end)};
}

void BoardBuilder::setOrganisation(const Organisation& organisation)
{
    if (organisation == m_organisation)
        return;
    m_organisation = organisation;
    m_digests.clear();
}

void BoardBuilder::setDay(Instant day, std::vector<AccountDayRows> accounts)
{
    m_digests.erase(day);
    if (accounts.empty())
        m_days.erase(day);
    else
        m_days[day] = std::move(accounts);
}

SpendDigest BoardBuilder::spend(Period span, const BoardTerms& terms)
{
    SpendDigest sum;
    for (auto day = m_days.lower_bound(dayOf(span.start)); day != m_days.end() && day->first < span.end; ++day) {
        const Period whole {day->first, day->first + days(1)};
        DigestTerms wanted {.currency = terms.currency,
            .clip = {std::max(span.start, whole.start), std::min(span.end, whole.end)},
            .now = std::clamp<Instant>(std::chrono::ceil<hours>(terms.now), whole.start, whole.end),
            .costsKnownUpTo = {}};
        // Only whether the day has settled matters; the exact time would make every digest stale at every poll.
        for (const auto& [account, known] : terms.costsKnownUpTo)
            wanted.costsKnownUpTo[account] = std::min(known, whole.end + days(2));
        if (terms.now < whole.end + days(2))
            wanted.costsKnownUpTo.clear();
        auto& kept = m_digests[day->first];
        auto found = std::ranges::find(kept, wanted, &Digested::terms);
        if (found == kept.end())
            found = kept.insert(kept.end(), {wanted, digestDay(day->second, m_organisation, wanted)});
        found->used = true;
        sum += found->digest;
    }
    return sum;
}

Board BoardBuilder::build(const BoardTerms& terms)
{
    const Spans spans = spansOf(terms);
    const SpendDigest shown = spend(spans.shown, terms);
    const SpendDigest before = spend(spans.before, terms);
    const SpendDigest lastWeek = spend(spans.lastWeek, terms);
    const SpendDigest weekBefore = spend(spans.weekBefore, terms);
    for (auto& [day, kept] : m_digests) {
        std::erase_if(kept, [](const Digested& each) { return !each.used; });
        for (Digested& each : kept)
            each.used = false;
    }
    const auto spendsOf = [&](const TeamId& team) {
        const auto in = [&](const SpendDigest& digest) {
            const auto it = digest.teams.find(team);
            return it == digest.teams.end() ? TeamSpend() : it->second;
        };
        return TeamSpends {in(shown), in(before), in(lastWeek), in(weekBefore), spans.before};
    };

    Board board {.asOf = terms.now,
        .period = spans.shown,
        .periodLabel = terms.calendar.label(spans.shown),
        .currency = terms.currency,
        .sandbox = terms.sandbox,
        .watchedBy = terms.watchedBy,
        .all = {},
        .unallocated = {},
        .teams = {},
        .sources = terms.sources,
        .unpricedRequests = shown.unpricedRequests};
    TeamSpends all = spendsOf({});
    board.unallocated = boardOf(all, {}, spans, terms);
    std::vector<std::vector<BudgetStep>> budgets;
    std::map<TeamId, std::string> names {{TeamId(), std::string()}};
    for (const Team& team : m_organisation.teams) {
        const TeamSpends spends = spendsOf(team.id);
        all += spends;
        budgets.push_back(stepsOf(m_organisation.budgets, team.id, spans.shown, terms));
        TeamBoard row = boardOf(spends, budgets.back(), spans, terms);
        row.id = team.id;
        row.name = team.name;
        row.owner = team.owner;
        row.costCenterId = team.costCenterId;
        row.costCenterName = team.costCenterName;
        board.teams.push_back(std::move(row));
        names[team.id] = team.name;
    }
    auto ofAll = stepsOf(m_organisation.budgets, {}, spans.shown, terms);
    board.all = boardOf(all, ofAll.empty() ? summed(budgets) : std::move(ofAll), spans, terms);
    board.all.byAgent =
        breakdown(agentsOfAll(shown.teams, names), agentsOfAll(lastWeek.teams, names), agentsOfAll(weekBefore.teams, names));
    return board;
}

} // namespace fuseboard
