// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardbuilder.h"

#include "collector/breakdown.h"
#include "collector/budgetwatch.h"
#include "collector/conversion.h"
#include "collector/countedshares.h"
#include "collector/hourlyspend.h"
#include "collector/restatedmarks.h"
#include "collector/saturated.h"
#include "domain/callers.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <unordered_map>
#include <utility>

namespace fuseboard {
namespace {

using std::chrono::days;

/// What is being gathered for one row of the board.
struct Gathering {
    Gathering(Interned called, const Period& period, const Period& previous, Instant now)
        : name(called)
        , hourly(period, previous, now)
        , breakdown(period, now)
        , recent(now)
    {
    }
    Interned name; ///< of the team; its id where it has none
    HourlySpend hourly;
    Breakdown breakdown;
    RecentHours recent;
    UsageCount usage;
    std::int64_t estimated = 0, elsewhere = 0;
    struct {
        Instant start;
        std::chrono::seconds width {};
        std::int64_t nano = 0;
    } bucket; ///< whose shares follow each other; not in `hourly` yet

    void add(const SpentShare& share, bool shown)
    {
        if (bucket.start != share.start || bucket.width != share.width) {
            spreadBucket();
            bucket = {share.start, share.width, 0};
        }
        bucket.nano += share.nano;
        breakdown.add(share, {});
        recent.add(share);
        if (!shown)
            return;
        estimated += share.basis == CostBasis::estimated ? share.nano : 0;
        elsewhere += share.billedElsewhere ? share.nano : 0;
    }

    void spreadBucket()
    {
        if (bucket.nano != 0)
            hourly.add(bucket.start, bucket.width, std::exchange(bucket.nano, 0));
    }

    void add(const Gathering& team)
    {
        hourly.add(team.hourly);
        breakdown.add(team.breakdown, team.name);
        recent.add(team.recent);
        usage.requests += team.usage.requests;
        usage.tokens += team.usage.tokens;
        estimated += team.estimated;
        elsewhere += team.elsewhere;
    }
};

/// The steps since the scope last had no budget; none where it has none now.
std::vector<BudgetStep> stepsOf(const BoardInput& input, const BudgetScope& scope, const Period& period, Instant now)
{
    std::vector<BudgetStep> steps =
        budgetLine(input.organisation.budgets, input.organisation.raises, scope, period, input.kind, input.currency);
    const auto ahead = std::ranges::upper_bound(steps, now, {}, &BudgetStep::from);
    const auto lastGap =
        std::find_if(std::reverse_iterator(ahead), steps.rend(), [](const BudgetStep& step) { return !step.amountNano; });
    steps.erase(steps.begin(), lastGap.base());
    if (steps.empty() || steps.front().from > now)
        return {};
    return steps;
}

/// Where the organisation has no budget of its own, its teams' budgets added up.
std::vector<BudgetStep> organisationSteps(const BoardInput& input, const Period& period, Instant now)
{
    if (auto own = stepsOf(input, BudgetScope::everything(), period, now); !own.empty())
        return own;
    std::map<Instant, Int128> changes;
    for (const Team& team : input.organisation.teams) {
        std::int64_t before = 0;
        for (const BudgetStep& step : stepsOf(input, BudgetScope::ofTeam(team.id), period, now)) {
            changes[step.from] += Int128 {step.amountNano.value_or(0)} - before;
            before = step.amountNano.value_or(0);
        }
    }
    std::vector<BudgetStep> steps;
    steps.reserve(changes.size());
    Int128 sum = 0;
    for (const auto& [from, change] : changes)
        steps.push_back({from, saturated(sum += change)});
    return steps;
}

void fill(TeamBoard& board, const Gathering& gathered, const BoardInput& input, const Period& period, Instant now)
{
    board.input.period = period;
    board.input.now = now;
    board.input.dataSince = input.dataSince;
    board.input.spent = gathered.hourly.points();
    board.input.spentBefore7DaysNano = now - days(7) < period.start ? gathered.hourly.between(now - days(7), period.start) : 0;
    board.burn = burnDown(board.input, input.calendar);
    board.lastPeriod = gathered.hourly.previousPoints();
    board.estimatedNano = gathered.estimated;
    board.billedElsewhereNano = gathered.elsewhere;
    board.perHourNano = board.burn.ratePerDayNano.value_or(0) / 24;
    if (period.contains(input.now))
        board.costlyHour = gathered.recent.costly(board.burn.budgetNano);
    board.requests = gathered.usage.requests;
    board.tokens = gathered.usage.tokens;
    gathered.breakdown.fill(board);
    board.people = static_cast<int>(peopleOf(board).size());
    board.agents = static_cast<int>(agentsOf(board).size());
}

Int128 sizeOf(const SpentDay& day)
{
    Int128 size = day.unpricedRequests;
    for (const auto& [team, usage] : day.usage)
        size += Int128 {usage.requests} + usage.tokens.total() + usage.tokens.reasoning;
    return size;
}

/// What belongs to nobody, by what an allocation rule can name.
class UnallocatedParts {
public:
    void add(const SpentShare& share) { m_nano[{share.project, share.key, share.agent}] += share.nano; }
    [[nodiscard]] std::vector<UnallocatedPart> sorted() const
    {
        std::vector<UnallocatedPart> parts;
        parts.reserve(m_nano.size());
        for (const auto& [names, nano] : m_nano)
            parts.push_back({names[0], names[1], names[2], nano});
        std::ranges::stable_sort(parts, std::greater {}, &UnallocatedPart::nano);
        return parts;
    }
    [[nodiscard]] int keys() const
    {
        std::set<Interned> keys;
        for (const auto& [names, nano] : m_nano)
            if (!names[1].empty())
                keys.insert(names[1]);
        return static_cast<int>(keys.size());
    }

private:
    std::map<std::array<Interned, 3>, std::int64_t> m_nano;
};

void giveMerged(Board& board, const std::map<TeamId, std::int64_t>& byTeam)
{
    board.all.mergedRequests = 0;
    const auto give = [&](TeamBoard& team) {
        const auto found = byTeam.find(team.id);
        team.mergedRequests = found == byTeam.end() ? 0 : found->second;
        *board.all.mergedRequests += *team.mergedRequests;
    };
    give(board.unallocated);
    std::ranges::for_each(board.teams, give);
}

int keysStopped(const Organisation& organisation, const Scope& scope)
{
    return static_cast<int>(
        std::ranges::count_if(organisation.keys, [&](const CallerKey& key) { return isStoppedBy(scope, key); }));
}

void describe(TeamBoard& board, const Organisation& organisation)
{
    const auto team = std::ranges::find(organisation.teams, board.id, &Team::id);
    board.name = team == organisation.teams.end() ? board.id : team->name;
    if (team == organisation.teams.end())
        return;
    board.owner = team->owner;
    board.costCenterId = team->costCenterId;
    board.costCenterName = team->costCenterName;
    board.isProtected = team->isProtected;
    board.keys = keysStopped(organisation, Scope::ofTeam(board.id));
}

} // namespace

Instant firstDayNeeded(
    const Calendar& calendar, PeriodKind kind, Instant within, Instant now, const std::vector<Budget>& budgets)
{
    const Period period = calendar.periodAt(within, kind);
    Instant first = std::min(calendar.previous(period, kind).start, now - days(15));
    for (const Period& each : budgetPeriods(budgets, calendar, period, now))
        first = std::min(first, each.start);
    // A UTC day that begins before a period's local midnight may belong to it.
    return dayOf(first - days(1));
}

void nameKeys(SpentDay& day, const std::vector<CallerKey>& keys)
{
    std::map<std::string, std::string> labels;
    for (const CallerKey& key : keys)
        labels.emplace(key.sha256, key.label);
    const auto name = [&](std::vector<SpentShare>& shares) {
        for (SpentShare& share : shares)
            if (const auto label = labels.find(share.key); label != labels.end())
                share.key = label->second;
    };
    name(day.shares);
    for (auto& [currency, shares] : day.inOtherCurrencies)
        name(shares);
}

Board buildBoard(const BoardInput& input)
{
    const Period period = input.calendar.periodAt(input.within, input.kind);
    const Period previous = input.calendar.previous(period, input.kind);
    const Instant now = std::clamp(input.now, period.start, period.end);

    BudgetWatch watch(input.organisation, input.calendar, period, input.now);
    std::unordered_map<Interned, Gathering> byTeam;
    const auto teamOf = [&](Interned id) -> Gathering& {
        return byTeam.try_emplace(id, id, period, previous, now).first->second;
    };
    for (const Team& team : input.organisation.teams)
        teamOf(team.id).name = team.name;
    teamOf({});
    Board board {.asOf = input.now,
        .period = period,
        .periodLabel = input.calendar.label(period),
        .currency = input.currency,
        .sandbox = input.sandbox,
        .watchedBy = input.watchedBy,
        .sources = input.sources,
        .historyBytes = input.historyBytes,
        .allocation = input.allocation};
    UnallocatedParts unallocated;
    Conversion conversion(input.rates, input.currency);
    const auto take = [&](const SpentShare& own, bool shown) {
        teamOf(own.team).add(own, shown);
        if (own.team.empty() && shown)
            unallocated.add(own);
        watch.add(own);
    };
    const auto miss = [&](const SpentShare& share, Currency currency) {
        teamOf(share.team);
        watch.addWithoutRate(share, currency);
    };
    Int128 counted = 0;
    for (const SpentDay& day : input.days) {
        forCounted(day, {period, previous, input.currency}, conversion, take, miss);
        if (!period.contains(day.day + std::chrono::hours(12)))
            continue;
        // Of calls and tokens no more is told than 64 bits hold together.
        if ((counted += sizeOf(day)) > std::numeric_limits<std::int64_t>::max())
            continue;
        board.unpricedRequests += day.unpricedRequests;
        for (const auto& [team, usage] : day.usage) {
            Gathering& gathered = teamOf(team);
            gathered.usage.requests += usage.requests;
            gathered.usage.tokens += usage.tokens;
        }
    }
    Gathering all({}, period, previous, now);
    for (auto& [id, gathered] : byTeam) {
        gathered.spreadBucket();
        all.add(gathered);
    }

    board.costs = conversion.costs();
    board.all.otherCurrencies = otherCurrencies(board.costs, board.currency, std::nullopt);
    board.all.input.budget = organisationSteps(input, period, now);
    board.all.keys = keysStopped(input.organisation, Scope::everything());
    fill(board.all, all, input, period, now);
    markRestated(board.all, std::nullopt, input.restatements, input.rates, board, input.calendar);
    const auto boardOf = [&](const TeamId& id) {
        TeamBoard team {.id = id};
        team.otherCurrencies = otherCurrencies(board.costs, board.currency, id);
        if (!id.empty()) {
            describe(team, input.organisation);
            team.input.budget = stepsOf(input, BudgetScope::ofTeam(id), period, now);
        }
        fill(team, byTeam.at(id), input, period, now);
        markRestated(team, id, input.restatements, input.rates, board, input.calendar);
        return team;
    };
    board.unallocated = boardOf({});
    board.unallocated.keys = unallocated.keys();
    board.unallocatedParts = unallocated.sorted();
    for (const Team& team : input.organisation.teams)
        board.teams.push_back(boardOf(team.id));
    std::set<Interned> others;
    for (const auto& [id, gathered] : byTeam)
        if (!id.empty() && !std::ranges::contains(input.organisation.teams, id.text(), &Team::id))
            others.insert(id);
    for (const Interned id : others)
        board.teams.push_back(boardOf(id));
    if (input.merged)
        giveMerged(board, mergedByTeam(*input.merged, input.organisation.rules, period));
    board.budgets = watch.states(input.currency, input.dataSince);
    return board;
}

} // namespace fuseboard
