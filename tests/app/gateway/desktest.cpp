// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/ledgerfile.h"
#include "gateway/spendingscan.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

/// A desk and its ledger, without threads: every moment between two of their steps can be tried.
class DeskMoney : public testing::Test {
protected:
    DeskMoney()
    {
        std::string name = std::filesystem::temp_directory_path() / "fbdeskXXXXXX";
        directory = ::mkdtemp(name.data());
        EXPECT_TRUE(LedgerFile::create(file()));
        ledger = std::make_unique<LedgerFile>(*LedgerFile::open(file()));
    }
    ~DeskMoney() override { std::filesystem::remove_all(directory); }
    DeskMoney(const DeskMoney&) = delete;
    DeskMoney& operator=(const DeskMoney&) = delete;

    [[nodiscard]] std::filesystem::path file() const { return directory / "ledger.db"; }

    static std::shared_ptr<const PolicyBook> policy(std::vector<SpendLimit> budgets)
    {
        PolicyDocument document;
        document.prices = PriceList("1", Currency::usd(), {});
        document.budgets = std::move(budgets);
        return std::make_shared<const PolicyBook>(std::make_shared<const Config>(), std::move(document), "{}");
    }

    static std::shared_ptr<LiveCall> call(const std::string& id, Instant at)
    {
        auto out = std::make_shared<LiveCall>();
        out->id = id;
        out->identity = {
            .team = "team-a", .token = "t1", .session = "s1", .model = "m", .label = {}, .person = "ada", .agent = "codex"};
        out->since = at;
        out->worstNano = 100;
        out->currency = Currency::usd();
        return out;
    }
    void admit(const std::shared_ptr<LiveCall>& live) { ASSERT_TRUE(desk.admit(live)); }
    /// Its row is on disk; the desk does not know yet.
    void keep(const LiveCall& live, std::int64_t nano, std::int64_t unsettled = 0)
    {
        const auto& who = live.identity;
        CallRow row {.callId = live.id, .at = live.since, .endedAt = live.since};
        row.team = who.team;
        row.token = who.token;
        row.session = who.session;
        row.modelAsked = who.model;
        row.person = who.person;
        row.agent = who.agent;
        row.cost = Money {nano, Currency::usd()};
        row.unsettledNano = unsettled;
        ASSERT_TRUE(ledger->add({row}, {}));
    }
    void settle(const std::shared_ptr<LiveCall>& live, std::int64_t nano, std::int64_t unsettled = 0)
    {
        keep(*live, nano, unsettled);
        desk.settle(*live, nano, unsettled);
        EXPECT_EQ(live->reservedNano, 0); // though its caller may still read
        desk.end(live);
    }
    void enforce(const std::shared_ptr<const PolicyBook>& next)
    {
        const auto question = desk.prepare(next, now);
        desk.enforce(next, question, *readSpending(file(), question));
    }

    static SpendLimit limit(LimitKind kind, const std::string& id, std::string agent = {})
    {
        return {{kind, id, std::move(agent)}, PeriodKind::month, {1'000'000, Currency::usd()}, true};
    }
    static std::vector<SpendLimit> everyKind()
    {
        return {limit(LimitKind::organisation, "all"), limit(LimitKind::team, "*"), limit(LimitKind::token, "t1"),
            limit(LimitKind::session, "*"), limit(LimitKind::session, "s1"), limit(LimitKind::model, "m"),
            limit(LimitKind::person, "*"), limit(LimitKind::person, "ada", "codex")};
    }
    void expect(std::int64_t settled, std::int64_t unsettled, std::int64_t held)
    {
        const auto stands = desk.standings(call("", now)->identity, now);
        EXPECT_EQ(stands.size(), 7U); // one session has a budget of its own
        for (const LimitStanding& each : stands) {
            EXPECT_EQ(each.settledNano, settled) << each.scope.text();
            EXPECT_EQ(each.unsettledNano, unsettled) << each.scope.text();
            EXPECT_EQ(each.heldNano, held) << each.scope.text();
        }
    }

    std::filesystem::path directory;
    std::unique_ptr<LedgerFile> ledger;
    Instant now = *parseInstant("2026-11-15T12:00:00Z");
    Desk desk {policy({})};
};

TEST_F(DeskMoney, aNewBudgetCountsEveryCallOnceWhereverItStands)
{
    enforce(policy({}));
    const auto old = call("last month", *parseInstant("2026-10-31T23:59:59Z"));
    admit(old);
    settle(old, 1);
    const auto settled = call("settled", now);
    admit(settled);
    settle(settled, 2, 10);
    const auto open = call("open", now), written = call("written", now);
    admit(open);
    admit(written);
    keep(*written, 4); // on disk, not yet with the desk
    const auto next = policy(everyKind());
    const auto question = desk.prepare(next, now);
    const auto since = call("since", now), running = call("running", now), late = call("late", now);
    admit(since);
    settle(since, 8);
    settle(open, 16, 20);
    admit(running);
    const auto answer = readSpending(file(), question);
    ASSERT_TRUE(answer);
    admit(late);
    settle(late, 32);
    desk.enforce(next, question, *answer);
    expect(2 + 8 + 16 + 32, 30, 200);
    desk.settle(*written, 4, 0);
    desk.end(written);
    settle(running, 64);
    expect(2 + 4 + 8 + 16 + 32 + 64, 30, 0);
    desk.end(running); // again: changes nothing
    expect(2 + 4 + 8 + 16 + 32 + 64, 30, 0);
}

TEST_F(DeskMoney, whatIsCountedAlreadyIsNotReadAgain)
{
    enforce(policy(everyKind()));
    const auto first = call("first", now);
    admit(first);
    settle(first, 5);
    auto limits = everyKind();
    for (SpendLimit& each : limits)
        each.amount.nano = 77;
    const auto next = policy(limits);
    const auto question = desk.prepare(next, now);
    EXPECT_TRUE(question.asked.empty());
    desk.enforce(next, question, {});
    expect(5, 0, 0);
    const auto dear = call("dear", now);
    EXPECT_FALSE(desk.admit(dear)); // 100 do not fit into 77
}

TEST_F(DeskMoney, aCallThatEndsUnsettledKeepsItsMoney)
{
    enforce(policy(everyKind()));
    const auto lost = call("lost", now);
    admit(lost);
    desk.end(lost);
    expect(0, 100, 0);
}

TEST_F(DeskMoney, aCallThatGoesOnTakesWhatTheFailedOneGaveBack)
{
    auto limits = everyKind();
    for (SpendLimit& each : limits)
        each.amount.nano = 150;
    enforce(policy(limits));
    const auto failed = call("failed", now), dearer = call("dearer", now), unknown = call("unknown", now);
    dearer->worstNano = 150;
    unknown->worstNano = 100;
    admit(failed);
    EXPECT_FALSE(desk.admit(dearer)) << "beside it there is no room";
    EXPECT_TRUE(desk.passOn(*failed, 0, 0, dearer).in);
    expect(0, 0, 150);
    EXPECT_FALSE(desk.passOn(*dearer, 20, 40, unknown).in) << "what is not known stays set aside";
    expect(20, 40, 0);
    desk.end(dearer);
    desk.end(failed);
    expect(20, 40, 0);
    EXPECT_TRUE(desk.calls().empty());
}

TEST_F(DeskMoney, aFreezeLetsNothingGoOn)
{
    enforce(policy(everyKind()));
    const auto failed = call("failed", now), next = call("next", now);
    admit(failed);
    desk.apply({"order", Scope::ofTeam("team-a"), 1, HoldState::frozen, FreezeMode::refuse, "a drill", "A. Smith"}, now);
    EXPECT_FALSE(desk.passOn(*failed, 5, 0, next).in);
    expect(5, 0, 0);
}

TEST_F(DeskMoney, atAStartTheLedgerTellsWhatWasSpent)
{
    const auto before = call("before", now);
    keep(*before, 7, 3);
    enforce(policy(everyKind()));
    expect(7, 3, 0);
}

} // namespace
