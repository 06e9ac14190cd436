// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/switchboardworker.h"

#include <QPromise>

namespace fuseboard {
namespace {

/// What the worker answers in its thread; cancelled where it goes before.
template <class Answer, class Ask>
QFuture<Answer> answered(SwitchboardWorker* worker, Ask ask)
{
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QMetaObject::invokeMethod(worker, [worker, ask = std::move(ask), promise] {
        ask(*worker).then([promise](const Answer& answer) {
            promise->addResult(answer);
            promise->finish();
        });
    });
    return promise->future();
}

} // namespace

Switchboard::Switchboard(LeverFactory levers, QString journalFile, AuditSink& audit, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_worker(new SwitchboardWorker(std::move(levers), std::move(journalFile), audit, clock))
{
    m_thread.setObjectName(QStringLiteral("switchboard"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &SwitchboardWorker::freezeBoardChanged, this, &Switchboard::freezeBoardChanged);
    connect(m_worker, &SwitchboardWorker::policyOverruled, this, &Switchboard::policyOverruled);
    connect(m_worker, &SwitchboardWorker::failed, this, &Switchboard::failed);
}

Switchboard::~Switchboard()
{
    if (!m_thread.isRunning()) {
        delete m_worker;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void Switchboard::start()
{
    m_thread.start(QThread::HighPriority);
    QMetaObject::invokeMethod(m_worker, &SwitchboardWorker::start);
}

void Switchboard::freeze(const Scope& scope, FreezeMode mode, const QString& reason, const QString& by)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, scope, mode, why = reason.toStdString(), who = by.toStdString()] {
        worker->freeze(scope, mode, why, who);
    });
}

void Switchboard::freezeByPolicy(const PolicyOrder& order)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, order] { worker->freezeByPolicy(order); });
}

void Switchboard::endPolicyFreeze(const Scope& scope, const QString& reason, const QString& by)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, scope, why = reason.toStdString(), who = by.toStdString()] {
        worker->endPolicyFreeze(scope, why, who);
    });
}

void Switchboard::resume(const Scope& scope, const QString& reason, const QString& by, Undo undo)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, scope, why = reason.toStdString(), who = by.toStdString(), undo] {
        worker->resume(scope, why, who, undo);
    });
}

void Switchboard::resumeOwn(const Scope& scope, const QString& frozenWith, const QString& reason, const QString& by)
{
    QMetaObject::invokeMethod(m_worker,
        [worker = m_worker, scope, own = frozenWith.toStdString(), why = reason.toStdString(), who = by.toStdString()] {
            worker->resumeOwn(scope, own, why, who);
        });
}

void Switchboard::cut(const Scope& scope, const QString& by)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, scope, who = by.toStdString()] { worker->cut(scope, who); });
}

QFuture<Result<void>> Switchboard::addReason(const Scope& scope, const AddedReason& added)
{
    return answered<Result<void>>(
        m_worker, [scope, added](SwitchboardWorker& worker) { return worker.addReason(scope, added); });
}

QFuture<std::vector<LeverOutlook>> Switchboard::look(const Scope& scope)
{
    return answered<std::vector<LeverOutlook>>(m_worker, [scope](SwitchboardWorker& worker) { return worker.look(scope); });
}

QFuture<std::vector<PlaceCalls>> Switchboard::calls(const Scope& scope)
{
    return answered<std::vector<PlaceCalls>>(m_worker, [scope](SwitchboardWorker& worker) { return worker.calls(scope); });
}

QFuture<Result<CutOutcome>> Switchboard::cutCall(const CallCut& cut, const QString& by)
{
    return answered<Result<CutOutcome>>(
        m_worker, [cut, who = by.toStdString()](SwitchboardWorker& worker) { return worker.cutCall(cut, who); });
}

QFuture<Asks> Switchboard::asks()
{
    return answered<Asks>(m_worker, [](SwitchboardWorker& worker) { return worker.asks(); });
}

QFuture<Result<RaiseAsk>> Switchboard::answerAsk(const AskDecision& decision, const QString& by)
{
    return answered<Result<RaiseAsk>>(
        m_worker, [decision, who = by.toStdString()](SwitchboardWorker& worker) { return worker.answerAsk(decision, who); });
}

} // namespace fuseboard
