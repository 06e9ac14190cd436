// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/seededpast.h"

#include "sandbox/provider/usagepage.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace fuseboard::sandbox {
namespace {

using namespace std::chrono;
namespace json = boost::json;

constexpr std::int64_t nanoPerDollar = 1'000'000'000;

SeededPast pastBefore(sys_days firstLiveDay, std::uint64_t seed = 1) { return {seed, firstLiveDay, ProviderPrices::builtIn()}; }

std::int64_t unix(sys_days day) { return day.time_since_epoch().count() * secondsPerDay; }

std::map<std::string, std::int64_t> spentByProject(const SeededPast& past, sys_days from, sys_days to)
{
    std::map<std::string, std::int64_t> out;
    for (const UsageFact& fact : past.between(unix(from), unix(to)))
        out[fact.project] += fact.cost.nano;
    return out;
}

TEST(SeededPast, SharesOfEveryTeamAreWhole)
{
    std::map<std::string, int> labels;
    for (const CompanyTeam& team : company()) {
        int sum = 0;
        for (const CompanyKey& key : team.keys) {
            sum += key.sharePercent;
            EXPECT_EQ(++labels[key.label], 1) << key.label;
            EXPECT_TRUE(ProviderPrices::builtIn().has(key.habit.model)) << key.label;
        }
        EXPECT_EQ(sum, 100) << team.slug;
    }
}

TEST(SeededPast, IsTheSameForTheSameSeedAndOtherForAnother)
{
    const auto day = sys_days(2026y / November / 12);
    EXPECT_EQ(pastBefore(2026y / November / 24).day(day), pastBefore(2026y / November / 24).day(day));
    EXPECT_NE(pastBefore(2026y / November / 24).day(day), pastBefore(2026y / November / 24, 2).day(day));
}

TEST(SeededPast, HoldsAllOfTheMonthBeforeAndEndsTheDayBeforeTheFirstStart)
{
    for (const sys_days first : {sys_days(2026y / November / 1), sys_days(2026y / November / 24),
             sys_days(2026y / November / 30), sys_days(2027y / January / 1), sys_days(2026y / October / 31),
             sys_days(2026y / April / 30), sys_days(2028y / February / 29)}) {
        const auto past = pastBefore(first);
        const year_month_day date(first);
        EXPECT_LE(past.begin(), sys_days((date.year() / date.month() - months(1)) / 1));
        EXPECT_GE((past.end() - past.begin()).count(), 58);
        EXPECT_TRUE(past.day(first).empty());
        EXPECT_TRUE(past.day(past.begin() - days(1)).empty());
        EXPECT_FALSE(past.day(past.begin()).empty());
        EXPECT_FALSE(past.day(first - days(1)).empty());
    }
}

/// What even pace would have spent of a budget by the start of a day, in nano-dollars: weekend days count a fifth.
std::int64_t evenPace(std::int64_t budgetDollars, sys_days until)
{
    const year_month_day date(until - days(1));
    std::int64_t whole = 0, used = 0;
    for (sys_days day = date.year() / date.month() / 1; year_month_day(day).month() == date.month(); day += days(1)) {
        const weekday name(day);
        const int weight = name == Saturday || name == Sunday ? 200 : 1000;
        whole += weight;
        used += day < until ? weight : 0;
    }
    return budgetDollars * nanoPerDollar / whole * used;
}

TEST(SeededPast, OnAnyDayOfAMonthTeamsStandWhereThePictureShowsThem)
{
    for (const sys_days today : {sys_days(2026y / November / 8), sys_days(2026y / November / 24),
             sys_days(2026y / December / 1), sys_days(2027y / February / 15), sys_days(2027y / March / 31)}) {
        const auto past = pastBefore(today);
        const year_month_day yesterday(today - days(1));
        const auto spent = spentByProject(past, yesterday.year() / yesterday.month() / 1, today);
        for (const CompanyTeam& team : company()) {
            const std::int64_t pace = evenPace(team.budgetDollars, today);
            const std::int64_t percent = spent.at(team.projectId()) * 100 / pace;
            EXPECT_NEAR(static_cast<double>(percent), team.usualPercent, 6) << team.slug << ' ' << yesterday;
            if (team.slug != "playground") {
                EXPECT_LT(percent, 100) << team.slug << ' ' << yesterday << ": before the runaway nobody runs out early";
            }
        }
    }
}

TEST(SeededPast, WeekendsAreQuietAndUseGrows)
{
    const auto past = pastBefore(2026y / November / 24);
    const auto total = [&](sys_days from, sys_days to) {
        std::int64_t sum = 0;
        for (const auto& [project, nano] : spentByProject(past, from, to))
            sum += nano;
        return sum;
    };
    const auto saturday = sys_days(2026y / November / 14), friday = saturday - days(1);
    EXPECT_LT(total(saturday, saturday + days(1)) * 3, total(friday, friday + days(1)));
    EXPECT_GT(total(2026y / November / 2, 2026y / November / 23), total(2026y / October / 5, 2026y / October / 26));
}

TEST(SeededPast, CostsAddUpToTheCallsOverAllPagesAndLineItems)
{
    const auto past = pastBefore(2026y / November / 24);
    const auto from = unix(past.begin()), to = unix(past.end());
    std::int64_t expected = 0;
    for (const UsageFact& fact : past.between(from, to))
        expected += fact.cost.nano;
    for (const std::string group :
        {"", "&group_by[]=line_item", "&group_by[]=project_id&group_by[]=api_key_id&group_by[]=line_item"}) {
        std::int64_t sum = 0;
        int pages = 0;
        for (std::string page; pages == 0 || !page.empty(); ++pages) {
            const auto query = parseUsageQuery(Report::costs,
                "start_time=" + std::to_string(from) + "&limit=20" + group + (page.empty() ? "" : "&page=" + page), to);
            ASSERT_TRUE(query) << query.error().message;
            const auto answer =
                json::parse(usagePage(*query, [&](std::int64_t a, std::int64_t b) { return past.between(a, b); }));
            for (const auto& bucket : answer.at("data").as_array())
                for (const auto& result : bucket.at("results").as_array()) {
                    const std::string value(result.at("amount").at("value").as_string());
                    const auto dot = value.find('.');
                    std::string decimals = value.substr(dot + 1);
                    decimals.resize(9, '0');
                    sum += std::stoll(value.substr(0, dot)) * nanoPerDollar + std::stoll(decimals);
                }
            page = answer.at("has_more").as_bool() ? std::string(answer.at("next_page").as_string()) : std::string();
        }
        EXPECT_EQ(sum, expected) << group;
        EXPECT_EQ(pages, 4);
    }
}

} // namespace
} // namespace fuseboard::sandbox
