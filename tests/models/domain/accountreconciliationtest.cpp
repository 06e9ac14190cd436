// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/accountreconciliation.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant first = *parseInstant("2026-10-01T00:00:00Z");
const Period october {first, first + days(31)};
constexpr UnitPrice dollar = 1'000'000'000; // per million tokens

PriceBook book(std::vector<OwnRate> rates = {})
{
    const ModelPrice price {.base = {.input = dollar, .output = 4 * dollar}, .tiers = {}, .services = {}, .factors = {}};
    return PriceBook({PriceList("p", Currency::usd(), {{"alpha", price}})}, std::move(rates));
}

LedgerFigures figures(std::int64_t output, std::int64_t requests, std::optional<std::int64_t> nano = {})
{
    return {.tokens = {.output = output}, .requests = requests, .brokenRequests = 0, .nano = nano};
}

/// A day of calls whose provider counts one more than the gateway saw, and bills it at our price.
AccountLedgers account(std::int64_t outputNano = 4 * dollar)
{
    AccountLedgers out;
    out.settledBefore = october.end;
    out.models["alpha"].measured[first + hours(5)] = figures(1'000'000, 10, outputNano);
    out.models["alpha-2026-10-01"].counted[first] = figures(1'100'000, 11);
    out.models["alpha-2026-10-01"].billed[first] = outputNano + outputNano / 10;
    return out;
}

AccountReconciliation reconciled(AccountLedgers ledgers, const PriceBook& prices = book())
{
    return reconcileAll({{"acme", std::move(ledgers)}}, prices, october, Currency::usd()).at(0);
}

} // namespace

TEST(AccountReconciliation, snapshotsOfAModelAreComparedAsOne)
{
    const auto found = reconciled(account());
    ASSERT_EQ(found.days.size(), 1U);
    EXPECT_EQ(found.days[0].model, "alpha");
    EXPECT_EQ(found.days[0].differences, (std::vector {Difference {Cause::bypass, 4 * dollar / 10}}));
    EXPECT_EQ(found.settledBefore, october.end);
}

TEST(AccountReconciliation, whatDiffersIsWorthWhatTheAccountPays)
{
    // Half off: at the list's price half of the difference would look like another price.
    const PriceBook halved =
        book({{.account = "acme", .model = {}, .from = {}, .until = {}, .percentOff = 50, .committed = {}, .currency = {}}});
    EXPECT_EQ(reconciled(account(2 * dollar), halved).days[0].differences,
        (std::vector {Difference {Cause::bypass, 2 * dollar / 10}}));
    EXPECT_EQ(reconciled(account(2 * dollar)).days[0].differences.size(), 2U);
}

TEST(AccountReconciliation, pricesOfAnotherCurrencyAreWorthNothingHere)
{
    const PriceBook inEuro = book({{.account = "acme",
        .model = "alpha",
        .from = {},
        .until = {},
        .percentOff = 0,
        .committed = ModelPrice {.base = {.input = dollar, .output = dollar}, .tiers = {}, .services = {}, .factors = {}},
        .currency = *Currency::parse("EUR")}});
    AccountLedgers ledgers = account();
    ledgers.models["alpha"].counted = ledgers.models["alpha-2026-10-01"].counted;
    ledgers.models["alpha"].billed = ledgers.models["alpha-2026-10-01"].billed;
    ledgers.models.erase("alpha-2026-10-01");
    const auto found = reconciled(ledgers, inEuro);
    EXPECT_EQ(found.days[0].differences.back().cause, Cause::unknown);
}

TEST(AccountReconciliation, aVerdictNeedsTwoSides)
{
    EXPECT_EQ(verdictOf(reconciled(account())), Verdict::differs);
    AccountLedgers same = account();
    same.models["alpha-2026-10-01"].counted[first] = figures(1'000'000, 10);
    same.models["alpha-2026-10-01"].billed[first] = 4 * dollar;
    EXPECT_EQ(verdictOf(reconciled(same)), Verdict::agrees);
    AccountLedgers measuredOnly, billedOnly;
    measuredOnly.models["alpha"].measured = account().models["alpha"].measured;
    EXPECT_EQ(verdictOf(reconciled(measuredOnly)), Verdict::notCompared);
    billedOnly.billed[first] = dollar;
    EXPECT_EQ(verdictOf(reconciled(billedOnly)), Verdict::notCompared);
    EXPECT_EQ(verdictOf({}), Verdict::notCompared);
}

TEST(AccountReconciliation, theDayWithTheMostOfACauseIsNamed)
{
    AccountLedgers ledgers = account();
    ledgers.models["alpha"].measured[first + days(1)] = figures(1'000'000, 10, 4 * dollar);
    ledgers.models["alpha"].counted[first + days(1)] = figures(3'000'000, 12);
    const auto found = reconciled(ledgers);
    ASSERT_TRUE(mostOf(found, Cause::bypass));
    EXPECT_EQ(mostOf(found, Cause::bypass)->day, first + days(1));
    EXPECT_FALSE(mostOf(found, Cause::lateData));
}

TEST(AccountReconciliation, aLabelNamesAUtcMonth)
{
    const Instant now = first + days(70);
    EXPECT_EQ(utcMonth("2026-10", now), october);
    EXPECT_EQ(utcMonth("", now), (Period {*parseInstant("2026-12-01T00:00:00Z"), *parseInstant("2027-01-01T00:00:00Z")}));
}
