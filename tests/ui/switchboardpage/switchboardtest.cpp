// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeupboard.h"
#include "pages/bannertext.h"
#include "switchboardpage/drillrows.h"
#include "switchboardpage/rulerows.h"
#include "switchboardpage/switchboardpage.h"
#include "switchboardpage/switchboardrows.h"
#include "theme/theme.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fuseboard;

/// What the page Switchboard says of places, teams and orders.
class SwitchboardPageTest : public QObject {
    Q_OBJECT

    ShownState m_state;

    [[nodiscard]] TwoLineCell cell(const char* team, int column) const
    {
        for (const auto& row : placesAndTeams(m_state).rows)
            if (row[0].first == QLatin1String(team))
                return row[static_cast<std::size_t>(column)];
        return {};
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init()
    {
        m_state = {};
        m_state.board = madeup::shared(madeup::board());
        m_state.freezes = madeup::shared(madeup::switchboard());
        m_state.calendar = madeup::calendar();
        m_state.now = madeup::now();
    }

    void headsSayHowAPlaceIsProvedAndWithinWhatTime()
    {
        const QStringList heads = placesAndTeams(m_state).heads;
        QCOMPARE(heads.size(), 5);
        QCOMPARE(heads[2], QStringLiteral("Gateway\ntest call, 10 s\nanswers"));
        QVERIFY2(
            heads[3].startsWith(QLatin1String("LiteLLM\ntest call, 75 s\n")) && !heads[3].endsWith(QLatin1String("answers")),
            qPrintable(heads[3]));
        QCOMPARE(heads[4], QStringLiteral("OpenAI limits\nno test call, 10 min\nanswers"));
    }

    void eachTeamStandsAtEachPlace()
    {
        QCOMPARE(placesAndTeams(m_state).rows.size(), madeup::board().teams.size());
        QCOMPARE(cell("Data Science", 1).first, QStringLiteral("Frozen"));
        QCOMPARE(cell("Data Science", 1).icon, Icon::Snowflake);
        QCOMPARE(cell("Data Science", 2).first, QStringLiteral("Refusing"));
        QCOMPARE(cell("Data Science", 2).second, QStringLiteral("14:19:32, proved in 0.034 s"));
        QCOMPARE(cell("Data Science", 3).second, QStringLiteral("nothing of it"));
        QVERIFY(cell("Payments", 1).first.startsWith(QLatin1String("Not proved")));
        QCOMPARE(cell("Payments", 3).tone, Tone::crit);
        QVERIFY(cell("Mobile", 1).first.startsWith(QLatin1String("Partly proved")));
        QCOMPARE(cell("Mobile", 4).first, QStringLiteral("Set"));
        QCOMPARE(cell("Mobile", 1).first, QStringLiteral("Partly proved, 1 of 2"));
        QCOMPARE(cell("Support Bots", 3).icon, Icon::Changed);
        QCOMPARE(cell("Platform", 1).first, QStringLiteral("Spending"));
        QVERIFY(!cell("Platform", 2).icon);
        QVERIFY(!std::ranges::contains(
            placesAndTeams(m_state).rows, QStringLiteral("All teams"), [](const auto& row) { return row[0].first; }));
        FreezeBoard all = madeup::switchboard();
        all.views.emplace(Scope::everything(), madeup::freeze(FreezeStage::frozen, Scope::everything()));
        m_state.freezes = madeup::shared(all);
        QCOMPARE(placesAndTeams(m_state).rows[0][0].first, QStringLiteral("All teams"));
    }

    void ordersSayWhoWhatAndHowFar()
    {
        const TwoLineTable orders = ordersInForce(m_state);
        QCOMPARE(orders.rows.size(), 5U);
        QCOMPARE(orders.rows[0][1].first, QStringLiteral("A. Meyer"));
        QVERIFY(orders.rows[0][2].first.startsWith(QLatin1String("Freeze ")));
        QVERIFY(orders.rows[0][2].second.contains(QLatin1String("order 7")));
        FreezeBoard quiet;
        m_state.freezes = madeup::shared(quiet);
        QVERIFY(ordersInForce(m_state).rows.empty());
    }

    void rulesSayWhomTheyMeetWhereAndWhy()
    {
        const TwoLineTable rules = rulesAtWork(m_state);
        QCOMPARE(rules.heads.join(QLatin1Char(' ')), QStringLiteral("Who State Rule Since Why"));
        QStringList said;
        for (const auto& row : rules.rows)
            said += row[0].first + QLatin1Char('|') + row[0].second + QLatin1Char('|') + row[1].first + QLatin1Char('|')
                + row[2].first + QLatin1Char('|') + row[3].first;
        const QStringList wanted {QStringLiteral("Session f3b1c2d4-77aa|Mobile, ci, Gateway|Held|Runs in a loop|13:58"),
            QStringLiteral("Model gpt-5.6|openai, Gateway|Tries again|Model fails|14:05"),
            QStringLiteral("All teams|Gateway|One tier down|Spends too fast|14:14"),
            QStringLiteral("Growth|Gateway|Slowed down|Spends too fast|14:02"),
            QStringLiteral("Key 9f86d081884c|Gateway|Warned|Spends too fast|14:11"),
            QStringLiteral("Platform|Gateway|Would go one tier down|Spends too fast|13:48")};
        QCOMPARE(said, wanted);
        QCOMPARE(rules.rows[0][1].tone, Tone::crit);
        QCOMPARE(rules.rows[0][4].first,
            QStringLiteral(
                "This session gets nowhere: Read was called 6 times more with the same arguments and the same result."));
        QCOMPARE(rules.rows[5][1].second, QStringLiteral("only observed"));
        for (const auto& row : rules.rows)
            QVERIFY(row[1].icon);
    }

    void rulesOfAPlaceThatIsSilentAreAsLastSeen()
    {
        FreezeBoard board = madeup::switchboard();
        board.rules["litellm"] = board.rules["gone"] = {madeup::rulesAtWork().front()};
        m_state.freezes = madeup::shared(board);
        const auto wheres = [&] {
            QStringList out;
            for (const auto& row : rulesAtWork(m_state).rows)
                if (row[0].first.startsWith(QLatin1String("Session")))
                    out += row[0].second.section(QStringLiteral(", "), 2);
            return out.join(QLatin1Char('|'));
        };
        QCOMPARE(wheres(), QStringLiteral("Gateway|gone as last seen|LiteLLM as last seen"));
        m_state.watcher.kind = Watcher::Kind::another;
        QVERIFY(wheres().startsWith(QLatin1String("Gateway|")));
        m_state.watcher.kind = Watcher::Kind::unseen;
        QVERIFY(wheres().startsWith(QLatin1String("Gateway as last seen|")));
    }

    void withoutRulesAtWorkTheirCardIsHidden()
    {
        SwitchboardPage page;
        page.setState(m_state);
        auto* table = page.findChild<QTableView*>(QStringLiteral("rules"));
        QVERIFY(!table->parentWidget()->isHidden());
        QCOMPARE(table->accessibleName(), QStringLiteral("Rules at Work"));
        FreezeBoard board = madeup::switchboard();
        RuleBreaker& worst = board.rules.at("gateway").front();
        worst.reason = "<img src=x>" + std::string(5000, 'a');
        m_state.freezes = madeup::shared(board);
        page.setState(m_state);
        const QModelIndex why = table->model()->index(0, 4);
        QVERIFY(why.data().toString().startsWith(QLatin1String("<img src=x>")) && why.data().toString().size() <= 301);
        QVERIFY(why.data(Qt::ToolTipRole).toString().startsWith(QLatin1String("<qt>&lt;img")));
        board.rules.clear();
        m_state.freezes = madeup::shared(board);
        page.setState(m_state);
        QVERIFY(table->parentWidget()->isHidden());
    }

    void aPreviewThatFailsIsSaidAndAskedForAgain()
    {
        SwitchboardPage page;
        QSignalSpy wanted(&page, &SwitchboardPage::undoWanted);
        page.resize(1000, 700);
        page.show();
        page.setState(m_state);
        QCOMPARE(wanted.size(), 1);
        const auto scope = wanted[0][0].value<Scope>();
        const auto title = [&] { return page.findChild<QFrame*>(QStringLiteral("undoPreview"))->findChild<QLabel*>()->text(); };
        QVERIFY2(title().contains(QStringLiteral("asking the places")), qPrintable(title()));
        page.setPreviewFault(Scope::ofTeam("team-nobody"), {ErrorCode::timedOut, "The program", {}}); // another's
        QVERIFY(title().contains(QStringLiteral("asking the places")));
        page.setPreviewFault(scope, {ErrorCode::timedOut, "The program", {}});
        QVERIFY2(title().contains(QStringLiteral("not known now: no answer in time")), qPrintable(title()));
        m_state.now += std::chrono::seconds(29);
        page.setState(m_state);
        QCOMPARE(wanted.size(), 1);
        m_state.now += std::chrono::seconds(1);
        page.setState(m_state);
        page.setState(m_state);
        QCOMPARE(wanted.size(), 2);
        QVERIFY(title().contains(QStringLiteral("not known now"))); // until there is an answer
        page.setPreview({.scope = scope, .levers = {}, .outlooks = {}});
        QVERIFY2(!title().contains(QStringLiteral("not known")), qPrintable(title()));
    }

    void aKeyIsCalledByWhoseItIsAndItsLabel()
    {
        const std::string hash(64, 'a');
        const Scope key {ScopeKind::token, hash};
        FreezeBoard board;
        board.views.emplace(key, madeup::freeze(FreezeStage::frozen, key));
        m_state.freezes = madeup::shared(board);
        Organisation company = madeup::organisation();
        const auto named = [&](std::vector<CallerKey> keys) {
            company.keys = std::move(keys);
            m_state.organisation = madeup::shared(company);
            return m_state.nameOf(key);
        };
        QCOMPARE(
            named({{hash, "team-payments", "checkout-agent", "ada", {}, false}}), QStringLiteral("ada, key checkout-agent"));
        QCOMPARE(ordersInForce(m_state).rows[0][2].first, QStringLiteral("Freeze ada, key checkout-agent"));
        QVERIFY(freezeBanner(m_state, board.views.at(key)).title.contains(QStringLiteral("ada, key checkout-agent")));
        QCOMPARE(named({{hash, "team-payments", "checkout-agent", {}, {}, false}}), QStringLiteral("Key checkout-agent"));
        QCOMPARE(named({{hash, "team-payments", {}, {}, {}, false}}), QStringLiteral("Key aaaaaaaaaaaa"));
        QCOMPARE(named({}), QStringLiteral("Key aaaaaaaaaaaa"));
    }

    void textsFromOutsideStayPlainAndShort()
    {
        FreezeBoard board = madeup::switchboard();
        FreezeView& freeze = board.views.begin()->second;
        freeze.reason = "<img src=x>" + std::string(5000, 'a');
        board.levers[0].name = "<b>" + std::string(500, 'g');
        m_state.freezes = madeup::shared(board);
        QVERIFY(ordersInForce(m_state).rows[0][4].first.size() <= 161);
        QVERIFY(placesAndTeams(m_state).heads[2].section(QLatin1Char('\n'), 0, 0).size() <= 41);
        SwitchboardPage page;
        page.setState(m_state);
        page.resize(1000, 700);
        page.show();
        QVERIFY(page.grab().width() >= 1000);
    }

    void drillsSayWhetherEachPlaceStoppedAndWhenTheNextIsDue()
    {
        m_state.drills = madeup::drills();
        m_state.drillPlan = madeup::drillPlan();
        const TwoLineTable drills = drillTable(m_state);
        QCOMPARE(drills.rows.size(), 4U);
        QCOMPARE(drills.rows[0][0].second, QStringLiteral("Growth"));
        QCOMPARE(drills.rows[0][1].first, QStringLiteral("Passed"));
        QCOMPARE(drills.rows[0][1].second, QStringLiteral("Gateway 0.034 s, LiteLLM 29.9 s"));
        QCOMPARE(drills.rows[1][1].first, QStringLiteral("Failed"));
        QCOMPARE(drills.rows[1][1].second, QStringLiteral("LiteLLM: no answer within 75 s"));
        QCOMPARE(drills.rows[1][1].tone, Tone::crit);
        QCOMPARE(drillPlanText(m_state),
            QStringLiteral(
                "The next drill, of Growth, is due 30 Nov 09:00. Mean time to stop: Gateway 0.034 s, LiteLLM 29.833 s."));
        m_state.now = madeup::at("2026-12-03T08:00:00Z");
        QVERIFY(drillPlanText(m_state).startsWith(QStringLiteral("The next drill, of Growth, is due now.")));
        Board board = madeup::board();
        board.teams.back().isProtected = true;
        m_state.board = madeup::shared(board);
        QVERIFY(drillPlanText(m_state).startsWith(QStringLiteral("Growth is protected, so it is not drilled.")));
        m_state.drillPlan = {};
        m_state.drills.clear();
        QVERIFY(drillPlanText(m_state).startsWith(QStringLiteral("No drill is planned.")));
    }

    void aMissedDrillIsAWarning_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<int>("made"); ///< of the four
        QTest::addColumn<bool>("warns");
        QTest::newRow("made in time") << QStringLiteral("2026-11-30T08:00:00Z") << 4 << false;
        QTest::newRow("a day late is not late yet") << QStringLiteral("2026-12-01T08:00:00Z") << 4 << false;
        QTest::newRow("overdue") << QStringLiteral("2026-12-01T08:00:01Z") << 4 << true;
        QTest::newRow("the last one failed") << QStringLiteral("2026-11-16T09:00:00Z") << 3 << true;
        QTest::newRow("none was made yet") << QStringLiteral("2026-11-16T09:00:00Z") << 0 << false;
    }
    void aMissedDrillIsAWarning()
    {
        QFETCH(QString, now);
        QFETCH(int, made);
        QFETCH(bool, warns);
        m_state.now = madeup::at(now.toUtf8().constData());
        m_state.drillPlan = madeup::drillPlan();
        m_state.drills = madeup::drills();
        m_state.drills.resize(static_cast<std::size_t>(made));
        SwitchboardPage page;
        page.setState(m_state);
        QCOMPARE(!page.findChild<QLabel*>(QStringLiteral("drillMissed"))->isHidden(), warns);
        Board board = madeup::board();
        for (SourceView& source : board.sources)
            source.lastAnswer = m_state.now;
        m_state.board = madeup::shared(board);
        m_state.freezes = madeup::shared(FreezeBoard());
        const auto banner = bannerOf(m_state, {}, {});
        QCOMPARE(banner && banner->about == BannerText::About::drill, warns);
        if (warns)
            QCOMPARE(banner->title, made == 3 ? QStringLiteral("The last drill failed") : QStringLiteral("A drill was missed"));
    }

    void aResumeSpeaksOnlyOfTestCallsThatWereMade()
    {
        const auto passed = [](bool tried) {
            PlaceView place {.id = "p", .name = "P", .stage = tried ? PlaceStage::proved : PlaceStage::readBack};
            place.canProbe = tried;
            if (tried)
                place.times.probed = std::chrono::milliseconds(20);
            return place;
        };
        FreezeView view = madeup::freeze(FreezeStage::resumed, Scope::ofTeam("team-mobile"));
        const auto said = [&](std::vector<PlaceView> places) {
            view.places = std::move(places);
            return freezeBanner(m_state, view).text;
        };
        view.wanted = HoldState::released;
        QVERIFY(said({passed(true), passed(true)}).contains(QStringLiteral("test call passed at each")));
        QCOMPARE(said({passed(true), passed(false)}),
            QStringLiteral("What was held is given back. A test call passed at 1 of 2 places."));
        QCOMPARE(said({passed(false)}), QStringLiteral("What was held is given back. No test call was made."));
        PlaceView refusedOtherwise = passed(true); // taken at its word, as something else is held there
        refusedOtherwise.times.probed.reset();
        QCOMPARE(said({refusedOtherwise}), QStringLiteral("What was held is given back. No test call was made."));
    }

    void whatAPlaceDoesNotProtectStandsThere()
    {
        FreezeBoard board = madeup::switchboard();
        QVERIFY(!placesWarning(m_state).contains(QStringLiteral("map")));
        board.levers[1].name = "HAProxy <b>";
        board.levers[1].caveat = LeverCaveat::openMap;
        m_state.freezes = madeup::shared(board);
        SwitchboardPage page;
        page.setState(m_state);
        const auto* warning = page.findChild<QLabel*>(QStringLiteral("placesWarning"));
        QVERIFY2(warning->text().contains(QStringLiteral("\nHAProxy <b> looks up what is frozen in a map")),
            qPrintable(warning->text()));
        QCOMPARE(warning->textFormat(), Qt::PlainText);
        board.levers[1].caveat = LeverCaveat::brokenKeyCheck;
        m_state.freezes = madeup::shared(board);
        page.setState(m_state);
        QVERIFY2(warning->text().contains(QStringLiteral("CVE-2026-42208")), qPrintable(warning->text()));
        board.levers[1].warnings = {"Bytes of <ledger.journal> are left out.", std::string(1000, 'x')};
        m_state.freezes = madeup::shared(board);
        page.setState(m_state);
        QVERIFY2(warning->text().contains(QStringLiteral("\nHAProxy <b> says: Bytes of <ledger.journal> are left out.\n")),
            qPrintable(warning->text()));
        QVERIFY(warning->text().size() < 2000);
    }

    void aChangeKeepsTheChosenRow()
    {
        SwitchboardPage page;
        page.setState(m_state);
        auto* table = page.findChild<QTableView*>(QStringLiteral("places"));
        table->selectRow(3);
        FreezeBoard board = madeup::switchboard();
        board.levers[1].cause.reset();
        m_state.freezes = madeup::shared(board);
        page.setState(m_state);
        QCOMPARE(table->selectionModel()->selectedRows().value(0).row(), 3);
        QSignalSpy changes(table->model(), &QAbstractItemModel::dataChanged);
        page.setState(m_state);
        QCOMPARE(changes.count(), 0);
    }
};

QTEST_MAIN(SwitchboardPageTest)
#include "switchboardtest.moc"
