// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"
#include "endtoend/windowhands.h"
#include "support/callerasking.h"
#include "support/gatewaydoor.h"
#include "support/program.h"
#include "support/sandboxstand.h"
#include "window/statusline.h"

#include <QLabel>
#include <QTest>

#include <csignal>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

FreezeStage stageOf(const Scope& scope)
{
    const auto& freezes = window()->shown().freezes;
    return freezes && freezes->views.contains(scope) ? freezes->views.at(scope).stage : FreezeStage::allowed;
}

Watcher::Kind watcher() { return window()->shown().watcher.kind; }
QString words(const char* label) { return window()->findChild<QLabel*>(QLatin1String(label))->text(); }

} // namespace

/// A window beside `fuseboardctl watch`, which owns the profile (ACCEPTANCE H9): the real programs, over the real socket.
class AttachTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itIsAttachedAndSaysWhoWatches();
    void aRunningCallIsCutByTheOwner();
    void whatARuleDoesIsSeenHere();
    void aPressIsProvedByTheOwner();
    void anEditGoesThroughTheOwner();
    void anOwnerThatStartsAnewIsAttachedAgain();
    void oneThatHangsIsToldAndKeepsNoPressFromBeingOrdered();
    void aKilledOwnerIsToldAtOnceAndTakenOverFrom();
    void aSecondStartRaisesTheWindow();
    void cleanupTestCase();

private:
    [[nodiscard]] QStringList profile() const
    {
        return {QStringLiteral("--profile"), m_stand->directory() + QStringLiteral("/p")};
    }
    [[nodiscard]] QString who() const { return QStringLiteral("fuseboardctl, process %1").arg(m_watch->processId()); }

    std::unique_ptr<SandboxStand> m_stand;
    std::unique_ptr<Program> m_watch;
    std::unique_ptr<Desktop> m_desktop;
};

void AttachTest::initTestCase()
{
    m_stand = std::make_unique<SandboxStand>();
    QVERIFY2(m_stand->isPrepared(), qPrintable(m_stand->fault()));
    QVERIFY2(m_stand->openEngine(), qPrintable(m_stand->fault())); // gives it its teams
    QVERIFY(m_stand->poll());
    m_stand->closeEngine();
    m_watch = std::make_unique<Program>(QStringLiteral("fuseboardctl"));
    m_watch->start(QStringList {QStringLiteral("watch"), QStringLiteral("--json")} + profile());
    QVERIFY2(!m_watch->lineAfter(QStringLiteral("{")).isEmpty(), qPrintable(m_watch->errors()));

    m_desktop = std::make_unique<Desktop>(DesktopOptions {.profile = m_stand->profile()});
    connect(m_desktop.get(), &Desktop::refused, this, [](const Error& error) { QFAIL(error.detail.c_str()); });
    QVERIFY(m_desktop->start());
    QTRY_VERIFY_WITH_TIMEOUT(window() && window()->isVisible(), patience);
    window()->resize(1440, 900);
}

void AttachTest::itIsAttachedAndSaysWhoWatches()
{
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && window()->shown().freezes && window()->shown().organisation, patience);
    QVERIFY(window()->shown().board->teams.size() >= 7);
    QVERIFY(window()->shown().board->all.burn.spentNano > 0);
    QTRY_VERIFY(!window()->shown().board->sources.empty() && window()->shown().board->sources[0].lastAnswer);
    QCOMPARE(watcher(), Watcher::Kind::another);
    QTRY_COMPARE(words("watcher"), QStringLiteral("Watched by this computer while it is awake: %1").arg(who()));
    picture(QStringLiteral("attached"));
    // Another window as a program of its own: it stays, says nothing, and polls nothing.
    QString errors;
    QCOMPARE(Program::runServed(QStringLiteral("fuseboard"),
                 profile() + QStringList {QStringLiteral("--seconds"), QStringLiteral("3")}, nullptr, &errors),
        0);
    QCOMPARE(errors, QString());
    QVERIFY(m_watch->isRunning());
}

void AttachTest::aRunningCallIsCutByTheOwner()
{
    RawCaller caller(m_stand->callers());
    caller.post("/v1/chat/completions", tokenOf(*m_stand, QStringLiteral("team-payments")), longStream());
    QVERIFY2(caller.readUntil("chat.completion.chunk"), caller.seen().constData());
    window()->select({TeamRow::Kind::team, "team-payments"});
    QTest::keyClick(window(), Qt::Key_4, Qt::ControlModifier);
    const int row = rowOfRunningCall(QStringLiteral("gpt-5.6"));
    QVERIFY(row >= 0);
    auto* table = window()->findChild<QTableView*>(QStringLiteral("runningCalls"));
    table->selectRow(row);
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_VERIFY2_WITH_TIMEOUT(
        words("cutOutcome").endsWith(QStringLiteral(" was cut.")), qPrintable(words("cutOutcome")), patience);
    QVERIFY2(caller.readUntil("call_cut", 5000), caller.seen().right(300).constData());
    QTRY_COMPARE_WITH_TIMEOUT(words("callsSummary"), QStringLiteral("No call is running."), patience);
    QTest::keyClick(table, Qt::Key_Escape);
}

void AttachTest::whatARuleDoesIsSeenHere()
{
    const auto slowed = [] {
        const auto* rules = window()->findChild<QTableView*>(QStringLiteral("rules"));
        return rules->isVisible() ? rules->model()->index(0, 0).data().toString() : QString();
    };
    QTest::keyClick(window(), Qt::Key_3, Qt::AltModifier);
    QCOMPARE(slowed(), QString());
    QVERIFY(setRule(m_stand->profile(), spendRateOf(Scope::ofTeam("team-mobile"))));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(callOnce(m_stand->callers(), tokenOf(*m_stand, QStringLiteral("team-mobile"))), 200);
    QTRY_COMPARE_WITH_TIMEOUT(slowed(), QStringLiteral("Mobile"), patience);
    picture(QStringLiteral("attached-rules"));
    QVERIFY(editPolicy(m_stand->profile(), [](QJsonObject& policy) { policy[QLatin1String("breakers")] = QJsonArray(); }));
    QTRY_COMPARE_WITH_TIMEOUT(slowed(), QString(), patience);
    QTest::keyClick(window(), Qt::Key_1, Qt::AltModifier);
}

void AttachTest::aPressIsProvedByTheOwner()
{
    window()->select({TeamRow::Kind::team, "team-payments"});
    QTRY_VERIFY(button(window(), QStringLiteral("Freeze Payments")));
    QTest::mouseClick(button(window(), QStringLiteral("Freeze Payments")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(payments), FreezeStage::frozen, patience);
    QVERIFY(window()->shown().freezes->views.at(payments).provedAt);
    QTRY_VERIFY(m_watch->output().contains(QStringLiteral("\"freeze\":\"frozen\"")));
    QString said;
    QCOMPARE(Program::runServed(QStringLiteral("fuseboardctl"), QStringList {QStringLiteral("status")} + profile(), &said), 0);
    QVERIFY2(said.contains(QStringLiteral("frozen")), qPrintable(said));
    picture(QStringLiteral("attached-frozen"));
}

void AttachTest::anEditGoesThroughTheOwner()
{
    const Organisation opened = *window()->shown().organisation;
    Organisation edited = opened;
    edited.teams[0].owner = "Ada";
    Q_EMIT window()->organisationEdited(nullptr, opened, edited);
    QTRY_COMPARE(window()->shown().organisation->teams[0].owner, "Ada");
    const auto history = History::open(m_stand->profile().historyFile().toStdString(), HistoryMode::viewer);
    QVERIFY(history);
    QCOMPARE((*history)->organisation()->teams[0].owner, "Ada");
}

void AttachTest::anOwnerThatStartsAnewIsAttachedAgain()
{
    QFile sources(m_stand->profile().sourcesFile());
    QVERIFY(sources.open(QIODevice::Append));
    sources.write("\n[[source]]\nid = \"second\"\nname = \"Second\"\nkind = \"claudecode\"\ndirectory = \"/tmp/none\"\n");
    sources.close();
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::contains(window()->shown().board->sources, "second", &SourceView::id), patience);
    QTRY_COMPARE(watcher(), Watcher::Kind::another);
    QCOMPARE(window()->shown().watcher.who, who());
    QVERIFY(m_watch->isRunning());
    Q_EMIT window()->removalConfirmed(QStringLiteral("second")); // by the owner's command
    QTRY_VERIFY_WITH_TIMEOUT(!std::ranges::contains(window()->shown().board->sources, "second", &SourceView::id), patience);
    QTRY_COMPARE(watcher(), Watcher::Kind::another);
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(payments), FreezeStage::frozen, patience);
}

void AttachTest::oneThatHangsIsToldAndKeepsNoPressFromBeingOrdered()
{
    const Scope mobile = Scope::ofTeam("team-mobile");
    QVERIFY(::kill(static_cast<pid_t>(m_watch->processId()), SIGSTOP) == 0);
    QTRY_COMPARE_WITH_TIMEOUT(watcher(), Watcher::Kind::unseen, 10'000);
    QCOMPARE(stageOf(payments), FreezeStage::notProved); // it can't be seen any more
    QTRY_VERIFY(words("watcher").startsWith(QStringLiteral("No answer from ") + who()));
    picture(QStringLiteral("unseen"));
    Q_EMIT window()->freezeRequested(mobile, FreezeMode::refuse, QStringLiteral("while it hangs"));
    QCOMPARE(stageOf(mobile), FreezeStage::notProved);
    QVERIFY(::kill(static_cast<pid_t>(m_watch->processId()), SIGCONT) == 0);
    QTRY_COMPARE_WITH_TIMEOUT(watcher(), Watcher::Kind::another, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(mobile), FreezeStage::frozen, patience);
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(payments), FreezeStage::frozen, patience);
}

void AttachTest::aKilledOwnerIsToldAtOnceAndTakenOverFrom()
{
    const QString old = who();
    m_watch->kill();
    QTRY_VERIFY_WITH_TIMEOUT(watcher() != Watcher::Kind::another, 1000);
    QCOMPARE(watcher(), Watcher::Kind::nobody);
    QCOMPARE(stageOf(payments), FreezeStage::notProved);
    QTRY_VERIFY(words("watcher").startsWith(QStringLiteral("Nobody has watched since")));
    picture(QStringLiteral("nobody"));
    QTRY_COMPARE_WITH_TIMEOUT(watcher(), Watcher::Kind::thisWindow, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(payments), FreezeStage::frozen, patience); // proved anew, by this program
    QTRY_COMPARE(words("watcher"), QStringLiteral("Watched by this computer while it is awake"));
    for (const QLabel* label : window()->findChildren<QLabel*>())
        QVERIFY2(!label->text().contains(QStringLiteral("Another program uses")), qPrintable(label->text()));
    QFile lock(m_stand->profile().lockFile());
    QVERIFY(lock.open(QIODevice::ReadOnly));
    QVERIFY(lock.readAll().endsWith("process " + QByteArray::number(QCoreApplication::applicationPid())));
    picture(QStringLiteral("taken-over"));
    QVERIFY(old != QString());
}

void AttachTest::aSecondStartRaisesTheWindow()
{
    window()->showMinimized();
    QString errors;
    QCOMPARE(Program::runServed(QStringLiteral("fuseboard"), profile(), nullptr, &errors), 0);
    QCOMPARE(errors, QString());
    QTRY_VERIFY(!window()->isMinimized());
}

void AttachTest::cleanupTestCase()
{
    m_desktop.reset();
    m_watch.reset();
    m_stand.reset();
}

QTEST_MAIN(AttachTest)
#include "attachtest.moc"
