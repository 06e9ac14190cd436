// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reservationbook.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr int many = 100'000; // scopes of one limit that are kept apart

const Instant noon = *parseInstant("2026-11-15T12:00:00Z");
const Period november {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};
Money usd(std::int64_t nano) { return {nano, Currency::usd()}; }

std::shared_ptr<const SpendLimits> limits(std::vector<SpendLimit> all)
{
    return std::make_shared<SpendLimits>(std::move(all), Calendar::utc());
}
SpendLimit limit(LimitKind kind, std::string id, std::int64_t nano, bool hard = true, PeriodKind period = PeriodKind::month)
{
    return {{kind, std::move(id), {}}, period, usd(nano), hard};
}
Spender calling(std::string_view model)
{
    return {.team = "team-a", .token = {}, .session = {}, .model = model, .person = {}, .agent = {}};
}
Spender within(std::string_view team, std::string_view session)
{
    return {.team = team, .token = {}, .session = session, .model = {}, .person = {}, .agent = {}};
}
bool passes(ReservationBook& book, const Spender& who, std::int64_t nano)
{
    const auto reserved = book.admit(who, nano, Currency::usd(), noon);
    if (reserved)
        book.settle(reserved->id, nano);
    return reserved.has_value();
}

TEST(LimitSheet, namesThatAreRefusedMakeNobodysMoneyForgotten)
{
    ReservationBook book(limits({limit(LimitKind::model, "*", 100), limit(LimitKind::team, "team-a", 1'000)}));
    EXPECT_TRUE(passes(book, calling("m"), 100));
    for (int i = 0; i < many + 10; ++i)
        EXPECT_FALSE(book.admit(calling("junk" + std::to_string(i)), std::nullopt, Currency::usd(), noon));
    EXPECT_FALSE(passes(book, calling("m"), 1));
    EXPECT_FALSE(passes(book, calling("vendor/m-2026-08-07"), 1));
    EXPECT_EQ(book.standings(noon, 1'000).size(), 2U);
}

TEST(LimitSheet, moreScopesThanAreKeptApartForgetNothingThatWasSpent)
{
    const auto next = limits({limit(LimitKind::session, "*", 100)});
    ReservationBook book;
    book.prepare(compareLimits(book.limits(), next, noon), noon);
    LimitSheet past(next, noon);
    for (int i = 0; i < many + 10; ++i)
        past.add(0, "team-a", "s" + std::to_string(i), {.period = november, .settledNano = 60});
    book.enforce(std::move(past));
    EXPECT_FALSE(passes(book, within("team-a", "s0"), 41));
    EXPECT_TRUE(passes(book, within("team-a", "s0"), 40));
    // Those that came last share an account, as do those that come now.
    EXPECT_FALSE(passes(book, within("team-a", "s" + std::to_string(many + 9)), 1));
    EXPECT_FALSE(passes(book, within("team-a", "new"), 1));
    EXPECT_FALSE(passes(book, within("team-a", "s0"), 1));
    const auto later = book.admit(within("team-a", "new"), 100, Currency::usd(), november.end);
    EXPECT_TRUE(later);
}

TEST(LimitSheet, whatWasUsedAndCostNothingMakesRoom)
{
    ReservationBook book(limits({limit(LimitKind::session, "*", 100)}));
    for (int i = 0; i < many; ++i)
        EXPECT_TRUE(passes(book, within("team-a", "s" + std::to_string(i)), i == 0 ? 100 : 0));
    EXPECT_TRUE(passes(book, within("team-a", "new"), 100));
    EXPECT_TRUE(passes(book, within("team-a", "newer"), 100));
    EXPECT_FALSE(passes(book, within("team-a", "s0"), 1));
}

TEST(LimitSheet, standingsStopWhereEnoughAreTold)
{
    ReservationBook book(limits({limit(LimitKind::session, "*", 100)}));
    for (int i = 0; i < 20; ++i)
        passes(book, within("team-a", "s" + std::to_string(i)), 1);
    EXPECT_EQ(book.standings(noon, 7).size(), 7U);
    EXPECT_EQ(book.standings(noon, 0).size(), 0U);
}

TEST(Allowances, countForTheBudgetThatTheyWereAskedFor)
{
    ReservationBook book(
        limits({limit(LimitKind::team, "team-a", 10), limit(LimitKind::team, "team-a", 10, true, PeriodKind::week),
            limit(LimitKind::session, "*", 1'000), limit(LimitKind::team, "team-b", 10, false)}));
    const auto allowed = [&](std::string_view team, PeriodKind period, LimitKind kind = LimitKind::team) {
        for (const LimitStanding& stands : book.standings(within(team, "s"), Currency::usd(), noon))
            if (stands.periodKind == period && stands.scope.kind == kind)
                return stands.allowanceNano;
        return std::int64_t {-1};
    };
    book.allow({LimitScope::ofTeam("team-a"), usd(5), noon, noon + 1h});
    EXPECT_EQ(allowed("team-a", PeriodKind::month), 5);
    EXPECT_EQ(allowed("team-a", PeriodKind::week), 0);
    book.allow({LimitScope::ofTeam("team-a"), usd(7), noon, noon + 1h, PeriodKind::week});
    EXPECT_EQ(allowed("team-a", PeriodKind::week), 7);
    book.allow({LimitScope::ofTeam("team-a"), {70, *Currency::parse("EUR")}, noon, noon + 1h});
    EXPECT_EQ(allowed("team-a", PeriodKind::month), 5);
    book.allow({LimitScope::ofTeam("team-b"), usd(5), noon, noon + 1h});
    EXPECT_EQ(allowed("team-b", PeriodKind::month), 0); // a soft one needs none
    book.allow({{LimitKind::session, "s", {}}, usd(9), noon, noon + 1h, PeriodKind::month, "team-a"});
    EXPECT_EQ(allowed("team-a", PeriodKind::month, LimitKind::session), 9);
    EXPECT_EQ(allowed("team-b", PeriodKind::month, LimitKind::session), 0);
}

TEST(Reservations, whatAPersonReleasesIsThereAgain)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    const auto reserved = book.admit(within("team-a", "s"), 90, Currency::usd(), noon);
    ASSERT_TRUE(reserved);
    book.settle(reserved->id, 10, 80);
    EXPECT_FALSE(passes(book, within("team-a", "s"), 90));
    book.release(within("team-a", "s"), usd(80), november.start - 1s); // of a period that is over
    EXPECT_FALSE(passes(book, within("team-a", "s"), 90));
    book.release(within("team-a", "s"), usd(80), noon);
    EXPECT_TRUE(passes(book, within("team-a", "s"), 90));
}

} // namespace
