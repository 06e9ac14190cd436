// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The audit log at length: 10,000 altered logs, a million rows, several writers that are killed.
#include "bench/measured.h"
#include "models/store/auditmutations.h"
#include "models/store/auditwriters.h"
#include "models/store/temporarydirectory.h"
#include "store/auditheadfile.h"
#include "store/auditlog.h"
#include "store/history.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace fuseboard;

namespace {

constexpr int alteredLogs = 10'000;
constexpr int manyRows = 1'000'000;
constexpr int sharedRows = 10'000; ///< from several writers (ACCEPTANCE V3)
constexpr double verifySeconds = 10; ///< ACCEPTANCE V6

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::unique_ptr<History> filled(const std::filesystem::path& directory, int rows, std::shared_ptr<AuditHeads> heads)
{
    auto history = std::move(History::create(directory / "history.db").value());
    if (!history->rememberAuditIn(heads))
        return nullptr;
    constexpr int batch = 10'000;
    for (int from = 1; from <= rows; from += batch) {
        std::vector<AuditEntry> entries;
        for (int i = from; i < std::min(from + batch, rows + 1); ++i)
            entries.push_back(test::auditSample(i));
        if (!history->audit(entries))
            return nullptr;
    }
    return history;
}

/// The share of altered logs that are found with the right first bad number.
double foundShare()
{
    test::TemporaryDirectory directory;
    const auto heads = std::make_shared<test::MemoryHeads>();
    {
        const auto history = std::move(History::create(directory.path() / "history.db").value());
        std::ignore = history->rememberAuditIn(heads);
        for (int i = 1; i <= 40; ++i)
            std::ignore = history->audit(test::auditSample(i));
    }
    sqlite::Database database(directory.path() / "history.db", sqlite::Access::write);
    AuditLog log(database);
    const std::vector<AuditEntry> rows = log.entries(0, 100);
    const auto lastOnly = std::make_shared<test::MemoryHeads>(std::vector<AuditHead> {{40, rows.back().hash}});
    std::mt19937_64 random(42);
    int named = 0, found = 0;
    for (int i = 0; i < alteredLogs; ++i) {
        const test::AlteredLog altered = test::alter(rows, random);
        sqlite::Transaction rolledBack(database);
        test::replaceAudit(database, altered.rows);
        const auto fault = log.check({heads}).fault;
        named += fault && fault->sequence == altered.firstBad ? 1 : 0;
        found += log.check({lastOnly}).fault ? 1 : 0;
    }
    std::printf("%d altered logs: %d found and their first bad number named; with the last head alone %d found\n", alteredLogs,
        named, found);
    return static_cast<double>(std::min(named, found)) / alteredLogs;
}

double verifySpeed()
{
    test::TemporaryDirectory directory;
    const auto heads = std::make_shared<AuditHeadFile>(directory.path() / "audit.heads");
    auto start = std::chrono::steady_clock::now();
    const auto history = filled(directory.path(), manyRows, heads);
    if (!history)
        return 0;
    std::printf("%d rows appended in batches of 10,000: %.2f s\n", manyRows, secondsSince(start));
    start = std::chrono::steady_clock::now();
    const auto check = history->checkAudit({heads});
    const double seconds = secondsSince(start);
    const bool whole = check && !check->fault && check->rows == manyRows && check->remembered == manyRows;
    std::printf("%d rows verified: %.2f s%s\n", manyRows, seconds, whole ? "" : ", but not as they were written");
    return whole ? verifySeconds / seconds : 0;
}

double sharedByWriters()
{
    test::TemporaryDirectory directory;
    const auto file = directory.path() / "history.db", headFile = directory.path() / "audit.heads";
    if (!History::create(file))
        return 0;
    const auto start = std::chrono::steady_clock::now();
    const test::WritersSeen seen = test::appendFromSeveralProcesses(file, headFile, 3, sharedRows, 100);
    const auto history = History::open(file, HistoryMode::viewer);
    const auto check = history ? (*history)->checkAudit({std::make_shared<AuditHeadFile>(headFile)})
                               : Result<AuditCheck>(std::unexpected(history.error()));
    const bool one = check && !check->fault && seen.acknowledged.size() >= sharedRows;
    const std::int64_t lost = one ? test::missing(**history, seen) : sharedRows;
    std::printf("3 writers, %zu rows acknowledged, %d kills, %.2f s: %s, %lld acknowledged rows lost\n",
        seen.acknowledged.size(), seen.kills, secondsSince(start), one ? "one chain" : "NOT one chain",
        static_cast<long long>(lost));
    return one && lost == 0 ? 1 : 0;
}

} // namespace

int main()
{
    const double found = foundShare(), speed = verifySpeed(), shared = sharedByWriters();
    bool good = bench::ratio("audit-altered-found", found, bench::Goal::atLeast, 1);
    good = bench::ratio("audit-verify-million", speed, bench::Goal::atLeast, 1) && good;
    good = bench::ratio("audit-writers-one-chain", shared, bench::Goal::atLeast, 1) && good;
    return good ? 0 : 1;
}
