// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/allowdialog.h"
#include "domain/falsealarm.h"
#include "incidents/askdetails.h"
#include "incidents/askincidents.h"
#include "incidents/incidentcard.h"
#include "incidents/incidentdetails.h"
#include "incidents/incidentspane.h"
#include "support/madeupboard.h"
#include "theme/theme.h"
#include "ui/support/sampleasks.h"
#include "window/mainwindow.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

/// What callers ask for, as incidents for a person, and a person's word that something is a false alarm.
class AskIncidentsTest : public QObject {
    Q_OBJECT

    ShownState m_state;

    [[nodiscard]] Incident incident(const std::string& id, const std::vector<AuditAct>& acts = {}) const
    {
        for (Incident& each : incidentsOf(m_state, acts))
            if (each.id == id)
                return each;
        return {};
    }
    [[nodiscard]] AuditEntry called(const Incident& incident, std::chrono::seconds ago) const
    {
        AuditEntry out = falseAlarmEntry(incident.asked(), incident.title.toStdString(), "a load test");
        out.actor = "A. Meyer <b>";
        out.at = m_state.now - ago;
        return out;
    }
    void show(MainWindow& window) const
    {
        window.setNow(m_state.now);
        window.setCalendar(m_state.calendar);
        window.setOrganisation(m_state.organisation);
        window.setBoard(m_state.board);
        window.setFreezes(m_state.freezes);
        window.setAsks(*m_state.asks);
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    static QPushButton* buttonOf(MainWindow& window, const QString& name)
    {
        auto* card = window.findChild<IncidentCard*>(QStringLiteral("incident/ask/gateway/a1"));
        const auto buttons = card ? card->findChildren<QPushButton*>() : QList<QPushButton*>();
        for (QPushButton* button : buttons)
            if (button->isVisible() && button->accessibleName().startsWith(name))
                return button;
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init()
    {
        m_state = {};
        m_state.board = madeup::shared(madeup::board());
        m_state.freezes = madeup::shared(FreezeBoard());
        m_state.organisation = madeup::shared(madeup::organisation());
        m_state.asks = madeup::shared(sample::asks());
        m_state.calendar = madeup::calendar();
        m_state.now = madeup::now();
    }

    void whatACallerAsksForIsForAPerson()
    {
        const Incident waits = incident("ask/gateway/a1");
        QCOMPARE(waits.group, IncidentGroup::decide);
        QCOMPARE(waits.title, QStringLiteral("checkout-agent asks for $20.00 more"));
        QCOMPARE(waits.text,
            QStringLiteral("Payments · $499 of $500 is spent. “The release is tonight, and two of forty reviews are left.”"));
        QCOMPARE(waits.scope, madeup::payments());
        QCOMPARE(waits.actions, (std::vector {IncidentAction::allowAsk, IncidentAction::keepAsk}));
        QCOMPARE(actionText(waits, waits.actions[0]), QStringLiteral("Allow $20.00 More…"));
        QCOMPARE(toDecide(incidentsOf(m_state, {})), 1);
        m_state.asks = nullptr;
        QVERIFY(incident("ask/gateway/a1").title.isEmpty());
    }

    void aHeldSessionIsToldAsWhatItIs()
    {
        m_state.asks = madeup::shared(
            Asks {{.place = "gateway", .name = "Gateway", .asks = {sample::heldAsk()}, .at = madeup::now(), .error = {}}});
        const Incident held = incident("ask/gateway/a4");
        QCOMPARE(held.group, IncidentGroup::decide);
        QCOMPARE(held.title, QStringLiteral("J. Ortiz, claude-code gets nowhere and is held"));
        QCOMPARE(held.text,
            QStringLiteral(
                "Payments · $14.00 so far, $38.00 an hour. read_file was called 6 times more with the same arguments "
                "and the same result."));
        QCOMPARE(held.actions, (std::vector {IncidentAction::allowAsk, IncidentAction::keepAsk}));
        const RaiseAsk told = m_state.asks->front().asks[0];
        QCOMPARE(askFigures(told, m_state)[1].second.text, QStringLiteral("7 calls got nowhere"));
        QCOMPARE(askedEntry(told, m_state).text,
            QStringLiteral(
                "read_file was called 6 times more with the same arguments and the same result. The same was said and "
                "asked 2 times more. The prompt grows by what stood in it before."));
        Asks answered = *m_state.asks;
        RaiseAsk& ask = answered[0].asks[0];
        ask.state = RaiseAsk::State::allowed;
        ask.by = "B. Jones";
        ask.answeredAt = madeup::now();
        ask.granted = sample::dollars(9);
        ask.until = madeup::at("2026-11-23T17:00:00Z");
        m_state.asks = madeup::shared(answered);
        QVERIFY2(incident("ask/gateway/a4")
                     .text.startsWith(QLatin1String("By B. Jones, until 18:00. After that it is judged anew. ")),
            qPrintable(incident("ask/gateway/a4").text));
    }

    void aGatewayThatSaysItInWordsAloneIsQuoted()
    {
        RaiseAsk ask = sample::heldAsk();
        ask.seen.clear();
        m_state.asks =
            madeup::shared(Asks {{.place = "gateway", .name = "Gateway", .asks = {ask}, .at = madeup::now(), .error = {}}});
        QVERIFY2(incident("ask/gateway/a4").text.contains(QStringLiteral("an hour. “This session gets nowhere: read_file")),
            qPrintable(incident("ask/gateway/a4").text));
        ask.state = RaiseAsk::State::kept;
        ask.by = "B. Jones";
        ask.answeredAt = madeup::now();
        m_state.asks =
            madeup::shared(Asks {{.place = "gateway", .name = "Gateway", .asks = {ask}, .at = madeup::now(), .error = {}}});
        QVERIFY2(incident("ask/gateway/a4")
                     .text.startsWith(QLatin1String("By B. Jones. Single calls are let through now and then, to see whether")),
            qPrintable(incident("ask/gateway/a4").text));
    }

    void aHeldSessionCanBeFrozenAloneWhereItHasAName()
    {
        FreezeBoard board;
        board.levers = {{.id = "gateway",
            .name = "Gateway",
            .refuses = {ScopeKind::team, ScopeKind::token, ScopeKind::session},
            .cuts = {},
            .cause = {}}};
        m_state.freezes = madeup::shared(board);
        RaiseAsk ask = sample::heldAsk();
        const auto tell = [&] {
            m_state.asks =
                madeup::shared(Asks {{.place = "gateway", .name = "Gateway", .asks = {ask}, .at = madeup::now(), .error = {}}});
            return incident("ask/gateway/a4");
        };
        const Incident named = tell();
        QCOMPARE(named.narrow, (Scope {ScopeKind::session, ask.scope.id}));
        QCOMPARE(actionText(named, named.actions.back()), QStringLiteral("Freeze Session"));
        ask.scope.id = "thread-0a1b2c3d4e5f-1"; // of no use once the gateway has started anew
        const Incident nameless = tell();
        QCOMPARE(nameless.narrow, (Scope {ScopeKind::token, ask.token}));
        QCOMPARE(actionText(nameless, nameless.actions.back()), QStringLiteral("Freeze Key"));
    }

    void theKeyThatAsksCanBeFrozenAloneAndLetGo()
    {
        const Scope key {ScopeKind::token, sample::openAsk().token};
        FreezeBoard board;
        board.levers = {{.id = "gateway", .name = "Gateway", .refuses = {ScopeKind::team}, .cuts = {}, .cause = {}}};
        m_state.freezes = madeup::shared(board);
        QVERIFY(!incident("ask/gateway/a1").narrow); // which that place could not
        board.levers[0].refuses.insert(ScopeKind::token);
        m_state.freezes = madeup::shared(board);
        const Incident waits = incident("ask/gateway/a1");
        QCOMPARE(waits.narrow, key);
        QCOMPARE(waits.actions.back(), IncidentAction::freezeNarrow);
        Organisation organisation = madeup::organisation();
        for (Team& team : organisation.teams)
            team.isProtected = team.id == "team-payments"; // one press must not stop its calls
        m_state.organisation = madeup::shared(organisation);
        QVERIFY(!incident("ask/gateway/a1").narrow);
        QVERIFY(!std::ranges::contains(incident("ask/gateway/a1").actions, IncidentAction::freezeNarrow));
        m_state.organisation = madeup::shared(madeup::organisation());
        QTemporaryDir directory;
        Theme theme(nullptr);
        MainWindow window(theme, {directory.filePath(QStringLiteral("state")), directory.filePath(QStringLiteral("rc"))});
        show(window);
        QSignalSpy ordered(&window, &MainWindow::freezeRequested), resumed(&window, &MainWindow::resumeRequested);
        auto* press = buttonOf(window, QStringLiteral("Freeze Key"));
        QVERIFY(press);
        press->click();
        QCOMPARE(ordered.size(), 1);
        QCOMPARE(ordered[0][0].value<Scope>(), key);

        board.views.emplace(key, madeup::freeze(FreezeStage::frozen, key));
        m_state.freezes = madeup::shared(board);
        QVERIFY(!incident("ask/gateway/a1").narrow);
        const Incident frozen = incident("freeze/" + key.text());
        QCOMPARE(frozen.actions, (std::vector {IncidentAction::resume}));
        window.setFreezes(m_state.freezes);
        window.act(IncidentAction::resume, frozen);
        const auto buttons = window.findChildren<QPushButton*>();
        const auto confirm = std::ranges::find_if(buttons, [](const QPushButton* each) {
            return each->isVisible() && each->text().remove(QLatin1Char('&')) == QLatin1String("Resume Spending");
        });
        QVERIFY(confirm != buttons.end());
        (*confirm)->click();
        QCOMPARE(resumed.size(), 1);
        QCOMPARE(resumed[0][0].value<Scope>(), key);
    }

    void whatWasAnsweredSaysWhatHappenedAfter()
    {
        const Incident allowed = incident("ask/gateway/a2");
        QCOMPARE(allowed.group, IncidentGroup::watching);
        QCOMPARE(allowed.title, QStringLiteral("J. Ortiz: $15.00 more allowed"));
        QVERIFY2(allowed.text.startsWith(QLatin1String("By B. Jones, until 18:00. Then calls are refused again. ")),
            qPrintable(allowed.text));
        QVERIFY(allowed.actions.empty());
        m_state.now = *sample::allowedAsk().until;
        QCOMPARE(incident("ask/gateway/a2").group, IncidentGroup::earlier);
        QVERIFY(incident("ask/gateway/a2").text.startsWith(QLatin1String("By B. Jones, until 18:00: that is over. ")));
        const Incident kept = incident("ask/gateway/a3");
        QCOMPARE(kept.group, IncidentGroup::earlier);
        QCOMPARE(kept.title, QStringLiteral("Growth: nothing more allowed"));
        QVERIFY2(kept.text.contains(QStringLiteral("Key campaigns asked for $20.00: “More pictures.”")), qPrintable(kept.text));
    }

    void textFromOutsideIsBoundedAndPlain()
    {
        Asks asks = sample::asks();
        asks[0].asks[0].reason = "<b>now</b>\nor\x1b[31m " + std::string(2000, 'x');
        m_state.asks = madeup::shared(asks);
        const Incident waits = incident("ask/gateway/a1");
        QVERIFY(waits.text.size() < 400 && !waits.text.contains(QLatin1Char('\n')) && !waits.text.contains(QChar(0x1b)));
        QVERIFY(waits.text.contains(QLatin1String("<b>now</b>")));
    }

    void aSilentGatewayAndAnAnswerThatWasNotTakenAreSaid()
    {
        m_state.asks = madeup::shared(sample::silentAsks());
        const Incident waits = incident("ask/gateway/a1");
        QCOMPARE(waits.group, IncidentGroup::decide);
        QVERIFY2(waits.text.endsWith(QLatin1String("Gateway has not answered since 14:08: it may be answered already.")),
            qPrintable(waits.text));
        AuditEntry act;
        act.at = m_state.now - 1min;
        act.actor = "B. Jones";
        act.action = allowMore;
        act.target = waits.id;
        AuditEntry outcome = act;
        outcome.result = "failed: Gateway: it can't be reached";
        QVERIFY(incident(waits.id, {{act, outcome}})
                .text.contains(QLatin1String("The answer of B. Jones at 14:19 was not taken, so it is asked again.")));
        outcome.result = "done";
        QVERIFY(!incident(waits.id, {{act, outcome}}).text.contains(QLatin1String("not taken")));
    }

    void whatCantBeReadIsSaid()
    {
        Asks asks = sample::asks();
        asks[0].unread = 2;
        m_state.asks = madeup::shared(asks);
        QCOMPARE(incident("asks/gateway").group, IncidentGroup::watching);
        QCOMPARE(incident("asks/gateway").title, QStringLiteral("2 request(s) at Gateway can’t be read"));
        asks = {{.place = "gateway",
            .name = "Gateway",
            .asks = {},
            .at = {},
            .error = Error {ErrorCode::badAnswer, "Gateway", "HTTP 400"}}};
        m_state.asks = madeup::shared(asks);
        QCOMPARE(incident("asks/gateway").group, IncidentGroup::watching);
        QCOMPARE(incident("asks/gateway").title, QStringLiteral("What callers of Gateway ask for can’t be read"));
        asks[0].at = m_state.now - 5s; // it has told a moment ago
        m_state.asks = madeup::shared(asks);
        QVERIFY(incident("asks/gateway").title.isEmpty());
        asks[0].at.reset();
        asks[0].error->detail = "HTTP 404"; // an older gateway, where nobody can ask
        m_state.asks = madeup::shared(asks);
        QVERIFY(incident("asks/gateway").title.isEmpty());
        asks[0].error = Error {ErrorCode::unreachable, "Gateway", {}}; // which its freezes say
        m_state.asks = madeup::shared(asks);
        QVERIFY(incident("asks/gateway").title.isEmpty());
    }

    void acknowledgedItAsksAgainAfterHalfAnHour() // by its notification
    {
        const Incident waits = incident("ask/gateway/a1");
        AuditEntry given = acknowledgementEntry(waits.asked(), waits.title.toStdString());
        given.actor = "B. Jones";
        given.at = m_state.now - 5min;
        QCOMPARE(incident(waits.id, {{given, {}}}).group, IncidentGroup::watching);
        QCOMPARE(incident(waits.id, {{given, {}}}).actions, waits.actions);
    }

    void detailsHaveTheWishTheMoneyAndTheAnswer()
    {
        const IncidentDetails waits = detailsOf(incident("ask/gateway/a1"), m_state, {});
        QVERIFY2(waits.about.startsWith(QStringLiteral("Payments · since ")), qPrintable(waits.about));
        QCOMPARE((*waits.figures)[0].value, QStringLiteral("$20.00"));
        QCOMPARE((*waits.figures)[1].value, QStringLiteral("$499"));
        QCOMPARE((*waits.figures)[2].value, QStringLiteral("1 Dec"));
        QCOMPARE((*waits.figures)[3].value, QStringLiteral("12 min"));
        QCOMPARE(waits.timeline.size(), 1U);
        AuditEntry act;
        act.at = m_state.now - 1h;
        act.actor = "B. Jones";
        act.action = allowMore;
        act.reason = "the release";
        act.target = "ask/gateway/a2";
        AuditEntry outcome = act;
        outcome.result = "done";
        const IncidentDetails allowed = detailsOf(incident("ask/gateway/a2"), m_state, {{act, outcome}});
        QCOMPARE((*allowed.figures)[3].value, QStringLiteral("$15.00"));
        QCOMPARE(allowed.timeline.size(), 4U); // asked, the act, what the gateway has, and when it ends
        QCOMPARE(allowed.timeline[1].title, QStringLiteral("More allowed"));
        QVERIFY(allowed.timeline[1].text.startsWith(QLatin1String("By B. Jones: the release")));
        QVERIFY(allowed.timeline[3].isAhead);
    }

    void theAnswersBreakIntoTwoRowsWhereTheyDoNotFit()
    {
        IncidentsPane pane;
        pane.setState(m_state);
        pane.resize(240, 800);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        auto* card = pane.findChild<IncidentCard*>(QStringLiteral("incident/ask/gateway/a1"));
        QVERIFY(card);
        const auto buttons = card->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 2);
        QTRY_VERIFY(buttons[1]->y() > buttons[0]->geometry().bottom());
        for (const QPushButton* button : buttons)
            QVERIFY(card->rect().contains(button->geometry()));
        pane.resize(480, 800);
        QTRY_COMPARE(buttons[1]->y(), buttons[0]->y());
    }

    void keepRefusingIsSentOnceUntilItIsAnswered()
    {
        QTemporaryDir directory;
        Theme theme(nullptr);
        MainWindow window(theme, {directory.filePath(QStringLiteral("state")), directory.filePath(QStringLiteral("rc"))});
        show(window);
        QSignalSpy decided(&window, &MainWindow::askDecided), read(&window, &MainWindow::acknowledgementKept);
        auto* keep = buttonOf(window, QStringLiteral("Keep Refusing"));
        QVERIFY(keep);
        keep->click();
        keep->click();
        QCOMPARE(decided.size(), 1);
        const auto decision = decided[0][0].value<AskDecision>();
        QVERIFY(!decision.allowed && decision.place == "gateway" && decision.ask == sample::openAsk());
        window.tellAnswer(decision, fail(ErrorCode::unreachable, "Gateway"));
        QCOMPARE(read.size(), 1);
        keep->click(); // it is asked again
        QCOMPARE(decided.size(), 2);
        Asks asks = sample::asks();
        asks[0].asks[0].state = RaiseAsk::State::kept;
        asks[0].asks[0].answeredAt = m_state.now;
        window.tellAnswer(decision, AskOutcome {asks[0].asks[0], {}});
        window.setAsks(asks);
        QVERIFY(!buttonOf(window, QStringLiteral("Keep Refusing")));
        window.setAsksFault({ErrorCode::cutOff, "Fuseboard", {}});
        QVERIFY(window.shown().asks->at(0).error && window.shown().asks->at(0).at == madeup::now());
    }

    void allowMoreAsksHowMuchAndStaysUntilItIsTaken()
    {
        QTemporaryDir directory;
        Theme theme(nullptr);
        MainWindow window(theme, {directory.filePath(QStringLiteral("state")), directory.filePath(QStringLiteral("rc"))});
        show(window);
        QSignalSpy decided(&window, &MainWindow::askDecided);
        auto* allow = buttonOf(window, QStringLiteral("Allow $20.00 More…"));
        QVERIFY(allow);
        allow->click();
        auto* dialog = window.findChild<AllowDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        auto* yes = dialog->findChild<QPushButton*>(QStringLiteral("allow"));
        dialog->findChild<QLineEdit*>(QStringLiteral("reason"))->setText(QStringLiteral(" tonight "));
        yes->click();
        QCOMPARE(decided.size(), 1);
        const auto decision = decided[0][0].value<AskDecision>();
        QCOMPARE(decision.allowed, sample::dollars(20));
        QCOMPARE(decision.until, madeup::at("2026-11-23T23:00:00Z")); // the end of today
        QCOMPARE(decision.reason, "tonight");
        QVERIFY(!yes->isEnabled());
        QVERIFY(buttonOf(window, QStringLiteral("Keep Refusing")));
        buttonOf(window, QStringLiteral("Keep Refusing"))->click();
        QCOMPARE(decided.size(), 1); // one answer at a time
        window.tellAnswer(decision, fail(ErrorCode::timedOut, "Gateway"));
        QVERIFY2(dialog->findChild<QLabel*>(QStringLiteral("fault"))
                     ->text()
                     .startsWith(QLatin1String("Gateway has not said whether it took the answer, so that is not known. ")),
            qPrintable(dialog->findChild<QLabel*>(QStringLiteral("fault"))->text()));
        yes->click();
        QCOMPARE(decided.size(), 2);
        window.tellAnswer(decision, fail(ErrorCode::unreachable, "Gateway"));
        QVERIFY(dialog->isVisible() && yes->isEnabled());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("fault"))
                ->text()
                .startsWith(QLatin1String("The answer was not taken. ")));
        RaiseAsk taken = sample::openAsk();
        taken.state = RaiseAsk::State::allowed;
        taken.granted = decision.allowed;
        taken.until = decision.until;
        window.tellAnswer(decision, AskOutcome {taken, sample::dollars(3)});
        QVERIFY(!dialog->isVisible());
    }

    void aFreezeThatGoesOnRefusingIsSaid_data()
    {
        QTest::addColumn<std::int64_t>("ownSpent");
        QTest::addColumn<bool>("isAllSpent");
        QTest::addColumn<bool>("isPolicys");
        QTest::addColumn<Scope>("frozen");
        QTest::addColumn<bool>("isSaid");
        const Scope team = madeup::payments(), key {ScopeKind::token, sample::openAsk().token};
        QTest::newRow("a person's") << std::int64_t {500} << false << false << team << true;
        QTest::newRow("the own budget's, which is raised") << std::int64_t {500} << false << true << team << false;
        QTest::newRow("while the own budget has something left") << std::int64_t {400} << false << true << team << true;
        QTest::newRow("while another budget is spent as well") << std::int64_t {500} << true << true << team << true;
        QTest::newRow("of all") << std::int64_t {500} << false << false << Scope::everything() << true;
        QTest::newRow("of the key alone") << std::int64_t {500} << false << true << key << true;
    }
    void aFreezeThatGoesOnRefusingIsSaid()
    {
        QFETCH(std::int64_t, ownSpent);
        QFETCH(bool, isAllSpent);
        QFETCH(bool, isPolicys);
        QFETCH(Scope, frozen);
        QFETCH(bool, isSaid);
        const auto budget = [](BudgetScope scope, std::int64_t spent) {
            BudgetState out {.budget = {.scope = std::move(scope),
                                 .amount = sample::dollars(500),
                                 .kind = BudgetKind::hard,
                                 .since = madeup::at("2026-11-01T00:00:00Z"),
                                 .by = {},
                                 .why = {}},
                .raises = {},
                .amount = sample::dollars(500),
                .input = {},
                .burn = BurnDown(),
                .percent = {},
                .crossed = {},
                .withoutRate = {}};
            out.burn->spentNano = sample::dollars(spent).nano;
            return out;
        };
        Board board = madeup::board();
        board.budgets = {budget(BudgetScope::ofTeam("team-payments"), ownSpent)};
        if (isAllSpent)
            board.budgets.push_back(budget(BudgetScope::everything(), 500));
        m_state.board = madeup::shared(board);
        FreezeBoard freezes;
        FreezeView view = madeup::freeze(FreezeStage::frozen, frozen);
        if (isPolicys)
            view.until = madeup::at("2026-11-30T23:00:00Z");
        freezes.views.emplace(frozen, view);
        m_state.freezes = madeup::shared(freezes);
        QTemporaryDir directory;
        Theme theme(nullptr);
        MainWindow window(theme, {directory.filePath(QStringLiteral("state")), directory.filePath(QStringLiteral("rc"))});
        show(window);
        window.act(IncidentAction::allowAsk, incident("ask/gateway/a1"));
        auto* dialog = window.findChild<AllowDialog*>();
        QVERIFY(dialog);
        QVERIFY2(dialog->question().frozen.isEmpty() != isSaid, qPrintable(dialog->question().frozen));
    }

    void aFalseAlarmIsOverForThatTurnAlone()
    {
        Board board = madeup::board();
        const Instant hour = madeup::at("2026-11-23T13:00:00Z");
        board.teams.back().costlyHour = CostlyHour {hour, 37 * madeup::unit, 2 * madeup::unit};
        m_state.board = madeup::shared(board);
        const Incident costly = incident("costlyHour/team-growth");
        QCOMPARE(costly.group, IncidentGroup::watching);
        QVERIFY(std::ranges::contains(costly.actions, IncidentAction::callFalseAlarm));
        const std::vector<AuditAct> acts {{called(costly, 60s), {}}};
        const Incident over = incident(costly.id, acts);
        QCOMPARE(over.group, IncidentGroup::earlier);
        QVERIFY2(over.text.endsWith(QLatin1String(" A. Meyer <b> called it a false alarm at 14:19.")), qPrintable(over.text));
        QVERIFY(over.actions.empty());
        QCOMPARE(detailsOf(over, m_state, acts).timeline.at(0).title, QStringLiteral("Called a false alarm"));
        QCOMPARE(detailsOf(over, m_state, acts).timeline.at(0).text, QStringLiteral("By A. Meyer <b>: a load test."));
        board.teams.back().costlyHour->start -= 1h; // another hour
        m_state.board = madeup::shared(board);
        QCOMPARE(incident(costly.id, acts).group, IncidentGroup::watching);
    }

    void onlyAJudgementCanBeAFalseAlarm()
    {
        const Incident early = incident("runsOut/team-payments");
        QVERIFY(std::ranges::contains(early.actions, IncidentAction::callFalseAlarm));
        const std::vector<AuditAct> acts {{called(early, std::chrono::days(3)), {}}};
        QCOMPARE(incident(early.id, acts).group, IncidentGroup::earlier);
        Board board = madeup::board();
        for (TeamBoard& team : board.teams)
            if (team.id == "team-payments")
                *team.burn.budgetNano += madeup::unit; // another budget
        m_state.board = madeup::shared(board);
        QCOMPARE(incident(early.id, acts).group, IncidentGroup::watching);
        for (TeamBoard& team : board.teams)
            if (team.id == "team-payments")
                team.burn.remainingNano = 0; // which is a fact
        m_state.board = madeup::shared(board);
        QVERIFY(!std::ranges::contains(incident(early.id).actions, IncidentAction::callFalseAlarm));
        QCOMPARE(incident(early.id, acts).group, IncidentGroup::watching);
        FreezeBoard freezes;
        freezes.views.emplace(madeup::payments(), madeup::freeze(FreezeStage::notProved, madeup::payments()));
        m_state.freezes = madeup::shared(freezes);
        QVERIFY(!std::ranges::contains(incident("freeze/team/team-payments").actions, IncidentAction::callFalseAlarm));
    }

    void aFalseAlarmIsSaidWithItsReason()
    {
        QTemporaryDir directory;
        Theme theme(nullptr);
        MainWindow window(theme, {directory.filePath(QStringLiteral("state")), directory.filePath(QStringLiteral("rc"))});
        show(window);
        QSignalSpy said(&window, &MainWindow::falseAlarmCalled);
        window.act(IncidentAction::callFalseAlarm, incident("runsOut/team-payments"));
        auto* dialog = window.findChild<QDialog*>(QStringLiteral("falseAlarmDialog"));
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QLineEdit*>(QStringLiteral("reason"))->setText(QStringLiteral("a load test"));
        dialog->findChild<QPushButton*>(QStringLiteral("falseAlarm"))->click();
        QCOMPARE(said.size(), 1);
        QCOMPARE(said[0][0].value<Incident>().id, "runsOut/team-payments");
        QCOMPARE(said[0][1].toString(), QStringLiteral("a load test"));
    }
};

QTEST_MAIN(AskIncidentsTest)
#include "askstest.moc"
