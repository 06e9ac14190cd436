// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/audittrail.h"

#include <QDeadlineTimer>
#include <QPointer>
#include <QThread>

#include <vector>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto tryAgainAfter = 2s;
// A log that stays unwritable must not fill the memory; the journal keeps the acts themselves.
constexpr std::size_t mostWaiting = 10'000;

std::string actionOf(const Intent& intent)
{
    if (intent.state == HoldState::released)
        return intent.undo == Undo::putBack ? "resume and put back" : "resume";
    return intent.mode == FreezeMode::cut ? "freeze and cut" : "freeze";
}

std::string resultOf(const Happening& happening)
{
    switch (happening.kind) {
    case Happening::Kind::proved: return "proved";
    case Happening::Kind::partlyProved: return "partly proved";
    case Happening::Kind::notProved: return "not proved";
    case Happening::Kind::lostByRestart: return "lost by a restart, applied again";
    case Happening::Kind::changedOutside: return "changed outside";
    case Happening::Kind::acknowledged:
    case Happening::Kind::settled: break;
    }
    return {};
}

AuditEntry entryOf(const Intent& intent, Instant at)
{
    AuditEntry entry;
    entry.at = at;
    entry.actor = intent.by;
    entry.action = actionOf(intent);
    entry.target = intent.scope.text();
    entry.reason = intent.reason;
    entry.after = toText(intent.state);
    entry.requestId = intent.id;
    return entry;
}

/// Nobody did it: Fuseboard saw it.
AuditEntry observedEntry(const Intent& intent, Instant at)
{
    AuditEntry entry = entryOf(intent, at);
    entry.before = entry.action + " by " + intent.by;
    entry.actor = "Fuseboard";
    entry.action = observed;
    entry.reason.clear();
    return entry;
}

} // namespace

AuditTrail::AuditTrail(AuditSink& sink, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_sink(sink)
    , m_clock(clock)
    , m_again(this)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &AuditTrail::writeNext);
}

std::int64_t AuditTrail::waiting() const { return m_failing ? std::ssize(m_waiting) : 0; }

void AuditTrail::begin(const Intent& intent, const std::string& before, std::shared_ptr<QPromise<Result<void>>> answer)
{
    if (const auto open = m_open.find(intent.scope); open != m_open.end() && open->second.id != intent.id)
        end(Intent(open->second), "superseded by a newer order");
    m_open[intent.scope] = intent;
    AuditEntry entry = entryOf(intent, intent.at);
    entry.before = before;
    push({std::move(entry), std::move(answer)});
}

void AuditTrail::end(const Intent& intent, std::string result)
{
    m_open.erase(intent.scope);
    AuditEntry entry = entryOf(intent, m_clock.now());
    entry.result = std::move(result);
    push({std::move(entry), nullptr});
}

void AuditTrail::intended(const Intent& intent, const std::string& before) { begin(intent, before, nullptr); }

QFuture<Result<void>> AuditTrail::intendedNow(const Intent& intent, const std::string& before)
{
    auto answer = std::make_shared<QPromise<Result<void>>>();
    answer->start();
    QFuture<Result<void>> future = answer->future();
    begin(intent, before, std::move(answer));
    if (m_again.isActive()) {
        m_again.stop();
        writeNext();
    }
    return future;
}

void AuditTrail::restored(const Intent& intent) { begin(intent, {}, nullptr); }

void AuditTrail::happened(const Happening& happening, const Intent& intent)
{
    std::string result = resultOf(happening);
    if (result.empty())
        return;
    if (!happening.lever.empty())
        result += " at " + happening.lever;
    if (happening.generation > 0)
        result += ", generation " + std::to_string(happening.generation);
    if (!happening.detail.empty())
        result += ": " + happening.detail;
    const auto open = m_open.find(intent.scope);
    if (open != m_open.end() && open->second.id == intent.id && happening.kind != Happening::Kind::lostByRestart) {
        end(intent, std::move(result));
        return;
    }
    AuditEntry entry = observedEntry(intent, m_clock.now());
    entry.result = std::move(result);
    push({std::move(entry), nullptr});
}

void AuditTrail::push(Waiting waiting)
{
    if (m_waiting.size() == mostWaiting) { // the oldest tell how it began
        if (waiting.answer) {
            waiting.answer->addResult(fail(ErrorCode::historyUnreadable, {}, "too much waits for the audit log"));
            waiting.answer->finish();
        }
        return;
    }
    m_waiting.push_back(std::move(waiting));
    if (m_failing)
        Q_EMIT waitingChanged();
    if (!m_out && !m_again.isActive())
        writeNext();
}

void AuditTrail::writeNext()
{
    if (m_waiting.empty())
        return;
    m_out = true;
    const auto done = [this](const Result<void>& result) {
        m_out = false;
        if (result)
            written();
        else
            refused(result.error());
    };
    auto writing = m_sink.write(m_waiting.front().entry); // what follows may begin the next one from inside
    m_written = writing;
    writing.then(this, done).onCanceled(this, [done, alive = QPointer(this)] {
        if (alive) // cancelled too when this goes, from inside ~QObject
            done(fail(ErrorCode::historyUnreadable, {}, "the audit log went away"));
    });
}

void AuditTrail::drain()
{
    if (m_failing)
        return;
    std::vector<QFuture<Result<void>>> writes;
    for (const Waiting& each : m_waiting)
        if (m_out && &each == &m_waiting.front())
            writes.push_back(m_written);
        else if (!each.answer) // a resume that is not begun any more leaves no intent
            writes.push_back(m_sink.write(each.entry));
    const QDeadlineTimer end(1s);
    for (const auto& write : writes)
        while (!write.isFinished() && !end.hasExpired())
            QThread::sleep(1ms);
}

void AuditTrail::written()
{
    const auto answer = std::move(m_waiting.front().answer);
    m_waiting.pop_front();
    if (std::exchange(m_failing, false))
        Q_EMIT waitingChanged();
    writeNext();
    if (answer) {
        answer->addResult(Result<void>());
        answer->finish();
    }
}

void AuditTrail::refused(const Error& error)
{
    m_again.start(tryAgainAfter);
    const bool first = !std::exchange(m_failing, true);
    std::vector<Waiting> asked;
    for (Waiting& each : m_waiting)
        if (each.answer)
            asked.push_back({each.entry, std::move(each.answer)});
    for (const Waiting& each : asked) {
        for (const auto& [scope, intent] : m_open)
            if (intent.id == each.entry.requestId) {
                end(Intent(intent), "refused: the audit log could not be written");
                break;
            }
        each.answer->addResult(std::unexpected(error));
        each.answer->finish();
    }
    if (first) {
        Q_EMIT failed(error);
        Q_EMIT waitingChanged();
    }
}

} // namespace fuseboard
