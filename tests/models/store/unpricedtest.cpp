// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <random>
#include <tuple>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant first = *parseInstant("2026-10-01T00:00:00Z");
const Period october {first, first + days(31)};

UsageRow row(Ledger ledger, int day, const std::string& model, std::optional<std::int64_t> nano)
{
    UsageRow out {.start = first + days(day),
        .width = hours(24),
        .source = "openai",
        .account = "acme",
        .ledger = ledger,
        .model = model,
        .tokens = {.input = 100, .output = 7},
        .requests = 3,
        .failedRequests = 1,
        .priceVersion = "p"};
    if (nano)
        out.cost = Money {*nano, Currency::usd()};
    if (ledger == Ledger::providerCost || ledger == Ledger::invoice)
        out.tokens = {};
    return out;
}

class UnpricedTest : public testing::Test {
protected:
    void store(std::vector<UsageRow> rows)
    {
        const Instant at = first + days(40);
        ASSERT_TRUE(m_history->apply(Poll {.source = "openai",
            .account = "acme",
            .rows = std::move(rows),
            .rereads = {},
            .cursor = {},
            .at = at,
            .completeUpTo = at}));
    }
    [[nodiscard]] std::vector<UnpricedUsage> unpriced(Period period = october) const
    {
        return m_history->unpriced(period).value();
    }

    test::TemporaryDirectory m_directory;
    std::unique_ptr<History> m_history = History::create(m_directory.path() / "history.db").value();
};

} // namespace

TEST_F(UnpricedTest, usageWithoutAPriceIsListedByModelWithItsDays)
{
    store({row(Ledger::providerUsage, 3, "new-model", {}), row(Ledger::providerUsage, 9, "new-model", {}),
        row(Ledger::providerUsage, 4, "known", 5), row(Ledger::providerUsage, 31, "november", {}),
        row(Ledger::providerUsage, 5, "free", 0)});
    const auto found = unpriced();
    ASSERT_EQ(found.size(), 1U) << "a stated zero is a price, and November is not October";
    EXPECT_EQ(found[0],
        (UnpricedUsage {"openai", "acme", "new-model", 4, {.input = 200, .output = 14}, first + days(3), first + days(9)}));
    EXPECT_EQ(unpriced({first + days(9), first + days(10)}).at(0).requests, 2);
}

TEST_F(UnpricedTest, tokensWithoutCallsAreListedToo)
{
    UsageRow tokens = row(Ledger::providerUsage, 2, "claude-new", {});
    tokens.requests = tokens.failedRequests = 0;
    UsageRow failed = row(Ledger::providerUsage, 2, "gone", {});
    failed.tokens = {};
    failed.requests = failed.failedRequests = 5;
    store({tokens, failed});
    ASSERT_EQ(unpriced().size(), 1U) << "calls that failed and used nothing cost nothing";
    EXPECT_EQ(unpriced()[0].model, "claude-new");
    EXPECT_EQ(unpriced()[0].requests, 0);
}

TEST_F(UnpricedTest, aDayThatTheProviderBilledIsInTheSumWhateverWeKnowOfPrices)
{
    store({row(Ledger::providerUsage, 3, "new-model", {}), row(Ledger::providerCost, 3, "new-model", 77),
        row(Ledger::providerUsage, 4, "new-model", {}), row(Ledger::invoice, 4, "", 88),
        row(Ledger::providerUsage, 5, "new-model", {})});
    ASSERT_EQ(unpriced().size(), 1U);
    EXPECT_EQ(unpriced()[0].firstDay, first + days(5));
}

TEST_F(UnpricedTest, ledgersThatTellOfTheSameCallsAreNotAdded)
{
    store({row(Ledger::providerUsage, 3, "new-model", {}), row(Ledger::telemetry, 3, "new-model", {}),
        row(Ledger::localLog, 3, "other", {})});
    ASSERT_EQ(unpriced().size(), 1U);
    EXPECT_EQ(unpriced()[0].requests, 2);
}

TEST_F(UnpricedTest, whatHasNoModelGoesByWhatItIsFor)
{
    UsageRow searches = row(Ledger::providerUsage, 3, "", {});
    searches.lineItem = "web searches";
    store({searches});
    EXPECT_EQ(unpriced().at(0).model, "web searches");
}

/// Against a reckoning from the rows themselves, and against what boards say of the same days.
TEST_F(UnpricedTest, equalsWhatTheRowsSayInAnyMix)
{
    std::mt19937 random(7);
    std::map<std::tuple<int, Ledger, std::string>, UsageRow> rows; // no key twice
    for (int i = 0; i < 400; ++i) {
        const auto ledger = std::array {Ledger::providerUsage, Ledger::telemetry, Ledger::localLog}[random() % 3];
        const int day = static_cast<int>(random() % 31);
        const std::string model = std::format("m{}", random() % 4);
        UsageRow each = row(ledger, day, model, random() % 3 ? std::optional<std::int64_t>(random() % 50) : std::nullopt);
        each.requests = 1 + static_cast<std::int64_t>(random() % 9);
        each.failedRequests = 0;
        rows.insert_or_assign({day, ledger, model}, each);
    }
    std::vector<UsageRow> all;
    for (const auto& [key, each] : rows)
        all.push_back(each);
    store(all);

    std::map<std::string, std::int64_t> expected;
    for (const auto& [key, each] : rows) {
        const auto& [day, ledger, model] = key;
        const auto tells = [&](Ledger other) {
            return std::ranges::any_of(
                rows, [&](const auto& of) { return std::get<0>(of.first) == day && std::get<1>(of.first) == other; });
        };
        const bool isBest = ledger == Ledger::providerUsage
            || (ledger == Ledger::telemetry ? !tells(Ledger::providerUsage)
                                            : !tells(Ledger::providerUsage) && !tells(Ledger::telemetry));
        if (isBest && !each.cost)
            expected[model] += each.requests;
    }
    std::map<std::string, std::int64_t> found;
    std::int64_t listed = 0, onBoards = 0;
    for (const UnpricedUsage& usage : unpriced()) {
        found[usage.model] += usage.requests;
        listed += usage.requests;
    }
    const std::vector<SpentDay> spent = m_history->spent(october, Grain::day, Currency::usd()).value();
    for (const SpentDay& day : spent)
        onBoards += day.unpricedRequests;
    EXPECT_EQ(found, expected);
    EXPECT_EQ(listed, onBoards);
}
