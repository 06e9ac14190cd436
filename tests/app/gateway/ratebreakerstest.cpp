// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/ledgerfile.h"
#include "gateway/spendrate/ratehistory.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <optional>

using namespace fuseboard;
using namespace fuseboard::gateway;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t usd = 1'000'000'000;
const RateBreakers::Now start {SteadyTime(100'000s), Instant(1'000'000s)};

CallIdentity caller(const std::string& team, const std::string& token)
{
    CallIdentity who;
    who.team = team;
    who.token = token;
    return who;
}
const CallIdentity ada = caller("team-a", "ada"), bob = caller("team-a", "bob"), eve = caller("team-b", "eve");

SpendRateRule rule(const Scope& scope, std::int64_t throttle, bool observe = false)
{
    return {.scope = scope, .warnNano = throttle / 2, .throttleNano = throttle, .observe = observe};
}
const Scope eachTeam = Scope::ofTeam("*"), eachToken {ScopeKind::token, "*"};

void spend(RateBreakers& breakers, const CallIdentity& who, int calls)
{
    for (int i = 0; i < calls; ++i) {
        breakers.begin(who, usd, start);
        breakers.settle(who, usd, usd, start);
    }
}

std::vector<std::string> scopesOf(const std::vector<RateTrip>& trips)
{
    std::vector<std::string> out;
    for (const RateTrip& trip : trips)
        out.push_back(trip.scope.text());
    return out;
}

} // namespace

TEST(RateBreakers, AreOfTheOrganisationOfTeamsAndOfTokens)
{
    for (const auto& [scope, isBobs, isEves] :
        {std::tuple(Scope::everything(), true, true), {eachTeam, true, false}, {Scope::ofTeam("team-a"), true, false},
            {eachToken, false, false}, {Scope {ScopeKind::token, "ada"}, false, false}}) {
        RateBreakers breakers;
        breakers.follow({rule(scope, 100 * usd)}, Currency::usd());
        EXPECT_FALSE(breakers.refusing(ada, start, false));
        spend(breakers, ada, 10);
        const auto slowed = breakers.refusing(ada, start, false);
        ASSERT_TRUE(slowed) << scope.text();
        EXPECT_EQ(slowed->state, BreakerState::throttled);
        EXPECT_EQ(slowed->rate.nanoAnHour, 120 * usd);
        EXPECT_EQ(slowed->rate.limitNano, 100 * usd);
        EXPECT_EQ(slowed->retryAfter, 36s) << "as long as a call's money lasts at the limit";
        EXPECT_EQ(breakers.refusing(bob, start, false).has_value(), isBobs) << scope.text();
        EXPECT_EQ(breakers.refusing(eve, start, false).has_value(), isEves) << scope.text();
    }
}

TEST(RateBreakers, ARuleOfItsOwnCountsInsteadOfThatForAll)
{
    RateBreakers breakers;
    breakers.follow({rule(eachTeam, 100 * usd), rule(Scope::ofTeam("team-a"), 1'000 * usd)}, Currency::usd());
    spend(breakers, ada, 10);
    spend(breakers, eve, 10);
    EXPECT_FALSE(breakers.refusing(ada, start, false));
    EXPECT_TRUE(breakers.refusing(eve, start, false));
}

TEST(RateBreakers, TellOfEachChangeOnce)
{
    std::vector<std::pair<std::string, BreakerState>> told;
    RateBreakers breakers;
    breakers.whenChanged([&](const RateTrip& trip) { told.emplace_back(trip.scope.text(), trip.state); });
    breakers.follow({rule(Scope::ofTeam("team-a"), 100 * usd)}, Currency::usd());
    spend(breakers, ada, 20);
    EXPECT_EQ(breakers.all(start).size(), 1U);
    EXPECT_EQ(breakers.all(start)[0].at, start.at);
    const RateBreakers::Now later {start.steady + 600s, start.at + 600s};
    EXPECT_TRUE(breakers.all(later).empty());
    const std::vector<std::pair<std::string, BreakerState>> expected {{"team/team-a", BreakerState::warning},
        {"team/team-a", BreakerState::throttled}, {"team/team-a", BreakerState::closed}};
    EXPECT_EQ(told, expected);
}

TEST(RateBreakers, ObservingOneLetsAllPassAndSaysWhatItWouldDo)
{
    RateBreakers breakers;
    breakers.follow({rule(Scope::ofTeam("team-a"), 100 * usd, true)}, Currency::usd());
    spend(breakers, ada, 20);
    EXPECT_FALSE(breakers.refusing(ada, start, false));
    ASSERT_EQ(breakers.all(start).size(), 1U);
    EXPECT_TRUE(breakers.all(start)[0].observed);
    EXPECT_EQ(breakers.all(start)[0].state, BreakerState::throttled);
    breakers.follow({rule(Scope::ofTeam("team-a"), 100 * usd)}, Currency::usd());
    EXPECT_TRUE(breakers.refusing(ada, start, false)) << "the policy acts now";
}

TEST(RateBreakers, APolicyWithoutTheRuleHoldsNobody)
{
    RateBreakers breakers;
    breakers.follow({rule(eachTeam, 100 * usd), rule(eachToken, 100 * usd)}, Currency::usd());
    spend(breakers, ada, 20);
    EXPECT_EQ(scopesOf(breakers.all(start)), (std::vector<std::string> {"team/team-a", "token/ada"}));
    breakers.follow({rule(eachToken, 100 * usd)}, Currency::usd());
    EXPECT_EQ(scopesOf(breakers.all(start)), (std::vector<std::string> {"token/ada"}));
    breakers.follow({}, Currency::usd());
    EXPECT_FALSE(breakers.refusing(ada, start, false));
    EXPECT_TRUE(breakers.all(start).empty());
}

TEST(RateBreakers, GoByWhatIsUsual)
{
    RateBreakers breakers;
    SpendRateRule tenfold {.scope = eachTeam, .factor = 10, .floorNano = usd};
    breakers.follow({tenfold}, Currency::usd());
    breakers.learn({{Scope::ofTeam("team-b"), 12 * usd}});
    spend(breakers, ada, 20);
    EXPECT_FALSE(breakers.refusing(ada, start, false)) << "nobody knows what is usual there";
    spend(breakers, eve, 9);
    EXPECT_FALSE(breakers.refusing(eve, start, false));
    spend(breakers, eve, 1);
    EXPECT_TRUE(breakers.refusing(eve, start, false));
    breakers.learn({{Scope::ofTeam("team-a"), 12 * usd}});
    EXPECT_TRUE(breakers.refusing(ada, start, false));
}

TEST(RateTrip, SaysInWordsAndFiguresWhatItIsFoundedOn)
{
    const RateTrip trip {.scope = Scope::ofTeam("team-a"),
        .state = BreakerState::throttled,
        .at = Instant(1s),
        .rate = {.nanoAnHour = 120 * usd,
            .limitNano = 100 * usd,
            .usualNano = 10 * usd,
            .costNano = 9 * usd,
            .calls = 18,
            .runningNano = usd,
            .running = 2},
        .retryAfter = 36s,
        .currency = Currency::usd()};
    EXPECT_EQ(rateEvent(trip),
        R"({"scope":"team/team-a","state":"throttle","rule":"spend-rate","observe":false,"at":"1970-01-01T00:00:01Z",)"
        R"("reason":"This scope spends at a rate of 120.00 USD an hour, above the limit of 100.00 USD an hour.",)"
        R"("evidence":{"ratePerHour":"120000000000","limitPerHour":"100000000000","usualPerHour":"10000000000","windowSeconds":300,)"
        R"("calls":18,"cost":"9000000000","running":2,"runningCost":"1000000000"},"retryAfter":36,"currency":"USD"})");
}

class RateHistory : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(LedgerFile::create(file));
        auto opened = LedgerFile::open(file);
        ASSERT_TRUE(opened);
        ledger.emplace(*std::move(opened));
    }

    Result<void> keep(const std::vector<CallRow>& rows) { return ledger->add(rows, {}); }

    const test::TemporaryDirectory directory;
    const std::filesystem::path file = directory.path() / "ledger.db";
    std::optional<LedgerFile> ledger;
};

TEST_F(RateHistory, TheUsualHourIsTheMedianOfThoseOfTheLastWeek)
{
    const Instant now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 27) + 10h + 30min;
    int calls = 0;
    const auto spendAt = [&](Instant at, const CallIdentity& who, std::int64_t nano, const Currency& currency) {
        CallRow row {.callId = std::to_string(++calls), .at = at, .endedAt = at};
        row.team = who.team;
        row.token = who.token;
        row.cost = Money {nano, currency};
        EXPECT_TRUE(keep({row}));
    };
    spendAt(now - 24h * 8, ada, 1'000 * usd, Currency::usd()); // too long ago
    for (int hour = 9; hour >= 1; --hour) {
        spendAt(now - std::chrono::hours(hour), ada, usd, Currency::usd());
        spendAt(now - std::chrono::hours(hour), bob, hour == 5 ? 100 * usd : usd, Currency::usd());
        spendAt(now - std::chrono::hours(hour), ada, 50 * usd, *Currency::parse("EUR"));
        if (hour > 2)
            spendAt(now - std::chrono::hours(hour), eve, usd, Currency::usd());
    }
    spendAt(now - 4min, ada, 7 * usd, Currency::usd()); // of an hour that is not over
    const auto usual = readUsualHours(file, Currency::usd(), now);
    ASSERT_TRUE(usual);
    EXPECT_EQ(usual->at(Scope {ScopeKind::token, "ada"}), usd);
    EXPECT_EQ(usual->at(Scope::ofTeam("team-a")), 2 * usd);
    EXPECT_EQ(usual->at(Scope::everything()), 3 * usd);
    EXPECT_FALSE(usual->contains(Scope::ofTeam("team-b"))) << "seven hours tell nothing";
    const auto late = readLateSpending(file, Currency::usd(), now);
    ASSERT_TRUE(late);
    ASSERT_EQ(late->size(), 1U);
    EXPECT_EQ(late->front().costNano, 7 * usd);
    EXPECT_EQ(late->front().endedAt, now - 4min);

    // What a kill left open is saved last, however old it is: the minutes before the kill are not behind it.
    CallRow old {.callId = "old", .at = now - 24h, .endedAt = now - 24h};
    old.cost = Money {usd, Currency::usd()};
    old.cut = "crash";
    ASSERT_TRUE(keep({old}));
    EXPECT_EQ(readLateSpending(file, Currency::usd(), now).value_or(std::vector<EndedSpending>()).size(), 1U);
    old.callId = "older";
    old.cut.clear();
    ASSERT_TRUE(keep({old}));
    EXPECT_EQ(readLateSpending(file, Currency::usd(), now).value_or(std::vector<EndedSpending>()).size(), 0U)
        << "an old call that ended as others do is where the reading ends";
}

TEST_F(RateHistory, IsReadInSlicesAndCanBeStopped)
{
    const Instant now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 27) + 10h;
    constexpr int calls = 40'000; // four slices, over ten hours
    std::vector<CallRow> rows;
    for (int i = 0; i < calls; ++i) {
        CallRow row {.callId = std::to_string(i), .at = now, .endedAt = now - 10h + std::chrono::milliseconds(900) * i};
        row.team = "team-a";
        row.token = "ada";
        row.cost = Money {1, Currency::usd()};
        rows.push_back(std::move(row));
    }
    ASSERT_TRUE(keep(rows));
    const auto usual = readUsualHours(file, Currency::usd(), now);
    ASSERT_TRUE(usual);
    EXPECT_EQ(usual->at(Scope::everything()), calls / 10);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = readUsualHours(file, Currency::usd(), now, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::cutOff);
}
