// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/openfiles.h"

#include "gateway/program.h"
#include "gateway/spendrate/ratehistory.h"

#include <spdlog/spdlog.h>

#include <fcntl.h>
#include <sys/file.h>
#include <system_error>

namespace fuseboard::gateway {
namespace {

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// The budgets of the policy come into force with what was spent before.
Result<void> enforceBudgets(LedgerFile& ledger, Desk& desk)
{
    const SpendingQuestion question = desk.prepare(desk.policy(), now());
    const auto answer = ledger.spending(question);
    if (!answer)
        return std::unexpected(answer.error());
    desk.enforce(desk.policy(), question, *answer);
    return {};
}

/// A restart is no way past a breaker: it goes on from what was spent in the minutes before.
void rememberSpending(const std::filesystem::path& ledger, Desk& desk)
{
    const auto policy = desk.policy();
    if (policy->document().spendRates.empty())
        return;
    if (const auto late = readLateSpending(ledger, policy->document().prices.currency(), now()))
        desk.rememberSpending(*late);
    else
        spdlog::warn("what was spent in the last minutes is not known: {}", sentence(late.error()));
}

} // namespace

Result<DirectoryLock> DirectoryLock::take(const std::filesystem::path& directory)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(directory, ignored))
        return fail(ErrorCode::directoryMissing, directory.string());
    const auto file = directory / "gateway.lock";
    DirectoryLock lock(Descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)));
    if (lock.m_file.get() < 0)
        return fail(ErrorCode::fileUnwritable, file.string(), std::error_code(errno, std::system_category()).message());
    if (::flock(lock.m_file.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::historyBusy, directory.string(), "another gateway works on these files");
    return lock;
}

OpenFiles openFiles(const Config& config, Desk& desk)
{
    OpenFiles files;
    auto holds = HoldsFile::open(config.data / "holds.db");
    if (auto kept = holds ? holds->all() : std::unexpected(holds.error())) {
        for (Hold& hold : *kept)
            desk.restore(std::move(hold));
        files.holds = std::make_unique<HoldsKeeper>(std::move(*holds));
    } else {
        files.closedBecause = "Its holds can't be read. " + sentence(kept.error());
    }
    auto ledger = openLedger(config.data);
    if (ledger) {
        if (ledger->leftOpen > 0)
            spdlog::warn("{} calls that an earlier run left open are charged as far as they were counted", ledger->leftOpen);
        if (ledger->journalEnd.kind == JournalEnd::Kind::torn)
            spdlog::warn("ledger.journal ends in calls that were being written when power failed; they were told to nobody");
        if (const auto known = enforceBudgets(ledger->file, desk); !known && files.closedBecause.empty())
            files.closedBecause = "What was spent can't be read. " + sentence(known.error());
        rememberSpending(config.data / "ledger.db", desk);
        files.ledger = std::make_unique<LedgerKeeper>(std::move(*ledger));
        if (!files.ledger->notice().empty())
            spdlog::error(files.ledger->notice());
    } else if (files.closedBecause.empty())
        files.closedBecause = "Its ledger can't be used. " + sentence(ledger.error());
    return files;
}

} // namespace fuseboard::gateway
