// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/killedapp.h"

#include <QTest>

using namespace fuseboard::test;

class KilledAppTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void convergesToWhatItsJournalWants()
    {
        KilledApp app;
        QVERIFY2(app.fault().isEmpty(), qPrintable(app.fault()));
        for (int kill = 0; kill < 5; ++kill) {
            const QString fault = app.killOnce();
            QVERIFY2(fault.isEmpty(), qPrintable(fault));
        }
    }
};

QTEST_GUILESS_MAIN(KilledAppTest)
#include "killedtest.moc"
