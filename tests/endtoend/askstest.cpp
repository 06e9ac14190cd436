// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/awaited.h"
#include "support/callerasking.h"
#include "support/program.h"

#include "domain/auditact.h"
#include "owner/ownerserver.h"
#include "store/history.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t dollar = 1'000'000'000;

Money usd(std::int64_t nano) { return {nano, Currency::usd()}; }

} // namespace

/// Callers whose hard budget at a real gateway is spent ask for more; a person's answer lets their calls pass, or does not.
class AsksTest : public QObject {
    Q_OBJECT

    SandboxStand m_stand;
    SystemClock m_clock;
    std::unique_ptr<OwnerCommands> m_commands;
    std::unique_ptr<OwnerServer> m_server;

    [[nodiscard]] QString token(const QString& team) const { return tokenOf(m_stand, team); }
    [[nodiscard]] int call(const QString& team) const { return callOnce(m_stand.callers(), token(team)); }
    [[nodiscard]] PlaceAsks told() { return awaited(m_stand.engine().asks()).value().at(0); }
    /// The team's newest.
    [[nodiscard]] RaiseAsk askOf(const QString& team)
    {
        for (const RaiseAsk& ask : told().asks)
            if (ask.team == team.toStdString())
                return ask;
        return {};
    }
    [[nodiscard]] Result<AskOutcome> allow(const RaiseAsk& ask, std::int64_t nano, std::chrono::milliseconds time)
    {
        return awaited(m_stand.engine().answerAsk({.place = told().place,
            .ask = ask,
            .allowed = usd(nano),
            .until = m_clock.now() + time,
            .reason = "the release is tonight"}));
    }
    [[nodiscard]] std::vector<AuditAct> acts(const RaiseAsk& ask) const
    {
        const auto history = History::open(m_stand.profile().historyFile().toStdString(), HistoryMode::viewer);
        std::vector<AuditAct> out;
        for (const AuditAct& act : actsOf((*history)->auditEntries(0, 10'000).value()))
            if (act.entry.target.ends_with("/" + ask.id))
                out.push_back(act);
        return out;
    }
    int ctl(const QStringList& words, QString* output = nullptr)
    {
        return Program::runServed(QStringLiteral("fuseboardctl"),
            words + QStringList {QStringLiteral("--profile"), m_stand.directory() + QStringLiteral("/p")}, output);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_stand.isPrepared(), qPrintable(m_stand.fault()));
        QVERIFY(m_stand.openEngine());
        m_commands = std::make_unique<OwnerCommands>(m_stand.engine());
        m_server = std::make_unique<OwnerServer>(*m_commands);
        QVERIFY(m_server->listen(m_stand.profile().ownerSocket()));
        for (const char* team : {"team-payments", "team-growth", "team-mobile"})
            QVERIFY(setHardLimit(m_stand.profile(), QLatin1String(team), 1000));
    }

    void whatIsAllowedPassesUntilItsEnd()
    {
        const QString payments = QStringLiteral("team-payments");
        QCOMPARE(call(payments), 403);
        QCOMPARE(askForMore(m_stand.callers(), token(payments), 20 * dollar, "The release <b>is</b> tonight."), 202);
        const RaiseAsk ask = askOf(payments);
        QCOMPARE(ask.state, RaiseAsk::State::open);
        QCOMPARE(ask.scope, LimitScope::ofTeam("team-payments"));
        QCOMPARE(ask.amount, usd(20 * dollar));
        QCOMPARE(ask.limit, usd(1000));
        QCOMPARE(ask.reason, "The release <b>is</b> tonight.");
        QVERIFY(!ask.key.empty() && ask.token.size() == 64 && ask.resetsAt > m_clock.now());
        QCOMPARE(call(payments), 403);

        const auto outcome = allow(ask, 5 * dollar, 4s);
        QVERIFY2(outcome, outcome ? "" : outcome.error().detail.c_str());
        QVERIFY(!outcome->raised); // no budget of ours would stop it
        QCOMPARE(outcome->ask.granted, usd(5 * dollar));
        QCOMPARE(call(payments), 200);
        QCOMPARE(askOf(payments).state, RaiseAsk::State::allowed);
        QTRY_COMPARE_WITH_TIMEOUT(call(payments), 403, 15'000);
        QVERIFY(m_clock.now() >= *outcome->ask.until);

        QTRY_VERIFY(acts(ask).size() == 1 && acts(ask)[0].outcome);
        const AuditAct act = acts(ask).front();
        QCOMPARE(act.entry.action, std::string(allowMore));
        QCOMPARE(act.entry.reason, "the release is tonight");
        QVERIFY2(act.entry.before.contains("asks for 20 USD more of team/team-payments"), act.entry.before.c_str());
        QVERIFY2(act.entry.after.starts_with("5 USD more until 20"), act.entry.after.c_str());
        QCOMPARE(act.outcome->result, "done");
        const auto again = awaited(m_stand.engine().answerAsk({told().place, ask, {}})); // somebody looked at an old list
        QCOMPARE(again.error().code, ErrorCode::conflict);
    }

    void theCommandLineTellsKeepsAndAllows()
    {
        const QString growth = QStringLiteral("team-growth");
        QCOMPARE(askForMore(m_stand.callers(), token(growth), 7 * dollar, "A campaign."), 202);
        const RaiseAsk ask = askOf(growth);
        const QString id = QString::fromStdString(ask.id);
        QString said;
        QCOMPARE(ctl({QStringLiteral("asks")}, &said), 0);
        QVERIFY2(said.contains(id) && said.contains(QStringLiteral("$7.00 more of team/team-growth"))
                && said.contains(QStringLiteral("A campaign.")),
            qPrintable(said));
        const QString never = QStringLiteral("2020-01-01"), soon = QStringLiteral("2099-01-01");
        QCOMPARE(ctl({QStringLiteral("allow"), id, QStringLiteral("5")}), 2); // says not until when
        QCOMPARE(ctl({QStringLiteral("allow"), id, QStringLiteral(" "), QStringLiteral("--until"), soon}), 2);
        QCOMPARE(ctl({QStringLiteral("allow"), id, QStringLiteral("5"), QStringLiteral("--until"), QStringLiteral(" ")}), 2);
        QCOMPARE(ctl({QStringLiteral("allow"), id, QStringLiteral("5"), QStringLiteral("--until"), soon}), 1); // past the month
        QCOMPARE(ctl({QStringLiteral("allow"), id, QStringLiteral("5"), QStringLiteral("--until"), never}), 1);
        QCOMPARE(ctl({QStringLiteral("allow"), id, QStringLiteral("0"), QStringLiteral("--until"), soon}), 1);
        QCOMPARE(ctl({QStringLiteral("allow"), id, QStringLiteral("x"), QStringLiteral("--until"), soon}), 1);
        QCOMPARE(askOf(growth).state, RaiseAsk::State::open);
        QCOMPARE(ctl({QStringLiteral("keep"), id, QStringLiteral("--reason"), QStringLiteral("not this month")}, &said), 0);
        QVERIFY2(said.contains(QStringLiteral("stays as it is")), qPrintable(said));
        QCOMPARE(askOf(growth).state, RaiseAsk::State::kept);
        QCOMPARE(call(growth), 403);
        QCOMPARE(askForMore(m_stand.callers(), token(growth), 7 * dollar, "Please."), 429);
        QCOMPARE(
            ctl({QStringLiteral("allow"), QStringLiteral("none"), QStringLiteral("5"), QStringLiteral("--until"), soon}), 1);
        QTRY_VERIFY(acts(ask).size() == 1 && acts(ask)[0].outcome);
        QCOMPARE(acts(ask)[0].entry.action, std::string(keepRefusing));
        QCOMPARE(acts(ask)[0].entry.reason, "not this month");
    }

    void aHeldSessionIsAskedAboutAndLetGo()
    {
        const QString search = QStringLiteral("team-search-ranking");
        QVERIFY(watchLoops(m_stand.profile()));
        const auto read = [&](int times) { return readOnceMore(m_stand.callers(), token(search), times); };
        int times = 0;
        while (times < 12 && read(times) == 200)
            ++times;
        QCOMPARE(read(times), 429); // slowed down, before it is held
        QTRY_COMPARE_WITH_TIMEOUT(read(times), 403, 15'000);
        const RaiseAsk ask = askOf(search);
        QVERIFY(ask.isHeldSession);
        QCOMPARE(ask.state, RaiseAsk::State::open);
        QCOMPARE(ask.scope.kind, LimitKind::session);
        QVERIFY2(QByteArray::fromStdString(ask.reason).contains("read_file was called"), ask.reason.c_str());
        QVERIFY(std::ranges::any_of(ask.seen, [](const loops::LoopEvidence& seen) {
            return seen.sign == loops::LoopSign::sameCall && seen.tool == "read_file" && seen.count > 1;
        }));
        QVERIFY(ask.idleCalls > 1 && ask.mostCalls > 0);
        QVERIFY(ask.spent.nano > 0 && ask.amount.nano > 0);

        const auto outcome = allow(ask, ask.amount.nano, 30min);
        QVERIFY2(outcome, outcome ? "" : outcome.error().detail.c_str());
        QVERIFY(!outcome->raised);
        QCOMPARE(read(times), 200);
        QTRY_VERIFY(acts(ask).size() == 1 && acts(ask)[0].outcome);
        QVERIFY2(acts(ask)[0].entry.before.contains("gets nowhere"), acts(ask)[0].entry.before.c_str());
    }

    void aTeamThatSpendsTooFastIsOnTheBoard()
    {
        const Scope science = Scope::ofTeam("team-data-science");
        QVERIFY(setRule(m_stand.profile(), spendRateOf(science)));
        int calls = 0;
        while (calls < 10 && call(QStringLiteral("team-data-science")) == 200)
            ++calls;
        QCOMPARE(calls, 5); // fewer are no pace
        const auto told = [&] {
            for (const auto& [place, rules] : m_stand.engine().freezes()->rules)
                for (const RuleBreaker& rule : rules)
                    if (rule.scope == science)
                        return rule;
            return RuleBreaker();
        };
        QTRY_COMPARE(told().state, BreakerState::throttled);
        const RuleBreaker rule = told();
        QCOMPARE(rule.cause, BreakerCause::spendRate);
        QVERIFY(!rule.observed && m_clock.now() - rule.at < 1min);
        QVERIFY2(rule.reason.contains("above the limit of"), rule.reason.c_str());
    }

    void aKeyIsFrozenAlone()
    {
        QStringList tokens;
        QFile company(m_stand.profile().sandboxDirectory() + QStringLiteral("/company.json"));
        QVERIFY(company.open(QIODevice::ReadOnly));
        for (const auto& key : QJsonDocument::fromJson(company.readAll()).object()[QLatin1String("keys")].toArray())
            if (key[QLatin1String("team")].toString() == QStringLiteral("team-platform"))
                tokens += key[QLatin1String("token")].toString();
        QVERIFY2(tokens.size() >= 2, qPrintable(QString::number(tokens.size())));
        const Scope key {
            ScopeKind::token, QCryptographicHash::hash(tokens[0].toUtf8(), QCryptographicHash::Sha256).toHex().toStdString()};
        Engine& engine = m_stand.engine();
        const auto stage = [&] {
            const auto view = engine.freezes()->views.find(key);
            return view == engine.freezes()->views.end() ? FreezeStage::allowed : view->second.stage;
        };
        QCOMPARE(callOnce(m_stand.callers(), tokens[0]), 200);
        engine.freeze(key, FreezeMode::refuse, QStringLiteral("it asks and asks"));
        QTRY_COMPARE_WITH_TIMEOUT(stage(), FreezeStage::frozen, 15'000); // proved with test calls of each team
        QCOMPARE(callOnce(m_stand.callers(), tokens[0]), 403);
        QCOMPARE(callOnce(m_stand.callers(), tokens[1]), 200);
        const QStringList resume {QStringLiteral("resume"), QStringLiteral("--scope"), QString::fromStdString(key.text()),
            QStringLiteral("--reason"), QStringLiteral("mended")};
        QString plan;
        QCOMPARE(ctl(resume, &plan), 0);
        const auto code = QRegularExpression(QStringLiteral("--confirm ([0-9a-z]+)")).match(plan).captured(1);
        QVERIFY2(!code.isEmpty(), qPrintable(plan));
        QCOMPARE(stage(), FreezeStage::frozen);
        QCOMPARE(ctl(resume + QStringList {QStringLiteral("--confirm"), code}), 0);
        QCOMPARE(ctl({QStringLiteral("resume"), QStringLiteral("--scope"), QStringLiteral("team/team-platform"),
                     QStringLiteral("--reason"), QStringLiteral("mended")}),
            2); // which has an option of its own
        QTRY_COMPARE_WITH_TIMEOUT(callOnce(m_stand.callers(), tokens[0]), 200, 15'000);
    }

    void aSpentHardBudgetOfOurOwnIsRaisedToo()
    {
        const QString mobile = QStringLiteral("team-mobile");
        const Scope scope = Scope::ofTeam("team-mobile");
        Engine& engine = m_stand.engine();
        const Organisation opened = *engine.organisation();
        Organisation edited = opened;
        std::erase_if(edited.budgets, [](const Budget& budget) { return budget.scope == BudgetScope::ofTeam("team-mobile"); });
        const Instant since = engine.calendar().periodAt(m_clock.now(), PeriodKind::month).start;
        edited.budgets.push_back({.scope = BudgetScope::ofTeam("team-mobile"),
            .amount = usd(10),
            .kind = BudgetKind::hard,
            .since = since,
            .by = "A. Smith",
            .why = {}});
        QVERIFY(awaited(engine.change(opened, edited)));
        const auto isFrozen = [&] {
            const FreezeView* view = engine.freezes()->forTeam("team-mobile");
            return view && view->stage == FreezeStage::frozen;
        };
        QTRY_VERIFY_WITH_TIMEOUT((m_stand.poll(), isFrozen()), 30'000); // by what was spent before
        QCOMPARE(call(mobile), 403);
        QCOMPARE(askForMore(m_stand.callers(), token(mobile), 3 * dollar, "A demo."), 202);

        RaiseAsk gone = askOf(mobile);
        gone.id = "gone";
        QCOMPARE(allow(gone, 3 * dollar, 1h).error().code, ErrorCode::conflict);
        QVERIFY(engine.organisation()->raises.empty()); // nothing is raised for what no gateway allows
        QVERIFY(isFrozen());

        const auto outcome = allow(askOf(mobile), 3 * dollar, 1h);
        QVERIFY2(outcome, outcome ? "" : outcome.error().detail.c_str());
        QVERIFY(outcome->raised && outcome->raised->nano > 3 * dollar); // what is spent beyond the budget as well
        QTRY_VERIFY_WITH_TIMEOUT(!isFrozen(), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(call(mobile), 200, 30'000);
        const auto raises = engine.organisation()->raises;
        QCOMPARE(raises.size(), 1U);
        QCOMPARE(raises[0].why, "the release is tonight");
        QCOMPARE(raises[0].until, *outcome->ask.until);
        QTRY_VERIFY(!acts(outcome->ask).empty() && acts(outcome->ask)[0].outcome);
        QVERIFY2(acts(outcome->ask)[0].outcome->result.starts_with("done: Fuseboard's own hard budget is raised by "),
            acts(outcome->ask)[0].outcome->result.c_str());
    }

    void anAnswerThatADeadGatewayCantTakeIsAskedForAgain()
    {
        const QString payments = QStringLiteral("team-payments");
        QCOMPARE(askForMore(m_stand.callers(), token(payments), dollar, "Once more."), 202);
        const RaiseAsk ask = askOf(payments);
        const Asks before {told()};
        QVERIFY(m_stand.killGateway());
        const Asks silent = awaited(m_stand.engine().asks()).value();
        QVERIFY(silent.at(0).error && !silent.at(0).at && silent.at(0).asks.empty());
        const Asks kept = withEarlier(silent, before);
        QVERIFY(kept.at(0).error && kept.at(0).at == before.at(0).at && kept.at(0).asks == before.at(0).asks);
        const AskDecision decision {
            .place = before.at(0).place, .ask = ask, .allowed = usd(dollar), .until = m_clock.now() + 1h, .reason = {}};
        QCOMPARE(awaited(m_stand.engine().answerAsk(decision)).error().code, ErrorCode::unreachable);
        QTRY_VERIFY(acts(ask).size() == 1 && acts(ask)[0].outcome);
        QVERIFY2(acts(ask)[0].outcome->result.starts_with("failed: "), acts(ask)[0].outcome->result.c_str());

        QVERIFY(m_stand.startGateway());
        QTRY_COMPARE(told().asks.empty() ? RaiseAsk() : askOf(payments), ask); // it waits as before
        QVERIFY(awaited(m_stand.engine().answerAsk(decision)));
        QTRY_COMPARE(call(payments), 200);
    }
};

QTEST_GUILESS_MAIN(AsksTest)
#include "askstest.moc"
