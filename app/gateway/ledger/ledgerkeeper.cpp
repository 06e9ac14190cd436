// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/ledgerkeeper.h"

#include "gateway/awaitanswer.h"

#include <algorithm>
#include <format>
#include <future>
#include <iterator>
#include <spdlog/spdlog.h>

namespace fuseboard::gateway {
namespace {

/// Under load a write is for many calls: their number falls with the time in which they gather, and so does its share of
/// each. Far below the time a disk takes for one; a gateway with few calls does not wait.
constexpr Habits journalHabits {.gathering = std::chrono::microseconds(600), .many = 8, .patience = {}};
/// Nobody waits for `ledger.db` but who asks: a call's row costs least among many.
constexpr Habits filingHabits {.gathering = {}, .many = 0, .patience = std::chrono::milliseconds(40)};
constexpr std::size_t mostAnswers = 8;
constexpr std::size_t mostWaitingNotes = 4096; // as many as there are connections: one each

std::string noticeOf(const JournalEnd& end)
{
    if (end.kind != JournalEnd::Kind::damaged)
        return {};
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return std::format("At the start at {} the last {} bytes of ledger.journal, from byte {} on, were not as they were written "
                       "and are left out: calls that were being written when the power failed, or damage that has taken calls "
                       "with it.",
        fuseboard::toText(now), end.bytes, end.at);
}

} // namespace

LedgerKeeper::LedgerKeeper(OpenLedger ledger)
    : m_ledger(std::move(ledger))
    , m_id(m_ledger.file.id())
    , m_notice(noticeOf(m_ledger.journalEnd))
    , m_filed(m_ledger.journal.last())
    , m_files([this](std::vector<Filing>& jobs) { return file(jobs); },
          [this](std::vector<Filing>& jobs, const char* why) { giveUp(jobs, why); }, filingHabits)
    , m_journals([this](std::vector<Telling>& told) { return journal(told); },
          [this](std::vector<Telling>& told, const char* why) { giveUp(told, why); }, journalHabits)
{
}

LedgerKeeper::~LedgerKeeper()
{
    m_journals.finish();
    m_files.finish();
    // What a failed sync may have left behind the last group was told to nobody. Where this fails, the next start does it.
    if (!m_isBroken && m_unfiled.empty() && m_unsaved.empty() && !m_ledger.journal.anyOpen())
        static_cast<void>(m_ledger.file.add(std::vector<CallRow>(), {m_ledger.journal.last() + 1, true}));
}

std::string LedgerKeeper::trouble() const
{
    if (m_isBroken)
        return "A thread of the ledger has failed; no calls are served until the gateway is started anew.";
    return isDurable() ? std::string() : "The ledger can't be written.";
}

Worked LedgerKeeper::journal(std::vector<Telling>& told)
{
    std::vector<const LedgerEntry*> entries;
    std::vector<Waiting> waiting;
    entries.reserve(m_unsaved.size() + told.size());
    waiting.reserve(told.size());
    for (const LedgerEntry& entry : m_unsaved)
        entries.push_back(&entry);
    for (const Telling& each : told)
        entries.push_back(each.waiting ? each.waiting->entry : each.note.get());
    const auto kept = keep(entries); // what throws leaves those who wait where they are
    for (Telling& each : told)
        if (each.waiting)
            waiting.push_back(*std::move(each.waiting));
    told.clear();
    answer(std::move(waiting), kept);
    m_ledger.journal.haveFiled(m_filed);
    noteSuspect();
    return m_journalWorks ? Worked::done : Worked::again;
}

void LedgerKeeper::giveUp(std::vector<Telling>& told, const char* why)
{
    noteBroken(why);
    for (Telling& each : told) {
        if (!each.waiting)
            continue;
        std::vector<Waiting> waiting;
        waiting.push_back(*std::move(each.waiting));
        answer(std::move(waiting), fail(ErrorCode::diskFailed, "ledger.journal", "its thread has failed"));
    }
}

/// What is settled and not filed stands in the journal, and the next start takes it from there.
void LedgerKeeper::giveUp(std::vector<Filing>& jobs, const char* why)
{
    noteBroken(why);
    const Result<void> filed = fail(ErrorCode::diskFailed, "ledger.db", "its thread has failed");
    for (const Filing& job : jobs)
        if (job.whenFiled)
            job.whenFiled(m_ledger.file, filed);
    jobs.clear();
}

void LedgerKeeper::noteBroken(const char* why)
{
    if (!m_isBroken.exchange(true))
        spdlog::error("a thread of the ledger has failed and no call is served until the gateway is started anew: {}", why);
}

void LedgerKeeper::noteSuspect()
{
    if (m_ledger.journal.isSuspect() && m_journalWorks.exchange(false))
        spdlog::error("the disk failed under the ledger's journal: no call is served until the gateway is started anew");
}

Result<void> LedgerKeeper::keep(const std::vector<const LedgerEntry*>& entries)
{
    if (entries.empty() && m_journalWorks)
        return {};
    auto kept = m_ledger.journal.keep(entries);
    std::vector<LedgerEntry> unsaved;
    if (!kept)
        for (const LedgerEntry* entry : entries)
            if (entry->settled)
                unsaved.push_back(*entry);
    m_unsaved = std::move(unsaved);
    if (!kept) {
        noteSuspect();
        m_journalWorks = false;
        return std::unexpected(std::move(kept.error()));
    }
    if (*kept) { // before anybody hears of it: who asks afterwards is answered with it
        m_unfiledBytes += (*kept)->bytes.size();
        m_files.postWithoutHurry({.settled = *std::move(kept), .read = {}, .whenFiled = {}});
    }
    m_journalWorks = true;
    return {};
}

void LedgerKeeper::answer(std::vector<Waiting> waiting, const Result<void>& kept)
{
    while (!waiting.empty()) { // those of one thread, and then of the next
        const auto others = std::ranges::stable_partition(waiting,
            [executor = waiting.front().call.executor()](const Waiting& each) { return each.call.executor() == executor; });
        std::vector<Waiting> rest(std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
        waiting.erase(others.begin(), others.end());
        answer(std::exchange(waiting, std::move(rest)), 0, kept);
    }
}

/// A few in one go: whoever else their thread serves is not kept waiting by all that were written together.
void LedgerKeeper::answer(std::vector<Waiting> waiting, std::size_t from, const Result<void>& kept)
{
    if (from == waiting.size())
        return;
    const auto executor = waiting[from].call.executor();
    boost::asio::post(executor, [waiting = std::move(waiting), from, kept]() mutable {
        const std::size_t end = std::min(from + mostAnswers, waiting.size());
        for (; from < end; ++from) {
            *waiting[from].kept = kept;
            waiting[from].call.resume();
        }
        answer(std::move(waiting), from, kept);
    });
}

void LedgerKeeper::note(LedgerEntry entry)
{
    m_journals.postUnlessBusy({.waiting = {}, .note = std::make_unique<const LedgerEntry>(std::move(entry))}, mostWaitingNotes);
}

Worked LedgerKeeper::file(std::vector<Filing>& jobs)
{
    for (Filing& job : jobs)
        if (job.settled)
            m_unfiled.push_back(std::move(job.settled));
    const auto answer = [&] {
        for (Filing& job : jobs)
            if (const auto read = std::exchange(job.read, {}))
                ask(read);
    };
    const bool isLate = !m_fileWorks; // who asks need not wait until it has failed once more
    if (isLate)
        answer();
    const auto filed = fileSettled();
    if (!isLate)
        answer();
    for (Filing& job : jobs)
        if (const auto whenFiled = std::exchange(job.whenFiled, {}))
            whenFiled(m_ledger.file, filed);
    return m_unfiled.empty() ? Worked::done : Worked::again;
}

/// A question for which memory does not suffice ends alone: nothing is left undone.
void LedgerKeeper::ask(const std::function<void(LedgerFile&)>& question)
{
    try {
        question(m_ledger.file);
    } catch (const std::exception& error) {
        spdlog::error("a question to the ledger was not answered: {}", error.what());
    }
}

Result<void> LedgerKeeper::fileSettled()
{
    if (m_unfiled.empty())
        return {};
    const std::uint64_t last = m_unfiled.back()->group;
    auto filed = m_ledger.file.add(m_unfiled, {last, false});
    m_fileWorks = filed.has_value();
    if (filed) {
        for (const auto& settled : std::exchange(m_unfiled, {}))
            m_unfiledBytes -= settled->bytes.size();
        m_filed = last;
    }
    return filed;
}

Result<void> LedgerKeeper::waitUntilFiled()
{
    std::promise<Result<void>> done;
    m_files.post(
        {.settled = {}, .read = {}, .whenFiled = [&done](LedgerFile&, const Result<void>& filed) { done.set_value(filed); }});
    return done.get_future().get();
}

template <class T>
http::Async<Result<T>> LedgerKeeper::read(std::function<Result<T>(LedgerFile&)> question)
{
    co_return co_await awaitAnswer<Result<T>>([this, question = std::move(question)](std::function<void(Result<T>)> done) {
        m_files.post({.settled = {}, .read = [question, done](LedgerFile& file) { done(question(file)); }, .whenFiled = {}});
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
    using Released = Result<std::optional<CallRow>>;
    co_return co_await awaitAnswer<Released>([this, callId = std::move(callId)](std::function<void(Released)> done) {
        m_files.post({.settled = {}, .read = {}, .whenFiled = [callId, done](LedgerFile& file, const Result<void>& filed) {
                          done(filed ? file.release(callId) : std::unexpected(filed.error()));
                      }});
    });
}

http::Async<Result<std::int64_t>> LedgerKeeper::spent(std::string team, Currency currency, Period period)
{
    return read<std::int64_t>(
        [team = std::move(team), currency, period](LedgerFile& file) { return file.spent(team, currency, period); });
}

} // namespace fuseboard::gateway
