// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/usageplan.h"

#include <gtest/gtest.h>

#include <random>

using namespace fuseboard;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
constexpr auto interval = 300s;

Instant at(const char* text) { return *parseInstant(text); }

/// Hours and days of usage, days of costs each twelfth time.
UsageRules rules()
{
    return {.ledgers = {{.ledger = Ledger::providerUsage, .lists = {{"calls", 1h}, {"images", 24h}}},
                {.ledger = Ledger::providerCost, .lists = {{"costs", 24h}}, .everyNth = 12}},
        .directories = {"projects"},
        .history = days(365)};
}

UsagePlan plan(const PollCursor& cursor, Instant when) { return planPoll(rules(), cursor, when, interval); }

PollCursor readAt(Instant when)
{
    return {.read = {{Ledger::providerUsage, when}, {Ledger::providerCost, when}},
        .month = when,
        .past = Backfill::start({when - days(365), when - days(40)})};
}

/// That a task is one page at most, and that a list's tasks follow each other without a gap.
void expectPages(const UsageDialect& dialect, const UsagePlan& plan, const std::string& what)
{
    std::map<std::string, Instant> readTo;
    for (const UsageTask& task : plan.tasks) {
        if (task.ledger != Ledger::providerUsage) // days of costs are few
            continue;
        const std::string path = dialect.request(task, {}).path;
        const auto limit = std::stol(path.substr(path.find("&limit=") + 7));
        EXPECT_LE(task.period.length() / task.width, limit) << what << ", " << task.list;
        const auto [at, isFirst] = readTo.try_emplace(task.list, task.period.start);
        EXPECT_EQ(at->second, task.period.start) << what << ", " << task.list;
        at->second = task.period.end;
    }
    EXPECT_FALSE(readTo.empty());
}

} // namespace

TEST(UsagePlanTest, bucketsOfProvidersAreAskedForAPageAtATime)
{
    for (const auto width : {0s, 60s, 3'600s, 86'400s}) {
        const OpenAiDialect openAi(width);
        const AnthropicDialect anthropic(width);
        for (const UsageDialect* dialect :
            {static_cast<const UsageDialect*>(&openAi), static_cast<const UsageDialect*>(&anthropic)}) {
            const std::string what = (dialect == &openAi ? "OpenAI, " : "Anthropic, ") + std::to_string(width.count());
            const UsagePlan first = planPoll(dialect->rules(), {}, now, interval);
            expectPages(*dialect, first, what);
            expectPages(*dialect, planPast(dialect->rules(), first.after), what + ", past");
        }
    }
}

TEST(UsagePlanTest, theFirstPollReadsSinceThePreviousMonthAndBeginsTheBackfill)
{
    const UsagePlan first = plan({}, now);
    ASSERT_EQ(first.tasks.size(), 3U);
    EXPECT_EQ(first.tasks[0],
        (UsageTask {"calls", Ledger::providerUsage, 1h, {at("2026-10-01T00:00:00Z"), at("2026-11-23T15:00:00Z")}}));
    EXPECT_EQ(first.tasks[1].period, (Period {at("2026-10-01T00:00:00Z"), at("2026-11-24T00:00:00Z")}));
    EXPECT_EQ(first.tasks[2].period, first.tasks[1].period);
    EXPECT_EQ(first.rereads.size(), 2U);
    EXPECT_EQ(first.completeUpTo, now);
    EXPECT_EQ(first.after.past->whole, (Period {at("2025-11-23T00:00:00Z"), at("2026-10-01T00:00:00Z")}));
    EXPECT_EQ(first.after.past->progress(), (Progress {0, 45}));
}

TEST(UsagePlanTest, aListMayTellOfDaysThatAreOverOrOfTodayAlone)
{
    UsageRules some = rules();
    some.ledgers[0].lists = {{.name = "over", .width = 24h, .days = ListDays::over}};
    some.ledgers[1] = {.ledger = Ledger::providerCost, .lists = {{.name = "today", .width = 24h, .days = ListDays::current}}};
    const UsagePlan poll = planPoll(some, readAt(now), now + 5min, interval);
    ASSERT_EQ(poll.tasks.size(), 2U);
    EXPECT_EQ(poll.tasks[0].period, (Period {at("2026-11-20T00:00:00Z"), at("2026-11-23T00:00:00Z")}));
    EXPECT_EQ(poll.tasks[1].period, (Period {at("2026-11-23T00:00:00Z"), at("2026-11-24T00:00:00Z")}));
    EXPECT_EQ(poll.rereads.size(), 2U);
    const UsagePlan past = planPast(some, readAt(now));
    ASSERT_EQ(past.tasks.size(), 1U);
    EXPECT_EQ(past.tasks[0].list, "over");
    EXPECT_EQ(past.tasks[0].period.start, now - days(47));
    EXPECT_EQ(past.rereads.size(), 2U);
}

TEST(UsagePlanTest, laterPollsReadThreeDaysAgainAndCostsOnceAnHour)
{
    const UsagePlan soon = plan(readAt(now), now + 5min);
    ASSERT_EQ(soon.tasks.size(), 2U);
    EXPECT_EQ(soon.tasks[0].period, (Period {at("2026-11-20T00:00:00Z"), at("2026-11-23T15:00:00Z")}));
    EXPECT_EQ(soon.rereads.size(), 1U) << "what was not read was not withdrawn";
    EXPECT_EQ(soon.after.read.at(Ledger::providerCost), now);
    EXPECT_EQ(soon.completeUpTo, now) << "the older of the two";
    EXPECT_EQ(plan(readAt(now), now + 60min).tasks.size(), 3U);
    EXPECT_EQ(plan(readAt(now), now + 1s).tasks.size(), 2U) << "a person who asks is not told old figures";
}

TEST(UsagePlanTest, onceADayThePreviousMonthIsReadAgain)
{
    const UsagePlan nextDay = plan(readAt(now), at("2026-11-24T00:01:00Z"));
    ASSERT_EQ(nextDay.tasks.size(), 3U);
    for (const UsageTask& task : nextDay.tasks)
        EXPECT_EQ(task.period.start, at("2026-10-01T00:00:00Z"));
    EXPECT_EQ(plan(readAt(now), at("2027-01-05T00:01:00Z")).tasks[0].period.start, at("2026-11-20T00:00:00Z"))
        << "a gap since the last poll is read too where it is longer";
}

TEST(UsagePlanTest, noHourIsLeftOutWhateverTheClockDoes)
{
    std::mt19937 random(7);
    PollCursor cursor;
    Instant when = now;
    Instant covered = now;
    for (int i = 0; i < 2000; ++i) {
        const UsagePlan next = plan(cursor, when);
        for (const UsageTask& task : next.tasks) {
            EXPECT_EQ(task.period.start.time_since_epoch() % task.width, 0s);
            EXPECT_EQ(task.period.end.time_since_epoch() % task.width, 0s);
            EXPECT_TRUE(task.period.contains(when));
            EXPECT_LE(task.period.start, std::min(covered, when) - 72h);
        }
        covered = when;
        cursor = PollCursor::parse(next.after.text());
        EXPECT_EQ(cursor, next.after);
        when += std::chrono::minutes(std::uniform_int_distribution<int>(-1500, 4000)(random));
    }
}

TEST(UsagePlanTest, theBackfillMeetsThePollAndReadsEachDayOnce)
{
    PollCursor cursor = plan({}, now).after;
    Instant reached = cursor.past->whole.end;
    int parts = 0;
    const int all = cursor.past->progress().total;
    while (cursor.past->next()) {
        EXPECT_EQ(cursor.past->progress(), (Progress {parts, all}));
        const UsagePlan part = planPast(rules(), cursor);
        ASSERT_EQ(part.tasks.size(), 3U);
        for (const UsageTask& task : part.tasks)
            EXPECT_EQ(task.period, (Period {part.tasks[0].period.start, reached}));
        EXPECT_EQ(part.completeUpTo, now) << "what is complete stays so";
        reached = part.tasks[0].period.start;
        cursor = PollCursor::parse(part.after.text());
        ++parts;
    }
    EXPECT_EQ(reached, at("2025-11-23T00:00:00Z"));
    EXPECT_EQ(parts, all);
    EXPECT_EQ(cursor.past->progress(), (Progress {all, all}));
    EXPECT_EQ(cursor.past->state, BackfillState::done);
}

TEST(UsagePlanTest, aListThatTakesADayAQuestionIsAskedDayByDay)
{
    UsageRules daily {.ledgers = {{.ledger = Ledger::providerUsage, .lists = {{"days", 24h, days(1)}}}}};
    const UsagePlan next = planPoll(daily, readAt(now), now, interval);
    ASSERT_EQ(next.tasks.size(), 4U);
    for (std::size_t i = 0; i < next.tasks.size(); ++i)
        EXPECT_EQ(next.tasks[i].period, (Period {at("2026-11-20T00:00:00Z") + days(i), at("2026-11-21T00:00:00Z") + days(i)}));
    EXPECT_EQ(next.rereads.size(), 1U);
}

TEST(UsagePlanTest, whatAProviderNoLongerHasIsNotAskedFor)
{
    UsageRules month = rules();
    month.history = days(30);
    const UsagePlan first = planPoll(month, {}, now, interval);
    EXPECT_EQ(first.tasks[0].period.start, at("2026-10-24T00:00:00Z"));
    EXPECT_EQ(first.after.past->state, BackfillState::done);
}

TEST(UsagePlanTest, lateDataIsNotCalledComplete)
{
    UsageRules late = rules();
    late.lateness = 1h;
    EXPECT_EQ(planPoll(late, {}, now, interval).completeUpTo, now - 1h);
}

TEST(UsagePlanTest, aCursorFromBeforeThereWereBackfillsGetsOne)
{
    const auto cursor = PollCursor::parse("usage=2026-11-23T14:15:00Z costs=2026-11-23T14:15:00Z month=2026-11-23T14:15:00Z");
    EXPECT_EQ(cursor.read.size(), 2U);
    EXPECT_EQ(plan(cursor, now).after.past->whole.end, at("2026-11-20T00:00:00Z"));
}

TEST(UsagePlanTest, aLedgerThatIsReadForTheFirstTimeHasItsPastReadToo)
{
    PollCursor cursor = readAt(now);
    cursor.past->state = BackfillState::done;
    cursor.past->reached = cursor.past->whole.start;
    EXPECT_EQ(plan(cursor, now + 5min).after.past, cursor.past);
    cursor.read.erase(Ledger::providerCost);
    const UsagePlan next = plan(cursor, now + 5min);
    ASSERT_TRUE(next.after.past);
    EXPECT_EQ(next.after.past->state, BackfillState::running);
    EXPECT_EQ(next.after.past->reached, next.after.past->whole.end);

    UsagePlan refused = next;
    leaveUnread(refused, rules(), {Ledger::providerCost});
    EXPECT_EQ(refused.completeUpTo, now + 5min) << "of what it can tell";
    EXPECT_EQ(refused.after.past, cursor.past) << "nothing has changed";
    EXPECT_EQ(refused.after.read.count(Ledger::providerCost), 0U);
    EXPECT_TRUE(std::ranges::none_of(refused.rereads, [](const Reread& each) { return each.ledger == Ledger::providerCost; }));

    cursor.past->state = BackfillState::cancelled;
    EXPECT_EQ(plan(cursor, now + 5min).after.past, cursor.past) << "somebody does not want it";
}

TEST(UsagePlanTest, whatIsKeptIsTakenOutOfWhatMayBeWithdrawn)
{
    const auto rereads = [](std::initializer_list<Period> kept) {
        UsagePlan some;
        some.rereads = {{Ledger::providerUsage, {now, now + 9h}}, {Ledger::providerCost, {now, now + 9h}}};
        for (const Period& period : kept)
            keepPeriod(some, Ledger::providerCost, period);
        EXPECT_EQ(some.rereads.front(), (Reread {Ledger::providerUsage, {now, now + 9h}}));
        std::vector<Period> out;
        for (std::size_t i = 1; i < some.rereads.size(); ++i)
            out.push_back(some.rereads[i].period);
        return out;
    };
    using Periods = std::vector<Period>;
    EXPECT_EQ(rereads({{now + 3h, now + 4h}}), (Periods {{now, now + 3h}, {now + 4h, now + 9h}}));
    EXPECT_EQ(rereads({{now - 1h, now + 1h}, {now + 8h, now + 12h}}), (Periods {{now + 1h, now + 8h}}));
    EXPECT_EQ(rereads({{now - 1h, now + 10h}}), Periods());
    EXPECT_EQ(rereads({{now - 1h, now}, {now + 9h, now + 10h}}), (Periods {{now, now + 9h}}));
}

TEST(UsagePlanTest, nonsenseStartsAtTheBeginning)
{
    for (const char* text : {"", "usage=yesterday", "usage", "=", "past=running/x/y/z", "ledger:17",
             "past=running/2026-01-02T00:00:00Z/2026-01-01T00:00:00Z/2026-01-03T00:00:00Z"})
        EXPECT_EQ(PollCursor::parse(text), PollCursor()) << text;
}

TEST(UsagePlanTest, aValueInAQueryIsQuoted) { EXPECT_EQ(percentEncoded("a b&c=/é"), "a%20b%26c%3D%2F%C3%A9"); }

TEST(UsagePlanTest, aLogIsReadAgainForTwoHoursAndOnceADayForThree)
{
    UsageRules log {.ledgers = {{.ledger = Ledger::gateway,
                        .lists = {{.name = "calls", .width = 1h, .longest = 6h, .addsUp = true}},
                        .past = {{.name = "days", .width = 24h, .longest = 24h}}}},
        .isLog = true,
        .memberships = "keys"};
    PollCursor cursor {.read = {{Ledger::gateway, now}}, .month = now, .past = {}};
    const UsagePlan soon = planPoll(log, cursor, now + 1min, interval);
    ASSERT_EQ(soon.tasks.size(), 2U);
    EXPECT_EQ(soon.tasks[0].list, "keys") << "whose they are comes first";
    EXPECT_EQ(soon.tasks[1].period, (Period {at("2026-11-23T12:00:00Z"), at("2026-11-23T15:00:00Z")}));
    EXPECT_TRUE(soon.tasks[1].addsUp);
    EXPECT_EQ(soon.rereads.front().period.start, at("2026-11-23T12:00:00Z"));
    const UsagePlan tomorrow = planPoll(log, soon.after, now + 24h, interval);
    EXPECT_EQ(tomorrow.rereads.front().period.start, at("2026-11-20T00:00:00Z")) << "three days before it was last read";
    EXPECT_EQ(tomorrow.tasks[1].period.length(), 6h);
    const UsagePlan first = planPoll(log, {}, now, interval);
    EXPECT_EQ(first.rereads.front().period.start, at("2026-11-20T00:00:00Z"));
    EXPECT_EQ(first.after.past->whole.end, at("2026-11-20T00:00:00Z")) << "the past ends where the log begins";
    const UsagePlan past = planPast(log, first.after);
    ASSERT_EQ(past.tasks.size(), 8U) << "the keys, and a week of days";
    EXPECT_EQ(past.tasks[1].list, "days");
    EXPECT_EQ(past.tasks[1].width, 24h);
}

TEST(UsagePlanTest, whatStandsBesideTheFiguresIsReadOnce)
{
    UsageRules some = rules();
    some.directories = {"teams", "projects"};
    some.limits = {"credits", "teams"};
    const auto lists = [&](bool names, bool limits) {
        const UsagePlan beside = planBeside(some, readAt(now), names, limits);
        EXPECT_TRUE(beside.rereads.empty());
        EXPECT_EQ(beside.after, readAt(now)) << "it reads no figures";
        std::vector<std::pair<std::string, std::string>> out;
        for (const UsageTask& task : beside.tasks) {
            EXPECT_TRUE(task.directory);
            out.emplace_back(task.list, task.limits);
        }
        return out;
    };
    using Lists = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(lists(true, false), (Lists {{"teams", ""}, {"projects", ""}}));
    EXPECT_EQ(lists(false, true), (Lists {{"credits", "credits"}, {"teams", "teams"}}));
    EXPECT_EQ(lists(true, true), (Lists {{"credits", "credits"}, {"teams", "teams"}, {"projects", ""}}));
}
