// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"
#include "dialogs/allowdialog.h"
#include "dialogs/freezedialog.h"
#include "endtoend/windowhands.h"
#include "incidents/incidentcard.h"
#include "reportpages/reporttable.h"
#include "support/callerasking.h"

#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using test::button;
using test::patience;
using test::picture;
using test::window;

namespace {

FreezeStage stageOf(const MainWindow& shown, const Scope& scope)
{
    if (!shown.shown().freezes)
        return FreezeStage::allowed;
    const auto found = shown.shown().freezes->views.find(scope);
    return found == shown.shown().freezes->views.end() ? FreezeStage::allowed : found->second.stage;
}

} // namespace

/// The whole program in its window: sandbox, gateway, engine. Only the mouse and the keyboard are the test's.
class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void reportsAreReadBesideTheCollector();
    void aReportIsWrittenBesideTheWindow();
    void aRunningCallIsSeenAndCut();
    void whoAsksForMoreIsAllowedIt();
    void onePressFreezesATeamAndProvesIt();
    void theFreezeIsOnRecord();
    void freezeAllAsksForTheWords();
    void aGatewayThatDiesComesBackAtItsAddress();
    void aDeadGatewayIsShownAsNotProved();

private:
    [[nodiscard]] QString socket() const { return m_directory.filePath(QStringLiteral("p/run/gateway.sock")); }
    [[nodiscard]] QString callersDoor() const;

    QTemporaryDir m_directory;
    std::unique_ptr<Desktop> m_desktop;
};

void WindowTest::initTestCase()
{
    m_desktop = std::make_unique<Desktop>(
        DesktopOptions {.profile = Profile::under(m_directory.filePath(QStringLiteral("p"))), .sandbox = true});
    QVERIFY(m_desktop->start());
    QVERIFY(window());
    window()->resize(1440, 900);
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && window()->shown().board->teams.size() >= 7, patience);
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board->all.burn.spentNano > 0, patience);
    picture(QStringLiteral("dashboard"));
}

void WindowTest::reportsAreReadBesideTheCollector()
{
    QTest::keyClick(window(), Qt::Key_4, Qt::AltModifier);
    const auto* accounts = window()->findChild<ReportTable*>(QStringLiteral("reconciledAccounts"));
    QVERIFY(accounts);
    QTRY_VERIFY_WITH_TIMEOUT(accounts->isVisible() && accounts->model()->rowCount() > 0, patience);
    QVERIFY(!window()->findChild<QLabel*>(QStringLiteral("accountSentence"))->text().isEmpty());
    picture(QStringLiteral("reports"));
    window()->findChild<QTabWidget*>(QStringLiteral("reports"))->setCurrentIndex(1);
    const auto* prices = window()->findChild<ReportTable*>(QStringLiteral("pricesInForce"));
    QVERIFY(prices->isVisible() && prices->model()->rowCount() > 10);
    picture(QStringLiteral("prices"));
    QTest::keyClick(window(), Qt::Key_1, Qt::AltModifier);
}

void WindowTest::aReportIsWrittenBesideTheWindow()
{
    const QString file = m_directory.filePath(QStringLiteral("teams.csv"));
    auto* jobs = window()->findChild<QPushButton*>(QStringLiteral("jobs"));
    const auto isTold = [jobs] { return jobs->toolTip().contains(QStringLiteral("rows are written to")); };
    bool told = false;
    for (int i = 0; i < 10 && !told; ++i) { // the past that is read meanwhile may end right after it and be told instead
        Q_EMIT window()->exportRequested(file);
        QVERIFY(jobs->isVisible());
        told = QTest::qWaitFor(isTold, 5'000);
    }
    QVERIFY(told);
    QVERIFY(QFile::exists(m_directory.filePath(QStringLiteral("teams-sandbox.csv"))));
    Q_EMIT window()->exportRequested(m_directory.filePath(QStringLiteral("nowhere/teams.csv")));
    QTRY_VERIFY_WITH_TIMEOUT(jobs->toolTip().contains(QStringLiteral("nowhere")), patience);
    window()->clearFault();
}

void WindowTest::aRunningCallIsSeenAndCut()
{
    const QUrl door(callersDoor());
    test::RawCaller caller(door);
    caller.post("/v1/chat/completions",
        test::tokenOf(Profile::under(m_directory.filePath(QStringLiteral("p"))), QStringLiteral("team-payments")),
        test::longStream(test::ownModel));
    QVERIFY2(caller.readUntil("chat.completion.chunk"), caller.seen().constData());
    window()->select({TeamRow::Kind::team, "team-payments"});
    QTest::keyClick(window(), Qt::Key_4, Qt::ControlModifier);
    QVERIFY(test::rowOfRunningCall(QLatin1String(test::ownModel)) >= 0);
    picture(QStringLiteral("calls"));
    auto* table = window()->findChild<QTableView*>(QStringLiteral("runningCalls"));
    const auto* outcome = window()->findChild<QLabel*>(QStringLiteral("cutOutcome"));
    table->selectRow(test::rowOfRunningCall(QLatin1String(test::ownModel)));
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_VERIFY2_WITH_TIMEOUT(outcome->text().endsWith(QStringLiteral(" was cut.")), qPrintable(outcome->text()), patience);
    QVERIFY2(caller.readUntil("call_cut", patience), caller.seen().right(300).constData());
    QTest::keyClick(table, Qt::Key_Escape);
}

void WindowTest::whoAsksForMoreIsAllowedIt()
{
    const Profile profile = Profile::under(m_directory.filePath(QStringLiteral("p")));
    const QString growth = QStringLiteral("team-growth"), token = test::tokenOf(profile, growth);
    const QUrl door(callersDoor());
    QVERIFY(test::setHardLimit(profile, growth, 1000));
    QCOMPARE(test::callOnce(door, token), 403);
    QCOMPARE(test::askForMore(door, token, 20'000'000'000, "A campaign."), 202);
    const auto card = [] {
        const auto cards = window()->findChildren<IncidentCard*>();
        const auto found = std::ranges::find_if(
            cards, [](const IncidentCard* each) { return each->objectName().startsWith(QStringLiteral("incident/ask/")); });
        return found == cards.end() ? nullptr : *found;
    };
    QTRY_VERIFY_WITH_TIMEOUT(card(), patience);
    QVERIFY2(card()->incident().text.contains(QStringLiteral("“A campaign.”")), qPrintable(card()->incident().text));
    picture(QStringLiteral("asks"));
    QTest::mouseClick(button(card(), QStringLiteral("Allow $20.00 More…, %1").arg(card()->incident().title)), Qt::LeftButton);
    QPointer<AllowDialog> dialog = window()->findChild<AllowDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::mouseClick(button(dialog, QStringLiteral("Allow")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog, patience); // it stays until the gateway has it
    QCOMPARE(test::callOnce(door, token), 200);
    QTRY_VERIFY_WITH_TIMEOUT(card() && card()->incident().title == QStringLiteral("Growth: $20.00 more allowed"), patience);
    window()->activateWindow(); // without a window manager nobody else does after a dialog
    QVERIFY(QTest::qWaitForWindowActive(window()));
}

void WindowTest::onePressFreezesATeamAndProvesIt()
{
    window()->select({TeamRow::Kind::team, "team-payments"});
    QTRY_VERIFY(button(window(), QStringLiteral("Freeze Payments")));
    QTest::mouseClick(button(window(), QStringLiteral("Freeze Payments")), Qt::LeftButton);
    QVERIFY2(!QApplication::activeModalWidget(), "one press, no question");
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(*window(), Scope::ofTeam("team-payments")), FreezeStage::frozen, patience);
    QTRY_VERIFY(button(window(), QStringLiteral("Resume Payments…")));
    QVERIFY(!button(window(), QStringLiteral("Freeze Payments")));
    picture(QStringLiteral("frozen"));

    QTest::mouseClick(button(window(), QStringLiteral("Resume Payments…")), Qt::LeftButton);
    QTRY_VERIFY(button(window(), QStringLiteral("Resume Spending")));
    QCOMPARE(stageOf(*window(), Scope::ofTeam("team-payments")), FreezeStage::frozen);
    picture(QStringLiteral("resume"));
    QTest::mouseClick(button(window(), QStringLiteral("Resume Spending")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button(window(), QStringLiteral("Freeze Payments")), patience);
}

void WindowTest::theFreezeIsOnRecord()
{
    QTest::keyClick(window(), Qt::Key_5, Qt::AltModifier);
    const auto* acts = window()->findChild<ReportTable*>(QStringLiteral("acts"));
    QVERIFY(acts);
    const auto outcomeOf = [&](const QString& what) {
        for (int row = 0; row < acts->model()->rowCount(); ++row)
            if (acts->model()->index(row, 2).data().toString() == what)
                return acts->model()->index(row, 5).data().toString();
        return QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(outcomeOf(QStringLiteral("Freeze")).startsWith(QStringLiteral("proved")), patience);
    QTRY_VERIFY_WITH_TIMEOUT(outcomeOf(QStringLiteral("Resume")).startsWith(QStringLiteral("proved")), patience);
    const auto* check = window()->findChild<QLabel*>(QStringLiteral("auditCheck"));
    QTRY_VERIFY_WITH_TIMEOUT(check->text().contains(QStringLiteral("are as they were written")), patience);
    picture(QStringLiteral("audit"));
    QTest::keyClick(window(), Qt::Key_1, Qt::AltModifier);
}

void WindowTest::freezeAllAsksForTheWords()
{
    QTest::mouseClick(button(window(), QStringLiteral("Freeze All…")), Qt::LeftButton);
    QPointer<FreezeDialog> dialog;
    QTRY_VERIFY((dialog = window()->findChild<FreezeDialog*>()) && dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Return); // Cancel is the default
    QTRY_VERIFY(!dialog || !dialog->isVisible());
    QCOMPARE(stageOf(*window(), Scope::everything()), FreezeStage::allowed);
    QTest::mouseClick(button(window(), QStringLiteral("Freeze All…")), Qt::LeftButton);
    QTRY_VERIFY((dialog = window()->findChild<FreezeDialog*>()) && dialog->isVisible());
    QLineEdit* words = nullptr;
    for (auto* field : dialog->findChildren<QLineEdit*>())
        words = field; // the reason stands above it
    QVERIFY(words);
    QTest::keyClicks(words, QStringLiteral("freeze all"));
    QAbstractButton* red = nullptr;
    for (auto* candidate : dialog->findChildren<QAbstractButton*>())
        if (candidate->text().startsWith(QStringLiteral("Freeze ")))
            red = candidate;
    QVERIFY(red && red->isEnabled());
    QTest::mouseClick(red, Qt::LeftButton);
    const auto held = [] {
        const auto& freezes = *window()->shown().freezes;
        return std::ranges::count_if(freezes.views, [](const auto& view) { return view.second.stage == FreezeStage::frozen; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(held() >= 1, patience);
    window()->select({TeamRow::Kind::all, {}});
    QTest::qWait(300);
    picture(QStringLiteral("all-frozen"));
}

/// Where callers reach the gateway; empty while it does not answer.
QString WindowTest::callersDoor() const
{
    return test::askGateway(socket(), "/v1/health")[QLatin1StringView("listeners")].toArray().first().toString();
}

void WindowTest::aGatewayThatDiesComesBackAtItsAddress()
{
    const auto says = [](const QString& words) {
        return std::ranges::any_of(window()->findChildren<QLabel*>(),
            [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
    };
    const QString ended = QStringLiteral("The gateway has ended unasked."), before = callersDoor();
    QVERIFY(!before.isEmpty() && !says(ended));
    QVERIFY(test::killListener(socket()));
    QTRY_VERIFY_WITH_TIMEOUT(says(ended), patience);
    picture(QStringLiteral("gateway-ended"));
    QTRY_COMPARE_WITH_TIMEOUT(callersDoor(), before, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!says(ended), patience);
}

void WindowTest::aDeadGatewayIsShownAsNotProved()
{
    // The gateway dies again and again, until it stays away for longer: what was proved is not proved any more once three
    // observations are missed.
    for (int times = 0; times < 2; ++times) {
        QVERIFY(test::killListener(socket()));
        QTRY_VERIFY_WITH_TIMEOUT(!callersDoor().isEmpty(), patience);
    }
    QVERIFY(test::killListener(socket()));
    const auto anyFrozen = [] {
        return std::ranges::any_of(
            window()->shown().freezes->views, [](const auto& view) { return view.second.stage == FreezeStage::frozen; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(!anyFrozen(), patience);
    QTest::qWait(300);
    picture(QStringLiteral("not-proved"));
    QTRY_VERIFY_WITH_TIMEOUT(anyFrozen(), patience);
}

QTEST_MAIN(WindowTest)
#include "windowtest.moc"
