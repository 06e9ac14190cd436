// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/jobsbutton.h"
#include "jobs/jobspane.h"
#include "support/madeupboard.h"
#include "text/errortext.h"
#include "theme/theme.h"
#include "ui/support/clipped.h"
#include "ui/support/picturelanguage.h"
#include "window/mainwindow.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

using std::chrono::days;

/// The past of the made-up company's last source, of 90 days.
Board boardWith(int daysDone, BackfillState state, std::optional<Progress> allocation = {})
{
    Board out = madeup::board();
    const Instant end = madeup::at("2026-11-23T00:00:00Z");
    out.sources.back().backfill = Backfill {{end - days(90), end}, end - days(daysDone), state};
    out.allocation = allocation;
    return out;
}

const Job csv {.kind = Job::Kind::writing, .subject = "/home/ada/<b>.csv", .name = "<b>.csv", .days = {}, .trouble = {}};

} // namespace

/// Long work in the foot of the window, and the list that pops up over it.
class JobsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_files;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] QPushButton* button() const { return m_window->findChild<QPushButton*>(QStringLiteral("jobs")); }
    [[nodiscard]] JobsPane* pane() const { return m_window->findChild<JobsPane*>(QStringLiteral("jobsPane")); }
    [[nodiscard]] QStringList paneWords() const
    {
        QStringList out;
        for (const QLabel* label : pane()->findChildren<QLabel*>())
            if (label->isVisible() && !label->text().isEmpty())
                out << label->text();
        return out;
    }
    [[nodiscard]] QPushButton* inPane(const char* accessibleName) const
    {
        for (auto* each : pane()->findChildren<QPushButton*>())
            if (each->isVisible() && each->accessibleName() == QLatin1String(accessibleName))
                return each;
        return nullptr;
    }
    void tell(const Board& board) const { m_window->setBoard(madeup::shared(board)); }
    void makeWindow(ThemeChoice choice)
    {
        m_window.reset();
        m_theme = std::make_unique<Theme>(nullptr);
        m_theme->apply(choice);
        m_window = std::make_unique<MainWindow>(
            *m_theme, WindowFiles {m_files.filePath(QStringLiteral("state")), m_files.filePath(QStringLiteral("fuseboardrc"))});
        m_window->resize(1440, 900);
        m_window->setCalendar(madeup::calendar());
        m_window->setNow(madeup::now());
        m_window->setFreezes(madeup::shared(madeup::quietFreezes()));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        shots::speakAsAsked();
        QFont font(QStringLiteral("Noto Sans"));
        font.setPointSizeF(10);
        QApplication::setFont(font);
        QVERIFY(QDir().mkpath(QStringLiteral(FUSEBOARD_BUILD "/screenshots")));
    }
    void init() { makeWindow(ThemeChoice::light); }

    void nothingIsShownWhereNothingIsDone()
    {
        tell(madeup::board());
        QVERIFY(!button()->isVisible());
    }

    void thePastIsLoadedInTheStatusBar()
    {
        tell(boardWith(12, BackfillState::running));
        QVERIFY(button()->isVisible());
        QCOMPARE(button()->text(), QStringLiteral("Loading history: 12 of 90 days"));
        QTest::mouseClick(button(), Qt::LeftButton);
        QVERIFY(pane()->isVisible());
        QCOMPARE(paneWords(),
            (QStringList {
                QStringLiteral("Jobs"), QStringLiteral("Loading the history of OpenAI"), QStringLiteral("12 of 90 days")}));
        QSignalSpy orders(m_window.get(), &MainWindow::pastOrdered);
        auto* pause = inPane("Pause: Loading the history of OpenAI");
        QVERIFY(pause);
        QVERIFY(pause->hasFocus()); // by keyboard from here
        QTest::keyClick(pause, Qt::Key_Space);
        QCOMPARE(orders.count(), 1);
        QCOMPARE(orders[0].at(0).toString().toStdString(), madeup::board().sources.back().id);
        QCOMPARE(orders[0].at(1).value<BackfillOrder>(), BackfillOrder::pause);
        tell(boardWith(12, BackfillState::paused));
        QCOMPARE(button()->text(), QStringLiteral("Loading history: Paused at 12 of 90 days"));
        QVERIFY(pause->hasFocus()); // the same button
        QCOMPARE(pause->text(), QStringLiteral("Resume"));
        QTest::keyClick(pause, Qt::Key_Space);
        QCOMPARE(orders[1].at(1).value<BackfillOrder>(), BackfillOrder::resume);
        inPane("Cancel: Loading the history of OpenAI")->click();
        QCOMPARE(orders[2].at(1).value<BackfillOrder>(), BackfillOrder::cancel);
        QTest::keyClick(pane(), Qt::Key_Escape);
        QVERIFY(!pane()->isVisible());
    }

    void whatEndedSaysHow_data()
    {
        QTest::addColumn<int>("daysDone");
        QTest::addColumn<bool>("cancelled");
        QTest::addColumn<QString>("words");
        QTest::newRow("whole") << 90 << false << QStringLiteral("The history of OpenAI is loaded, 90 of 90 days.");
        QTest::newRow("cancelled") << 30 << true
                                   << QStringLiteral(
                                          "Loading the history of OpenAI was ended at 30 of 90 days. What was loaded stays.");
    }
    void whatEndedSaysHow()
    {
        QFETCH(int, daysDone);
        QFETCH(bool, cancelled);
        QFETCH(QString, words);
        tell(boardWith(12, BackfillState::running));
        tell(boardWith(daysDone, cancelled ? BackfillState::cancelled : BackfillState::done));
        QCOMPARE(button()->text(), QStringLiteral("Jobs"));
        button()->click();
        QVERIFY2(paneWords().contains(words), qPrintable(paneWords().join(QLatin1Char('\n'))));
        QVERIFY(paneWords().contains(QStringLiteral("No job runs now.")));
    }

    void aLoadThatDoesNotGetOnSaysWhy()
    {
        Board board = boardWith(12, BackfillState::running);
        board.sources.back().error = Error {ErrorCode::unauthorised, "OpenAI", "HTTP 401"};
        tell(board);
        QCOMPARE(button()->text(), QStringLiteral("Loading history: 12 of 90 days, waits: key rejected"));
    }

    void anAllocationIsTakenBack()
    {
        QSignalSpy cancelled(m_window.get(), &MainWindow::cancelAllocationRequested);
        Board board = madeup::board();
        board.allocation = Progress {3, 30, true};
        tell(board);
        QCOMPARE(button()->text(), QStringLiteral("Giving the past to teams anew: 3 of 30 days"));
        button()->click();
        QVERIFY(!inPane("Pause: Giving the past to teams anew"));
        inPane("Cancel: Giving the past to teams anew")->click();
        QCOMPARE(cancelled.count(), 1);
        board.allocation = Progress {0, 30, false};
        tell(board);
        QVERIFY(!inPane("Cancel: Going back to the earlier rules"));
        QVERIFY(paneWords().contains(QStringLiteral("The change of the allocation rules was taken back.")));
        board.allocation.reset();
        tell(board);
        QVERIFY(paneWords().contains(QStringLiteral("The past is given to teams as before the change of the rules.")));
    }

    void severalAreCountedAndFilesAreAmongThem()
    {
        tell(boardWith(12, BackfillState::running, Progress {3, 30, true}));
        m_window->jobs().begin(csv);
        QCOMPARE(button()->text(), QStringLiteral("3 jobs run"));
        button()->click();
        QVERIFY(paneWords().contains(QStringLiteral("Writing <b>.csv")));
        QVERIFY(paneWords().contains(QStringLiteral("Under way")));
        m_window->jobs().end(csv, EndedJob::How::done, QStringLiteral("7 rows are written to /home/ada/<b>.csv."));
        QCOMPARE(button()->text(), QStringLiteral("2 jobs run"));
        QVERIFY(paneWords().contains(QStringLiteral("7 rows are written to /home/ada/<b>.csv.")));
        m_window->jobs().begin(csv);
        m_window->jobs().end(csv, EndedJob::How::failed, sentence({ErrorCode::diskFull, "/home/ada/<b>.csv", {}}));
        QVERIFY(paneWords().filter(QStringLiteral("There is no space left for /home/ada/<b>.csv.")).size() == 1);
        for (const QLabel* label : pane()->findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        for (const bool dark : shots::schemes())
            QTest::addRow("%s", dark ? "dark" : "light") << dark;
    }
    void pictures()
    {
        QFETCH(bool, dark);
        makeWindow(dark ? ThemeChoice::dark : ThemeChoice::light);
        Board board = boardWith(12, BackfillState::running, Progress {3, 30, true});
        board.sources.front().backfill =
            Backfill {{madeup::now() - days(40), madeup::now()}, madeup::now() - days(31), BackfillState::paused};
        tell(board);
        m_window->jobs().begin(csv);
        m_window->jobs().end(
            csv, EndedJob::How::failed, sentence({ErrorCode::diskFull, "/home/ada/teams-of-november.csv", {}}));
        board.allocation.reset();
        tell(board);
        button()->click();
        QCoreApplication::processEvents();
        const QString name = shots::suffix(dark);
        QVERIFY(pane()->grab().save(QStringLiteral(FUSEBOARD_BUILD "/screenshots/jobs-pane-%1.png").arg(name)));
        const QString faults = test::languageFaults(*pane());
        QVERIFY2(faults.isEmpty(), qPrintable(faults));
        pane()->hide();
        tell(boardWith(12, BackfillState::running));
        QCoreApplication::processEvents();
        QVERIFY(m_window->grab().save(QStringLiteral(FUSEBOARD_BUILD "/screenshots/window-jobs-%1.png").arg(name)));
    }
};

QTEST_MAIN(JobsTest)
#include "jobstest.moc"
