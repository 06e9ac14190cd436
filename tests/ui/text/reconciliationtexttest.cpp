// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/reconciliationtext.h"

#include <QTest>

using namespace fuseboard;

/// What is said of an account whose provider told counts, and no money.
class ReconciliationTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsAreNoBill()
    {
        AccountReconciliation account {.account = "openai", .isMeasured = true, .isStated = true, .settledBefore = {}};
        account.sum.measuredNano = account.sum.billedNano = 100'000'000'000;
        account.days = {
            {.model = "m", .day = {}, .measuredNano = 100'000'000'000, .billedNano = 100'000'000'000, .differences = {}}};
        const QString counted = accountSentence(account, Currency::usd());
        QVERIFY2(
            counted.contains(QStringLiteral("no bill")) && !counted.contains(QStringLiteral("billed")), qPrintable(counted));
        account.days.front().isStated = true;
        const QString billed = accountSentence(account, Currency::usd());
        QVERIFY2(billed.contains(QStringLiteral("billed $100")), qPrintable(billed));
    }
};

QTEST_GUILESS_MAIN(ReconciliationTextTest)
#include "reconciliationtexttest.moc"
