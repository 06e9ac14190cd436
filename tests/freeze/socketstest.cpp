// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/sockettrials.h"
#include "freeze/tenlevers.h"

#include <QTest>

using namespace fuseboard::test;
using namespace std::chrono_literals;

class SocketFreezeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void frozenIsNeverClaimedFalsely()
    {
        std::vector<SocketTrial> trials;
        for (const LeverKind kind : leverKinds)
            for (const LeverFault fault : leverFaults)
                trials.push_back({.kind = kind, .fault = fault, .seed = unsigned(trials.size())});
        runOverSockets(trials, 1500ms); // other tests run beside it
        QStringList faults;
        for (const SocketTrial& trial : trials)
            if (!trial.isProvedInTheEnd || !trial.falsehood.isEmpty() || !trial.complaints.isEmpty())
                faults << QStringLiteral("%1, %2: %3 %4 %5")
                              .arg(QLatin1String(nameOf(trial.kind)), QLatin1String(nameOf(trial.fault)), trial.falsehood,
                                  trial.isProvedInTheEnd ? QString()
                                                         : QStringLiteral("not proved once mended, ") + trial.lastCause,
                                  trial.complaints);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void deadAndSlowPlacesHoldUpNobody()
    {
        const TenLevers pressed = pressAtTenLevers();
        QVERIFY2(pressed.fault.empty(), pressed.fault.c_str());
        QVERIFY2(pressed.sevenProved <= 2s, qPrintable(QString::number(pressed.sevenProved.count()))); // 1 s on a quiet machine
        QVERIFY(pressed.deadNamed <= 2s);
    }
};

QTEST_GUILESS_MAIN(SocketFreezeTest)
#include "socketstest.moc"
