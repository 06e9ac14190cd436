// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/holdrecords.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace fuseboard;

class HoldRecordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A loop in a loop deletes what is due before it hands on anything else.
    void itIsToldThoughDeletionsComeFirst()
    {
        const QTemporaryDir dir;
        auto records = HoldRecords::open(dir.path());
        QVERIFY(records);
        HoldRecord record;
        record.order = {"01930000-0000-7000-8000-000000000000", Scope::ofTeam("team-payments"), 1, HoldState::frozen,
            FreezeMode::refuse, "why", "A. Smith"};
        const QFuture<bool> saved = (*records)->put(record);
        QElapsedTimer since;
        for (since.start(); QDir(dir.path()).isEmpty(QDir::Files) && since.elapsed() < 20'000;)
            QThread::msleep(10);
        QThread::msleep(100); // the disk's thread has let go of it, too
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_VERIFY(saved.isFinished());
    }
};

QTEST_GUILESS_MAIN(HoldRecordsTest)
#include "holdrecordstest.moc"
