// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/haproxypresses.h"

#include <QTest>

#include <algorithm>

using namespace fuseboard::test;
using namespace std::chrono_literals;

class PressesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The figures of a quiet machine are the benchmark's; other tests run beside these.
    void ownGatewayProvesEachPress()
    {
        const Presses presses = pressAtOwnGateway(10);
        QVERIFY2(presses.fault.isEmpty(), qPrintable(presses.fault));
        QCOMPARE(presses.freezes.size() + presses.resumes.size(), 10U);
        QVERIFY(std::ranges::max(presses.freezes) <= 1000);
    }

    void aCalledHaproxyServesNothingAfterTheProof()
    {
        const HaproxyPresses presses = pressAtHaproxy(10);
        if (presses.calls == 0 && presses.proofs.fault.isEmpty())
            QSKIP("haproxy is not installed");
        QVERIFY2(presses.proofs.fault.isEmpty(), qPrintable(presses.proofs.fault));
        QVERIFY(presses.calls > 100);
        QCOMPARE(presses.lost, 0);
        QCOMPARE(presses.servedAfterProof, 0);
        const Presses cut = cutAtHaproxy(1, 40);
        QVERIFY2(cut.fault.isEmpty(), qPrintable(cut.fault));
    }

    void theOrderLeavesABusyWindow()
    {
        const Presses presses = pressInBusyWindow({1000ms, 300ms, 300ms});
        QVERIFY2(presses.fault.isEmpty(), qPrintable(presses.fault));
        QVERIFY2(std::ranges::max(presses.freezes) <= 300, qPrintable(QString::number(std::ranges::max(presses.freezes))));
    }

    void aDiskThatHangsStopsNoFreeze()
    {
        const Presses presses = pressWithHangingDisk(2);
        QVERIFY2(presses.fault.isEmpty(), qPrintable(presses.fault));
        QVERIFY2(std::ranges::max(presses.freezes) <= 1000, qPrintable(QString::number(std::ranges::max(presses.freezes))));
    }
};

QTEST_GUILESS_MAIN(PressesTest)
#include "pressestest.moc"
