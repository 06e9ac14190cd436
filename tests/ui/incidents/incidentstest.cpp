// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidentcard.h"
#include "incidents/incidentpage.h"
#include "incidents/incidentspane.h"
#include "pages/headtext.h"
#include "support/madeupboard.h"
#include "text/undotext.h"
#include "theme/theme.h"
#include "window/mainwindow.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace fuseboard;

/// What the pane Incidents says, in which order, and what its buttons do.
class IncidentsTest : public QObject {
    Q_OBJECT

    ShownState m_state;

    [[nodiscard]] Incident incident(const std::string& id, const std::vector<AuditAct>& acts = {}) const
    {
        for (Incident& each : incidentsOf(m_state, acts))
            if (each.id == id)
                return each;
        return {};
    }
    void setFreeze(FreezeStage stage)
    {
        FreezeBoard board;
        board.views.emplace(Scope::ofTeam("team-payments"), madeup::freeze(stage, Scope::ofTeam("team-payments")));
        m_state.freezes = madeup::shared(board);
    }

    bool isShown(MainWindow& window, QSize size) const
    {
        window.setNow(m_state.now);
        window.setCalendar(m_state.calendar);
        window.setBoard(m_state.board);
        window.setFreezes(m_state.freezes);
        window.resize(size);
        window.show();
        return QTest::qWaitForWindowExposed(&window);
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init()
    {
        m_state = {};
        m_state.board = madeup::shared(madeup::board());
        m_state.freezes = madeup::shared(madeup::switchboard());
        m_state.organisation = madeup::shared(Organisation());
        m_state.calendar = madeup::calendar();
        m_state.now = madeup::now();
    }

    void whatNeedsAWordComesFirst()
    {
        const auto all = incidentsOf(m_state, {});
        QVERIFY(std::ranges::is_sorted(all, {}, &Incident::group));
        QCOMPARE(toDecide(all), 2); // Payments not proved, Support Bots changed outside
        QCOMPARE(incident("freeze/team/team-payments").group, IncidentGroup::decide);
        QCOMPARE(incident("freeze/team/team-data-science").group, IncidentGroup::earlier);
        QCOMPARE(incident("freeze/team/team-mobile").group, IncidentGroup::watching);
        for (const Incident& each : all)
            QVERIFY(each.actions.size() <= 3 && !each.title.isEmpty() && !each.text.isEmpty());
    }

    void eachStageHasItsAnswers()
    {
        using enum IncidentAction;
        setFreeze(FreezeStage::notProved);
        QCOMPARE(incident("freeze/team/team-payments").actions, (std::vector {tryAgain, showPlaces, acknowledge}));
        setFreeze(FreezeStage::changedOutside);
        QCOMPARE(incident("freeze/team/team-payments").actions, (std::vector {freezeAgain, resume, acknowledge}));
        setFreeze(FreezeStage::frozen);
        QVERIFY(incident("freeze/team/team-payments").actions.empty());
        setFreeze(FreezeStage::resumed);
        QVERIFY(incident("freeze/team/team-payments").title.isEmpty());
    }

    void whatSomebodyHasInHandAsksAgainAfterHalfAnHour()
    {
        using namespace std::chrono_literals;
        const auto contains = [](const Incident& told, const char* words) { return told.text.contains(QLatin1String(words)); };
        setFreeze(FreezeStage::notProved);
        const std::string id = "freeze/team/team-payments";
        const Instant ordered = *incident(id).at;
        AuditEntry given = acknowledgementEntry({id, "not proved"}, "Payments: freeze not proved");
        given.actor = "A. Meyer <b>";
        const auto at = [&](std::chrono::seconds after, std::chrono::seconds now) {
            given.at = ordered + after;
            m_state.now = ordered + now;
            return incident(id, {{given, {}}});
        };
        Incident seen = at(5min, 34min);
        QCOMPARE(seen.group, IncidentGroup::watching);
        QVERIFY2(contains(seen, "A. Meyer <b> has it since "), qPrintable(seen.text));
        QVERIFY(!std::ranges::contains(seen.actions, IncidentAction::acknowledge));
        seen = at(5min, 35min);
        QCOMPARE(seen.group, IncidentGroup::decide);
        QVERIFY2(contains(seen, "A. Meyer <b> had it since ") && contains(seen, ", and it lasts."), qPrintable(seen.text));
        QVERIFY(std::ranges::contains(seen.actions, IncidentAction::acknowledge));
        seen = at(-1s, 1min); // an earlier one of the same scope
        QCOMPARE(seen.group, IncidentGroup::decide);
        QVERIFY(!contains(seen, "Meyer"));
        given.at = ordered + 5min;
        AuditEntry seenSince = given; // something has happened since
        seenSince.action = observed;
        seenSince.target = "team/team-payments";
        seenSince.at = ordered + 6min;
        QCOMPARE(incident(id, {{seenSince, {}}, {given, {}}}).group, IncidentGroup::decide);
        AuditEntry older = given; // of two the newer counts
        older.at = ordered + 1min;
        m_state.now = ordered + 32min;
        QCOMPARE(incident(id, {{given, {}}, {older, {}}}).group, IncidentGroup::watching);
        setFreeze(FreezeStage::changedOutside); // another turn of it
        QCOMPARE(incident(id, {{given, {}}}).group, IncidentGroup::decide);
        setFreeze(FreezeStage::notProved);
        given.target = "freeze/team/team-growth";
        QCOMPARE(incident(id, {{given, {}}}).group, IncidentGroup::decide);
    }

    void aPolicysFreezeIsWatchedAndSaysWhenItEnds()
    {
        FreezeView freeze = madeup::freeze(FreezeStage::frozen, Scope::ofTeam("team-payments"));
        freeze.until = madeup::at("2026-11-30T23:00:00Z");
        FreezeBoard board;
        board.views.emplace(freeze.scope, freeze);
        m_state.freezes = madeup::shared(board);
        const Incident seen = incident("freeze/team/team-payments");
        QCOMPARE(seen.group, IncidentGroup::watching);
        QVERIFY2(seen.text.contains(QLatin1String("Ends by itself 1 Dec")), qPrintable(seen.text));
    }

    void aHardBudgetThatFreezesNothingByItselfIsForAPerson()
    {
        Board board = madeup::board();
        Organisation company;
        company.teams.push_back({.id = "team-platform",
            .name = "Platform",
            .owner = {},
            .costCenterId = {},
            .costCenterName = {},
            .isProtected = true});
        BudgetState spent {.budget = {.scope = BudgetScope::ofTeam("team-platform"),
                               .kind = BudgetKind::hard,
                               .since = {},
                               .by = {},
                               .why = {}},
            .raises = {},
            .amount = {16'000 * madeup::unit, Currency::usd()},
            .input = {.period = board.period},
            .burn = BurnDown(),
            .percent = {},
            .crossed = {},
            .withoutRate = {}};
        spent.burn->spentNano = 16'100 * madeup::unit;
        board.budgets = {spent};
        m_state.board = madeup::shared(board);
        m_state.organisation = madeup::shared(company);
        const Incident seen = incident("budget/team:team-platform");
        QCOMPARE(seen.group, IncidentGroup::decide);
        QVERIFY2(seen.text.startsWith(QLatin1String("The hard budget of Platform is spent: $16,100 of $16,000.")),
            qPrintable(seen.text));
        QCOMPARE(
            seen.actions, (std::vector {IncidentAction::freeze, IncidentAction::changeBudget, IncidentAction::acknowledge}));
    }

    void anHourThatCostsFarMoreThanUsualIsWatchedAndMakesTheButtonSolid()
    {
        const Selection growth {TeamRow::Kind::team, "team-growth"};
        m_state.freezes = madeup::shared(FreezeBoard());
        QVERIFY(!headTextOf(m_state, growth).solid);
        Board board = madeup::board();
        const Instant hour = madeup::at("2026-11-23T13:00:00Z");
        board.teams.back().costlyHour = CostlyHour {hour, 37 * madeup::unit, 2 * madeup::unit};
        const auto show = [&] { m_state.board = madeup::shared(board); };
        show();
        const Incident seen = incident("costlyHour/team-growth");
        QCOMPARE(seen.group, IncidentGroup::watching);
        QCOMPARE(seen.text, QStringLiteral("Growth · $37.00 since 14:00, usually $2.00/h."));
        QCOMPARE(seen.scope, Scope::ofTeam("team-growth"));
        QVERIFY(headTextOf(m_state, growth).solid);
        board.teams.back().costlyHour = CostlyHour {hour - std::chrono::hours(1), 370 * madeup::unit, 0};
        show();
        QCOMPARE(
            incident("costlyHour/team-growth").text, QStringLiteral("Growth · $370 from 13:00 to 14:00, usually nothing."));

        FreezeBoard frozen;
        frozen.views.emplace(*growth.scope(), madeup::freeze(FreezeStage::frozen, *growth.scope()));
        m_state.freezes = madeup::shared(frozen);
        QVERIFY(incident("costlyHour/team-growth").title.isEmpty());
        m_state.freezes = madeup::shared(FreezeBoard());
        board.sources.front().lastAnswer = m_state.now - std::chrono::hours(3);
        show();
        QVERIFY2(incident("costlyHour/team-growth").title.isEmpty(), "figures that are old");
        QVERIFY(!headTextOf(m_state, growth).solid);
        board = madeup::board();
        board.teams.back().costlyHour = CostlyHour {hour - std::chrono::hours(2), 370 * madeup::unit, 0};
        show();
        QVERIFY2(incident("costlyHour/team-growth").title.isEmpty(), "an hour that is over for longer");
    }

    void whatWasDoneIsToldFromTheLogOnce()
    {
        AuditEntry entry;
        entry.sequence = 9;
        entry.at = m_state.now - std::chrono::hours(2);
        entry.actor = "A. Meyer <b>";
        entry.action = "resume";
        entry.target = "team/team-growth";
        entry.reason = "mended";
        AuditEntry old = entry;
        old.sequence = 3;
        old.at = m_state.now - std::chrono::days(8);
        AuditEntry other = entry;
        other.sequence = 8;
        other.action = "change";
        AuditEntry shown = entry;
        shown.sequence = 7;
        shown.action = "freeze";
        shown.target = "team/team-payments";
        shown.at = m_state.freezes->views.at(Scope::ofTeam("team-payments")).orderedAt;
        AuditEntry outcome = entry;
        outcome.result = "proved, generation 3";
        const std::vector<AuditAct> acts {{entry, outcome}, {other, {}}, {shown, {}}, {old, outcome}};
        const Incident seen = incident("act/9", acts);
        QCOMPARE(seen.title, QStringLiteral("Growth: resume ordered"));
        QCOMPARE(seen.text, QStringLiteral("By A. Meyer <b>: mended. Outcome: proved, generation 3."));
        for (const char* left : {"act/3", "act/8", "act/7"})
            QVERIFY2(incident(left, acts).title.isEmpty(), left);
    }

    void theCardsStayWhereTheyAreAndButtonsSayWhatIsWanted()
    {
        IncidentsPane pane;
        pane.resize(320, 800);
        pane.setState(m_state);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        auto* card = pane.findChild<IncidentCard*>(QStringLiteral("incident/freeze/team/team-payments"));
        QVERIFY(card);
        QVERIFY(card->accessibleName().contains(QLatin1String("Payments")));
        card->setFocus();
        m_state.now += std::chrono::seconds(1);
        pane.setState(m_state);
        QCOMPARE(pane.findChild<IncidentCard*>(QStringLiteral("incident/freeze/team/team-payments")), card);
        QSignalSpy chosen(&pane, &IncidentsPane::opened), pressed(&pane, &IncidentsPane::pressed);
        QTest::keyClick(card, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QTest::mouseClick(card, Qt::LeftButton, {}, QPoint(4, 4));
        QCOMPARE(chosen.size(), 2);
        auto* again = card->findChild<QPushButton*>();
        QVERIFY(again && again->accessibleName().startsWith(QLatin1String("Try Again, ")));
        QTest::mouseClick(again, Qt::LeftButton);
        QCOMPARE(pressed.size(), 1);
        QCOMPARE(pressed[0][0].value<IncidentAction>(), IncidentAction::tryAgain);
        QCOMPARE(chosen.size(), 2);
        // Another card before it: the one with the keyboard keeps it.
        card->setFocus();
        FreezeBoard board = *m_state.freezes;
        board.views.emplace(Scope::everything(), madeup::freeze(FreezeStage::notProved, Scope::everything()));
        m_state.freezes = madeup::shared(board);
        QSignalSpy waiting(&pane, &IncidentsPane::waitingChanged);
        pane.setState(m_state);
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(pane.waiting(), 3);
        QVERIFY(QApplication::focusWidget());
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("incident/freeze/team/team-payments"));
    }

    void detailsTellOfPlacesAndWhatHappened()
    {
        setFreeze(FreezeStage::notProved);
        const std::string id = "freeze/team/team-payments";
        const Incident card = incident(id);
        const auto entry = [&](std::int64_t sequence, const char* action, const std::string& target, std::chrono::minutes ago) {
            AuditEntry out;
            out.sequence = sequence;
            out.at = m_state.now - ago;
            out.actor = "A. Meyer <b>";
            out.action = action;
            out.target = target;
            out.reason = "loop";
            out.before = out.action == "acknowledge" ? "not proved" : "";
            return out;
        };
        using namespace std::chrono_literals;
        const std::vector<AuditAct> acts {{entry(4, "acknowledge", id, 0min), {}},
            {entry(3, "freeze", "team/team-growth", 1min), {}}, {entry(2, "freeze", "team/team-payments", 2min), {}},
            {entry(1, "change", "team/team-payments", 3min), {}}};
        const IncidentDetails details = detailsOf(card, m_state, acts);
        QVERIFY2(details.about.startsWith(QStringLiteral("Payments · since ")), qPrintable(details.about));
        QCOMPARE((*details.figures)[0].value, QStringLiteral("4 of 6"));
        QCOMPARE((*details.figures)[1].value, QStringLiteral("–")); // two places are silent: what runs there nobody knows
        QCOMPARE((*details.figures)[2].value, QStringLiteral("–"));
        QVERIFY(details.places.size() >= 2);
        QCOMPARE(details.timeline.size(), 3U);
        QCOMPARE(details.timeline[0].title, QStringLiteral("Freeze ordered"));
        QCOMPARE(details.timeline[0].text, QStringLiteral("By A. Meyer <b>: loop. No outcome is on record yet."));
        QCOMPARE(details.timeline[1].title, QStringLiteral("Acknowledged"));
        QVERIFY(details.timeline[2].isAhead && details.timeline[2].title == QLatin1String("Asks again"));

        setFreeze(FreezeStage::frozen);
        FreezeBoard mute = *m_state.freezes; // a place that tells of no calls
        mute.views.at(Scope::ofTeam("team-payments")).places.back().tellsInFlight = false;
        m_state.freezes = madeup::shared(mute);
        QCOMPARE((*detailsOf(incident(id), m_state, acts).figures)[1].value, QStringLiteral("–"));
        setFreeze(FreezeStage::frozen);
        QVERIFY((*detailsOf(incident(id), m_state, acts).figures)[1].value != QStringLiteral("–"));
        const IncidentDetails money = detailsOf(incident("runsOut/team-payments"), m_state, {});
        QVERIFY(money.places.empty() && money.timeline.empty());
        QCOMPARE(money.figures.value(), figuresOf(m_state, {TeamRow::Kind::team, "team-payments"}));
    }

    void aCardOpensItsDetailsInTheCentreAndEscapeLeavesThem()
    {
        QTemporaryDir directory;
        Theme theme(nullptr);
        MainWindow window(theme, {directory.filePath(QStringLiteral("state")), directory.filePath(QStringLiteral("rc"))});
        QVERIFY(isShown(window, {1440, 900}));
        auto* card = window.findChild<IncidentCard*>(QStringLiteral("incident/freeze/team/team-payments"));
        auto* page = window.findChild<IncidentsPane*>()->page();
        QTest::keyClick(card, Qt::Key_Return);
        QVERIFY(page->isVisible());
        QCOMPARE(window.selection().team, "team-payments");
        auto* back = page->findChild<QPushButton*>(QStringLiteral("incidentBack"));
        QTRY_VERIFY(back->hasFocus());
        const auto titled = [&](const char* text) {
            const auto labels = page->findChildren<QLabel*>();
            return std::ranges::any_of(
                labels, [&](const QLabel* label) { return label->text().startsWith(QLatin1String(text)); });
        };
        QVERIFY(titled("Payments: freeze not proved"));
        window.setNow(m_state.now + std::chrono::seconds(1)); // it stays, and its buttons do
        QVERIFY(page->isVisible());
        QSignalSpy acknowledged(&window, &MainWindow::acknowledged);
        const auto buttons = page->findChildren<QPushButton*>();
        const auto give = std::ranges::find_if(buttons, [](const QPushButton* button) {
            return button->accessibleName().startsWith(QLatin1String("Acknowledge, details of "));
        });
        QVERIFY(give != buttons.end());
        QTest::mouseClick(*give, Qt::LeftButton);
        QCOMPARE(acknowledged.size(), 1);
        window.setFreezes(madeup::shared(FreezeBoard()));
        QVERIFY(titled("This is settled"));
        QTest::keyClick(back, Qt::Key_Escape);
        QVERIFY(!page->isVisible());
        window.setFreezes(m_state.freezes);
        card = window.findChild<IncidentCard*>(QStringLiteral("incident/freeze/team/team-payments"));
        QTest::keyClick(card, Qt::Key_Return);
        QVERIFY(page->isVisible() && !titled("This is settled"));
        window.select({TeamRow::Kind::team, "team-growth"});
        QVERIFY(!page->isVisible());
    }

    void aNarrowWindowHasAButtonWithTheCount()
    {
        QTemporaryDir directory;
        Theme theme(nullptr);
        MainWindow window(theme, {directory.filePath(QStringLiteral("state")), directory.filePath(QStringLiteral("rc"))});
        QVERIFY(isShown(window, {1024, 700}));
        auto* button = window.findChild<QPushButton*>(QStringLiteral("incidentsButton"));
        auto* pane = window.findChild<IncidentsPane*>();
        QVERIFY(button && pane && button->isVisible() && !pane->isVisible());
        QVERIFY2(button->text().startsWith(QLatin1String("Incidents (")), qPrintable(button->text()));
        button->click();
        QVERIFY(pane->isVisible());
        window.resize(1440, 900);
        QTRY_VERIFY(!button->isVisible() && pane->isVisible());
    }

    void anUndoIsToldPlaceByPlace()
    {
        using enum UndoTarget::Kind;
        BlastPreview preview;
        preview.levers = {{.id = "l", .name = "LiteLLM", .refuses = {}, .cuts = {}, .cause = {}},
            {.id = "g", .name = "Gateway", .refuses = {}, .cuts = {}, .cause = {}}};
        LeverLook look;
        look.undo = {{givesBack, "ci", "{}", "{}"}, {staysHeld, "old", "{}", "{}"}, {gone, "lost", "{}", ""},
            {changed, "limit", "5", "10"}};
        preview.outlooks = {{"l", look}, {"g", LeverLook()}, {"o", fail(ErrorCode::timedOut, "OpenAI")}};
        const auto lines = undoLines(preview, {});
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(lines[0].text,
            QStringLiteral(
                "asks first, as somebody has changed limit: before the freeze 5, now 10; gives back ci; leaves held, as "
                "before the freeze or for another one: old; can’t give back what is gone: lost"));
        QVERIFY(lines[0].isOpen);
        QCOMPARE(lines[1].text, QStringLiteral("lets its calls pass again"));
        QVERIFY(lines[2].isOpen && lines[2].text.contains(QLatin1String("no answer in time")));
        look.undo = {{givesBack, "ci", "{}", "{}"}, {notRead, "project two", "{}", ""}};
        preview.outlooks[0].look = look;
        const auto unread = undoLines(preview, {});
        QCOMPARE(unread[0].text, QStringLiteral("gives back ci; leaves held until it can be read again: project two"));
        QVERIFY(unread[0].isOpen);
        look.undo.clear();
        look.notRead = {"project two"};
        preview.outlooks[0].look = look;
        const auto nothingKnown = undoLines(preview, {});
        QCOMPARE(nothingKnown[0].text, QStringLiteral("can’t be looked at now: project two"));
        QVERIFY(nothingKnown[0].isOpen);
    }

    void whereAllTeamsAreFrozenTooNothingPasses()
    {
        FreezeBoard board;
        QVERIFY(placesHoldingAll(board).empty());
        FreezeView& all = board.views[Scope::everything()];
        all.scope = Scope::everything();
        for (const auto& [id, stage] :
            std::map<std::string, PlaceStage> {{"g", PlaceStage::proved}, {"h", PlaceStage::silent}, {"l", PlaceStage::lying},
                {"n", PlaceStage::nothingHere}, {"o", PlaceStage::changedOutside}, {"u", PlaceStage::unable}})
            all.places.push_back({.id = id,
                .name = id,
                .stage = stage,
                .cause = {},
                .provedAt = {},
                .lastAnswer = {},
                .moneySetAside = {},
                .times = {},
                .note = {}});
        QCOMPARE(placesHoldingAll(board), (std::set<std::string> {"g", "h", "l"}));
        BlastPreview preview {.scope = madeup::payments(), .levers = {}, .outlooks = {{"g", LeverLook()}, {"o", LeverLook()}}};
        auto lines = undoLines(preview, placesHoldingAll(board));
        QCOMPARE(lines[0].text, QStringLiteral("gives back its own freeze; that of all teams stays ordered there"));
        QCOMPARE(lines[1].text, QStringLiteral("lets its calls pass again"));
        preview.scope = Scope::everything(); // whose resume ends that
        lines = undoLines(preview, placesHoldingAll(board));
        QCOMPARE(lines[0].text, QStringLiteral("lets its calls pass again"));
        all.wanted = HoldState::released;
        QVERIFY(placesHoldingAll(board).empty());
    }
};

QTEST_MAIN(IncidentsTest)
#include "incidentstest.moc"
