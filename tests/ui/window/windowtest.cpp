// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/freezedialog.h"
#include "dialogs/previewdialog.h"
#include "dialogs/sourcedialogs.h"
#include "items/limitmodel.h"
#include "pages/banner.h"
#include "pages/sourcespage.h"
#include "pages/budgetspage.h"
#include "pages/overviewmodel.h"
#include "pages/whereitgoescard.h"
#include "pages/teamorder.h"
#include "support/madeupboard.h"
#include "text/timetext.h"
#include "theme/theme.h"
#include "dialogs/organisationeditor.h"
#include "window/handbook.h"
#include "window/mainwindow.h"

#include <QAccessible>
#include <QAccessibleAnnouncementEvent>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace fuseboard;

Q_DECLARE_METATYPE(fuseboard::FreezeStage)

namespace {

const Selection payments {TeamRow::Kind::team, "team-payments"};
QStringList announced;
bool assertive = false;

void listen(QAccessibleEvent* event)
{
    if (event->type() != QAccessible::Announcement)
        return;
    const auto* announcement = static_cast<QAccessibleAnnouncementEvent*>(event);
    announced << announcement->message();
    assertive = announcement->politeness() == QAccessible::AnnouncementPoliteness::Assertive;
}

/// Every word a person sees or hears of widgets that are shown.
QStringList wordsOf(const QWidget& window)
{
    QStringList words;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        words << widget->accessibleName() << widget->accessibleDescription();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            words << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            words << button->text();
        if (const auto* list = qobject_cast<const QListView*>(widget); list && list->model())
            for (int i = 0; i < list->model()->rowCount(); ++i)
                words << list->model()->index(i, 0).data(Qt::AccessibleTextRole).toString();
    }
    return words;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void onePressFreezesATeamWithoutAQuestion();
    void moreOffersToStopRunningRequests();
    void allTeamsAskFirst();
    void aProtectedTeamAsksFirstHoweverItIsPressed_data();
    void aProtectedTeamAsksFirstHoweverItIsPressed();
    void aPressWithTheNameFreezesAProtectedTeam();
    void whatAFreezeStopsIsToldWithoutOrderingIt();
    void nothingFreezesUnallocated();
    void pressesOfTheBannerSayWhatTheyMean();
    void resumingTakesTwoSteps();
    void aResumeThatMeetsAChangeNamesItAndGivesTheChoice();
    void aReasonIsAddedAfterwardsAndShownFromThenOn();
    void aPolicysFreezeIsTriedAgainInItsOwnWords();
    void aResumeThatIsNotProvedIsTriedAgainAsAResume();
    void stagesAreShown_data();
    void stagesAreShown();
    void stagesAreAnnounced();
    void rowsAddUp();
    void oneClickChoosesATeamAndTwoOpenIt();
    void anEditIsToldWithWhatItsDialogOpenedWith();
    void filterKeepsTheWholeInView();
    void teamsCanBeOrderedAndStayWhoTheyAre();
    void allTeamsStandSideBySide();
    void aRowOfWhereItGoesOpens();
    void keysMoveAndShow();
    void thereIsOneHandbook();
    void controlsHaveUniqueNames_data();
    void controlsHaveUniqueNames();
    void silenceMakesFiguresLowerBounds();
    void aFaultIsSaidAndClosed();
    void whoWatchesIsSaid_data();
    void whoWatchesIsSaid();
    void theSandboxStripCannotBeClosed();
    void aHintStandsInTheSandboxStripOrCanBeClosed();
    void aDrillIsOfferedOnceAndAsksFirst();
    void whatRulesDoReachesTheirPageAlone();
    void whatIsDoneEndsWhatFailed();
    void whatNobodyToldIsUnknownAndNotZero();
    void limitsOfTheChosenSourceAreShownWithTheirAge();
    void aSourceIsPausedRekeyedAndRemoved();
    void aRefusedListIsNoRejectedKey();
    void figuresThatWereLeftOutAreToldByTheirDays();
    void selectionAndPanesAreRemembered();
    void hostileNamesStayText();
    void fitsASmallScreen();

private:
    template <class T>
    T* find(const char* name)
    {
        return m_window->findChild<T*>(QString::fromLatin1(name));
    }
    void press(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QString banner() { return find<QLabel>("bannerTitle")->isVisible() ? find<QLabel>("bannerTitle")->text() : QString(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QSignalSpy> m_freezes, m_resumes;
};

void WindowTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QAccessible::installUpdateHandler(listen);
}

void WindowTest::init()
{
    announced.clear();
    m_theme = std::make_unique<Theme>(nullptr);
    m_theme->apply(ThemeChoice::light);
    m_files = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(
        *m_theme, WindowFiles {m_files->filePath(QStringLiteral("state")), m_files->filePath(QStringLiteral("rc"))});
    m_window->setCalendar(madeup::calendar());
    m_window->setNow(madeup::now());
    m_window->setOrganisation(madeup::shared(madeup::organisation()));
    m_window->setBoard(madeup::shared(madeup::board()));
    m_window->setFreezes(madeup::shared(madeup::quietFreezes()));
    m_window->select(payments);
    m_freezes = std::make_unique<QSignalSpy>(m_window.get(), &MainWindow::freezeRequested);
    m_resumes = std::make_unique<QSignalSpy>(m_window.get(), &MainWindow::resumeRequested);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowTest::cleanup() { m_window.reset(); }

void WindowTest::onePressFreezesATeamWithoutAQuestion()
{
    press("freezeButton");
    QCOMPARE(m_freezes->size(), 1);
    QCOMPARE(m_freezes->at(0).at(0).value<Scope>(), madeup::payments());
    QCOMPARE(m_freezes->at(0).at(1).value<FreezeMode>(), FreezeMode::refuse);
    QCOMPARE(m_freezes->at(0).at(2).toString(), QStringLiteral("pressed in the window"));
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(find<QPushButton>("freezeButton")->accessibleName(), QStringLiteral("Freeze Payments"));
}

void WindowTest::moreOffersToStopRunningRequests()
{
    for (QAction* action : m_window->findChildren<QAction*>())
        if (action->text() == QLatin1String("Freeze and &Stop Running Requests"))
            action->trigger();
    QCOMPARE(m_freezes->size(), 1);
    QCOMPARE(m_freezes->at(0).at(1).value<FreezeMode>(), FreezeMode::cut);
}

void WindowTest::allTeamsAskFirst()
{
    m_window->select({});
    press("freezeButton");
    auto* dialog = m_window->findChild<FreezeDialog*>();
    QVERIFY(dialog);
    QVERIFY(m_freezes->isEmpty());
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(m_freezes->isEmpty());
}

void WindowTest::aProtectedTeamAsksFirstHoweverItIsPressed_data()
{
    QTest::addColumn<FreezeStage>("stage");
    QTest::addColumn<QString>("pressed"); ///< name of a button, or an action's text
    QTest::addColumn<bool>("asks");
    QTest::newRow("the button") << FreezeStage::allowed << QStringLiteral("freezeButton") << true;
    QTest::newRow("the menu") << FreezeStage::allowed << QStringLiteral("&Freeze Payments…") << true;
    QTest::newRow("and stop running requests")
        << FreezeStage::allowed << QStringLiteral("Freeze and &Stop Running Requests") << true;
    QTest::newRow("while it is resumed") << FreezeStage::resumeRequested << QStringLiteral("freezeButton") << true;
    QTest::newRow("again, after somebody let calls pass")
        << FreezeStage::changedOutside << QStringLiteral("freezeButton") << true;
    QTest::newRow("again in the banner") << FreezeStage::changedOutside << QStringLiteral("tryAgain") << true;
    QTest::newRow("what is ordered already, tried again") << FreezeStage::notProved << QStringLiteral("freezeButton") << false;
    QTest::newRow("what is frozen already, sharpened") << FreezeStage::frozen << QStringLiteral("stopRunning") << false;
}

void WindowTest::aProtectedTeamAsksFirstHoweverItIsPressed()
{
    QFETCH(FreezeStage, stage);
    QFETCH(QString, pressed);
    QFETCH(bool, asks);
    m_window->setBoard(madeup::shared(madeup::protectedBoard()));
    m_window->setFreezes(madeup::shared(madeup::freezes(stage)));
    QSignalSpy wanted(m_window.get(), &MainWindow::previewWanted);
    if (auto* face = m_window->findChild<QPushButton*>(pressed))
        QTest::mouseClick(face, Qt::LeftButton);
    for (QAction* action : m_window->findChildren<QAction*>())
        if (action->text() == pressed)
            action->trigger();
    auto* dialog = m_window->findChild<FreezeDialog*>();
    QCOMPARE(dialog != nullptr, asks);
    QCOMPARE(m_freezes->isEmpty(), asks);
    if (!asks)
        return;
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.at(0).at(0).value<Scope>(), madeup::payments());
    m_window->setPreview(madeup::paymentsPreview());
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(m_freezes->isEmpty());
}

void WindowTest::aPressWithTheNameFreezesAProtectedTeam()
{
    m_window->setBoard(madeup::shared(madeup::protectedBoard()));
    press("freezeButton");
    auto* dialog = m_window->findChild<FreezeDialog*>();
    auto* words = dialog->findChild<QLineEdit*>(QStringLiteral("words"));
    auto* red = dialog->findChild<QPushButton*>(QStringLiteral("freeze"));
    QTest::keyClicks(words, QStringLiteral("freeze all"));
    QTest::mouseClick(red, Qt::LeftButton);
    QVERIFY(m_freezes->isEmpty());
    words->setText(QStringLiteral("payments"));
    QTest::mouseClick(red, Qt::LeftButton);
    QCOMPARE(m_freezes->size(), 1);
    QCOMPARE(m_freezes->at(0).at(0).value<Scope>(), madeup::payments());
    QCOMPARE(m_freezes->at(0).at(2).toString(), QStringLiteral("No reason given."));
}

void WindowTest::whatAFreezeStopsIsToldWithoutOrderingIt()
{
    QSignalSpy wanted(m_window.get(), &MainWindow::previewWanted);
    for (QAction* action : m_window->findChildren<QAction*>())
        if (action->text() == QStringLiteral("&What a Freeze Stops…"))
            action->trigger();
    QCOMPARE(wanted.size(), 1);
    auto* dialog = m_window->findChild<PreviewDialog*>();
    QVERIFY(dialog);
    QVERIFY(wordsOf(*dialog).contains(QStringLiteral("asking them…")));
    BlastPreview other = madeup::paymentsPreview();
    other.scope = Scope::ofTeam("team-mobile");
    m_window->setPreview(other); // an answer to an older question
    QVERIFY(wordsOf(*dialog).contains(QStringLiteral("asking them…")));
    m_window->setPreview(madeup::paymentsPreview());
    QCoreApplication::processEvents();
    const QStringList words = wordsOf(*dialog);
    for (const char* fact :
        {"14", "$212", "holds key pay-prod, key pay-ci", "key pay-old", "Growth", "Not reached now: LiteLLM", "OpenAI limits",
            "J. Ortiz, A. Meyer, M. Sato, small-job-1, small-job-2, small-job-3 and 8 more"})
        QVERIFY2(words.contains(QString::fromUtf8(fact)), fact);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("close")), Qt::LeftButton);
    QVERIFY(m_freezes->isEmpty());
}

void WindowTest::nothingFreezesUnallocated()
{
    m_window->select({TeamRow::Kind::unallocated, {}});
    QCOMPARE(find<QPushButton>("freezeButton")->text(), QStringLiteral("Assign…"));
    press("freezeButton");
    QVERIFY(m_freezes->isEmpty());
}

void WindowTest::pressesOfTheBannerSayWhatTheyMean()
{
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::frozen)));
    QCOMPARE(find<QPushButton>("stopRunning")->text(), QStringLiteral("Stop Running Requests (14)"));
    press("stopRunning");
    QCOMPARE(m_freezes->size(), 1);
    QCOMPARE(m_freezes->at(0).at(1).value<FreezeMode>(), FreezeMode::cut);
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::notProved)));
    press("tryAgain");
    QCOMPARE(m_freezes->size(), 2);
    QCOMPARE(m_freezes->at(1).at(0).value<Scope>(), madeup::payments());
    QCoreApplication::processEvents(); // layouts show new children then
    // The places stand in the banner by name, with the causes.
    const QString words = wordsOf(*m_window).join(QLatin1Char('|'));
    QVERIFY(words.contains(QStringLiteral("Gateway ap-1:")));
    QVERIFY(words.contains(QStringLiteral("can’t be reached")));
    QVERIFY(words.contains(QStringLiteral("answers wrongly")));
    // It is shown whatever is selected, until it is settled.
    m_window->select({TeamRow::Kind::team, "team-mobile"});
    QCOMPARE(banner(), QStringLiteral("Payments: freeze not proved"));
}

void WindowTest::resumingTakesTwoSteps()
{
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::frozen)));
    press("resume");
    QVERIFY(m_resumes->isEmpty());
    auto* reason = find<QComboBox>("resumeReason");
    QCOMPARE(reason->currentText(), QStringLiteral("Frozen by mistake"));
    auto* note = find<QLineEdit>("resumeNote");
    QTest::keyClicks(note, QStringLiteral("wrong team"));
    QTest::keyClick(note, Qt::Key_Return);
    QVERIFY(m_resumes->isEmpty());
    // News do not close the open line.
    m_window->setNow(madeup::now() + std::chrono::seconds(1));
    QVERIFY(reason->isVisible());
    press("resumeSpending");
    QCOMPARE(m_resumes->size(), 1);
    QCOMPARE(m_resumes->at(0).at(0).value<Scope>(), madeup::payments());
    QCOMPARE(m_resumes->at(0).at(1).toString(), QStringLiteral("Frozen by mistake: wrong team"));

    press("resume");
    QTest::keyClick(note, Qt::Key_Escape);
    QVERIFY(!reason->isVisible());
    QCOMPARE(m_resumes->size(), 1);
}

void WindowTest::aResumeThatMeetsAChangeNamesItAndGivesTheChoice()
{
    FreezeBoard board = madeup::askingFreezes();
    m_window->setFreezes(madeup::shared(board));
    QCoreApplication::processEvents();
    QCOMPARE(banner(), QStringLiteral("Payments: changed since the freeze, resume asks"));
    const QStringList words = wordsOf(*m_window);
    QVERIFY(words.contains(QStringLiteral("OpenRouter:")));
    QVERIFY(words.contains(QStringLiteral("key pay-prod was {\"limit\":500} before the freeze and is {\"limit\":900} now")));
    QVERIFY(!find<QPushButton>("resume")->isVisible() && !find<QPushButton>("tryAgain")->isVisible());
    QVERIFY(!find<QPushButton>("openReason")->isVisible());
    press("keepChanged");
    press("putBack");
    QCOMPARE(m_resumes->size(), 2);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(m_resumes->at(i).at(0).value<Scope>(), madeup::payments());
        QCOMPARE(m_resumes->at(i).at(1).toString(), QStringLiteral("The cause is found and fixed"));
        QCOMPARE(m_resumes->at(i).at(2).value<Undo>(), i == 0 ? Undo::keep : Undo::putBack);
    }
    QVERIFY(m_freezes->isEmpty());
    // Where somebody has also frozen it anew, that is another question.
    board.views.at(madeup::payments()).places[1].stage = PlaceStage::changedOutside;
    m_window->setFreezes(madeup::shared(board));
    QVERIFY(!find<QPushButton>("putBack")->isVisible() && find<QPushButton>("resume")->isVisible());
}

void WindowTest::aReasonIsAddedAfterwardsAndShownFromThenOn()
{
    QSignalSpy added(m_window.get(), &MainWindow::reasonAdded);
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::frozen)));
    press("openReason");
    auto* words = find<QLineEdit>("reasonWords");
    QVERIFY(words->isVisible() && words->hasFocus());
    QVERIFY(!find<QPushButton>("addReason")->isEnabled());
    QTest::keyClick(words, Qt::Key_Return); // nothing to add
    QVERIFY(added.isEmpty());
    QTest::keyClicks(words, QStringLiteral("loop in checkout"));
    m_window->setNow(madeup::now() + std::chrono::seconds(1));
    QVERIFY(words->isVisible());
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.at(0).at(0).value<Scope>(), madeup::payments());
    QCOMPARE(added.at(0).at(1).toString(), QStringLiteral("loop in checkout"));
    QVERIFY(!words->isVisible() && m_resumes->isEmpty() && m_freezes->isEmpty());

    FreezeBoard board = madeup::freezes(FreezeStage::frozen);
    FreezeView& freeze = board.views.at(madeup::payments());
    freeze.added = AddedReason {"loop <b>in</b> checkout", "B. Jones", madeup::now()};
    m_window->setFreezes(madeup::shared(board));
    const QString text = find<QLabel>("bannerText")->text();
    QVERIFY2(
        text.contains(QStringLiteral("pressed in the window. B. Jones at 14:20: loop <b>in</b> checkout.")), qPrintable(text));
    QCOMPARE(find<QPushButton>("openReason")->text(), QStringLiteral("Change Reason…"));
    press("openReason");
    QTest::keyClick(words, Qt::Key_Escape);
    QVERIFY(!words->isVisible());
    QCOMPARE(added.size(), 1);
    freeze.isForeign = true;
    m_window->setFreezes(madeup::shared(board));
    QVERIFY(!find<QPushButton>("openReason")->isVisible());
}

void WindowTest::aPolicysFreezeIsTriedAgainInItsOwnWords()
{
    const auto pressed = [this](FreezeStage stage) {
        FreezeBoard board = madeup::freezes(stage);
        FreezeView& freeze = board.views.at(madeup::payments());
        freeze.until = madeup::at("2026-12-01T00:00:00Z");
        freeze.reason = "The hard budget of Payments is spent.";
        m_window->setFreezes(madeup::shared(board));
        press("tryAgain");
        return m_freezes->takeLast().at(2).toString();
    };
    QCOMPARE(pressed(FreezeStage::notProved), QStringLiteral("The hard budget of Payments is spent."));
    // What somebody has let pass is frozen again by whoever presses.
    QCOMPARE(pressed(FreezeStage::changedOutside), QStringLiteral("pressed in the window"));
}

void WindowTest::aResumeThatIsNotProvedIsTriedAgainAsAResume()
{
    FreezeBoard board = madeup::freezes(FreezeStage::notProved);
    board.views.at(madeup::payments()).wanted = HoldState::released;
    m_window->setFreezes(madeup::shared(board));
    QCOMPARE(banner(), QStringLiteral("Payments: resuming not proved"));
    press("tryAgain");
    QVERIFY(m_freezes->isEmpty());
    QCOMPARE(m_resumes->size(), 1);
}

void WindowTest::stagesAreShown_data()
{
    QTest::addColumn<FreezeStage>("stage");
    QTest::addColumn<QString>("title"); ///< of the banner; empty: none
    QTest::addColumn<bool>("button"); ///< one that freezes
    QTest::newRow("allowed") << FreezeStage::allowed << QString() << true;
    QTest::newRow("requested") << FreezeStage::requested << QStringLiteral("Payments: freezing 0 of 6") << false;
    QTest::newRow("freezing") << FreezeStage::freezing << QStringLiteral("Payments: freezing 4 of 6") << false;
    QTest::newRow("frozen") << FreezeStage::frozen << QStringLiteral("Payments is frozen since 14:19:32") << false;
    QTest::newRow("partly proved") << FreezeStage::partlyProved << QStringLiteral("Payments: partly proved, 4 of 6 places")
                                   << false;
    QTest::newRow("not proved") << FreezeStage::notProved << QStringLiteral("Payments: freeze not proved") << true;
    QTest::newRow("changed outside") << FreezeStage::changedOutside << QStringLiteral("Payments: changed outside") << true;
    QTest::newRow("resume requested") << FreezeStage::resumeRequested << QStringLiteral("Payments: resuming") << true;
    QTest::newRow("resumed") << FreezeStage::resumed << QString() << true;
}

void WindowTest::stagesAreShown()
{
    QFETCH(FreezeStage, stage);
    QFETCH(QString, title);
    QFETCH(bool, button);
    FreezeBoard board;
    board.views.emplace(madeup::payments(), madeup::freeze(stage));
    m_window->setFreezes(madeup::shared(board));
    QCOMPARE(banner(), title);
    QCOMPARE(find<QPushButton>("freezeButton")->isVisible(), button);
    if (find<QPushButton>("resume")->isVisible())
        press("resume");
    const bool said = wordsOf(*m_window).join(QLatin1Char('|')).contains(QStringLiteral("frozen"), Qt::CaseInsensitive);
    QCOMPARE(said, stage == FreezeStage::frozen);
}

void WindowTest::stagesAreAnnounced()
{
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::frozen)));
    QVERIFY(announced.last().startsWith(QStringLiteral("Payments is frozen since 14:19:32.")));
    QVERIFY(!assertive);
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::notProved)));
    QVERIFY(announced.last().startsWith(QStringLiteral("Payments: freeze not proved.")));
    QVERIFY(assertive);
    const auto count = announced.size();
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::notProved)));
    QCOMPARE(announced.size(), count);
}

void WindowTest::rowsAddUp()
{
    const Board board = madeup::board();
    std::int64_t sum = board.unallocated.burn.spentNano;
    for (const TeamBoard& team : board.teams)
        sum += team.burn.spentNano;
    QCOMPARE(sum, board.all.burn.spentNano);
    // And as they are shown, to the whole unit.
    const QAbstractItemModel* rows = find<QListView>("teamList")->model();
    std::int64_t all = 0, others = 0;
    for (int i = 0; i < rows->rowCount(); ++i) {
        const QString text = rows->index(i, 0).data(Qt::AccessibleTextRole).toString();
        const auto amount = QRegularExpression(QStringLiteral("\\$([0-9,]+)")).match(text).captured(1).remove(QLatin1Char(','));
        QVERIFY2(!amount.isEmpty(), qPrintable(text));
        (i == 0 ? all : others) += amount.toLongLong();
    }
    QCOMPARE(others, all);
    const QAbstractItemModel* lines = find<QTableView>("whereItGoes")->model();
    QCOMPARE(lines->rowCount(), 6);
    std::int64_t lineSum = 0;
    for (int i = 0; i < lines->rowCount(); ++i)
        lineSum += lines->index(i, 1).data().toString().remove(QRegularExpression(QStringLiteral("[^0-9]"))).toLongLong();
    QCOMPARE(lineSum, 15'940);
}

void WindowTest::oneClickChoosesATeamAndTwoOpenIt()
{
    // A desktop that opens things by one click, as KDE's can be set to.
    qApp->setStyleSheet(qApp->styleSheet() + QStringLiteral("QAbstractItemView { activate-on-singleclick: 1; }"));
    auto* list = find<QListView>("teamList");
    const auto press = [&](int row, bool twice) {
        const QPoint place = list->visualRect(list->model()->index(row, 0)).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
        if (twice)
            QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, place);
    };
    press(4, false);
    QCOMPARE(m_window->selection().team, std::string("team-platform"));
    QVERIFY(!m_window->findChild<QDialog*>());
    press(4, true);
    QVERIFY(m_window->findChild<QDialog*>());
    delete m_window->findChild<QDialog*>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(m_window->findChild<QDialog*>());
}

void WindowTest::anEditIsToldWithWhatItsDialogOpenedWith()
{
    Organisation opened, edited, meanwhile = madeup::organisation();
    OrganisationEditor* dialog = nullptr;
    connect(m_window.get(), &MainWindow::organisationEdited, this,
        [&](OrganisationEditor* asking, const Organisation& before, const Organisation& after) {
            dialog = asking;
            opened = before;
            edited = after;
        });
    auto* list = find<QListView>("teamList");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(4, 0));
    QTest::keyClick(list, Qt::Key_Return);
    find<QLineEdit>("teamName")->setText(QStringLiteral("Platform East"));
    meanwhile.raises.push_back({.scope = BudgetScope::ofTeam("team-platform"), .by = "somebody", .why = "by fuseboardctl"});
    m_window->setOrganisation(madeup::shared(meanwhile));
    press("saveTeam");
    QCOMPARE(opened, madeup::organisation());
    QCOMPARE(edited.raises, opened.raises);
    QVERIFY(std::ranges::contains(edited.teams, std::string("Platform East"), &Team::name));

    // Somebody else has changed the same: what was typed stays, with the reason.
    QVERIFY(dialog && dialog->isVisible() && !find<QPushButton>("saveTeam")->isEnabled());
    dialog->answer(fail(ErrorCode::conflict, "Team Platform"));
    QVERIFY(dialog->isVisible());
    QVERIFY(find<QLabel>("editRefused")->text().contains(QLatin1String("Team Platform")));
    QCOMPARE(find<QLineEdit>("teamName")->text(), QStringLiteral("Platform East"));
    press("saveTeam");
    dialog->answer({});
    QVERIFY(!dialog->isVisible());
}

void WindowTest::filterKeepsTheWholeInView()
{
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto* filter = find<QLineEdit>("teamFilter");
    QCOMPARE(QApplication::focusWidget(), filter);
    QTest::keyClicks(filter, QStringLiteral("gro"));
    const QAbstractItemModel* rows = find<QListView>("teamList")->model();
    QCOMPARE(rows->rowCount(), 3);
    QCOMPARE(rows->index(2, 0).data().toString(), QStringLiteral("Growth"));
    QCOMPARE(m_window->selection(), payments); // the page stays with what it shows
    QTest::keyClicks(filter, QStringLiteral("x"));
    QCOMPARE(rows->rowCount(), 2);
    filter->clear();
    QCOMPARE(rows->rowCount(), 9);
}

void WindowTest::teamsCanBeOrderedAndStayWhoTheyAre()
{
    const QAbstractItemModel* rows = find<QListView>("teamList")->model();
    const auto names = [&] {
        QStringList out;
        for (int row = 2; row < rows->rowCount(); ++row)
            out += rows->index(row, 0).data().toString();
        return out;
    };
    const QString all = rows->index(0, 0).data().toString(), unallocated = rows->index(1, 0).data().toString();
    const QStringList asAdded = names();
    const auto entries = find<QPushButton>("teamOrder")->menu()->actions();
    const auto order = [&](TeamOrder by) { entries[static_cast<int>(by)]->trigger(); };
    QVERIFY(entries[static_cast<int>(TeamOrder::asAdded)]->isChecked());
    order(TeamOrder::name);
    QStringList sorted = asAdded;
    sorted.sort();
    QCOMPARE(names(), sorted);
    QVERIFY(sorted != asAdded);
    order(TeamOrder::spent);
    QCOMPARE(names().first(), QStringLiteral("Payments"));
    QCOMPARE(names().last(), QStringLiteral("Growth"));
    order(TeamOrder::used);
    QCOMPARE(names().first(), QStringLiteral("Mobile"));
    order(TeamOrder::needsYouFirst);
    QCOMPARE(names().first(), QStringLiteral("Data Science")); // frozen, before Payments, which runs out early
    QCOMPARE(names().at(1), QStringLiteral("Payments"));
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::notProved))); // where the figures change, they move
    QCOMPARE(names().first(), QStringLiteral("Payments"));
    QCOMPARE(m_window->selection(), payments); // who is looked at does not
    QCOMPARE(find<QListView>("teamList")->currentIndex().data().toString(), QStringLiteral("Payments"));
    QCOMPARE(rows->index(0, 0).data().toString(), all);
    QCOMPARE(rows->index(1, 0).data().toString(), unallocated);
    order(TeamOrder::asAdded);
    QCOMPARE(names(), asAdded);
}

void WindowTest::allTeamsStandSideBySide()
{
    auto* table = find<QTableView>("overview");
    QVERIFY(!table->isVisible()); // of one team
    m_window->select({});
    QVERIFY(table->isVisible());
    QAbstractItemModel* rows = table->model();
    const QAbstractItemModelTester tester(rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(rows->rowCount(), 7);
    const auto cell = [&](int row, int column) { return rows->index(row, column).data().toString(); };
    const auto heading = [&](int column) { return rows->headerData(column, Qt::Horizontal).toString(); };
    QCOMPARE(heading(OverviewModel::ChangeColumn), QStringLiteral("vs October"));
    QCOMPARE(cell(0, OverviewModel::TeamColumn), QStringLiteral("Payments"));
    QCOMPARE(cell(0, OverviewModel::SpentColumn), QStringLiteral("$15,940"));
    QCOMPARE(cell(0, OverviewModel::PaceColumn), QStringLiteral("$1,030 behind"));
    QCOMPARE(cell(0, OverviewModel::StateColumn), QStringLiteral("Runs out 27 Nov"));
    QVERIFY(rows->index(0, OverviewModel::DaysColumn)
            .data(Qt::AccessibleTextRole)
            .toString()
            .startsWith(QLatin1String("Most on ")));
    const auto orderBy = [&](int column) {
        const QHeaderView* header = table->horizontalHeader();
        QTest::mouseClick(
            header->viewport(), Qt::LeftButton, {}, {header->sectionViewportPosition(column) + 10, header->height() / 2});
    };
    orderBy(OverviewModel::SpentColumn);
    QCOMPARE(cell(0, OverviewModel::TeamColumn), QStringLiteral("Growth"));
    orderBy(OverviewModel::SpentColumn);
    QCOMPARE(cell(0, OverviewModel::TeamColumn), QStringLiteral("Payments"));
    table->setCurrentIndex(rows->index(6, 0));
    m_window->setBoard(madeup::shared(madeup::board())); // what is chosen stays so
    QCOMPARE(table->currentIndex().row(), 6);
    // Lower bounds prove nothing but that a team is behind.
    m_window->setBoard(madeup::shared(madeup::staleBoard()));
    QVERIFY(cell(0, OverviewModel::SpentColumn).startsWith(QStringLiteral("≥")));
    for (int row = 0; row < rows->rowCount(); ++row) {
        QCOMPARE(cell(row, OverviewModel::ChangeColumn), QStringLiteral("–"));
        QVERIFY(!cell(row, OverviewModel::PaceColumn).contains(QLatin1String("ahead")));
    }
    table->setFocus();
    table->setCurrentIndex(rows->index(6, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(m_window->selection().team, std::string("team-growth"));
    QVERIFY(!table->isVisible());
}

void WindowTest::aRowOfWhereItGoesOpens()
{
    auto* table = find<QTableView>("whereItGoes");
    QAbstractItemModel* rows = table->model();
    const QAbstractItemModelTester tester(rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&m_window->budgets(), &BudgetsPage::breakdownWanted);
    const auto last = [&] { return wanted.last().front().value<BreakdownRequest>(); };
    const auto trail = [&] { return find<QLabel>("trail")->isVisible() ? find<QLabel>("trail")->text() : QString(); };
    table->setFocus();
    table->setCurrentIndex(rows->index(5, 0));
    QTest::keyClick(table, Qt::Key_Return); // what is only summed does not open
    QVERIFY(wanted.isEmpty());
    table->setCurrentIndex(rows->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(last().team, std::optional<TeamId>("team-payments"));
    QVERIFY((last().within == std::vector<BreakdownWithin> {{BreakdownBy::agent, "checkout-agent", {}}}));
    QCOMPARE(trail(), QStringLiteral("checkout-agent: reading…"));
    QCOMPARE(rows->rowCount(), 0); // not known yet is not nothing, so it says that it is read

    Breakdowns read {.request = last()};
    read.byModel = {{.name = "claude-opus-5", .nano = 5'210 * madeup::unit, .id = "claude-opus-5"}};
    read.byPerson = {{.name = "u-17", .nano = 5'210 * madeup::unit, .id = "J. Ortiz"}};
    m_window->budgets().setBreakdowns(read);
    QCOMPARE(trail(), QStringLiteral("Within checkout-agent"));
    m_window->budgets().whereItGoes()->setBy(BreakdownBy::model);
    QCOMPARE(rows->rowCount(), 1);
    QCOMPARE(rows->index(0, 1).data().toString(), QStringLiteral("$5,210"));
    m_window->budgets().whereItGoes()->setBy(BreakdownBy::person);
    QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("J. Ortiz")); // as the team's board names it
    QCOMPARE(wanted.size(), 1);
    m_window->setBoard(madeup::shared(madeup::board())); // newer figures are asked for
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(rows->rowCount(), 1);
    Breakdowns other = read;
    other.request.team = "team-growth";
    other.byPerson.clear();
    m_window->budgets().setBreakdowns(other); // of somebody else
    QCOMPARE(rows->rowCount(), 1);
    QTest::keyClick(table, Qt::Key_Escape);
    QCOMPARE(trail(), QString());
    QCOMPARE(rows->rowCount(), 6);

    m_window->budgets().whereItGoes()->setBy(BreakdownBy::tag); // which no board tells
    QCOMPARE(wanted.size(), 3);
    QVERIFY(last().within.empty());
    QCOMPARE(trail(), QStringLiteral("Reading…"));
    m_window->select({TeamRow::Kind::team, "team-growth"});
    QCOMPARE(last().team, std::optional<TeamId>("team-growth"));
    m_window->budgets().whereItGoes()->setBy(BreakdownBy::agent);
    QVERIFY(rows->rowCount() > 0);
}

void WindowTest::keysMoveAndShow()
{
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(m_window->selection().team, std::string("team-search-ranking"));
    QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(m_window->selection().kind, TeamRow::Kind::unallocated);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    QVERIFY(find<QTableView>("sources")->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
    QVERIFY(!find<QTableView>("sources")->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(find<QTableView>("burnDownTable")->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), find<QListView>("teamList"));
    QSignalSpy refreshes(m_window.get(), &MainWindow::refreshRequested);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(refreshes.size(), 2);
    QVERIFY(m_freezes->isEmpty());
}

void WindowTest::thereIsOneHandbook()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto* first = m_window->findChild<Handbook*>();
    QVERIFY(first && first->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    QCOMPARE(m_window->findChildren<Handbook*>(), QList<Handbook*> {first});
    first->close();
    QTRY_VERIFY(!m_window->findChild<Handbook*>());
}

void WindowTest::controlsHaveUniqueNames_data()
{
    QTest::addColumn<FreezeStage>("stage");
    QTest::newRow("nothing held") << FreezeStage::allowed;
    QTest::newRow("frozen") << FreezeStage::frozen;
    QTest::newRow("not proved") << FreezeStage::notProved;
    QTest::newRow("changed outside") << FreezeStage::changedOutside;
}

void WindowTest::controlsHaveUniqueNames()
{
    QFETCH(FreezeStage, stage);
    m_window->setSandbox(true);
    m_window->setFreezes(madeup::shared(madeup::freezes(stage)));
    if (stage == FreezeStage::frozen)
        press("resume");
    QStringList names;
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget)
            || qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractItemView*>(widget);
        if (!control || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(),
            qPrintable(widget->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className())));
        QVERIFY2(!names.contains(name), qPrintable(name));
        names << name;
        QVERIFY2(widget->height() >= 24 && widget->width() >= 24, qPrintable(name));
    }
    QVERIFY(names.size() >= 12);
}

void WindowTest::silenceMakesFiguresLowerBounds()
{
    m_window->setBoard(madeup::shared(madeup::staleBoard()));
    const QString words = wordsOf(*m_window).join(QLatin1Char('|'));
    QVERIFY(words.contains(QStringLiteral("≥ $15,940")));
    QVERIFY(words.contains(QStringLiteral("≤ $4,060")));
    QVERIFY(words.contains(QStringLiteral("Was 27 Nov at 11:20")));
    QVERIFY(words.contains(QStringLiteral("rate unknown")));
    QVERIFY(banner().startsWith(QStringLiteral("Gateway figures end at 11:20")));
    QVERIFY(find<QPushButton>("freezeButton")->isEnabled());
    // An answer comes: all of it goes.
    m_window->setBoard(madeup::shared(madeup::board()));
    QVERIFY(!wordsOf(*m_window).join(QLatin1Char('|')).contains(QStringLiteral("≥")));
    QCOMPARE(banner(), QString());
    QVERIFY(announced.contains(QStringLiteral("Gateway answers again.")));
}

void WindowTest::aFaultIsSaidAndClosed()
{
    m_window->showFault({ErrorCode::fileUnwritable, "/nowhere/report.csv", "no such directory"});
    QCOMPARE(banner(), QStringLiteral("That did not work"));
    QVERIFY(find<QLabel>("bannerText")->text().contains(QStringLiteral("/nowhere/report.csv")));
    // What is critical goes first, and the fault is still there afterwards.
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::notProved)));
    QCOMPARE(banner(), QStringLiteral("Payments: freeze not proved"));
    m_window->setFreezes(madeup::shared(madeup::quietFreezes()));
    QCOMPARE(banner(), QStringLiteral("That did not work"));
    press("closeFault");
    QCOMPARE(banner(), QString());
}

void WindowTest::whoWatchesIsSaid_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("foot");
    QTest::addColumn<QString>("title"); ///< of the banner; empty: none
    const auto row = [](const char* name, Watcher::Kind kind, const char* why, const char* foot, const char* title) {
        QTest::newRow(name) << static_cast<int>(kind) << QString::fromUtf8(why) << QString::fromUtf8(foot)
                            << QString::fromUtf8(title);
    };
    row("this window", Watcher::Kind::thisWindow, "", "Watched by this computer while it is awake", "");
    row("another program", Watcher::Kind::another, "", "Watched by this computer while it is awake: fuseboardctl, process 4711",
        "");
    row("one that is silent", Watcher::Kind::unseen, "", "No answer from fuseboardctl, process 4711 since 14:19:32",
        "fuseboardctl, process 4711 has not answered since 14:19:32");
    row("one of another version", Watcher::Kind::unseen, "it speaks protocol 2",
        "fuseboardctl, process 4711 can’t be understood", "fuseboardctl, process 4711 can’t be understood");
    row("nobody", Watcher::Kind::nobody, "", "Nobody has watched since 14:19:32", "Nobody has watched since 14:19:32");
}

void WindowTest::whoWatchesIsSaid()
{
    QFETCH(int, kind);
    QFETCH(QString, why);
    QFETCH(QString, foot);
    QFETCH(QString, title);
    // Whatever else is wrong: that nobody watches is why it can't be known.
    m_window->setFreezes(madeup::shared(madeup::freezes(FreezeStage::notProved)));
    const Instant since = *madeup::freeze(FreezeStage::frozen).provedAt;
    m_window->setWatcher({static_cast<Watcher::Kind>(kind), QStringLiteral("fuseboardctl, process 4711"), since, why});
    QCOMPARE(find<QLabel>("watcher")->text(), foot);
    QCOMPARE(banner(), title.isEmpty() ? QStringLiteral("Payments: freeze not proved") : title);
    QVERIFY(find<QLabel>("bannerText")->text().contains(why));
    QCOMPARE(announced.contains(title), !title.isEmpty());
    m_window->setWatcher({});
    QCOMPARE(banner(), QStringLiteral("Payments: freeze not proved"));
}

void WindowTest::theSandboxStripCannotBeClosed()
{
    m_window->setSandbox(true);
    auto* own = find<QPushButton>("connectOwn");
    QVERIFY(own->isVisible());
    QCOMPARE(own->parentWidget()->findChildren<QAbstractButton*>().size(), 1);
    QSignalSpy connects(m_window.get(), &MainWindow::connectOwnRequested);
    QTest::mouseClick(own, Qt::LeftButton);
    QCOMPARE(connects.size(), 1);
    QVERIFY(own->isVisible());
}

void WindowTest::aHintStandsInTheSandboxStripOrCanBeClosed()
{
    const QString hint = QStringLiteral("Press Freeze Payments.");
    m_window->setHint(hint);
    QVERIFY(wordsOf(*m_window).contains(hint));
    QVERIFY(announced.contains(hint));
    press("closeHint");
    QVERIFY(!wordsOf(*m_window).contains(hint));
    m_window->setSandbox(true);
    m_window->setHint(hint);
    QVERIFY(wordsOf(*m_window).contains(hint));
    QVERIFY2(!find<QPushButton>("closeHint")->isVisible(), "one line, not two");
    m_window->setHint({});
    QVERIFY(!wordsOf(*m_window).contains(hint));
}

void WindowTest::aDrillIsOfferedOnceAndAsksFirst()
{
    const QString offer = QStringLiteral("Freeze as a Drill…");
    const auto isOffered = [&] {
        return std::ranges::any_of(wordsOf(*m_window), [&](const QString& text) { return text.contains(offer); });
    };
    QVERIFY(!isOffered()); // a team is frozen, so somebody has tried it
    m_window->setFreezes(madeup::shared(FreezeBoard {}));
    QVERIFY(isOffered());
    m_window->setHint({});
    m_window->setNow(madeup::now());
    QVERIFY(!isOffered());

    QSignalSpy drills(m_window.get(), &MainWindow::drillRequested);
    QAction* action = nullptr;
    for (auto* each : m_window->findChildren<QAction*>())
        if (each->text().remove(QLatin1Char('&')) == offer)
            action = each;
    QVERIFY(action);
    m_window->select({});
    QVERIFY(!action->isEnabled()); // nobody drills everybody
    m_window->select(payments);
    action->trigger();
    auto* dialog = find<QDialog>("drillDialog");
    QVERIFY(dialog && dialog->windowTitle().contains(QLatin1String("Payments")));
    QTest::keyClick(dialog, Qt::Key_Return); // on Cancel
    QVERIFY(drills.isEmpty());
    action->trigger();
    press("drill");
    QCOMPARE(drills.size(), 1);
    QCOMPARE(drills.front().front().value<TeamId>(), payments.team);
    Drill passed {.team = payments.team, .at = madeup::now(), .places = {}, .isReleased = true};
    m_window->showDrill(passed); // no place showed anything
    QVERIFY(std::ranges::any_of(wordsOf(*m_window),
        [](const QString& text) { return text.startsWith(QLatin1String("The drill of Payments failed")); }));
    m_window->setBoard(madeup::shared(madeup::protectedBoard()));
    QVERIFY(!action->isEnabled()); // a protected team is left to a person
}

void WindowTest::whatRulesDoReachesTheirPageAlone()
{
    FreezeBoard board = *m_window->shown().freezes;
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::AltModifier);
    auto* rules = find<QTableView>("rules");
    QVERIFY(!rules->isVisible());
    QSignalSpy wanted(m_window.get(), &MainWindow::recentActsWanted);
    QSignalSpy teams(find<QListView>("teamList")->model(), &QAbstractItemModel::dataChanged);
    board.rules.emplace("gateway", madeup::rulesAtWork());
    m_window->setFreezes(madeup::shared(board));
    QVERIFY(rules->isVisible());
    QCOMPARE(rules->model()->rowCount(), 6);
    QVERIFY(wanted.isEmpty() && teams.isEmpty());
    board.views.clear();
    m_window->setFreezes(madeup::shared(board));
    QCOMPARE(wanted.size(), 1);
}

void WindowTest::whatIsDoneEndsWhatFailed()
{
    m_window->showFault({ErrorCode::fileUnwritable, "/nowhere/report.csv", {}});
    m_window->showDone(QStringLiteral("8 rows are written to /home/me/report.csv."));
    QCOMPARE(banner(), QString());
    QVERIFY(wordsOf(*m_window).contains(QStringLiteral("8 rows are written to /home/me/report.csv.")));
}

void WindowTest::whatNobodyToldIsUnknownAndNotZero()
{
    Board board = madeup::emptyBoard();
    board.teams.push_back(madeup::board().teams.front());
    board.teams.front().burn.spentNano = 0;
    board.sources.front().lastAnswer.reset();
    m_window->setBoard(madeup::shared(board));
    m_window->select(payments);
    const QString words = wordsOf(*m_window).join(QLatin1Char('|'));
    QVERIFY2(words.contains(QStringLiteral("Spending unknown, budget $20,000.")), qPrintable(words));
    QVERIFY(words.contains(QStringLiteral("No figures yet")));
    QVERIFY2(!words.contains(QStringLiteral("ahead of pace")), qPrintable(words));
    QVERIFY2(!words.contains(QStringLiteral("$0")), qPrintable(words));
}

void WindowTest::aRefusedListIsNoRejectedKey()
{
    Board board = madeup::board();
    SourceView& source = board.sources.front();
    source.error = Error {ErrorCode::listRefused, source.name, "costs: HTTP 403"};
    m_window->setBoard(madeup::shared(board));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    const QString words = wordsOf(*m_window).join(QLatin1Char('|'));
    QVERIFY2(words.contains(QStringLiteral(", a list is refused")), qPrintable(words)); // in the status bar
    QVERIFY2(words.contains(QStringLiteral("(costs: HTTP 403)")), qPrintable(words));
    QVERIFY2(!words.contains(QStringLiteral("rejected"), Qt::CaseInsensitive), qPrintable(words));
    const auto* table = find<QTableView>("sources");
    QVERIFY(table->model()->index(0, 1).data().toString().startsWith(QStringLiteral("Answers in part · ")));
}

void WindowTest::figuresThatWereLeftOutAreToldByTheirDays()
{
    Board board = madeup::board();
    SourceView& source = board.sources.front();
    const Instant day = dayOf(board.asOf) - std::chrono::days(2);
    const auto days = [&](int from, int to) { return Period {day - std::chrono::days(from), day - std::chrono::days(to)}; };
    source.untold = {{Ledger::providerCost, "costs", days(0, -1)}, {Ledger::providerCost, "costs", days(9, 6)},
        {Ledger::providerUsage, "images", days(8, 5), Untold::Why::refused}};
    m_window->setBoard(madeup::shared(board));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    const QString words = wordsOf(*m_window).join(QLatin1Char('|'));
    const auto dayName = [&](int before) { return dateText(day - std::chrono::days(before)); };
    const QString name = QString::fromStdString(source.name);
    const QString leftOut = QStringLiteral("|%1 left out figures of %2, %3 to %4 (costs): what is known of these days counts")
                                .arg(name, dayName(0), dayName(9), dayName(7));
    QVERIFY2(words.contains(leftOut), qPrintable(words));
    const QString refused =
        QStringLiteral("|%1 refuses figures of %2 to %3 (images): what is known").arg(name, dayName(8), dayName(6));
    QVERIFY2(words.contains(refused), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral(", figures left out")), qPrintable(words)); // in the status bar
    const auto* table = find<QTableView>("sources");
    QVERIFY(table->model()->index(0, 1).data().toString().startsWith(QStringLiteral("Answers in part · ")));
}

void WindowTest::aSourceIsPausedRekeyedAndRemoved()
{
    Board board = madeup::board();
    SourceView& provider = board.sources.back();
    provider.backfill = Backfill::start({madeup::now() - std::chrono::days(400), madeup::now()});
    m_window->setBoard(madeup::shared(board));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    auto* table = find<QTableView>("sources");
    QVERIFY(!find<QPushButton>("removeSource")->isEnabled()); // nothing is chosen
    table->selectRow(static_cast<int>(board.sources.size()) - 1);
    const QString id = QString::fromStdString(provider.id);

    QSignalSpy orders(m_window.get(), &MainWindow::pastOrdered);
    press("pausePast");
    press("endPast");
    provider.backfill = provider.backfill->ordered(BackfillOrder::pause);
    m_window->setBoard(madeup::shared(board));
    QCOMPARE(find<QPushButton>("pausePast")->text(), QStringLiteral("Resume Reading the Past"));
    press("pausePast");
    QCOMPARE(orders.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(orders[i].first().toString(), id);
    QCOMPARE(orders[0].last().value<BackfillOrder>(), BackfillOrder::pause);
    QCOMPARE(orders[1].last().value<BackfillOrder>(), BackfillOrder::cancel);
    QCOMPARE(orders[2].last().value<BackfillOrder>(), BackfillOrder::resume);

    QSignalSpy keys(m_window.get(), &MainWindow::keyEntered);
    press("changeKey");
    auto* dialog = find<SourceKeyDialog>("sourceKeyDialog");
    QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("save"))->isEnabled());
    dialog->findChild<QLineEdit*>(QStringLiteral("key"))->setText(QStringLiteral(" sk-new "));
    dialog->findChild<QPushButton*>(QStringLiteral("save"))->click();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys.first().at(2).toString(), QStringLiteral("sk-new"));
    QCOMPARE(keys.first().at(3).value<KeyWish>(), KeyWish());
    QVERIFY(dialog->findChild<QComboBox*>(QStringLiteral("keyUse"))->isHidden()); // the made-up kind is on no offer
    dialog->showFault(QStringLiteral("The keyring is locked."));
    QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("key"))->text(), QStringLiteral(" sk-new "));
    dialog->accept();

    QSignalSpy removals(m_window.get(), &MainWindow::removalConfirmed);
    press("removeSource");
    find<RemoveSourceDialog>("removeSourceDialog")->reject();
    QCOMPARE(removals.size(), 0);
    QTRY_VERIFY(!m_window->findChild<RemoveSourceDialog*>(QStringLiteral("removeSourceDialog")));
    press("removeSource");
    find<RemoveSourceDialog>("removeSourceDialog")->findChild<QPushButton*>(QStringLiteral("remove"))->click();
    QCOMPARE(removals.size(), 1);
    QCOMPARE(removals.first().first().toString(), id);

    board.sandbox = true;
    m_window->setBoard(madeup::shared(board));
    QVERIFY(!find<QPushButton>("removeSource")->isEnabled() && !find<QPushButton>("changeKey")->isEnabled());
}

void WindowTest::limitsOfTheChosenSourceAreShownWithTheirAge()
{
    Board board = madeup::board();
    m_window->setNow(madeup::now());
    m_window->setBoard(madeup::shared(board));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    SourcesPage& page = m_window->sources();
    auto* table = find<QTableView>("sourceLimits");
    QSignalSpy wanted(&page, &SourcesPage::limitsWanted);
    QVERIFY(!table->isVisible());
    find<QTableView>("sources")->selectRow(0);
    const std::string id = board.sources.front().id;
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.last().first().value<LimitsRequest>().source, id);

    SourceLimits told {id,
        {{.name = "budgets",
             .askedAt = madeup::now(),
             .toldAt = madeup::now() - std::chrono::hours(3),
             .limits = {{.holder = ProviderLimit::Holder::person,
                 .holderId = "octo-1",
                 .holderName = "<b>Ada</b>",
                 .covers = "ai_credits",
                 .limit = Money {0, Currency::usd()},
                 .refusesBeyond = true}}},
            {.name = "cost_center_pools",
                .answer = LimitList::Answer::refused,
                .detail = "HTTP 403",
                .askedAt = madeup::now()}}};
    told.source = "another";
    page.setLimits(std::make_shared<const SourceLimits>(told));
    QVERIFY2(!table->isVisible(), "that of a source which is not chosen any more");
    told.source = id;
    page.setLimits(std::make_shared<const SourceLimits>(told));
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 1);
    QStringList cells;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        cells << table->model()->index(0, column).data().toString();
    cells.remove(LimitModel::ToldColumn);
    QCOMPARE(cells,
        (QStringList {QStringLiteral("Person <b>Ada</b>"), QStringLiteral("Budget, ai_credits"), QStringLiteral("–"),
            QStringLiteral("Refuses"), QStringLiteral("$0.00"), QStringLiteral("–")}));
    QCOMPARE(find<QLabel>("limitsAge")->text(), QStringLiteral("As the source told them, 3 h ago. They are in no sum here."));
    QCOMPARE(find<QLabel>("limitsFaults")->text(), QStringLiteral("The key may not read “cost_center_pools” (HTTP 403)."));

    // With each board they may be others; what could not be read now stays as it was.
    m_window->setBoard(madeup::shared(board));
    QCOMPARE(wanted.count(), 2);
    page.setLimitsFault({ErrorCode::historyBusy, "history.db", {}});
    QCOMPARE(table->model()->rowCount(), 1);
    find<QTableView>("sources")->selectRow(1);
    QVERIFY(!table->isVisible());
    QCOMPARE(wanted.last().first().value<LimitsRequest>().source, board.sources.at(1).id);
}

void WindowTest::selectionAndPanesAreRemembered()
{
    m_window->select({TeamRow::Kind::team, "team-mobile"});
    m_window->resize(1100, 700);
    m_window->close();
    QFile state(m_files->filePath(QStringLiteral("state")));
    QVERIFY(state.open(QIODevice::ReadOnly));
    QVERIFY(state.readAll().startsWith("[MainWindow]\n"));
    MainWindow second(*m_theme, {m_files->filePath(QStringLiteral("state")), m_files->filePath(QStringLiteral("rc"))});
    QCOMPARE(second.selection().team, std::string("team-mobile"));
    QCOMPARE(second.height(), 700); // the width is cut to the offscreen screen's 800 pixels
}

void WindowTest::hostileNamesStayText()
{
    Board board = madeup::board();
    board.teams.front().name = "<b>Pay</b>&ments\n\x1b[31m\u202e" + std::string(300, 'x');
    m_window->setBoard(madeup::shared(board));
    for (const QLabel* label : m_window->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
    const QString name = find<QPushButton>("freezeButton")->accessibleName();
    QVERIFY(name.startsWith(QStringLiteral("Freeze <b>Pay</b>&ments")));
    QVERIFY(name.size() < 80);
    QVERIFY(!name.contains(QChar(0x202e)) && !name.contains(QChar(0x1b)) && !name.contains(QLatin1Char('\n')));
}

void WindowTest::fitsASmallScreen()
{
    m_window->resize(1000, 640);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), QSize(1000, 640));
    auto* freeze = find<QPushButton>("freezeButton");
    const QRect place(freeze->mapTo(m_window.get(), QPoint()), freeze->size());
    QVERIFY(m_window->rect().contains(place));
    QVERIFY(wordsOf(*m_window).join(QLatin1Char('|')).contains(QStringLiteral("Stops 14 people, 9 agents")));
}

QTEST_MAIN(WindowTest)
#include "windowtest.moc"
