// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledgerkeeper.h"

#include "gateway/awaitanswer.h"

namespace fuseboard::gateway {

LedgerKeeper::LedgerKeeper(LedgerFile file)
    : m_file(std::move(file))
    , m_id(m_file.id())
    , m_thread([this](std::vector<Job> jobs) { work(std::move(jobs)); })
{
}

void LedgerKeeper::work(std::vector<Job> jobs)
{
    for (Job& job : jobs)
        if (job.row)
            m_unsaved.push_back(std::move(*job.row));
    Result<void> kept;
    if (!m_unsaved.empty()) {
        kept = m_file.append(m_unsaved);
        if (kept)
            m_unsaved.clear();
        m_durable = kept.has_value();
    }
    for (const Job& job : jobs) {
        if (job.appended)
            job.appended(kept);
        if (job.read)
            job.read(m_file);
    }
}

http::Async<Result<void>> LedgerKeeper::append(CallRow row)
{
    co_return co_await awaitAnswer<Result<void>>([this, row = std::move(row)](std::function<void(Result<void>)> done) {
        m_thread.post({.row = row, .appended = std::move(done), .read = {}});
    });
}

template <class T>
http::Async<Result<T>> LedgerKeeper::read(std::function<Result<T>(LedgerFile&)> question)
{
    co_return co_await awaitAnswer<Result<T>>([this, question = std::move(question)](std::function<void(Result<T>)> done) {
        m_thread.post({.row = {}, .appended = {}, .read = [question, done](LedgerFile& file) { done(question(file)); }});
    });
}

http::Async<Result<LedgerPage>> LedgerKeeper::page(std::int64_t after, std::int64_t limit)
{
    return read<LedgerPage>([=](LedgerFile& file) { return file.page(after, limit); });
}

http::Async<Result<std::int64_t>> LedgerKeeper::spent(std::string team, Currency currency, Period period)
{
    return read<std::int64_t>(
        [team = std::move(team), currency, period](LedgerFile& file) { return file.spent(team, currency, period); });
}

} // namespace fuseboard::gateway
