// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant first = *parseInstant("2026-11-01T00:00:00Z");

std::string idOf(int import) { return "import-" + std::to_string(import); }

/// One import after the other: intent, then rows and outcome.
[[noreturn]] void importOn(const std::filesystem::path& file, int import)
{
    const auto history = History::open(file, HistoryMode::owner).value();
    for (;; ++import) {
        AuditEntry act {.at = first, .actor = "test", .action = "import", .target = "bill", .requestId = idOf(import)};
        if (!history->audit(act))
            ::_exit(1);
        Poll poll {.source = idOf(import), .account = "acme", .cursor = "c", .at = first};
        for (int hour = 0; hour < 20; ++hour)
            poll.rows.push_back({.start = first + hours(hour),
                .width = hours(1),
                .source = poll.source,
                .account = "acme",
                .ledger = Ledger::providerCost,
                .cost = Money {1, Currency::usd()}});
        act.result = "done";
        if (!history->apply({poll}, act))
            ::_exit(1);
    }
}

} // namespace

TEST(OutcomeKill, WhatWasImportedIsOnRecordAndWhatIsOnRecordWasImported)
{
    const test::TemporaryDirectory directory;
    const auto file = directory.path() / "history.db";
    ASSERT_TRUE(History::create(file));
    std::mt19937 random(9);
    int imports = 0, without = 0;
    std::int64_t seen = 0;
    for (int kill = 0; kill < 25; ++kill) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0)
            importOn(file, imports);
        ::usleep(static_cast<useconds_t>(5'000 + random() % 30'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "an import failed by itself";
        const auto history = History::open(file, HistoryMode::viewer).value();
        std::set<std::string> begun, done;
        const auto entries = history->auditEntries(seen, 1'000'000).value();
        seen += std::ssize(entries);
        for (const AuditEntry& entry : entries)
            (entry.isOutcome() ? done : begun).insert(entry.requestId);
        for (const std::string& id : begun) {
            const auto rows = history->rows(id, {first, first + days(1)}).value();
            EXPECT_EQ(rows.size(), done.contains(id) ? 20U : 0U) << id;
            EXPECT_EQ(history->sourceState(id)->answeredAt.has_value(), done.contains(id)) << id;
        }
        EXPECT_FALSE(history->checkAudit({})->fault);
        without += static_cast<int>(begun.size() > done.size());
        imports += 1000;
    }
    EXPECT_GT(without, 3) << "it was seldom killed between intent and outcome";
}
