// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledger/openledger.h"
#include "gateway/writerthread.h"
#include "http/stream.h"

#include <atomic>

namespace fuseboard::gateway {

/// The ledger behind two threads of its own. One puts what calls wait for into the journal: what waits together is written
/// together. The other takes settled calls from there to `ledger.db`, many at a time, and answers questions. Settled calls
/// that could not be saved stay in memory and are tried again by itself; until then the ledger is not durable.
class LedgerKeeper {
public:
    explicit LedgerKeeper(OpenLedger ledger);
    ~LedgerKeeper();
    LedgerKeeper(const LedgerKeeper&) = delete;
    LedgerKeeper& operator=(const LedgerKeeper&) = delete;

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// Also false where `ledger.db` is too far behind.
    [[nodiscard]] bool isDurable() const
    {
        return m_journalWorks && m_fileWorks && !m_isBroken && m_unfiledBytes < mostUnfiledBytes;
    }
    /// Why it is not durable; empty: it is.
    [[nodiscard]] std::string trouble() const;
    /// What was left out when it was opened and may be missing; empty: nothing.
    [[nodiscard]] const std::string& notice() const { return m_notice; }

    class Keep;
    /// Answers when the entry is on disk, or could not be put there. In any thread that has an executor.
    Keep keep(LedgerEntry&& entry);
    /// How far an open call is. Nobody waits for it, and where the disk does not keep up it is left out.
    void note(LedgerEntry entry);
    /// Returns when all that was settled before stands in `ledger.db`. Not for a thread that others wait for.
    Result<void> waitUntilFiled();
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
    struct Telling {
        std::optional<Waiting> waiting;
        std::unique_ptr<const LedgerEntry> note;
    };
    /// One of these.
    struct Filing {
        std::shared_ptr<const SettledCalls> settled;
        std::function<void(LedgerFile&)> read;
        std::function<void(LedgerFile&, const Result<void>& filed)> whenFiled; ///< for what needs all that was settled before
    };
    Result<void> keep(const std::vector<const LedgerEntry*>& entries);
    /// Each in its thread.
    static void answer(std::vector<Waiting> waiting, const Result<void>& kept);
    static void answer(std::vector<Waiting> waiting, std::size_t from, const Result<void>& kept);
    Worked journal(std::vector<Telling>& told);
    void giveUp(std::vector<Telling>& told, const char* why);
    Worked file(std::vector<Filing>& jobs);
    void giveUp(std::vector<Filing>& jobs, const char* why);
    void ask(const std::function<void(LedgerFile&)>& question);
    Result<void> fileSettled();
    void noteSuspect();
    void noteBroken(const char* why);
    template <class T>
    http::Async<Result<T>> read(std::function<Result<T>(LedgerFile&)> question);

    OpenLedger m_ledger;
    std::string m_id, m_notice;
    std::vector<LedgerEntry> m_unsaved; ///< settled
    std::vector<std::shared_ptr<const SettledCalls>> m_unfiled;
    std::atomic<std::uint64_t> m_filed; ///< the last group that stands in `ledger.db`
    static constexpr std::size_t mostUnfiledBytes = 64 * 1024 * 1024;
    std::atomic<std::size_t> m_unfiledBytes = 0;
    std::atomic<bool> m_journalWorks = true, m_fileWorks = true;
    std::atomic<bool> m_isBroken = false; ///< one of its threads has given up
    WriterThread<Filing> m_files; ///< after all that it uses
    WriterThread<Telling> m_journals; ///< last: it uses all the others
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
        m_keeper.m_journals.post({.waiting = Waiting {http::Suspended(waiting), &m_entry, &m_kept}, .note = {}});
    }
    Result<void> await_resume() { return std::move(m_kept); }

private:
    LedgerKeeper& m_keeper;
    LedgerEntry m_entry;
    Result<void> m_kept;
};

inline LedgerKeeper::Keep LedgerKeeper::keep(LedgerEntry&& entry) { return {*this, std::move(entry)}; }

} // namespace fuseboard::gateway
