// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/audittrail.h"

#include <QPointer>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto tryAgainAfter = 2s;
// A log that stays unwritable must not fill the memory; the journal keeps the acts themselves.
constexpr std::size_t mostWaiting = 10'000;

std::string actionOf(const Intent& intent)
{
    if (intent.state == HoldState::released)
        return "resume";
    return intent.mode == FreezeMode::cut ? "freeze and cut" : "freeze";
}

std::string resultOf(const Happening& happening)
{
    switch (happening.kind) {
    case Happening::Kind::proved: return "proved";
    case Happening::Kind::notProved: return "not proved";
    case Happening::Kind::lostByRestart: return "lost by a restart, applied again";
    case Happening::Kind::changedOutside: return "changed outside";
    case Happening::Kind::acknowledged:
    case Happening::Kind::settled: break;
    }
    return {};
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

AuditEntry AuditTrail::entryOf(const Intent& intent) const
{
    AuditEntry entry;
    entry.at = m_clock.now();
    entry.actor = intent.by;
    entry.action = actionOf(intent);
    entry.target = intent.scope.text();
    entry.reason = intent.reason;
    entry.after = toText(intent.state);
    entry.requestId = intent.id;
    return entry;
}

void AuditTrail::intended(const Intent& intent, const std::string& before)
{
    AuditEntry entry = entryOf(intent);
    entry.before = before;
    push(std::move(entry));
}

QFuture<Result<void>> AuditTrail::intendedNow(const Intent& intent, const std::string& before)
{
    AuditEntry entry = entryOf(intent);
    entry.before = before;
    return m_sink.write(std::move(entry));
}

void AuditTrail::happened(const Happening& happening, const Intent& intent)
{
    AuditEntry entry = entryOf(intent);
    entry.result = resultOf(happening);
    if (entry.result.empty())
        return;
    if (!happening.lever.empty())
        entry.result += " at " + happening.lever;
    if (!happening.detail.empty())
        entry.result += ": " + happening.detail;
    push(std::move(entry));
}

void AuditTrail::push(AuditEntry entry)
{
    if (m_waiting.size() == mostWaiting)
        m_waiting.pop_back(); // the oldest tell how it began
    m_waiting.push_back(std::move(entry));
    if (!m_out && !m_again.isActive())
        writeNext();
}

void AuditTrail::writeNext()
{
    if (m_waiting.empty())
        return;
    m_out = true;
    const auto done = [this](const Result<void>& written) {
        m_out = false;
        if (written) {
            m_failing = false;
            m_waiting.pop_front();
            writeNext();
            return;
        }
        if (!std::exchange(m_failing, true))
            Q_EMIT failed(written.error());
        m_again.start(tryAgainAfter);
    };
    m_sink.write(m_waiting.front()).then(this, done).onCanceled(this, [done, alive = QPointer(this)] {
        if (alive) // cancelled too when this goes, from inside ~QObject
            done(fail(ErrorCode::historyUnreadable, {}, "the audit log went away"));
    });
}

} // namespace fuseboard
