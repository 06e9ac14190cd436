// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/seededpast.h"

#include "sandbox/dice.h"

#include <algorithm>

namespace fuseboard::sandbox {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t nanoPerDollar = 1'000'000'000;
constexpr int weekday = 1000, weekendDay = 200; // a weekend day costs a fifth (UX, "Pace follows the calendar of use")
constexpr int growthPerMonth = 70; // thousandths less in each month further back
constexpr int tiltOverMonth = 40; // thousandths more at a month's end than at its start

/// How a day's use lies over its UTC hours: European office hours, an American tail, batches at night.
constexpr std::array<int, 24> hourWeights {
    14, 16, 18, 14, 10, 14, 30, 62, 86, 92, 90, 74, 78, 88, 90, 82, 66, 48, 36, 30, 26, 20, 16, 14};

int weightOf(sys_days day)
{
    const std::chrono::weekday name(day);
    return name == std::chrono::Saturday || name == std::chrono::Sunday ? weekendDay : weekday;
}

int weightOfMonth(sys_days day)
{
    const year_month_day date(day);
    const sys_days first = date.year() / date.month() / 1;
    const sys_days after = sys_days((date.year() / date.month() + months(1)) / 1);
    int sum = 0;
    for (sys_days each = first; each < after; each += std::chrono::days(1))
        sum += weightOf(each);
    return sum;
}

sys_days monthsBefore(sys_days day, int count)
{
    const year_month_day date = year_month_day(day) - months(count);
    return date.ok() ? sys_days(date) : sys_days(date.year() / date.month() / std::chrono::last);
}

MeteredTokens typicalCall(const CallHabit& habit, Dice& dice)
{
    const std::int64_t prompt = habit.promptTokens * dice.between(85, 115) / 100;
    const std::int64_t output = habit.outputTokens * dice.between(85, 115) / 100;
    MeteredTokens call;
    call.cachedInput = prompt * habit.cachedPercent / 100;
    call.cacheWrite = prompt * habit.writtenPercent / 100;
    call.input = prompt - call.cachedInput - call.cacheWrite;
    call.output = output;
    call.reasoning = output * habit.reasoningPercent / 100;
    return call;
}

MeteredTokens times(const MeteredTokens& call, std::int64_t count)
{
    return {call.input * count, call.cachedInput * count, call.cacheWrite * count, call.cacheWrite1h * count,
        call.output * count, call.reasoning * count};
}

} // namespace

SeededPast::SeededPast(std::uint64_t seed, sys_days firstLiveDay, const ProviderPrices& prices)
    : m_seed(seed)
    , m_begin(monthsBefore(firstLiveDay, 2))
    , m_end(firstLiveDay)
    , m_prices(prices)
{
}

std::vector<UsageFact> SeededPast::day(sys_days day) const
{
    std::vector<UsageFact> facts;
    if (day < m_begin || day >= m_end)
        return facts;
    for (const CompanyTeam& team : company())
        for (const CompanyKey& key : team.keys)
            addKey(facts, team, key, day);
    std::ranges::stable_sort(facts, {}, &UsageFact::at);
    return facts;
}

void SeededPast::addKey(std::vector<UsageFact>& facts, const CompanyTeam& team, const CompanyKey& key, sys_days day) const
{
    const year_month_day date(day), last(m_end - std::chrono::days(1));
    const int monthsBack = static_cast<int>((last.year() / last.month() - date.year() / date.month()).count());
    const int dayOfMonth = static_cast<int>(static_cast<unsigned>(date.day()));
    Dice dice(seedFor(m_seed, key.label) ^ static_cast<std::uint64_t>(day.time_since_epoch().count()));

    std::int64_t dayNano = team.budgetDollars * nanoPerDollar / 100 * team.usualPercent / 100 * key.sharePercent;
    dayNano = dayNano / weightOfMonth(day) * weightOf(day);
    dayNano = dayNano / 1000 * (1000 - growthPerMonth * monthsBack + tiltOverMonth * (dayOfMonth - 15) / 30);
    dayNano = dayNano / 1000 * dice.between(880, 1120);

    const int hourSum = std::ranges::fold_left(hourWeights, 0, std::plus {});
    std::int64_t due = 0;
    for (std::size_t hour = 0; hour < hourWeights.size(); ++hour) {
        due += dayNano / hourSum * hourWeights[hour];
        const MeteredTokens call = typicalCall(key.habit, dice);
        const auto each = m_prices.cost(key.habit.model, call);
        const std::int64_t count = each && each->nano > 0 ? due / each->nano : 0;
        if (count <= 0)
            continue;
        // A bucket is so many calls of one size, each rounded as a call is.
        UsageFact fact {.at = day.time_since_epoch().count() * secondsPerDay + static_cast<std::int64_t>(hour) * secondsPerHour,
            .project = team.projectId(),
            .key = key.id(),
            .user = key.userId(),
            .model = key.habit.model,
            .embeddings = key.habit.api == Api::embeddings,
            .requests = count,
            .tokens = times(call, count),
            .cost = *each};
        fact.cost.nano *= count;
        for (std::int64_t& nano : fact.cost.nanoByMeter)
            nano *= count;
        due -= fact.cost.nano;
        facts.push_back(std::move(fact));
    }
}

std::vector<UsageFact> SeededPast::between(std::int64_t from, std::int64_t to) const
{
    std::vector<UsageFact> out;
    const sys_days first =
        std::max(m_begin, std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(from))));
    for (sys_days each = first; each < m_end && each.time_since_epoch().count() * secondsPerDay < to;
        each += std::chrono::days(1))
        for (UsageFact& fact : day(each))
            if (fact.at >= from && fact.at < to)
                out.push_back(std::move(fact));
    return out;
}

} // namespace fuseboard::sandbox
