// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledgerkeeper.h"

#include "gateway/awaitanswer.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

/// Under load a commit is for many calls: their number falls with the time in which they gather, and so does its share of
/// each. Far below the time a disk takes for one; a gateway with few calls does not wait.
constexpr Gathering gathering {.time = std::chrono::microseconds(600), .busyFrom = 8};
constexpr std::size_t mostWaitingNotes = 4096; // as many as there are connections: one each

} // namespace

LedgerKeeper::LedgerKeeper(LedgerFile file)
    : m_file(std::move(file))
    , m_id(m_file.id())
    , m_thread([this](std::vector<Job> jobs) { return work(std::move(jobs)); }, gathering)
{
}

Worked LedgerKeeper::work(std::vector<Job> jobs)
{
    std::vector<LedgerEntry> entries = std::exchange(m_unsaved, {});
    std::vector<Waiting> waiting;
    for (Job& job : jobs) {
        if (job.entry)
            entries.push_back(*std::move(job.entry));
        if (job.waiting)
            waiting.push_back(*std::move(job.waiting));
    }
    Result<void> kept;
    if (!entries.empty()) {
        kept = m_file.keep(entries);
        if (!kept)
            std::ranges::copy_if(std::move(entries), std::back_inserter(m_unsaved), &LedgerEntry::settled);
        m_durable = kept.has_value();
    }
    answer(std::move(waiting), kept, std::move(entries));
    for (const Job& job : jobs)
        if (job.read)
            job.read(m_file);
    return m_unsaved.empty() ? Worked::done : Worked::again;
}

/// All in one go. The entries go back with it: memory is freed cheaply only in the thread that took it.
void LedgerKeeper::answer(std::vector<Waiting> waiting, const Result<void>& kept, std::vector<LedgerEntry> entries)
{
    if (waiting.empty())
        return;
    const auto executor = waiting.front().call.executor();
    boost::asio::post(executor, [waiting = std::move(waiting), kept, entries = std::move(entries)]() mutable {
        entries.clear();
        for (Waiting& each : waiting) {
            *each.kept = kept;
            each.call.resume();
        }
    });
}

void LedgerKeeper::note(LedgerEntry entry)
{
    m_thread.postUnlessBusy({.entry = std::move(entry), .waiting = {}, .read = {}}, mostWaitingNotes);
}

template <class T>
http::Async<Result<T>> LedgerKeeper::read(std::function<Result<T>(LedgerFile&)> question)
{
    co_return co_await awaitAnswer<Result<T>>([this, question = std::move(question)](std::function<void(Result<T>)> done) {
        m_thread.post({.entry = {}, .waiting = {}, .read = [question, done](LedgerFile& file) { done(question(file)); }});
    });
}

http::Async<Result<LedgerPage>> LedgerKeeper::page(std::int64_t after, std::int64_t limit)
{
    return read<LedgerPage>([=](LedgerFile& file) { return file.page(after, limit); });
}

http::Async<Result<std::vector<CallRow>>> LedgerKeeper::unsettled(Instant since, std::int64_t limit)
{
    return read<std::vector<CallRow>>([=](LedgerFile& file) { return file.unsettled(since, limit); });
}

http::Async<Result<std::optional<CallRow>>> LedgerKeeper::release(std::string callId)
{
    return read<std::optional<CallRow>>([callId = std::move(callId)](LedgerFile& file) { return file.release(callId); });
}

http::Async<Result<std::int64_t>> LedgerKeeper::spent(std::string team, Currency currency, Period period)
{
    return read<std::int64_t>(
        [team = std::move(team), currency, period](LedgerFile& file) { return file.spent(team, currency, period); });
}

} // namespace fuseboard::gateway
