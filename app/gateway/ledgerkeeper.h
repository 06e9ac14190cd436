// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledgerfile.h"
#include "gateway/writerthread.h"
#include "http/stream.h"

#include <atomic>

namespace fuseboard::gateway {

/// The ledger behind its own thread: what waits together is committed together. Settled calls that could not be saved stay
/// in memory and are tried again by itself; until then the ledger is not durable.
class LedgerKeeper {
public:
    explicit LedgerKeeper(LedgerFile file);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] bool isDurable() const { return m_durable; }

    class Keep;
    /// Answers when the entry is on disk, or could not be put there. Awaited in one thread, that of the callers.
    Keep keep(LedgerEntry&& entry);
    /// How far an open call is. Nobody waits for it, and where the disk does not keep up it is left out.
    void note(LedgerEntry entry);
    http::Async<Result<LedgerPage>> page(std::int64_t after, std::int64_t limit);
    http::Async<Result<std::vector<CallRow>>> unsettled(Instant since, std::int64_t limit);
    http::Async<Result<std::optional<CallRow>>> release(std::string callId);
    http::Async<Result<std::int64_t>> spent(std::string team, Currency currency, Period period);

private:
    /// Entry and answer stand in the call's own coroutine: an entry is large, and moving it through queues would be dear.
    struct Waiting {
        http::Suspended call;
        const LedgerEntry* entry;
        Result<void>* kept;
    };
    /// One of these.
    struct Job {
        std::optional<Waiting> waiting;
        std::unique_ptr<const LedgerEntry> note;
        std::function<void(LedgerFile&)> read;
    };
    Result<void> keep(const std::vector<const LedgerEntry*>& entries);
    static void answer(std::vector<Waiting> waiting, const Result<void>& kept);
    Worked work(std::vector<Job> jobs);
    template <class T>
    http::Async<Result<T>> read(std::function<Result<T>(LedgerFile&)> question);

    LedgerFile m_file;
    std::string m_id;
    std::vector<LedgerEntry> m_unsaved; ///< settled
    std::atomic<bool> m_durable = true;
    WriterThread<Job> m_thread; ///< last: it uses all the others
};

/// What keep() answers; begins when it is awaited.
class LedgerKeeper::Keep {
public:
    Keep(LedgerKeeper& keeper, LedgerEntry&& entry)
        : m_keeper(keeper)
        , m_entry(std::move(entry))
    {
    }
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting)
    {
        m_keeper.m_thread.post({.waiting = Waiting {http::Suspended(waiting), &m_entry, &m_kept}, .note = {}, .read = {}});
    }
    Result<void> await_resume() { return std::move(m_kept); }

private:
    LedgerKeeper& m_keeper;
    LedgerEntry m_entry;
    Result<void> m_kept;
};

inline LedgerKeeper::Keep LedgerKeeper::keep(LedgerEntry&& entry) { return {*this, std::move(entry)}; }

} // namespace fuseboard::gateway
