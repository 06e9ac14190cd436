// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reconciliation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant first = *parseInstant("2026-10-01T00:00:00Z");
const Period october {first, first + days(31)};

/// Whole nano-units a token, so that no rounding blurs what is compared.
const TokenPrices prices {.input = 3'000'000'000,
    .output = 15'000'000'000,
    .cacheRead = 300'000'000,
    .cacheWrite5m = 3'750'000'000,
    .cacheWrite1h = 6'000'000'000};

std::int64_t worth(const TokenCounts& tokens)
{
    std::int64_t nano = 0;
    for (const TokenClass each : tokenClasses)
        nano += tokens.of(each) * (prices.of(each) / 1'000'000);
    return nano;
}

/// A month of one account whose gateway saw everything and whose provider bills what was used; then things go wrong.
class Script {
public:
    explicit Script(unsigned seed, int zone = 0)
        : m_random(seed)
    {
        account.settledBefore = october.end + days(2);
        for (const char* model : {"alpha", "beta"}) {
            ModelLedgers& ledgers = account.models[model];
            ledgers.prices = prices;
            for (Instant hour = october.start - days(1); hour < october.end + days(1); hour += hours(1)) {
                LedgerFigures calls {.tokens = tokens(), .requests = between(1, 40)};
                calls.nano = worth(calls.tokens);
                ledgers.measured[hour] = calls;
                LedgerFigures& counted = ledgers.counted[dayOf(hour - hours(zone))];
                counted.tokens += calls.tokens;
                counted.requests += calls.requests;
            }
            std::erase_if(ledgers.counted, [](const auto& day) { return !october.contains(day.first); });
            for (auto& [day, counted] : ledgers.counted)
                ledgers.billed[day] = worth(counted.tokens);
        }
    }

    TokenCounts tokens()
    {
        return {.input = between(1000, 90'000),
            .cacheRead = between(0, 400'000),
            .cacheWrite5m = between(0, 20'000),
            .cacheWrite1h = between(0, 9000),
            .output = between(100, 30'000)};
    }
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(high - low + 1));
    }

    /// More or other tokens at the provider, billed as well.
    void count(const std::string& model, Instant day, Cause cause, const LedgerFigures& more)
    {
        LedgerFigures& counted = account.models[model].counted[day];
        const std::int64_t before = worth(counted.tokens);
        counted.tokens += more.tokens;
        counted.requests += more.requests;
        bill(model, day, cause, worth(counted.tokens) - before);
    }
    void bill(const std::string& model, Instant day, Cause cause, std::int64_t nano)
    {
        account.models[model].billed[day] += nano;
        planted[cause] += nano;
    }

    AccountLedgers account;
    std::map<Cause, std::int64_t> planted;

private:
    std::mt19937_64 m_random;
};

void expectFound(const Script& script)
{
    const auto days = reconcile(script.account, october);
    std::int64_t billed = 0;
    for (const auto& [day, nano] : script.account.billed)
        billed += nano;
    for (const auto& [model, ledgers] : script.account.models)
        for (const auto& [day, nano] : ledgers.billed)
            billed += nano;
    const Reconciled sum = sumOf(days);
    EXPECT_EQ(sum.billedNano, billed);
    std::int64_t explained = 0;
    for (const auto& [cause, nano] : sum.byCause)
        explained += nano;
    EXPECT_EQ(explained, sum.billedNano - sum.measuredNano);
    for (const ReconciledDay& day : days) {
        std::int64_t here = 0;
        for (const Difference& each : day.differences)
            here += each.nano;
        EXPECT_EQ(here, day.billedNano - day.measuredNano);
    }
    auto found = sum.byCause;
    std::erase_if(found, [](const auto& each) { return each.second == 0; });
    EXPECT_EQ(found, script.planted);
}

/// The first hour of the day breaks off at the gateway: it did not see the last tokens of its answers.
void breakStream(Script& script, const std::string& model, Instant day)
{
    LedgerFigures& hour = script.account.models[model].measured[day + hours(7)];
    const std::int64_t lost = hour.tokens.output / 3;
    hour.tokens.output -= lost;
    hour.brokenRequests = 1;
    *hour.nano = worth(hour.tokens);
    script.planted[Cause::missingStream] += lost * (prices.output / 1'000'000);
}

} // namespace

TEST(Reconciliation, aMonthThatAgreesHasNoDifference)
{
    const Script script(1);
    const auto days = reconcile(script.account, october);
    EXPECT_EQ(days.size(), 62U);
    expectFound(script);
    EXPECT_TRUE(sumOf(days).agrees());
}

TEST(Reconciliation, eachPlantedCauseIsNamedToTheNanoUnit)
{
    for (unsigned seed = 1; seed <= 200; ++seed) {
        Script script(seed);
        script.account.settledBefore = first + days(29);
        std::vector<std::pair<std::string, Instant>> cells;
        for (int day = 0; day < 29; ++day)
            for (const char* model : {"alpha", "beta"})
                cells.emplace_back(model, first + days(day));
        std::ranges::shuffle(cells, std::mt19937(seed));
        std::size_t next = 0;
        for (int i = 0; i < 4; ++i) {
            const auto& [cached, cachedDay] = cells[next++];
            const std::int64_t moved = script.between(1, 900);
            script.count(cached, cachedDay, Cause::cacheClass, {.tokens = {.input = moved, .cacheRead = -moved}});
            const auto& [unseen, unseenDay] = cells[next++];
            script.count(unseen, unseenDay, Cause::bypass, {.tokens = script.tokens(), .requests = script.between(1, 9)});
            const auto& [dear, dearDay] = cells[next++];
            script.bill(dear, dearDay, Cause::price, script.between(-900'000, 900'000) * 2 + 1);
            const auto& [broken, brokenDay] = cells[next++];
            breakStream(script, broken, brokenDay);
        }
        for (int day = 29; day < 31; ++day)
            script.bill("beta", first + days(day), Cause::lateData, -script.between(1, 1'000'000));
        expectFound(script);
    }
}

TEST(Reconciliation, aDayThatBeginsAtAnotherHourIsRecognisedBesideOtherCauses)
{
    for (const int zone : {-11, -8, -7, 1, 2, 5, 9, 13}) {
        Script script(40, zone);
        script.bill("alpha", first + days(4), Cause::price, 12'345);
        script.count("beta", first + days(9), Cause::bypass, {.tokens = script.tokens(), .requests = 3});
        // What is billed in a day other than UTC's is what was measured in that day.
        for (const auto& [model, ledgers] : script.account.models)
            for (const auto& [hour, calls] : ledgers.measured) {
                script.planted[Cause::timeZone] += october.contains(hour - hours(zone)) ? *calls.nano : 0;
                script.planted[Cause::timeZone] -= october.contains(hour) ? *calls.nano : 0;
            }
        expectFound(script);
    }
}

TEST(Reconciliation, aBillThatNamesNoModelIsHeldAgainstAllOfThem)
{
    Script script(3);
    for (auto& [model, ledgers] : script.account.models) {
        for (const auto& [day, nano] : ledgers.billed)
            script.account.billed[day] += nano;
        ledgers.billed.clear();
    }
    script.account.billed[first + days(2)] += 77;
    script.planted[Cause::price] += 77;
    LedgerFigures& counted = script.account.models["alpha"].counted[first + days(5)];
    counted.tokens.input += 100;
    counted.requests += 1;
    script.account.billed[first + days(5)] += 100 * (prices.input / 1'000'000);
    script.planted[Cause::bypass] += 100 * (prices.input / 1'000'000);
    expectFound(script);
}

TEST(Reconciliation, whatNoGatewaySawIsBilledElsewhere)
{
    AccountLedgers account;
    account.settledBefore = october.end;
    account.models["alpha"].billed[first] = 500;
    account.models["beta"].counted[first] = {.tokens = {.input = 10}, .requests = 1};
    account.models["beta"].prices = prices;
    const auto days = reconcile(account, october);
    ASSERT_EQ(days.size(), 2U);
    EXPECT_EQ(days[0].differences, (std::vector<Difference> {{Cause::bypass, 500}}));
    EXPECT_TRUE(days[0].isStated);
    EXPECT_EQ(days[1].differences, (std::vector<Difference> {{Cause::bypass, 30'000}}));
    EXPECT_FALSE(days[1].isStated);
}

TEST(Reconciliation, whatNothingSpeaksForStaysUnknown)
{
    Script script(5);
    LedgerFigures& fewer = script.account.models["alpha"].counted[first];
    const std::int64_t before = worth(fewer.tokens);
    fewer.tokens.output -= 10; // fewer than were seen
    script.account.models["alpha"].billed[first] += worth(fewer.tokens) - before;
    script.planted[Cause::unknown] += worth(fewer.tokens) - before;
    script.account.models["beta"].counted.erase(first); // a bill without counts
    script.account.models["beta"].billed[first] += 5;
    script.planted[Cause::unknown] += 5;
    expectFound(script);
}

TEST(Reconciliation, aDayOfWhichTheProviderToldNothingIsNotTakenForBilled)
{
    for (const Instant settledBefore : {first, october.end + days(2)}) {
        Script script(6);
        script.account.settledBefore = settledBefore;
        const Reconciled whole = sumOf(reconcile(script.account, october));
        std::int64_t gone = 0;
        for (auto& [model, ledgers] : script.account.models)
            for (const int day : {3, 4, 20}) {
                gone += ledgers.billed.at(first + days(day));
                ledgers.billed.erase(first + days(day));
                ledgers.counted.erase(first + days(day));
            }
        // Told of one model alone, the day is compared.
        script.account.models["alpha"].counted[first + days(20)] = {};
        const auto days20 = [&](const ReconciledDay& day) { return day.day == first + days(20); };
        const auto found = reconcile(script.account, october);
        EXPECT_TRUE(std::ranges::all_of(found, [&](const ReconciledDay& day) { return !days20(day) || day.isCompared; }));
        EXPECT_EQ(std::ranges::count(found, false, &ReconciledDay::isCompared), 4);
        const Reconciled sum = sumOf(found);
        EXPECT_EQ(sum.measuredNano + sum.notComparedNano, whole.measuredNano);
        std::int64_t on3And4 = 0;
        for (const ReconciledDay& day : found)
            if (!day.isCompared) {
                EXPECT_EQ(day.billedNano, 0);
                EXPECT_TRUE(day.differences.empty());
                on3And4 += day.measuredNano;
            }
        EXPECT_EQ(sum.notComparedNano, on3And4);
        EXPECT_GT(on3And4, 0);
        EXPECT_LT(sum.billedNano, whole.billedNano);
        EXPECT_GE(sum.billedNano, whole.billedNano - gone);
    }
}

TEST(Reconciliation, agreesUpToTwoPerCentOfTheBill)
{
    EXPECT_TRUE((Reconciled {98, 100, {}}).agrees());
    EXPECT_FALSE((Reconciled {97, 100, {}}).agrees());
    EXPECT_TRUE((Reconciled {102, 100, {}}).agrees());
    EXPECT_TRUE((Reconciled {0, 0, {}}).agrees());
    EXPECT_FALSE((Reconciled {1, 0, {}}).agrees());
    EXPECT_TRUE((Reconciled {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max(), {}}).agrees());
}
