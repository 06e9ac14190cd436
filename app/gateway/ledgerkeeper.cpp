// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledgerkeeper.h"

#include "gateway/awaitanswer.h"

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
    std::vector<const LedgerEntry*> entries;
    std::vector<Waiting> waiting;
    entries.reserve(m_unsaved.size() + jobs.size());
    waiting.reserve(jobs.size());
    for (const LedgerEntry& entry : m_unsaved)
        entries.push_back(&entry);
    for (Job& job : jobs) {
        if (job.waiting) {
            entries.push_back(job.waiting->entry);
            waiting.push_back(*std::move(job.waiting));
        } else if (job.note) {
            entries.push_back(job.note.get());
        }
    }
    answer(std::move(waiting), keep(entries));
    for (const Job& job : jobs)
        if (job.read)
            job.read(m_file);
    return m_unsaved.empty() ? Worked::done : Worked::again;
}

Result<void> LedgerKeeper::keep(const std::vector<const LedgerEntry*>& entries)
{
    if (entries.empty())
        return {};
    auto kept = m_file.keep(entries);
    std::vector<LedgerEntry> unsaved;
    if (!kept)
        for (const LedgerEntry* entry : entries)
            if (entry->settled)
                unsaved.push_back(*entry);
    m_unsaved = std::move(unsaved);
    m_durable = kept.has_value();
    return kept;
}

/// All in one go.
void LedgerKeeper::answer(std::vector<Waiting> waiting, const Result<void>& kept)
{
    if (waiting.empty())
        return;
    const auto executor = waiting.front().call.executor();
    boost::asio::post(executor, [waiting = std::move(waiting), kept]() mutable {
        for (Waiting& each : waiting) {
            *each.kept = kept;
            each.call.resume();
        }
    });
}

void LedgerKeeper::note(LedgerEntry entry)
{
    m_thread.postUnlessBusy(
        {.waiting = {}, .note = std::make_unique<const LedgerEntry>(std::move(entry)), .read = {}}, mostWaitingNotes);
}

template <class T>
http::Async<Result<T>> LedgerKeeper::read(std::function<Result<T>(LedgerFile&)> question)
{
    co_return co_await awaitAnswer<Result<T>>([this, question = std::move(question)](std::function<void(Result<T>)> done) {
        m_thread.post({.waiting = {}, .note = {}, .read = [question, done](LedgerFile& file) { done(question(file)); }});
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
