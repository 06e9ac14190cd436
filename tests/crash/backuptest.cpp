// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/company.h"
#include "crash/figures.h"
#include "models/store/temporarydirectory.h"
#include "store/backup.h"

#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <thread>

using namespace fuseboard;
using namespace fuseboard::test;

/// ACCEPTANCE H10: the writer never stops, and each copy is a history as it stood between two of its acts.
TEST(Backup, isWholeWhileTheHistoryIsWritten)
{
    const TemporaryDirectory directory;
    const auto file = directory.path() / "history.db", copy = directory.path() / "copy.db";
    auto made = History::create(file);
    ASSERT_TRUE(made);
    constexpr std::int64_t actsForACopy = 100; // more would let it grow faster than it can be copied
    std::atomic<std::int64_t> acts = 0, allowed = actsForACopy;
    std::atomic<bool> stop = false;
    std::thread writer([&, history = std::move(*made)] {
        for (std::int64_t act = 0; !stop; ++act) {
            if (!Company::act(*history, act))
                return; // the copies would show no progress
            acts = act + 1;
            while (acts >= allowed && !stop)
                std::this_thread::yield();
        }
    });

    int wrong = 0;
    std::int64_t written = 0;
    Company company;
    for (int i = 0; i < times(10, 100); ++i) {
        allowed += actsForACopy;
        const std::int64_t before = acts;
        while (acts < before + 3)
            std::this_thread::yield();
        const std::int64_t acknowledged = acts;
        const auto size = backUpHistory(file, copy);
        ASSERT_TRUE(size) << size.error().subject << ": " << size.error().detail;
        {
            const auto history = History::open(copy, HistoryMode::owner);
            ASSERT_TRUE(history);
            const auto shown = shownBy(**history);
            ASSERT_TRUE(shown);
            const std::string fault = wrongWith(*shown, company, acknowledged);
            EXPECT_EQ(fault, "") << "copy " << i;
            wrong += fault.empty() ? 0 : 1;
            written += shown->acts;
            EXPECT_EQ(backUpHistory(file, copy).error().code, ErrorCode::fileExists) << "nothing is copied over";
        }
        for (const char* part : {"", "-wal", "-shm"})
            std::filesystem::remove(copy.string() + part);
    }
    stop = true;
    writer.join();
    std::cout << acts << " acts were written meanwhile\n";
    EXPECT_GT(written, 0);
    figure("backup-under-load-wrong", wrong, 0);
}
