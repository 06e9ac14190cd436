// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/figures.h"
#include "fuzz/fedreading.h"
#include "fuzz/fuzztrial.h"

#include <gtest/gtest.h>

#include <format>
#include <iostream>

using namespace fuseboard::test;

namespace {

constexpr std::chrono::seconds shortTime {4}, noTime {3600};

unsigned seed()
{
    auto random = seeded(2026);
    return static_cast<unsigned>(random());
}

/// FUSEBOARD_FUZZ_INPUTS says how many, whatever time they take.
Fuzzed fuzzAsAsked(const FuzzTarget& target)
{
    constexpr std::size_t usual = 1'000'000;
    if (const char* given = std::getenv("FUSEBOARD_FUZZ_INPUTS"))
        return fuzz(target, seed(), std::stoull(given), noTime);
    return fuzz(target, seed(), usual, isBenchmark ? noTime : shortTime);
}

void tryTarget(const FuzzTarget& target)
{
    ASSERT_FALSE(target.inputs.corpus.empty());
    const Fuzzed done = fuzzAsAsked(target);
    const auto count = static_cast<double>(done.inputs);
    std::cout << std::format(
        "{}: {} inputs in {:.0f} s, {:.0f} a second, {:.0f} % of them accepted, read in {} ways, the slowest "
        "{:.1f} ms\n",
        target.name, done.inputs, done.seconds, count / done.seconds, 100 * static_cast<double>(done.accepted) / count,
        done.kinds, done.slowestMs);
    for (const std::string& finding : done.findings)
        ADD_FAILURE() << finding;
    EXPECT_GT(done.inputs, target.inputs.corpus.size());
    EXPECT_GT(done.kinds, 5U) << "all inputs are read alike: the target tries nothing";
    EXPECT_GT(done.accepted, done.inputs / 50) << "nearly all inputs are refused: few rules are tried";
    figure("fuzz-" + target.name + "-findings", static_cast<double>(done.findings.size()), 0);
    figure("fuzz-" + target.name + "-slowest-ms", done.slowestMs, 100);
}

TEST(Fuzz, requests) { tryTarget(requestTarget()); }
TEST(Fuzz, answers) { tryTarget(answerTarget()); }
TEST(Fuzz, events) { tryTarget(eventsTarget()); }
TEST(Fuzz, bodies) { tryTarget(bodyTarget()); }
TEST(Fuzz, holds) { tryTarget(holdsTarget()); }
TEST(Fuzz, journal) { tryTarget(journalTarget()); }
TEST(Fuzz, journalCalls) { tryTarget(journalCallsTarget()); }
TEST(Fuzz, documents) { tryTarget(documentsTarget()); }

double secondsInBytes(const std::string& bytes)
{
    double best = 100;
    for (int i = 0; i < 5; ++i) {
        const Stopwatch watch;
        readRequests(bytes, inBytes());
        best = std::min(best, watch.seconds());
    }
    return best;
}

/// Each byte was once looked at together with all before it, for a hundred times the work.
TEST(Fuzz, aLongHeadInSingleBytesCostsNoMoreThanManyShortOnes)
{
    std::string longHead = "GET / HTTP/1.1\r\n", shortHeads;
    while (longHead.size() < 16'000)
        longHead += "a\r\n";
    while (shortHeads.size() < 16'000)
        shortHeads += "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    EXPECT_LT(secondsInBytes(longHead), 5 * secondsInBytes(shortHeads));
}

/// That they can find anything at all.
TEST(Fuzz, aParserThatIsWrongIsFound)
{
    const FuzzTarget wrong {.name = "wrong",
        .inputs = {.corpus = {"length: 12"}, .dictionary = {"length: "}, .longest = 200, .keepsSize = false},
        .read = [](const std::string& input) -> Reading {
            if (input.contains("length: 4294967296"))
                return {.kind = "wide", .fault = "a length that does not fit"};
            return {.kind = input.starts_with("length: ") ? "good" : "bad", .fault = {}, .accepted = true};
        }};
    const Fuzzed done = fuzz(wrong, 1, 100'000, shortTime);
    EXPECT_EQ(done.findings.size(), 1U);
    EXPECT_EQ(done.kinds, 3U);
}

TEST(Fuzz, theSameSeedMakesTheSameInputs)
{
    const Inputs from {.corpus = {"one 1", "two 22", "three"}, .dictionary = {"token"}, .longest = 100, .keepsSize = false};
    Mutator one(from, 7), other(from, 7), third(from, 8);
    int same = 0;
    for (int i = 0; i < 1000; ++i) {
        const std::string input = one.next();
        ASSERT_EQ(input, other.next());
        ASSERT_LE(input.size(), 100U);
        same += input == third.next() ? 1 : 0;
    }
    EXPECT_LT(same, 100);
}

} // namespace
