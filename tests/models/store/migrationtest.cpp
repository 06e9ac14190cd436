// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"
#include "store/migrations.h"
#include "store/rowcheck.h"

#include <gtest/gtest.h>

#include <array>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant start = *parseInstant("2026-11-20T10:00:00Z");
const Period november {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};

/// As the first version kept it: two names, a call by its UUID, a bucket that was restated and one that was withdrawn.
constexpr auto firstContents = R"sql(
INSERT INTO name (id, text) VALUES (1, 'gateway'), (2, 'acme'), (3, 'team-a'), (4, 'openai'), (5, 'gpt-5.6'), (6, 'p1');
INSERT INTO usage VALUES (1795168800250000, 0, 1, '0193f4a0-1111-7222-8333-abcdef012345', 2, 2, 3, 0, 0, 0, 0, 5, 0, 9,
    100, 0, 0, 0, 10, 4, 1, 0, 700, 'USD', 2, 6, 1795168801000000, NULL);
INSERT INTO usage VALUES (1795168800250000, 0, 1, 'not-a-uuid', 2, 2, 3, 0, 0, 0, 0, 5, 0, 10,
    1, 0, 0, 0, 1, 0, 1, 1, NULL, '', 2, 0, 1795168801000000, NULL);
INSERT INTO usage VALUES (1795168800000000, 3600, 4, '', 3, 2, 0, 0, 0, 0, 0, 5, 0, 0,
    100, 0, 0, 0, 10, 0, 3, 0, 650, 'USD', 2, 6, 1795200000000000, NULL);
INSERT INTO usage VALUES (1795172400000000, 3600, 4, '', 3, 2, 0, 0, 0, 0, 0, 5, 0, 0,
    100, 0, 0, 0, 10, 0, 3, 0, 5000, 'USD', 2, 6, 1795200000000000, 1795210000000000);
INSERT INTO restated (replaced_at, withdrawn, start, width, source, record, ledger, account, team, project, key, person, agent,
    model, line_item, seq, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests, failed_requests,
    cost, currency, basis, price_version, read_at)
    VALUES (1795200000000000, 0, 1795168800000000, 3600, 4, '', 3, 2, 0, 0, 0, 0, 0, 5, 0, 0,
    90, 0, 0, 0, 10, 0, 3, 0, 600, 'USD', 2, 6, 1795190000000000);
INSERT INTO team (id, name, owner, cost_center_id, cost_center_name) VALUES ('team-a', 'A', '', '', '');
)sql";

class MigrationTest : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    void makeFirstVersion() const
    {
        sqlite::Database database(file(), sqlite::Access::create);
        database.prepareForWriting();
        migrate(database, historyMigrations().first(1));
        database.execute(firstContents);
    }
    test::TemporaryDirectory m_directory;
};

} // namespace

TEST_F(MigrationTest, aHistoryOfTheFirstVersionKeepsEveryRow)
{
    makeFirstVersion();
    auto opened = History::open(file(), HistoryMode::owner);
    ASSERT_TRUE(opened) << opened.error().detail;
    History& history = **opened;

    const auto calls = history.rows("gateway", november).value();
    ASSERT_EQ(calls.size(), 2U);
    const UsageRow& call = calls[0].recordId == "not-a-uuid" ? calls[1] : calls[0];
    EXPECT_EQ(call.recordId, "0193f4a0-1111-7222-8333-abcdef012345");
    EXPECT_EQ(call.start, start + milliseconds(250));
    EXPECT_EQ(call.seq, 9U);
    EXPECT_EQ(call.team, "team-a");
    EXPECT_EQ(call.account, "acme");
    EXPECT_EQ(call.tokens, (TokenCounts {100, 0, 0, 0, 10, 4}));
    EXPECT_EQ(call.cost, (Money {700, Currency::usd()}));
    EXPECT_EQ(call.priceVersion, "p1");
    const auto buckets = history.rows("openai", november).value();
    ASSERT_EQ(buckets.size(), 1U) << "the withdrawn one stays withdrawn";
    EXPECT_EQ(buckets[0].cost->nano, 650);
    EXPECT_EQ(history.restatements().value(), 1);

    // The same call, told again by its gateway, is the same row.
    Poll poll {.source = "gateway", .account = {}, .rows = {call}, .rereads = {}, .cursor = "9", .at = start + hours(1)};
    EXPECT_EQ(history.apply(poll).value(), Applied());

    while (history.waitingForAllocation()->days)
        ASSERT_TRUE(history.allocateSome(10));
    const auto days = history.spent(november, Grain::day, Currency::usd()).value();
    ASSERT_EQ(days.size(), 1U);
    std::int64_t spent = 0;
    for (const SpentShare& share : days[0].shares)
        spent += share.nano;
    EXPECT_EQ(spent, 700) << "the gateway saw most of a day that is not settled";
    EXPECT_EQ(days[0].usage.at("team-a").requests, 2);
}

TEST_F(MigrationTest, budgetsOfThatVersionStayAsTheyWereAndUnderTheirCheck)
{
    {
        sqlite::Database database(file(), sqlite::Access::create);
        addRowCheck(database);
        database.prepareForWriting();
        migrate(database, historyMigrations().first(3));
        // The organisation's and a team's, changed once, and one written twice for the same instant.
        database.execute(R"sql(
            INSERT INTO team (id, name, owner, cost_center_id, cost_center_name) VALUES ('team-a', 'A', '', '', '');
            INSERT INTO budget (team, period, amount, currency, thresholds, since, set_by) VALUES
                ('', 3, 9000, 'EUR', '', 1793491200000000, 'ada'), ('team-a', 1, 1, 'USD', '80,100', 1793491200000000, 'ada'),
                ('team-a', 1, 5, 'USD', '80,100', 1793491200000000, 'ada'), ('team-a', 1, 7, 'USD', '50', 1794000000000000, 'bob');
            )sql");
        RowCheck check; // as that version made it
        check.add("budget  since 2026-11-01T00:00:00Z")
            .add(R"({"amount":"0.000009","currency":"EUR","period":"3","by":"ada"})")
            .add("budget team-a since 2026-11-01T00:00:00Z")
            .add(R"({"amount":"0.000000005","currency":"USD","period":"1","thresholds":"80,100","by":"ada"})")
            .add("budget team-a since 2026-11-06T21:20:00Z")
            .add(R"({"amount":"0.000000007","currency":"USD","period":"1","thresholds":"50","by":"bob"})")
            .add("team team-a")
            .add(R"({"name":"A"})");
        sqlite::Statement(database, "INSERT INTO organisation_check VALUES (1, ?1)").run(check.value());
    }
    auto opened = History::open(file(), HistoryMode::owner);
    ASSERT_TRUE(opened) << opened.error().detail;
    const auto organisation = (*opened)->organisation();
    ASSERT_TRUE(organisation) << organisation.error().detail;
    ASSERT_EQ(organisation->budgets.size(), 3U);
    EXPECT_EQ(organisation->budgets[0],
        (Budget {.scope = BudgetScope::everything(),
            .period = PeriodKind::year,
            .amount = Money {9000, *Currency::parse("EUR")},
            .thresholdPercents = {},
            .since = *parseInstant("2026-11-01T00:00:00Z"),
            .by = "ada",
            .why = {}}));
    EXPECT_EQ(organisation->budgets[1].scope, BudgetScope::ofTeam("team-a"));
    EXPECT_EQ(organisation->budgets[1].amount->nano, 5) << "the later written one of two was in force";
    EXPECT_EQ(organisation->budgets[2].thresholdPercents, std::vector<int> {50});
    EXPECT_TRUE(organisation->raises.empty());
    EXPECT_TRUE((*opened)->setOrganisation(*organisation, "ada", start)) << "nothing of it is refused now";
    EXPECT_TRUE((*opened)->organisationChanges()->empty());
}

TEST_F(MigrationTest, whatHadNoCheckGetsOneOnce)
{
    const auto teamWithoutCheck = "INSERT INTO team (id, name, owner, cost_center_id, cost_center_name)"
                                  " VALUES ('team-a', 'A', '', '', '')";
    {
        sqlite::Database database(file(), sqlite::Access::create);
        addRowCheck(database);
        database.prepareForWriting();
        migrate(database, historyMigrations().first(7));
        database.execute(teamWithoutCheck);
        database.execute(R"sql(
            INSERT INTO source_state VALUES ('openai', 'c', 1793491200000000, NULL);
            INSERT INTO name VALUES (9, 'acme');
            INSERT INTO account_state VALUES (9, 1793491200);
            INSERT INTO organisation_change (at, changed_by, what, before, after)
                VALUES (1793491200000000, 'ada', 'team team-a', '', '{"name":"A"}');
            )sql");
    }
    {
        const auto history = History::open(file(), HistoryMode::owner).value();
        EXPECT_EQ(history->organisation()->teams.size(), 1U);
        EXPECT_EQ(history->sourceState("openai")->cursor, "c");
        EXPECT_EQ(history->organisationChanges()->size(), 1U);
        EXPECT_TRUE(history->checkRest()->empty());
    }
    sqlite::Database(file(), sqlite::Access::write).execute("UPDATE team SET name = 'B'");
    EXPECT_EQ(History::open(file(), HistoryMode::owner).value()->organisation().error().code, ErrorCode::historyDamaged);
}

TEST_F(MigrationTest, teamsOfAnOlderHistoryAreNotProtectedAndStillFitTheirCheck)
{
    Organisation older;
    older.teams = {{"team-a", "A", "ada", "", ""}, {"team-b", "B", "", "", ""}};
    const std::filesystem::path other = m_directory.path() / "other.db";
    ASSERT_TRUE(History::create(other).value()->setOrganisation(older, "ada", start));
    sqlite::Database now(other, sqlite::Access::read);
    sqlite::Statement check(now, "SELECT row_check FROM organisation_check");
    ASSERT_TRUE(check.step());
    {
        sqlite::Database database(file(), sqlite::Access::create);
        addRowCheck(database);
        database.prepareForWriting();
        migrate(database, historyMigrations().first(9));
        database.execute("INSERT INTO team (id, name, owner, cost_center_id, cost_center_name)"
                         " VALUES ('team-a', 'A', 'ada', '', ''), ('team-b', 'B', '', '', '')");
        sqlite::Statement(database, "INSERT INTO organisation_check VALUES (1, ?1)").run(check.integer(0));
    }
    const auto history = History::open(file(), HistoryMode::owner).value();
    EXPECT_EQ(history->organisation().value(), older);
    older.teams[1].isProtected = true;
    ASSERT_TRUE(history->setOrganisation(older, "ada", start));
    EXPECT_EQ(history->organisation().value(), older);
}

TEST_F(MigrationTest, aVerifiedCopyOfTheOldVersionStandsBesideIt)
{
    makeFirstVersion();
    ASSERT_TRUE(History::open(file(), HistoryMode::owner));
    EXPECT_EQ(sqlite::Database(file().string() + ".before-2", sqlite::Access::read).schemaVersion(), 1);
}

TEST_F(MigrationTest, aStepIsWholeWithItsVersion)
{
    makeFirstVersion();
    sqlite::Database database(file(), sqlite::Access::write);
    database.prepareForWriting();
    const std::string_view first = historyMigrations().front();
    const std::array<std::string_view, 2> broken {first, "CREATE TABLE extra (x) STRICT; SELECT nonsense FROM nowhere"};
    EXPECT_FALSE(sqlite::trying([&] { migrate(database, broken); }));
    EXPECT_EQ(database.schemaVersion(), 1);
    EXPECT_FALSE(sqlite::trying([&] { database.execute("SELECT * FROM extra"); })) << "half a step was kept";

    const std::array<std::string_view, 2> good {first, "CREATE TABLE extra (x INTEGER) STRICT"};
    ASSERT_TRUE(sqlite::trying([&] { migrate(database, good); }));
    EXPECT_EQ(database.schemaVersion(), 2);
    EXPECT_EQ(sqlite::Database(file().string() + ".before-2", sqlite::Access::read).schemaVersion(), 1);
    ASSERT_TRUE(sqlite::trying([&] { migrate(database, good); })) << "nothing left to do";
}
