// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"
#include "store/organisationmerge.h"
#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

using namespace fuseboard;

namespace {

const Instant now = *parseInstant("2026-11-23T10:00:00Z");

Organisation company()
{
    Organisation out;
    out.teams = {{"team-b", "B \"quoted\"\n", "Ada", "CC-1", "Eng"}, {"team-a", "A", "", "", "", true}};
    out.keys = {{std::string(64, 'a'), "team-a", "agent", "ada", "checkout", false},
        {std::string(64, 'b'), "team-b", "probe", "", "", true}};
    out.budgets = {{.scope = BudgetScope::ofTeam("team-a"),
                       .period = PeriodKind::quarter,
                       .amount = Money {5, Currency::usd()},
                       .thresholdPercents = {50, 75, 100},
                       .since = now,
                       .by = "me",
                       .why = ""},
        {.scope = BudgetScope::everything(),
            .amount = Money {9, *Currency::parse("EUR")},
            .thresholdPercents = {},
            .since = now,
            .by = "",
            .why = ""},
        {.scope = BudgetScope::ofPerson("ada", "editor"),
            .period = PeriodKind::week,
            .amount = Money {7, Currency::usd()},
            .kind = BudgetKind::hard,
            .since = now,
            .by = "you",
            .why = "a \"trial\""},
        {.scope = BudgetScope::ofPerson("ada", "editor"),
            .amount = {},
            .since = now + std::chrono::hours(9),
            .by = "you",
            .why = "over"},
        {.scope = BudgetScope::ofModel("openai/gpt-5.6"),
            .amount = Money {0, Currency::usd()},
            .since = now,
            .by = "",
            .why = ""}};
    out.raises = {{.scope = BudgetScope::ofTeam("team-a"),
        .amount = {3, Currency::usd()},
        .from = now + std::chrono::hours(1),
        .until = now + std::chrono::days(9),
        .by = "me",
        .why = "launch"}};
    out.rules = {{.id = 4,
        .source = "s",
        .account = "a",
        .project = "p",
        .key = "k",
        .person = "x",
        .agent = "y",
        .model = "m",
        .team = "team-b"}};
    return out;
}

class OrganisationTest : public testing::Test {
protected:
    test::TemporaryDirectory m_directory;
    std::unique_ptr<History> m_history = std::move(History::create(m_directory.path() / "history.db").value());
};

} // namespace

TEST_F(OrganisationTest, readsBackWhatWasSetInItsOrder)
{
    EXPECT_EQ(m_history->organisation().value(), Organisation());
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    EXPECT_EQ(m_history->organisation().value(), company());
}

TEST_F(OrganisationTest, keepsEveryChangeWithWhoAndWhen)
{
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    const auto first = m_history->organisationChanges()->size();
    EXPECT_EQ(first, 11U);
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    EXPECT_EQ(m_history->organisationChanges()->size(), first) << "nothing changed";

    Organisation changed = company();
    changed.teams[0].owner = "Bob";
    changed.keys.pop_back();
    const Instant later = now + std::chrono::hours(1);
    ASSERT_TRUE(m_history->setOrganisation(changed, "you", later));
    const auto changes = m_history->organisationChanges().value();
    ASSERT_EQ(changes.size(), first + 2);
    const auto& owner = changes[first];
    EXPECT_EQ(owner.what, "team team-b");
    EXPECT_EQ(owner.by, "you");
    EXPECT_EQ(owner.at, later);
    EXPECT_NE(owner.before.find("\"owner\":\"Ada\""), std::string::npos);
    EXPECT_NE(owner.after.find("\"owner\":\"Bob\""), std::string::npos);
    EXPECT_EQ(changes[first + 1].what, "key " + std::string(64, 'b'));
    EXPECT_EQ(changes[first + 1].after, "");
}

TEST_F(OrganisationTest, aTeamsProtectionIsKeptAndItsEndIsOnRecord)
{
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    Organisation changed = company();
    changed.teams[1].isProtected = false;
    ASSERT_TRUE(m_history->setOrganisation(changed, "you", now));
    EXPECT_EQ(m_history->organisation().value(), changed);
    const OrganisationChange last = m_history->organisationChanges()->back();
    EXPECT_EQ(last.what, "team team-a");
    EXPECT_EQ(last.before, R"({"name":"A","protected":"true"})");
    EXPECT_EQ(last.after, R"({"name":"A"})");
}

TEST_F(OrganisationTest, whatDoesNotFitTogetherIsRefusedWhole)
{
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    const auto codeOf = [&](auto&& spoil) {
        Organisation bad = company();
        spoil(bad);
        const auto refused = m_history->setOrganisation(bad, "me", now);
        EXPECT_EQ(m_history->organisation().value(), company());
        return refused ? ErrorCode() : refused.error().code;
    };
    EXPECT_EQ(codeOf([](Organisation& o) { o.teams[0].id = "Team B"; }), ErrorCode::badDocument);
    EXPECT_EQ(codeOf([](Organisation& o) { o.teams.push_back(o.teams[0]); }), ErrorCode::duplicateName);
    EXPECT_EQ(codeOf([](Organisation& o) { o.teams.erase(o.teams.begin()); }), ErrorCode::unknownTeam);
    EXPECT_EQ(codeOf([](Organisation& o) { o.keys[0].sha256 = "sk-plain"; }), ErrorCode::badDocument);
    EXPECT_EQ(codeOf([](Organisation& o) { o.keys[1].sha256 = o.keys[0].sha256; }), ErrorCode::duplicateName);
    EXPECT_EQ(codeOf([](Organisation& o) { o.budgets[0].amount->nano = -1; }), ErrorCode::badDocument);
    EXPECT_EQ(codeOf([](Organisation& o) { o.raises[0].why = " "; }), ErrorCode::reasonMissing);
    EXPECT_EQ(codeOf([](Organisation& o) { o.budgets[2].scope.name = " "; }), ErrorCode::badDocument);
    EXPECT_EQ(codeOf([](Organisation& o) { o.rules[0].team = "team-gone"; }), ErrorCode::unknownTeam);
}

TEST_F(OrganisationTest, everyChangeHasItsIntentAndItsOutcomeInTheAuditLog)
{
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    Organisation raised = company();
    raised.budgets[0].amount->nano = 7;
    ASSERT_TRUE(m_history->setOrganisation(raised, "you", now));
    const auto changes = m_history->organisationChanges().value();
    const auto rows = m_history->auditEntries(0, 100).value();
    ASSERT_EQ(rows.size(), 2 * changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const AuditEntry &intent = rows[2 * i], &outcome = rows[2 * i + 1];
        EXPECT_TRUE(intent.isIntent());
        EXPECT_EQ(outcome.result, "done");
        EXPECT_EQ(intent.requestId, outcome.requestId);
        EXPECT_EQ(intent.actor, changes[i].by);
        EXPECT_EQ(intent.target, changes[i].what);
        EXPECT_EQ(intent.before, changes[i].before);
        EXPECT_EQ(outcome.after, changes[i].after);
    }
    EXPECT_TRUE(rows.back().target.starts_with("budget team-a"));
    const auto launch = std::ranges::find(rows, "raise of team:team-a from 2026-11-23T11:00:00Z", &AuditEntry::target);
    ASSERT_NE(launch, rows.end());
    EXPECT_EQ(launch->reason, "launch");
    EXPECT_TRUE(launch->after.contains("\"until\":\"2026-12-02T10:00:00Z\"")) << launch->after;
    EXPECT_FALSE(m_history->checkAudit({})->fault);
}

TEST_F(OrganisationTest, aBudgetThatLostABitIsFound)
{
    // Each against the organisation as it was written, by the check of the whole or by what a column may hold.
    for (const char* damage : {"UPDATE budget SET amount = amount + 1 WHERE position = 1",
             "UPDATE budget SET scope = 1 WHERE scope = 0", "UPDATE budget SET scope = 0 WHERE scope = 1",
             "UPDATE budget SET scope = 3 WHERE scope = 2", "UPDATE budget SET name = 'adb' WHERE scope = 2",
             "UPDATE budget SET agent = '' WHERE scope = 2", "UPDATE budget SET period = 2 WHERE scope = 2",
             "UPDATE budget SET currency = 'USE' WHERE position = 1", "UPDATE budget SET currency = 'USD' WHERE amount IS NULL",
             "UPDATE budget SET amount = 0 WHERE amount IS NULL", "UPDATE budget SET amount = NULL WHERE position = 1",
             "UPDATE budget SET thresholds = '50,75,101' WHERE position = 1", "UPDATE budget SET hard = 0 WHERE hard = 1",
             "UPDATE budget SET hard = 3 WHERE hard = 1", "UPDATE budget SET since = since + 1 WHERE position = 1",
             "UPDATE budget SET set_by = 'mf' WHERE position = 1", "UPDATE budget SET why = '' WHERE scope = 2",
             "DELETE FROM budget_raise", "UPDATE budget_raise SET amount = 4", "UPDATE budget_raise SET since = since + 1",
             "UPDATE budget_raise SET until = until + 1000000", "UPDATE budget_raise SET why = 'lunch'",
             "UPDATE budget_raise SET set_by = ''", "UPDATE budget_raise SET currency = 'EUR'",
             "UPDATE budget_raise SET name = 'team-b'"}) {
        test::TemporaryDirectory directory;
        auto history = std::move(History::create(directory.path() / "history.db").value());
        ASSERT_TRUE(history->setOrganisation(company(), "me", now));
        {
            sqlite::Database database(directory.path() / "history.db", sqlite::Access::write);
            database.execute(damage);
        }
        const auto read = history->organisation();
        EXPECT_TRUE(!read && read.error().code == ErrorCode::historyDamaged) << damage;
    }
}

TEST_F(OrganisationTest, aChangeIsOnRecordAlsoWhereTheLogOfChangesWasLost)
{
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    {
        sqlite::Database database(m_directory.path() / "history.db", sqlite::Access::write);
        database.execute("DELETE FROM organisation_change");
    }
    Organisation raised = company();
    raised.budgets[0].amount->nano = 7;
    ASSERT_TRUE(m_history->setOrganisation(raised, "you", now + std::chrono::hours(1)));
    const auto rows = m_history->auditEntries(22, 100).value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(rows[0].isIntent());
    EXPECT_TRUE(rows[1].isOutcome());
}

TEST_F(OrganisationTest, whatCantBePutOnRecordIsNotChanged)
{
    ASSERT_TRUE(m_history->setOrganisation(company(), "me", now));
    {
        sqlite::Database database(m_directory.path() / "history.db", sqlite::Access::write);
        database.execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END");
    }
    EXPECT_FALSE(m_history->setOrganisation({}, "me", now));
    EXPECT_EQ(m_history->organisation().value(), company());
    EXPECT_EQ(m_history->organisationChanges()->size(), 11U);
}

TEST_F(OrganisationTest, anEditChangesOnlyWhatItIsAboutAndKeepsWhatOthersChangedMeanwhile)
{
    const Organisation opened = company();
    Organisation edited = opened, changed = opened;
    edited.teams[0].name = "Bee";
    edited.teams[0].isProtected = true;
    edited.keys.push_back({std::string(64, 'c'), "team-b", "new", "", "", false});
    std::erase_if(edited.keys, [](const CallerKey& key) { return key.label == "agent"; });
    // As `fuseboardctl` does it while the dialog is open.
    changed.budgets.push_back({.scope = BudgetScope::ofTeam("team-a"),
        .amount = Money {8, Currency::usd()},
        .since = now + std::chrono::minutes(1),
        .by = "you",
        .why = "more"});
    changed.raises.clear();
    changed.teams.push_back({"team-c", "C", "", "", ""});
    changed.rules.clear();

    Organisation stored = changed;
    ASSERT_TRUE(mergeEdit(opened, edited, stored));
    EXPECT_EQ(stored.budgets, changed.budgets);
    EXPECT_EQ(stored.raises, changed.raises);
    EXPECT_EQ(stored.rules, changed.rules);
    ASSERT_EQ(stored.teams.size(), 3U);
    EXPECT_EQ(stored.teams[0].name, "Bee");
    EXPECT_TRUE(stored.teams[0].isProtected && stored.teams[1].isProtected && !stored.teams[2].isProtected);
    EXPECT_EQ(stored.teams[2].id, "team-c");
    EXPECT_EQ(stored.keys, edited.keys);

    stored = changed;
    ASSERT_TRUE(mergeEdit(opened, opened, stored));
    EXPECT_EQ(stored, changed) << "who changed nothing changes nothing";
    ASSERT_TRUE(mergeEdit(opened, changed, stored));
    EXPECT_EQ(stored, changed) << "both made the same change";
    stored = opened;
    ASSERT_TRUE(mergeEdit(opened, changed, stored));
    EXPECT_EQ(stored, changed) << "nobody else changed anything";
}

TEST_F(OrganisationTest, theSameThingChangedByTwoIsAConflictThatNamesItAndChangesNothing)
{
    const Organisation opened = company();
    const struct {
        const char* subject;
        std::function<void(Organisation&, int)> change;
    } cases[] = {
        {"Team A", [](Organisation& of, int who) { of.teams[1].owner = std::to_string(who); }},
        {"Team B \"quoted\"\n",
            [](Organisation& of, int who) {
                of.teams[0].isProtected = true;
                of.teams[0].owner = std::to_string(who);
            }},
        {"Key agent", [](Organisation& of, int who) { of.keys[0].person = std::to_string(who); }},
        {"The budget of A", [](Organisation& of, int who) { of.budgets[0].amount->nano = who; }},
        {"The budget of the organisation",
            [](Organisation& of, int who) {
                of.budgets.push_back({.scope = BudgetScope::everything(), .since = now + std::chrono::hours(who)});
            }},
        {"A raise of A", [](Organisation& of, int who) { of.raises[0].amount.nano = who; }},
        {"The list of allocation rules", [](Organisation& of, int who) { of.rules[0].project = std::to_string(who); }},
    };
    for (const auto& each : cases) {
        Organisation edited = opened, stored = opened;
        each.change(edited, 101);
        each.change(stored, 102);
        const Organisation before = stored;
        const auto merged = mergeEdit(opened, edited, stored);
        ASSERT_FALSE(merged) << each.subject;
        EXPECT_EQ(merged.error(), (Error {ErrorCode::conflict, each.subject, {}}));
        EXPECT_EQ(stored, before);
    }
    Organisation edited = opened, removed = opened;
    edited.teams[1].owner = "x";
    std::erase_if(removed.teams, [](const Team& team) { return team.id == "team-a"; });
    EXPECT_EQ(mergeEdit(opened, edited, removed).error().subject, "Team A");
}
