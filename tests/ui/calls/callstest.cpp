// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls/callspage.h"
#include "calls/calltexts.h"
#include "calls/callwords.h"
#include "items/callmodel.h"
#include "support/madeupboard.h"
#include "theme/theme.h"
#include "ui/support/samplecalls.h"
#include "window/mainwindow.h"

#include <QAbstractItemModelTester>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>
#include <format>
#include <memory>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

const Selection payments {TeamRow::Kind::team, "team-payments"};

#ifdef __SANITIZE_ADDRESS__
constexpr auto longestEvent = 500ms; // a sanitizer makes the same work some twelve times as long
#else
constexpr auto longestEvent = 50ms;
#endif

/// What the thread has worked since.
class ThreadTime {
public:
    [[nodiscard]] std::chrono::nanoseconds spent() const { return now() - m_start; }

private:
    static std::chrono::nanoseconds now()
    {
        timespec at {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
        return std::chrono::seconds(at.tv_sec) + std::chrono::nanoseconds(at.tv_nsec);
    }
    std::chrono::nanoseconds m_start = now();
};

RunningCalls manyCalls(int count)
{
    RunningCalls out {madeup::payments(), {sample::gatewayCalls()}};
    out.places[0].calls.clear();
    for (int i = 0; i < count; ++i)
        out.places[0].calls.push_back(
            sample::runningCall(std::format("019{:05}", i).c_str(), count - i, "agent", "gpt-5.6", i));
    return out;
}

} // namespace

Q_DECLARE_METATYPE(fuseboard::RunningCalls)

/// The page of running calls in the window, as a person and as a slow, silent or hostile place meet it.
class CallsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_files;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    Instant m_now;

    template <class T>
    [[nodiscard]] T* part(const char* name) const
    {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] QTableView* table() const { return part<QTableView>("runningCalls"); }
    [[nodiscard]] QPushButton* cutButton() const { return part<QPushButton>("cutCall"); }
    [[nodiscard]] QString words(const char* label) const
    {
        const auto* found = part<QLabel>(label);
        return found->isVisible() ? found->text() : QString();
    }
    [[nodiscard]] QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    void tick() { m_window->setNow(m_now += 1s); }
    void open() const { QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier); }
    void answer(const RunningCalls& calls) const { m_window->calls().setCalls(calls); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init()
    {
        m_theme = std::make_unique<Theme>(nullptr);
        m_window = std::make_unique<MainWindow>(
            *m_theme, WindowFiles {m_files.filePath(QStringLiteral("state")), m_files.filePath(QStringLiteral("fuseboardrc"))});
        m_window->setCalendar(madeup::calendar());
        m_window->setNow(m_now = madeup::now());
        m_window->setOrganisation(madeup::shared(madeup::organisation()));
        m_window->setBoard(madeup::shared(madeup::board()));
        m_window->setFreezes(madeup::shared(madeup::quietFreezes()));
        m_window->select(payments);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void itAsksOnceASecondAndOnlyWhileLookedAt()
    {
        QSignalSpy wanted(&m_window->calls(), &CallsPage::wanted);
        tick();
        QCOMPARE(wanted.count(), 0); // nobody looks
        open();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.at(0).at(0).value<Scope>(), madeup::payments());
        for (int i = 0; i < 9; ++i)
            tick();
        QCOMPARE(wanted.count(), 1); // not answered yet
        tick();
        QCOMPARE(wanted.count(), 2); // and never will be
        answer(sample::runningCalls());
        m_window->setBoard(madeup::shared(madeup::board())); // within the same second
        QCOMPARE(wanted.count(), 2);
        tick();
        QCOMPARE(wanted.count(), 3);
        answer(sample::runningCalls());
        m_window->showMinimized();
        tick();
        QCOMPARE(wanted.count(), 3);
        m_window->showNormal();
        QCOMPARE(wanted.count(), 4); // at once
        answer(sample::runningCalls());
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier); // another page
        tick();
        QCOMPARE(wanted.count(), 4);
        open();
        QCOMPARE(wanted.count(), 5);
        m_window->select({}); // another row's own page
        tick();
        QVERIFY(!m_window->calls().isVisible());
        QCOMPARE(wanted.count(), 5);
        open();
        QCOMPARE(wanted.count(), 6);
        QCOMPARE(wanted.back().at(0).value<Scope>(), Scope::everything());
        QTest::keyClick(table(), Qt::Key_Escape);
        QVERIFY(!m_window->calls().isVisible());
    }

    void whatIsToldOfAnotherScopeIsDropped()
    {
        open();
        answer(sample::runningCalls(Scope::everything()));
        QCOMPARE(table()->model()->rowCount(), 0);
        QCOMPARE(words("callsSummary"), QStringLiteral("Asking which calls run…"));
        m_window->calls().setFault(Scope::everything(), {ErrorCode::timedOut, "Gateway", {}});
        QCOMPARE(words("callsSilent"), QString());
    }

    void eachCallSaysWhoWhatAndHowMuch()
    {
        open();
        answer(sample::partlySilentCalls());
        const QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table()->model()->rowCount(), 5);
        QVERIFY(table()->isColumnHidden(CallModel::TeamColumn));
        QCOMPARE(cell(0, CallModel::AgeColumn), QStringLiteral("12 min"));
        QCOMPARE(cell(0, CallModel::WhoColumn), QStringLiteral("checkout-agent"));
        QCOMPARE(cell(0, CallModel::TokensColumn), QStringLiteral("48,210"));
        QCOMPARE(cell(0, CallModel::CostColumn), QStringLiteral("≈ $1.21"));
        QCOMPARE(cell(0, CallModel::ReservedColumn), QStringLiteral("$1.60"));
        QCOMPARE(cell(1, CallModel::CostColumn), QStringLiteral("≥ $0.18")); // its place is silent
        QCOMPARE(cell(1, CallModel::PlaceColumn), QStringLiteral("Gateway Berlin"));
        QCOMPARE(cell(3, CallModel::WhoColumn), QStringLiteral("J. Ortiz"));
        QCOMPARE(cell(4, CallModel::WhoColumn), QStringLiteral("ledger-batch"));
        QCOMPARE(cell(4, CallModel::CostColumn), QStringLiteral("–")); // nothing was measured yet
        QVERIFY(table()
                ->model()
                ->index(3, CallModel::WhoColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("laptop")));
        QCOMPARE(words("callsSummary"), QStringLiteral("As last told, 5 calls run: ≥ $1.46 so far, $8.00 set aside."));
        m_window->select({});
        open();
        answer(sample::runningCalls(Scope::everything()));
        QVERIFY(!table()->isColumnHidden(CallModel::TeamColumn));
        QCOMPARE(cell(0, CallModel::TeamColumn), QStringLiteral("Payments"));
        tick();
        QCOMPARE(cell(1, CallModel::AgeColumn), QStringLiteral("43 s"));
    }

    void whatIsNotKnownIsNeverCalledNone_data()
    {
        QTest::addColumn<RunningCalls>("calls");
        QTest::addColumn<QString>("summary");
        QTest::addColumn<QString>("silent");
        QTest::addColumn<QString>("never");
        PlaceCalls none = sample::gatewayCalls(), berlin = sample::partlySilentCalls().places[1];
        none.calls.clear();
        PlaceCalls mute = berlin;
        mute.calls.clear();
        mute.at.reset();
        const Scope team = madeup::payments();
        const QString silent = QStringLiteral("What runs at Gateway Berlin is not known: no answer in time.");
        QTest::newRow("none runs") << RunningCalls {team, {none}} << QStringLiteral("No call is running.") << QString()
                                   << QString();
        QTest::newRow("one runs") << RunningCalls {team,
            {{.place = "g",
                .name = "G",
                .calls = {none.calls.empty() ? sample::runningCall("c", 1, "a", "m", 40) : none.calls[0]},
                .at = madeup::now(),
                .error = {}}}} << QStringLiteral("1 call runs: ≈ $0.001 so far, $1.60 set aside.")
                                  << QString() << QString();
        QTest::newRow("a place has not told, and another none")
            << RunningCalls {team, {none, mute}} << QStringLiteral("No call is known to run.") << silent << QString();
        QTest::newRow("the only place has not told")
            << RunningCalls {team, {mute}} << QStringLiteral("Which calls run is not known.") << silent << QString();
        QTest::newRow("no place ever tells")
            << RunningCalls {team, {sample::proxyCalls()}} << QStringLiteral("Which calls run is not known.") << QString()
            << QStringLiteral("Not told by HAProxy.");
        QTest::newRow("no place at all") << RunningCalls {team, {}} << QStringLiteral("Which calls run is not known.")
                                         << QString() << QString();
        QTest::newRow("a place has told before")
            << RunningCalls {team, {berlin}} << QStringLiteral("As last told, 1 call runs: ≥ $0.18 so far, $1.60 set aside.")
            << QStringLiteral("Gateway Berlin does not tell now: no answer in time. What is shown of it is 12 s old.")
            << QString();
    }
    void whatIsNotKnownIsNeverCalledNone()
    {
        QFETCH(RunningCalls, calls);
        open();
        answer(calls);
        QTEST(words("callsSummary"), "summary");
        QTEST(words("callsSilent"), "silent");
        QTEST(words("callsNeverTold"), "never");
    }

    void aSilentOwnerLeavesWhatWasKnownAsOld()
    {
        open();
        m_window->calls().setFault(madeup::payments(), {ErrorCode::badDocument, "do", "'calls' is no command"});
        QVERIFY(words("callsSilent").contains(QStringLiteral("'calls' is no command")));
        answer(sample::runningCalls());
        QCOMPARE(words("callsSilent"), QString());
        tick();
        m_window->calls().setFault(madeup::payments(), {ErrorCode::unreachable, "fuseboardctl", {}});
        QCOMPARE(table()->model()->rowCount(), 4);
        QCOMPARE(cell(0, CallModel::CostColumn), QStringLiteral("≥ $1.21"));
        QCOMPARE(words("callsSilent"),
            QStringLiteral("Gateway does not tell now: can’t be reached. What is shown of it is 1 s old."));
        table()->selectRow(0);
        QVERIFY(cutButton()->isEnabled()); // it may be reached again
        QSignalSpy wanted(&m_window->calls(), &CallsPage::wanted);
        m_window->setWatcher({.kind = Watcher::Kind::nobody, .who = QStringLiteral("x"), .since = m_now});
        tick();
        QVERIFY(words("callsSilent").startsWith(QStringLiteral("Nobody watches this profile now")));
        QVERIFY(!cutButton()->isEnabled());
        QCOMPARE(wanted.count(), 0);
        m_window->setWatcher({.kind = Watcher::Kind::another, .who = QStringLiteral("x"), .since = m_now});
        QVERIFY(cutButton()->isEnabled()); // it is the owner that cuts
        QCOMPARE(wanted.count(), 1);
    }

    void selectionAndScrollStayWhileCallsComeAndGo()
    {
        open();
        RunningCalls calls = manyCalls(80);
        answer(calls);
        table()->selectRow(40);
        table()->verticalScrollBar()->setValue(25);
        const auto chosen = [this] {
            return table()->selectionModel()->selectedRows().at(0).data(CallModel::RowRole).value<CallRow>().call.id;
        };
        const std::string id = chosen();
        QSignalSpy reset(table()->model(), &QAbstractItemModel::modelReset);
        for (int i = 0; i < 5; ++i) {
            calls.places[0].calls.erase(calls.places[0].calls.begin() + 10 * i); // those before end
            calls.places[0].calls.push_back(sample::runningCall(std::format("02{}", i).c_str(), 0, "agent", "gpt-5.6", 0));
            for (RunningCall& call : calls.places[0].calls)
                call.tokens += 10;
            answer(calls);
        }
        QCOMPARE(reset.count(), 0);
        QCOMPARE(chosen(), id);
        QVERIFY(table()->verticalScrollBar()->value() >= 20 && table()->verticalScrollBar()->value() <= 25);
    }

    void aCallIsCutByButtonKeyOrMenu()
    {
        QSignalSpy ordered(m_window.get(), &MainWindow::callCutRequested);
        open();
        answer(sample::runningCalls());
        QVERIFY(!cutButton()->isEnabled());
        QTest::keyClick(table(), Qt::Key_Delete); // nothing is chosen
        QCOMPARE(ordered.count(), 0);
        table()->selectRow(1);
        QVERIFY(cutButton()->isEnabled());
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(ordered.count(), 1);
        const auto cut = ordered.at(0).at(0).value<CallCut>();
        QVERIFY(cut.place == "gateway" && cut.call.id == "c2" && cut.reason == "pressed in the window");
        QVERIFY(!cutButton()->isEnabled()); // its cut is on its way
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(ordered.count(), 1);
        QSignalSpy wanted(&m_window->calls(), &CallsPage::wanted);
        m_window->calls().tellCut(cut, CutOutcome::cut);
        QCOMPARE(words("cutOutcome"), QStringLiteral("The call of fraud-review was cut."));
        QCOMPARE(wanted.count(), 1); // at once: what runs is another now
        table()->selectRow(0);
        QTest::mouseClick(cutButton(), Qt::LeftButton);
        QCOMPARE(ordered.count(), 2);
        QCOMPARE(table()->actions().size(), 1); // the context menu's
        table()->selectRow(2);
        table()->actions().front()->trigger();
        QCOMPARE(ordered.count(), 3);
        RunningCalls calls = sample::runningCalls();
        calls.places[0].calls[3].isBeingCut = true;
        answer(calls);
        table()->selectRow(3);
        QVERIFY(!cutButton()->isEnabled());
        QCOMPARE(cell(3, CallModel::AgeColumn), QStringLiteral("ending"));
        calls.places[0].cuts = calls.places[0].calls[3].isBeingCut = false;
        answer(calls);
        QVERIFY(!cutButton()->isEnabled()); // such a place can't
    }

    void aCallThatEndsTakesItsChoiceWithIt()
    {
        QSignalSpy ordered(m_window.get(), &MainWindow::callCutRequested);
        open();
        answer(sample::runningCalls());
        table()->selectRow(1);
        RunningCalls calls = sample::runningCalls();
        auto& running = calls.places[0].calls;
        std::erase_if(running, [](const RunningCall& call) { return call.id == "c2"; });
        answer(calls);
        QVERIFY(!cutButton()->isEnabled()); // its neighbour was chosen by nobody
        QTest::keyClick(table(), Qt::Key_Delete);
        QVERIFY(ordered.isEmpty());
        QVERIFY(!table()->actions().front()->autoRepeat());
    }

    void whatBecameOfACutIsOneSentence_data()
    {
        QTest::addColumn<int>("code"); // -1: cut, -2: ended already
        QTest::addColumn<QString>("sentence");
        QTest::newRow("cut") << -1 << QStringLiteral("The call of fraud-review was cut.");
        QTest::newRow("ended already") << -2 << QStringLiteral("The call of fraud-review had ended already.");
        QTest::newRow("no answer") << static_cast<int>(
            ErrorCode::timedOut) << QStringLiteral("Whether the call of fraud-review was cut is not known: no answer in time.");
        QTest::newRow("no right") << static_cast<int>(ErrorCode::noRightToFreeze)
                                  << QStringLiteral("The call of fraud-review was not cut: no right to freeze.");
        QTest::newRow("key rejected") << static_cast<int>(ErrorCode::controlRefused)
                                      << QStringLiteral("The call of fraud-review was not cut: key rejected.");
    }
    void whatBecameOfACutIsOneSentence()
    {
        QFETCH(int, code);
        const CallCut cut {"gateway", sample::gatewayCalls().calls[1], {}};
        Result<CutOutcome> outcome = code == -1 ? CutOutcome::cut : CutOutcome::endedAlready;
        if (code >= 0)
            outcome = fail(static_cast<ErrorCode>(code), "Gateway");
        QTEST(cutText(cut, outcome), "sentence");
    }

    void aCallOfAProtectedTeamIsAskedAbout()
    {
        Organisation organisation = madeup::organisation();
        for (Team& team : organisation.teams)
            team.isProtected = true;
        m_window->setOrganisation(madeup::shared(organisation));
        m_window->setBoard(madeup::shared(madeup::protectedBoard()));
        QSignalSpy ordered(m_window.get(), &MainWindow::callCutRequested);
        open();
        answer(sample::runningCalls());
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_Delete);
        auto* dialog = part<QDialog>("cutCallDialog");
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!dialog->grab().isNull());
        QTest::keyClick(dialog, Qt::Key_Return); // the safe answer
        QTRY_VERIFY(!dialog->isVisible());
        QCOMPARE(ordered.count(), 0);
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(part<QPushButton>("confirmCut") && part<QPushButton>("confirmCut")->isVisible());
        part<QPushButton>("confirmCut")->click();
        QCOMPARE(ordered.count(), 1);
        QCOMPARE(ordered.at(0).at(0).value<CallCut>().call.id, "c1");
    }

    void textFromOutsideStaysText()
    {
        open();
        RunningCalls calls = sample::runningCalls();
        RunningCall& call = calls.places[0].calls[0];
        call.model = "<b>big</b>\n\x1b[31m";
        call.agent = std::string(500, 'w');
        call.team.clear();
        calls.places[0].name = "<img src=x>";
        calls.places[1].name = "<i>proxy</i>";
        answer(calls);
        QCOMPARE(cell(0, CallModel::ModelColumn).contains(QLatin1Char('\n')), false);
        QVERIFY(cell(0, CallModel::ModelColumn).startsWith(QStringLiteral("<b>big</b>")));
        QVERIFY(cell(0, CallModel::WhoColumn).size() <= 61);
        QVERIFY(!Qt::mightBeRichText(table()->model()->index(0, CallModel::PlaceColumn).data(Qt::ToolTipRole).toString())
            || table()
                ->model()
                ->index(0, CallModel::PlaceColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("&lt;")));
        QCOMPARE(part<QLabel>("callsNeverTold")->textFormat(), Qt::PlainText);
    }

    void aThousandCallsDoNotHoldTheWindowUp()
    {
        open();
        RunningCalls calls = manyCalls(1000);
        answer(calls);
        for (RunningCall& call : calls.places[0].calls)
            call.tokens += 10;
        for (int i = 0; i < 100; ++i)
            calls.places[0].calls.erase(calls.places[0].calls.begin() + i);
        const ThreadTime time;
        answer(calls);
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(time.spent());
        QVERIFY2(spent <= longestEvent, qPrintable(QStringLiteral("%1 ms").arg(spent.count())));
        qInfo("%lld ms", static_cast<long long>(spent.count()));
    }
};

QTEST_MAIN(CallsTest)
#include "callstest.moc"
