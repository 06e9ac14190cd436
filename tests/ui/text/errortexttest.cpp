// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/errortext.h"

#include <QTest>

using namespace fuseboard;

class ErrorTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aVariableThatIsNotSetIsNamedWithWhatToDo()
    {
        const QString words = sentence({ErrorCode::keyMissing, "env:NOPE", {}});
        QCOMPARE(words.count(QLatin1String("NOPE")), 2);
        QVERIFY2(words.contains(QLatin1String("Set NOPE where Fuseboard is started")), qPrintable(words));
    }

    void aNameIsSaidOnce()
    {
        const QString gateway = QStringLiteral("Gateway");
        const QString dead = sentence({ErrorCode::unreachable, "Gateway", {}});
        QCOMPARE(saidOf(gateway, dead), dead);
        QCOMPARE(saidOf(gateway, QStringLiteral("no answer yet")), QStringLiteral("Gateway: no answer yet"));
        const QString socket = sentence({ErrorCode::unreachable, "/run/gateway.sock", {}});
        QCOMPARE(saidOf(gateway, socket), QStringLiteral("Gateway: ") + socket);
    }
};

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "errortexttest.moc"
