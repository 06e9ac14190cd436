// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/backup.h"
#include "store/history.h"
#include "store/repair.h"
#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <fstream>
#include <random>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant first = *parseInstant("2026-11-01T00:00:00Z");
const Period november {first, first + days(30)};
const Currency usd = Currency::usd();

Poll hourly(int day)
{
    Poll poll {.source = "openai",
        .account = "acme",
        .rows = {},
        .rereads = {},
        .cursor = "c",
        .at = first + days(40),
        .completeUpTo = first + days(40)};
    for (int hour = 0; hour < 24; ++hour)
        for (int series = 0; series < 6; ++series)
            poll.rows.push_back({.start = first + days(day) + hours(hour),
                .width = hours(1),
                .source = "openai",
                .account = "acme",
                .ledger = Ledger::providerUsage,
                .recordId = {},
                .project = std::format("proj_{}", series),
                .model = "gpt-5.6",
                .lineItem = {},
                .tokens = {.input = 1000 + hour, .output = 10 + series},
                .requests = 1 + hour % 5,
                .cost = Money {123'456'789 + hour * 1'000 + series, usd},
                .priceVersion = "p1"});
    return poll;
}

/// Everything that anybody can read of it; an error where it can't be read.
Result<std::string> everything(const History& history)
{
    std::string out;
    const auto rows = history.rows("openai", november);
    const auto spent = history.spent(november, Grain::hour, usd);
    const auto teams = history.teamTotals(november, usd);
    const auto models = history.modelTotals(november, usd);
    const auto organisation = history.organisation();
    const auto rates = history.rates(november);
    for (const auto* error : {rows ? nullptr : &rows.error(), spent ? nullptr : &spent.error(),
             teams ? nullptr : &teams.error(), models ? nullptr : &models.error(),
             organisation ? nullptr : &organisation.error(), rates ? nullptr : &rates.error()})
        if (error)
            return std::unexpected(*error);
    for (const UsageRow& row : *rows)
        out += std::format("{} {} {} {} {} {}\n", toText(row.start), row.project, row.model, row.tokens.input, row.requests,
            row.cost ? row.cost->text() : "-");
    for (const SpentDay& day : *spent)
        for (const SpentShare& share : day.shares)
            out += std::format("{} {} {} {}\n", toText(share.start), share.team.text(), share.project.text(), share.nano);
    for (const auto* sums : {&*teams, &*models})
        for (const NamedSum& sum : *sums)
            out += std::format("{} {}\n", sum.name, sum.nano);
    for (const Team& team : organisation->teams)
        out += std::format("{} {}\n", team.id, team.name);
    for (int day = 0; day < 30; ++day)
        if (const auto rate = rates->find(*Currency::parse("EUR"), usd, first + days(day)))
            out += std::format("{} {} {}\n", toText(rate->day), rate->text(), rate->source);
    for (const Budget& budget : organisation->budgets)
        out += std::format("{} {}\n", budget.scope.text(), budget.amount->text());
    return out;
}

std::vector<Damage> damageOf(const History& history)
{
    auto out = history.check(november).value();
    const auto rest = history.checkRest().value();
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
}

class HistoryCheckTest : public testing::Test {
protected:
    void SetUp() override
    {
        auto history = History::create(file()).value();
        Organisation organisation;
        organisation.teams = {{.id = "team-a", .name = "A"}};
        organisation.budgets = {
            {.scope = BudgetScope::ofTeam("team-a"), .amount = Money {5'000'000'000'000, usd}, .since = first, .by = "test"}};
        organisation.rules = {{.id = 1, .project = "proj_1", .team = "team-a"}};
        ASSERT_TRUE(history->setOrganisation(organisation, "test", first));
        for (int day = 0; day < 6; ++day)
            ASSERT_TRUE(history->apply(hourly(day)));
        Poll restated = hourly(2);
        for (UsageRow& row : restated.rows)
            row.cost->nano += 7;
        ASSERT_TRUE(history->apply(restated));
        std::vector<ExchangeRate> rates;
        for (int day = 0; day < 40; ++day)
            rates.push_back({.from = *Currency::parse("EUR"),
                .to = usd,
                .day = first - days(day),
                .digits = 10'856 + day,
                .scale = 4,
                .holdsDays = 7,
                .source = "ECB"});
        ASSERT_TRUE(history->enterRates(rates, "test", first));
    }
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    void change(const std::string& sql) const
    {
        sqlite::Database database(file(), sqlite::Access::write);
        database.prepareForWriting();
        database.execute(sql);
    }
    [[nodiscard]] std::vector<Damage> found() const { return damageOf(*History::open(file(), HistoryMode::viewer).value()); }
    test::TemporaryDirectory m_directory;
};

} // namespace

TEST_F(HistoryCheckTest, aSoundHistoryHasNoDamage)
{
    EXPECT_EQ(found(), std::vector<Damage>());
    EXPECT_EQ(History::open(file(), HistoryMode::viewer).value()->span().value(), (Period {first, first + days(6)}));
}

/// The watch keeps its viewer for a whole round, a second a day.
TEST_F(HistoryCheckTest, rulesThatTheOwnerChangesMeanwhileAreNoDamage)
{
    const auto viewer = History::open(file(), HistoryMode::viewer).value();
    ASSERT_EQ(damageOf(*viewer), std::vector<Damage>());
    const auto owner = History::open(file(), HistoryMode::owner).value();
    Organisation organisation = owner->organisation().value();
    organisation.rules.front().project = "proj_2";
    ASSERT_TRUE(owner->setOrganisation(organisation, "test", first));
    EXPECT_EQ(damageOf(*viewer), std::vector<Damage>()) << "before their days are given to teams anew";
    ASSERT_TRUE(owner->allocateSome(3));
    EXPECT_EQ(damageOf(*viewer), std::vector<Damage>()) << "half way";
    ASSERT_TRUE(owner->allocateSome(100));
    EXPECT_EQ(damageOf(*viewer), std::vector<Damage>());
    change("UPDATE budget SET amount = amount + 1");
    EXPECT_FALSE(damageOf(*viewer).empty()) << "what comes while it is open is found too";
}

TEST_F(HistoryCheckTest, eachKindOfChangeIsFoundAndItsDayNamed)
{
    const struct {
        const char* sql;
        std::optional<Instant> day;
        const char* what;
    } cases[] = {
        {"UPDATE usage SET cost = cost + 1 WHERE start = 1793491200 + 3600 AND series = 2", first,
            "a row of 2026-11-01T01:00:00Z does not fit its check"},
        {"UPDATE usage SET cost = cost - 1 WHERE start = 1793491200 + 3600 AND series = 2; DELETE FROM usage WHERE start = "
         "1793491200 + 86400 AND series = 1",
            first + days(1), "the sums of the day do not fit its rows"},
        {"UPDATE rollup SET cost = cost + 5 WHERE start = 1793491200 + 2 * 86400 AND series = 3", first + days(2),
            "the sums of the day do not fit its rows"},
        {"UPDATE spent SET nano = nano + 5 WHERE day = 1793491200 + 3 * 86400 AND series = 3", first + days(3),
            "what counts as spent does not fit the sums of the day"},
        {"UPDATE spent_team SET nano = nano + 5 WHERE day = 1793491200 + 4 * 86400 AND team <> 0", first + days(4),
            "what counts as spent does not fit the sums of the day"},
        {"DELETE FROM spent_model WHERE day = 1793491200 + 5 * 86400", first + days(5),
            "what counts as spent does not fit the sums of the day"},
        {"UPDATE restated SET cost = cost + 1 WHERE id = 9", {}, "a row of 2026-11-03T01:00:00Z does not fit its check"},
        {"UPDATE source_state SET complete_up_to = complete_up_to + 1", {},
            "what is known of source openai does not fit its check"},
        {"UPDATE source_state SET told_rows = told_rows + 1", {}, "what is known of source openai does not fit its check"},
        {"UPDATE account_state SET told_up_to = told_up_to + 1", {}, "what is settled of account acme does not fit its check"},
        {"UPDATE organisation_change SET after = 'x' WHERE what = 'team team-a'", {},
            "the log of changes of team team-a does not fit its check"},
        {"UPDATE compaction SET calls_before = calls_before + (1 << 31)", {},
            "up to where rows were made coarser can't be read"},
        {"DELETE FROM compaction", {}, "up to where rows were made coarser can't be read"},
        {"UPDATE exchange_rate SET digits = digits + 1 WHERE id = 3", {}, "an exchange rate does not fit its check"},
        {"INSERT INTO spent_team SELECT team, day + 400 * 86400, currency, parts, nano, estimated, elsewhere FROM spent_team"
         " LIMIT 1",
            {}, "a team or model has spent on a day that nothing was spent on"},
        {"UPDATE name SET text = 'proj_x' WHERE text = 'proj_5'", {}, "series 6 does not fit its check"},
    };
    for (const auto& each : cases) {
        change(each.sql);
        const auto now = found();
        const Damage wanted {each.day, each.what};
        EXPECT_NE(std::ranges::find(now, wanted), now.end()) << each.sql;
    }
}

/// Any bit of the file: it can't be read, or the check finds it, or it makes no difference to anything that is shown.
TEST_F(HistoryCheckTest, noFlippedBitShowsAWrongFigureUnnoticed)
{
    std::string sound;
    {
        std::ifstream in(file(), std::ios::binary);
        sound.assign(std::istreambuf_iterator<char>(in), {});
    }
    const auto truth = everything(*History::open(file(), HistoryMode::viewer).value()).value();
    std::mt19937 random(200);
    int unreadable = 0, noticed = 0, harmless = 0;
    for (int trial = 0; trial < 500; ++trial) {
        std::string flipped = sound;
        const std::size_t bit = random() % (flipped.size() * 8);
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        for (const char* trace : {"-wal", "-shm"})
            std::filesystem::remove(file().string() + trace);
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << flipped;
        const auto history = History::open(file(), HistoryMode::viewer);
        if (!history) {
            ++unreadable;
            continue;
        }
        const auto read = everything(**history);
        const auto days = (*history)->check(november), rest = (*history)->checkRest();
        if (!read)
            ++unreadable;
        else if (!days || !rest || !days->empty() || !rest->empty())
            ++noticed;
        else {
            EXPECT_TRUE(*read == truth) << "bit " << bit;
            ++harmless;
        }
    }
    std::printf(
        "of 500 flipped bits %d made it unreadable, %d were found, %d changed nothing\n", unreadable, noticed, harmless);
    EXPECT_GT(noticed, 0);
    EXPECT_GT(unreadable, 50);
}

/// Names of currencies, of teams that rules name, and of price versions are in no row's check.
TEST_F(HistoryCheckTest, everyBitOfANameIsFoundAndACurrencyIsMended)
{
    const auto truth = everything(*History::open(file(), HistoryMode::viewer).value()).value();
    std::vector<std::size_t> pages;
    {
        sqlite::Database database(file(), sqlite::Access::read);
        sqlite::Statement roots(
            database, "SELECT rootpage FROM sqlite_master WHERE name IN ('name', 'sqlite_autoindex_name_1')");
        while (roots.step())
            pages.push_back(static_cast<std::size_t>(roots.integer(0) - 1) * 4096);
    }
    ASSERT_EQ(pages.size(), 2U);
    std::string sound;
    {
        std::ifstream in(file(), std::ios::binary);
        sound.assign(std::istreambuf_iterator<char>(in), {});
    }
    for (const std::string word : {"USD", "team-a", "p1"})
        for (const std::size_t page : pages) {
            const std::size_t at = sound.find(word, page);
            ASSERT_LT(at, page + 4096) << word;
            for (std::size_t bit = at * 8; bit < (at + word.size()) * 8; ++bit) {
                std::string flipped = sound;
                flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
                std::ofstream(file(), std::ios::binary | std::ios::trunc) << flipped;
                EXPECT_FALSE(found().empty()) << word << ", bit " << bit;
                if (bit % 8 != 0)
                    continue;
                const auto copied = backUpHistory(file(), m_directory.path() / "copy.db");
                ASSERT_FALSE(copied) << word << ", bit " << bit;
                EXPECT_EQ(copied.error().code, ErrorCode::historyDamaged);
                if (word != "USD")
                    continue;
                const auto mended = m_directory.path() / std::format("mended-{}.db", bit);
                ASSERT_TRUE(repairHistory(file(), mended));
                const auto repaired = History::open(mended, HistoryMode::owner).value();
                while (repaired->waitingForAllocation()->days)
                    ASSERT_TRUE(repaired->allocateSome(10));
                EXPECT_TRUE(everything(*repaired).value() == truth) << "bit " << bit;
                EXPECT_EQ(repaired->rows("openai", november)->front().cost->currency, usd) << "bit " << bit;
            }
        }
}

TEST_F(HistoryCheckTest, aRepairKeepsWhatIsSoundNamesTheRestAndLeavesTheDamagedFileAlone)
{
    const auto repairedFile = m_directory.path() / "repaired.db";
    const auto truth = everything(*History::open(file(), HistoryMode::viewer).value()).value();
    EXPECT_EQ(repairHistory(file(), repairedFile).value(), (Repaired {6 * 24 * 6, {}}));
    {
        auto repaired = History::open(repairedFile, HistoryMode::owner).value();
        while (repaired->waitingForAllocation()->days)
            ASSERT_TRUE(repaired->allocateSome(10));
        EXPECT_EQ(everything(*repaired).value(), truth);
        EXPECT_EQ(repaired->restatements().value(), 24 * 6);
        EXPECT_EQ(repaired->sourceState("openai")->cursor, "c") << "nothing is missing, so nothing is asked again";
    }
    EXPECT_EQ(repairHistory(file(), repairedFile).error().code, ErrorCode::fileExists);

    change("UPDATE usage SET cost = cost + 1 WHERE start = 1793491200 + 3600 AND series = 2;"
           "DELETE FROM name WHERE text = 'proj_5'");
    const auto sizeBefore = std::filesystem::file_size(file());
    const auto again = m_directory.path() / "again.db";
    const Repaired repaired = repairHistory(file(), again).value();
    EXPECT_EQ(repaired.keptRows, 6 * 24 * 5 - 1) << "all but one row, and those of one project that nothing names any more";
    ASSERT_FALSE(repaired.lost.empty());
    EXPECT_TRUE(std::ranges::contains(repaired.lost, std::optional(first), &Damage::day));
    EXPECT_EQ(std::filesystem::file_size(file()), sizeBefore);
    EXPECT_EQ(History::open(again, HistoryMode::owner).value()->sourceState("openai")->cursor, "");
}

TEST_F(HistoryCheckTest, aRepairTellsOfRowsThatAreGoneWithoutATrace)
{
    change("DELETE FROM usage WHERE start = 1793491200 + 86400 AND series = 1;"
           "DELETE FROM usage WHERE start >= 1793491200 + 4 * 86400 AND start < 1793491200 + 5 * 86400");
    const auto target = m_directory.path() / "repaired.db";
    const Repaired repaired = repairHistory(file(), target).value();
    EXPECT_EQ(repaired.keptRows, 6 * 24 * 5 - 1);
    EXPECT_EQ(repaired.lost,
        (std::vector<Damage> {
            {first + days(1), "rows of usage: 143 are there, and the sums of the day have 144"},
            {first + days(4), "rows of usage: 0 are there, and the sums of the day have 144"},
        }));
    EXPECT_EQ(History::open(target, HistoryMode::owner).value()->sourceState("openai")->cursor, "") << "it is asked again";
}

/// A mark that is too late would keep out what is new, without a word; one that is too early counts twice what is told again.
TEST_F(HistoryCheckTest, aLostMarkOfWhatWasMadeCoarserLosesNothingAndCountsNothingTwice)
{
    Poll calls = hourly(0);
    calls.source = "gateway";
    calls.account.clear();
    calls.completeUpTo.reset();
    calls.rows.resize(120);
    for (std::size_t i = 0; i < calls.rows.size(); ++i) {
        UsageRow& call = calls.rows[i];
        call.start = first + hours(i);
        call.width = seconds(0);
        call.source = "gateway";
        call.account = "other";
        call.ledger = Ledger::gateway;
        call.recordId = std::format("call-{}", i);
        call.seq = 1;
    }
    for (const int coarseDays : {3, 6}) { // some of the calls, and all
        {
            const auto history = History::open(file(), HistoryMode::owner).value();
            ASSERT_TRUE(history->apply(calls));
            while (history->compact({first + days(coarseDays), first + days(2)}, 9).value() > 0) { }
            EXPECT_EQ(damageOf(*history), std::vector<Damage>());
        }
        const auto truth = History::open(file(), HistoryMode::viewer).value()->teamTotals(november, usd).value();
        change("UPDATE compaction SET calls_before = calls_before + (1 << 31)");
        const auto later = [&] {
            Poll poll = calls;
            poll.rows.resize(1);
            poll.rows.front().start += days(20);
            return poll;
        }();
        EXPECT_EQ(History::open(file(), HistoryMode::owner).value()->apply(later).error().code, ErrorCode::historyDamaged);
        const auto target = m_directory.path() / std::format("repaired-{}.db", coarseDays);
        ASSERT_EQ(repairHistory(file(), target)->lost.size(), 1U);
        const auto repaired = History::open(target, HistoryMode::owner).value();
        while (repaired->waitingForAllocation()->days)
            ASSERT_TRUE(repaired->allocateSome(10));
        ASSERT_TRUE(repaired->apply(calls)) << "told again from the beginning";
        ASSERT_TRUE(repaired->apply(hourly(0)));
        EXPECT_TRUE(repaired->teamTotals(november, usd).value() == truth) << coarseDays;
        EXPECT_EQ(repaired->apply(later)->added, 1) << "what is new is taken";
        EXPECT_EQ(damageOf(*repaired), std::vector<Damage>());
        change("UPDATE compaction SET calls_before = calls_before - (1 << 31)");
    }
}

TEST_F(HistoryCheckTest, aFarDateCostsNoWalkThroughTheCalendar)
{
    const Instant early = *parseInstant("0001-03-04T00:00:00Z"), late = *parseInstant("9999-12-30T00:00:00Z");
    const auto begun = steady_clock::now();
    {
        auto history = History::open(file(), HistoryMode::owner).value();
        for (const Instant day : {early, late}) {
            Poll poll = hourly(0);
            for (UsageRow& row : poll.rows) {
                row.start += day - first;
                row.width = hours(24); // of finer ones nothing before 1970 is taken
            }
            ASSERT_TRUE(history->apply(poll));
        }
        Organisation organisation = history->organisation().value();
        organisation.rules.front().project = "proj_2";
        ASSERT_TRUE(history->setOrganisation(organisation, "test", first));
        int allocated = 0;
        while (history->waitingForAllocation()->days) {
            const auto done = history->allocateSome(3);
            ASSERT_TRUE(done);
            allocated += static_cast<int>(done->days.size());
        }
        EXPECT_EQ(allocated, 8);
        const auto days = history->days({Instant::min(), Instant::max()}).value();
        ASSERT_EQ(days.size(), 8U);
        EXPECT_EQ(days.front(), early);
        EXPECT_EQ(days.back(), late);
        const Instant year2200 = *parseInstant("2200-01-01T00:00:00Z");
        int coarser = 0;
        while (const int done = history->compact({year2200, year2200}, 2).value())
            coarser += done;
        EXPECT_EQ(coarser, 12) << "six days, first of calls and then of hours";
        EXPECT_EQ(checkWhole(*history).value(), std::vector<Damage>());
    }
    EXPECT_TRUE(backUpHistory(file(), m_directory.path() / "copy.db"));
    const Repaired repaired = repairHistory(file(), m_directory.path() / "repaired.db").value();
    EXPECT_EQ(repaired, (Repaired {2 * 24 * 6 + 6 * 6, {}}));
    EXPECT_LT(steady_clock::now() - begun, seconds(8));
}

TEST_F(HistoryCheckTest, aRepairLeavesOutAMarkOfARestatedDayThatLostABit)
{
    const auto marks = [](const std::filesystem::path& of) {
        return History::open(of, HistoryMode::viewer).value()->restated(november);
    };
    const auto sound = marks(file()).value();
    ASSERT_FALSE(sound.empty());
    change("UPDATE restated_day SET change = change + 1 WHERE id = 1");
    const auto target = m_directory.path() / "repaired.db";
    const Repaired repaired = repairHistory(file(), target).value();
    ASSERT_EQ(repaired.lost.size(), 1U);
    EXPECT_EQ(repaired.lost.front().what,
        "a mark of a restated day: what was restated of 2026-11-02T00:00:00Z does not fit its check");
    EXPECT_EQ(marks(target)->size(), sound.size() - 1);
    EXPECT_EQ(damageOf(*History::open(target, HistoryMode::viewer).value()), std::vector<Damage>());
}

TEST_F(HistoryCheckTest, aRepairTellsOfBudgetsThatLostABit)
{
    change("UPDATE budget SET amount = amount + 1");
    const auto target = m_directory.path() / "repaired.db";
    const Repaired repaired = repairHistory(file(), target).value();
    ASSERT_EQ(repaired.lost.size(), 1U);
    EXPECT_TRUE(repaired.lost.front().what.starts_with("teams, keys, budgets and rules do not fit their check"));
    const auto history = History::open(target, HistoryMode::viewer);
    ASSERT_TRUE(history) << history.error().detail;
    EXPECT_EQ((*history)->organisation()->budgets.front().amount->nano, 5'000'000'000'001);
    EXPECT_EQ(damageOf(**history), std::vector<Damage>());

    change("DELETE FROM team");
    const auto second = m_directory.path() / "second.db";
    EXPECT_TRUE(
        repairHistory(file(), second).value().lost.front().what.starts_with("teams, keys, budgets and rules contradict"));
    EXPECT_EQ(History::open(second, HistoryMode::viewer).value()->organisation().value(), Organisation());
}

TEST_F(HistoryCheckTest, aRepairForgetsUpToWhereWasToldWhereThatLostABit)
{
    change("UPDATE source_state SET cursor = 'd'; UPDATE account_state SET told_up_to = told_up_to + 4096;"
           "UPDATE organisation_change SET at = at + 1 WHERE id = 1");
    {
        const auto damaged = History::open(file(), HistoryMode::owner).value();
        EXPECT_EQ(damaged->sourceState("openai").error().code, ErrorCode::historyDamaged);
        EXPECT_EQ(damaged->organisationChanges().error().code, ErrorCode::historyDamaged);
        EXPECT_EQ(damaged->ledgers(november, usd).error().code, ErrorCode::historyDamaged);
        EXPECT_EQ(damaged->apply(hourly(7)).error().code, ErrorCode::historyDamaged) << "nothing is told on top of it";
    }
    const auto target = m_directory.path() / "repaired.db";
    EXPECT_EQ(repairHistory(file(), target).value().lost.size(), 3U);
    const auto history = History::open(target, HistoryMode::owner).value();
    EXPECT_EQ(history->sourceState("openai").value(), SourceState());
    EXPECT_EQ(history->organisationChanges()->size(), 2U);
    EXPECT_EQ(damageOf(*history), std::vector<Damage>());
    EXPECT_TRUE(history->apply(hourly(7)));
}

TEST_F(HistoryCheckTest, aMissingCheckOfTeamsBudgetsAndRulesIsDamage)
{
    change("DELETE FROM organisation_check");
    {
        const auto history = History::open(file(), HistoryMode::owner).value();
        EXPECT_EQ(history->organisation().error().code, ErrorCode::historyDamaged);
        EXPECT_EQ(history->apply(hourly(7)).error().code, ErrorCode::historyDamaged) << "given to teams by unchecked rules";
        EXPECT_FALSE(history->checkRest()->empty());
    }
    change("DELETE FROM team; DELETE FROM budget; DELETE FROM allocation_rule");
    EXPECT_TRUE(History::open(file(), HistoryMode::viewer).value()->organisation()) << "nothing that could be wrong";
}

TEST_F(HistoryCheckTest, ABackupNamesTheDamagedHistoryAndNotTheCopyThatGoes)
{
    for (const char* sql : {"UPDATE usage SET cost = cost + 1 WHERE series = 2", "DROP TABLE restated_day"}) {
        change(sql);
        const auto made = backUpHistory(file(), m_directory.path() / "copy.db");
        ASSERT_FALSE(made) << sql;
        EXPECT_EQ(made.error().subject, file().string()) << sql;
    }
}
