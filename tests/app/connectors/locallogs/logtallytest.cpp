// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logtally.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

using namespace fuseboard;

namespace {

using Totals = std::map<std::string, std::pair<TokenCounts, std::int64_t>>;

/// What a tally comes to, in words that don't depend on numbers it gave.
Totals totals(const LogTally& tally)
{
    Totals out;
    const auto text = [&](std::uint32_t id) { return tally.names().textOf(id) + "|"; };
    for (const LogBucket& b : tally.buckets()) {
        if (b.responses == 0 && b.tokens == TokenCounts())
            continue;
        auto& [tokens, responses] = out[std::to_string(b.hour) + "|" + text(b.project) + text(b.model) + text(b.terms)
            + text(b.person) + std::to_string(b.sidechain)];
        tokens += b.tokens;
        responses += b.responses;
    }
    return out;
}

LogEvent event(LogBatch& batch, std::uint64_t group, std::uint64_t member, std::int64_t output, bool sidechain = false)
{
    return {.group = group,
        .member = member,
        .millis = 1'000,
        .tokens = {.input = 10, .output = output},
        .project = batch.names.idOf("shop"),
        .model = batch.names.idOf("m"),
        .sidechain = sidechain};
}

/// Of a response's output after copies came in this order; -1 where more than one counts.
std::int64_t outputOf(const std::vector<std::tuple<std::uint64_t, std::int64_t, bool>>& copies)
{
    LogTally tally;
    LogBatch batch;
    for (const auto& [member, output, sidechain] : copies)
        batch.events.push_back(event(batch, 7, member, output, sidechain));
    tally.add(batch);
    std::int64_t output = 0;
    for (const LogBucket& bucket : tally.buckets())
        output += bucket.tokens.output;
    return tally.responses() == 1 ? output : -1;
}

/// An id space small enough that everything meets.
LogEvent randomEvent(LogBatch& batch, std::mt19937& random)
{
    LogEvent out {.group = random() % 40,
        .member = random() % 4,
        .millis = static_cast<std::int64_t>(random() % 3) * 3'000'000,
        .tokens = {.input = static_cast<std::int64_t>(random() % 3),
            .cacheRead = static_cast<std::int64_t>(random() % 2),
            .cacheWrite5m = static_cast<std::int64_t>(random() % 2),
            .cacheWrite1h = static_cast<std::int64_t>(random() % 2),
            .output = static_cast<std::int64_t>(random() % 3)},
        .project = batch.names.idOf(random() % 2 ? "a" : "b"),
        .model = batch.names.idOf(random() % 2 ? "m" : "n"),
        .sidechain = random() % 3 == 0,
        .namesSpeed = random() % 4 == 0};
    if (random() % 10 == 0) { // told apart by its place alone
        out.origin = 1 + random() % 3;
        out.group = 1'000 + random();
        out.member = 0;
        out.sidechain = false;
    }
    return out;
}

/// The rule of PROVIDERS 6.1 over the whole set at once, without any order.
std::int64_t responsesByTheRule(const std::vector<LogEvent>& events)
{
    std::map<std::uint64_t, std::vector<const LogEvent*>> groups;
    for (const LogEvent& each : events)
        groups[each.group].push_back(&each);
    std::int64_t count = 0;
    for (const auto& [group, copies] : groups) {
        std::vector<std::uint64_t> requests;
        for (const LogEvent* copy : copies)
            if (!copy->sidechain && std::ranges::find(requests, copy->member) == requests.end())
                requests.push_back(copy->member);
        count += requests.empty() ? 1 : static_cast<std::int64_t>(requests.size());
    }
    return count;
}

} // namespace

TEST(LogTally, copiesOfARequestAreOneAndTheFullestCounts)
{
    EXPECT_EQ(outputOf({{1, 3, false}, {1, 900, false}, {1, 4, false}}), 900);
    EXPECT_EQ(outputOf({{1, 3, false}, {2, 900, false}}), -1) << "two requests";
}

TEST(LogTally, aSubagentsCopyGivesWayToTheParentsHoweverFull)
{
    for (const bool first : {false, true}) {
        std::vector<std::tuple<std::uint64_t, std::int64_t, bool>> copies {{1, 5, false}, {2, 900, true}};
        if (first)
            std::ranges::reverse(copies);
        EXPECT_EQ(outputOf(copies), 5);
    }
    EXPECT_EQ(outputOf({{1, 5, true}, {2, 900, true}, {3, 7, true}}), 900) << "only subagents tell it";
    EXPECT_EQ(outputOf({{1, 5, true}, {2, 6, false}, {1, 7, false}}), -1) << "two requests after all";
}

TEST(LogTally, ofAsManyTokensTheDearerCounts)
{
    LogTally tally;
    LogBatch batch;
    for (const TokenCounts& tokens :
        {TokenCounts {.cacheWrite5m = 10}, TokenCounts {.cacheWrite1h = 10}, TokenCounts {.input = 10}}) {
        batch.events.push_back(event(batch, 1, 1, 0));
        batch.events.back().tokens = tokens;
    }
    tally.add(batch);
    EXPECT_EQ(tally.buckets()[0].tokens, (TokenCounts {.cacheWrite1h = 10}));
}

TEST(LogTally, noOrderOfCopiesAndNoSplitIntoBatchesChangesAnything)
{
    std::mt19937 random(17);
    for (int trial = 0; trial < 300; ++trial) {
        LogBatch all;
        for (std::size_t count = 1 + random() % 200; count > 0; --count)
            all.events.push_back(randomEvent(all, random));
        LogTally expected;
        expected.add(all);
        ASSERT_EQ(expected.responses(), responsesByTheRule(all.events)) << trial;
        for (int shuffle = 0; shuffle < 4; ++shuffle) {
            std::vector<LogEvent> events = all.events;
            std::ranges::shuffle(events, random);
            LogTally tally;
            for (std::size_t from = 0; from < events.size();) {
                const std::size_t count = std::min<std::size_t>(1 + random() % 50, events.size() - from);
                LogBatch part; // whose numbers of names are its own
                for (LogEvent each : std::span(events).subspan(from, count)) {
                    each.project = part.names.idOf(all.names.textOf(each.project));
                    each.model = part.names.idOf(all.names.textOf(each.model));
                    part.events.push_back(each);
                }
                tally.add(part);
                from += count;
            }
            ASSERT_EQ(totals(tally), totals(expected)) << trial;
            ASSERT_EQ(tally.responses(), expected.responses());
        }
    }
}

TEST(LogTally, whatAFileAloneIdentifiedGoesWithIt)
{
    std::mt19937 random(23);
    for (int trial = 0; trial < 200; ++trial) {
        LogBatch all;
        for (int i = 0; i < 100; ++i)
            all.events.push_back(randomEvent(all, random));
        LogTally tally, without;
        tally.add(all);
        tally.forget(2);
        std::erase_if(all.events, [](const LogEvent& each) { return each.origin == 2; });
        without.add(all);
        ASSERT_EQ(totals(tally), totals(without)) << trial;
        ASSERT_EQ(tally.responses(), without.responses());
    }
}

TEST(LogTally, aGenerationMarksWhatItChanged)
{
    LogTally tally;
    LogBatch batch;
    batch.events = {event(batch, 1, 1, 5)};
    tally.begin(1);
    tally.add(batch);
    tally.begin(2);
    tally.add(batch);
    EXPECT_EQ(tally.buckets()[0].changedIn, 1U) << "a copy changes nothing";
    batch.events[0].tokens.output = 6;
    tally.add(batch);
    EXPECT_EQ(tally.buckets()[0].changedIn, 2U);
}
