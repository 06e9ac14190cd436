// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/sampleasks.h"
#include "ui/support/samplecompany.h"
#include "ui/support/shots.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace fuseboard;
using sample::button;
using sample::part;

/// How much more a caller may spend, and until when: what the dialog offers, and what it refuses.
class AllowDialogTest : public QObject {
    Q_OBJECT

    static QString meaning(AllowDialog& dialog)
    {
        auto* label = part<QLabel>(dialog, "meaning");
        return label->isHidden() ? QString() : label->text();
    }
    static QString fault(AllowDialog& dialog)
    {
        auto* label = part<QLabel>(dialog, "fault");
        return label->isHidden() ? QString() : label->text();
    }
    static QStringList ends(AllowDialog& dialog)
    {
        auto* end = part<QComboBox>(dialog, "end");
        QStringList out;
        for (int i = 0; i < end->count(); ++i)
            out += end->itemText(i);
        return out;
    }
    /// Another time than those that are offered.
    static void setTime(AllowDialog& dialog, const QDateTime& time)
    {
        auto* end = part<QComboBox>(dialog, "end");
        end->setCurrentIndex(end->count() - 1);
        part<QDateTimeEdit>(dialog, "time")->setDateTime(time);
    }
    static QDateTime local(int month, int day, int hour)
    {
        return {QDate(2026, month, day), QTime(hour, 0), QTimeZone("Europe/Berlin")};
    }

private Q_SLOTS:
    void initTestCase()
    {
        shots::prepare();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void itStartsWithWhatWasAskedUntilTheEndOfTheDay()
    {
        AllowDialog dialog(sample::allowQuestion());
        QCOMPARE(part<QLineEdit>(dialog, "amount")->text(), QStringLiteral("20"));
        QCOMPARE(ends(dialog),
            (QStringList {QStringLiteral("End of this hour, 15:00"), QStringLiteral("End of today"),
                QStringLiteral("End of the budget’s period, 1 Dec 00:00"), QStringLiteral("Another time…")}));
        QCOMPARE(meaning(dialog),
            QStringLiteral("Payments may spend $20.00 more until 24 Nov 00:00. Then calls are refused again."));
        QVERIFY(part<QDateTimeEdit>(dialog, "time")->isHidden());
        QVERIFY(button(dialog, "allow")->isEnabled() && button(dialog, "allow")->isDefault());
        QVERIFY(part<QLabel>(dialog, "ownBudget")->isHidden());
        part<QComboBox>(dialog, "end")->setCurrentIndex(2);
        QCOMPARE(
            meaning(dialog), QStringLiteral("Payments may spend $20.00 more until 1 Dec 00:00, when its budget begins anew."));
    }

    void aHeldSessionIsLetGoForHalfAnHourToADay()
    {
        AllowQuestion question = sample::allowQuestion();
        question.ask = sample::heldAsk();
        question.scope = QStringLiteral("Session 9f2c61de");
        AllowDialog dialog(question);
        QCOMPARE(ends(dialog),
            (QStringList {QStringLiteral("For half an hour, until 14:50"), QStringLiteral("End of this hour, 15:00"),
                QStringLiteral("End of today"), QStringLiteral("Another time…")}));
        QCOMPARE(meaning(dialog),
            QStringLiteral("Session 9f2c61de may spend $9.00 more until 14:50, in 200 calls at most. After that it is "
                           "judged anew."));
        setTime(dialog, local(11, 24, 23));
        QCOMPARE(
            fault(dialog), QStringLiteral("A held session is let go for a day at most: choose a time until 24 Nov 14:20."));
        QVERIFY(!button(dialog, "allow")->isEnabled());
    }

    void anEndThatIsOverByNowIsRefused()
    {
        AllowDialog dialog(sample::allowQuestion());
        QSignalSpy decided(&dialog, &AllowDialog::decided);
        part<QComboBox>(dialog, "end")->setCurrentIndex(0); // the end of this hour
        dialog.setNow(sample::allowQuestion().now + std::chrono::hours(1));
        button(dialog, "allow")->click();
        QVERIFY(decided.empty());
        QCOMPARE(fault(dialog), QStringLiteral("That time is over."));
        part<QComboBox>(dialog, "end")->setCurrentIndex(1);
        button(dialog, "allow")->click();
        QCOMPARE(decided.size(), 1);
    }

    void onlyEndsWithinThePeriodAreOffered()
    {
        AllowQuestion question = sample::allowQuestion();
        question.ask.resetsAt = question.now + std::chrono::minutes(10);
        AllowDialog soon(question);
        QCOMPARE(ends(soon).size(), 2); // the period's, and another
        question.ask.resetsAt = question.now - std::chrono::hours(1); // it began anew since
        AllowDialog late(question);
        QVERIFY(ends(late).contains(QStringLiteral("End of the budget’s period, 1 Dec 00:00")));
    }

    void whatCantBeAllowedSwitchesTheButtonOff_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing typed") << QString() << QDateTime() << QString();
        QTest::newRow("no number") << QStringLiteral("lots") << QDateTime()
                                   << QStringLiteral("“lots” is not an amount of money.");
        QTest::newRow("less than nothing") << QStringLiteral("-5") << QDateTime()
                                           << QStringLiteral("“-5” is not an amount of money.");
        QTest::newRow("nothing") << QStringLiteral("0") << QDateTime()
                                 << QStringLiteral("Nothing more is allowed by that. “Keep Refusing” says no.");
        QTest::newRow("a time that is over")
            << QStringLiteral("5") << local(11, 23, 14) << QStringLiteral("That time is over.");
        QTest::newRow("past the period") << QStringLiteral("5") << local(12, 1, 1)
                                         << QStringLiteral("The budget begins anew at 1 Dec 00:00: choose a time until then.");
    }
    void whatCantBeAllowedSwitchesTheButtonOff()
    {
        QFETCH(QString, amount);
        QFETCH(QDateTime, time);
        QFETCH(QString, said);
        AllowDialog dialog(sample::allowQuestion());
        QSignalSpy decided(&dialog, &AllowDialog::decided);
        part<QLineEdit>(dialog, "amount")->setText(amount);
        if (time.isValid())
            setTime(dialog, time);
        QCOMPARE(fault(dialog), said);
        QVERIFY(meaning(dialog).isEmpty());
        QVERIFY(!button(dialog, "allow")->isEnabled());
        button(dialog, "allow")->click();
        QCOMPARE(decided.size(), 0);
    }

    void anotherTimeIsOfTheBusinessCalendarsClock()
    {
        AllowDialog dialog(sample::allowQuestion());
        QSignalSpy decided(&dialog, &AllowDialog::decided);
        part<QLineEdit>(dialog, "amount")->setText(QStringLiteral("$7.50"));
        setTime(dialog, local(11, 28, 18));
        QVERIFY(!part<QDateTimeEdit>(dialog, "time")->isHidden());
        QCOMPARE(
            meaning(dialog), QStringLiteral("Payments may spend $7.50 more until 28 Nov 18:00. Then calls are refused again."));
        button(dialog, "allow")->click();
        QCOMPARE(decided.size(), 1);
        const auto decision = decided[0][0].value<AskDecision>();
        QCOMPARE(decision.allowed, (Money {7'500'000'000, Currency::usd()}));
        QCOMPARE(decision.until, madeup::at("2026-11-28T17:00:00Z"));
        button(dialog, "allow")->click(); // it is on its way
        QCOMPARE(decided.size(), 1);
    }

    void aBudgetOfOurOwnThatWouldStopItIsSaidToBeRaised()
    {
        AllowQuestion question = sample::allowQuestion();
        question.ownLeft = sample::dollars(10);
        AllowDialog dialog(question);
        auto* own = part<QLabel>(dialog, "ownBudget");
        QVERIFY(!own->isHidden() && own->text().startsWith(QStringLiteral("Fuseboard’s own hard budget of Payments ")));
        part<QLineEdit>(dialog, "amount")->setText(QStringLiteral("10"));
        QVERIFY(own->isHidden()); // so much is left
    }
};

QTEST_MAIN(AllowDialogTest)
#include "ui_allow.moc"
