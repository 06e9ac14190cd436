// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/journalwriter.h"

#include <QPromise>

namespace fuseboard {
namespace {

template <class T, class Work>
QFuture<T> runIn(QObject* context, Work work)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QMetaObject::invokeMethod(
        context,
        [promise, work = std::move(work)] {
            promise->addResult(work());
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

} // namespace

JournalWriter::JournalWriter(QString file)
    : m_file(std::move(file))
    , m_context(new QObject)
{
    m_thread.setObjectName(QStringLiteral("freeze journal"));
    m_context->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
}

JournalWriter::~JournalWriter()
{
    QMetaObject::invokeMethod(m_context, [] { }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

Result<JournalWriter::Found> JournalWriter::openNow()
{
    auto opened = Journal::open(m_file);
    if (!opened)
        return std::unexpected(opened.error());
    m_journal.emplace(std::move(opened->journal));
    return Found {std::move(opened->intents), opened->damaged};
}

QFuture<Result<JournalWriter::Found>> JournalWriter::open()
{
    return runIn<Result<Found>>(m_context, [this] { return openNow(); });
}

QFuture<Result<void>> JournalWriter::append(JournalRecord record)
{
    return runIn<Result<void>>(m_context, [this, record = std::move(record)]() -> Result<void> {
        if (!m_journal)
            if (auto found = openNow(); !found)
                return std::unexpected(found.error());
        return m_journal->append(record);
    });
}

} // namespace fuseboard
