// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/survival.h"

#include "crash/company.h"
#include "crash/figures.h"
#include "crash/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace fuseboard::test {
namespace {

/// So that what is compared stays small.
constexpr int cyclesOfAHistory = 20;
/// One in so many lasts until the write-ahead log has been folded back.
constexpr int cyclesUntilLong = 10;

template <class T>
T orThrow(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().subject + ": " + result.error().detail);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

void pollAndAudit(const std::filesystem::path& file, const Acknowledge& acknowledge)
{
    // Making it may be broken too; before it stands nothing was promised.
    const auto history =
        orThrow(std::filesystem::exists(file) ? History::open(file, HistoryMode::owner) : History::create(file));
    acknowledge(0);
    for (std::int64_t act = orThrow(shownBy(*history)).acts;; ++act) {
        orThrow(Company::act(*history, act));
        acknowledge(act + 1);
    }
}

} // namespace

Survived survive(int cycles, const std::filesystem::path& file, const Break& breakIt, std::mt19937& random)
{
    Survived survived;
    Company company;
    std::int64_t acknowledged = 0;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        SCOPED_TRACE("cycle " + std::to_string(cycle));
        if (cycle % cyclesOfAHistory == 0) {
            emptied(file.parent_path());
            company = Company();
            survived.acknowledged += std::exchange(acknowledged, 0);
        }
        const Ending ending = breakIt([&](const Acknowledge& tell) { pollAndAudit(file, tell); },
            random() % (cycle % cyclesUntilLong == 0 ? 300 : 40), std::chrono::microseconds(random() % 3000));
        EXPECT_TRUE(ending.wasKilled()) << ending.status;
        if (ending.acknowledged.empty())
            continue;
        acknowledged = std::max(acknowledged, ending.acknowledged.back());

        const Stopwatch watch;
        const auto history = History::open(file, HistoryMode::owner);
        const auto first = history ? (*history)->firstInstant() : std::unexpected(history.error());
        survived.readySeconds.push_back(watch.seconds());
        const auto shown = first ? shownBy(**history) : std::unexpected(first.error());
        survived.lost += std::max<std::int64_t>(0, acknowledged - (shown ? shown->acts : 0));
        const std::string wrong = shown ? wrongWith(*shown, company, acknowledged) : shown.error().detail;
        EXPECT_EQ(wrong, "");
        survived.spoilt += !wrong.empty();
    }
    survived.acknowledged += acknowledged;
    return survived;
}

} // namespace fuseboard::test
