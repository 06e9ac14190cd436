// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/simulatedkill.h"
#include "freeze/simulatedtrial.h"

#include <QTest>

using namespace fuseboard::test;

class SimulatedFreezeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void frozenIsNeverClaimedFalsely_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("fault");
        for (const LeverKind kind : leverKinds)
            for (const LeverFault fault : leverFaults)
                QTest::addRow("%s: %s", nameOf(kind), nameOf(fault)) << static_cast<int>(kind) << static_cast<int>(fault);
    }
    void frozenIsNeverClaimedFalsely()
    {
        QFETCH(int, kind);
        QFETCH(int, fault);
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const SimulatedTrial trial = simulatedTrial(LeverKind(kind), LeverFault(fault), seed);
            QVERIFY2(trial.falsehood.empty(), (trial.falsehood + ", seed " + std::to_string(seed)).c_str());
            QVERIFY2(trial.isProvedInTheEnd, qPrintable(QString::number(seed)));
        }
    }

    void aKilledAppConverges()
    {
        for (unsigned seed = 1; seed <= 50; ++seed) {
            const std::string fault = simulatedKill(seed);
            QVERIFY2(fault.empty(), fault.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(SimulatedFreezeTest)
#include "simulatedtest.moc"
