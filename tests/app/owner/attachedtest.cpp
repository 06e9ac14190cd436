// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/owner/falseowner.h"
#include "support/awaited.h"
#include "support/fakegateway.h"

#include "connectors/gateway/probekey.h"
#include "domain/falsealarm.h"
#include "owner/attachedowner.h"
#include "owner/ownerserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <mutex>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::FakeGateway;
using test::FalseOwner;
using test::RawSocket;

namespace {

const Scope payments = Scope::ofTeam("team-payments");
constexpr LinkPatience hasty {2000ms, 200ms, 1000ms};

Organisation company()
{
    Organisation out;
    out.teams = {{"team-payments", "Payments", "", "", ""}, {"team-mobile", "Mobile", "", "", ""}};
    return out;
}

FreezeStage stageOf(const WatchedProfile& watched, const Scope& scope)
{
    const auto& board = watched.freezes();
    return board && board->views.contains(scope) ? board->views.at(scope).stage : FreezeStage::allowed;
}

/// The longest time for which the event loop did not turn.
class Pulse : public QTimer {
public:
    Pulse()
    {
        m_since.start();
        callOnTimeout(this, [this] { m_longest = std::max(m_longest, m_since.restart()); });
        start(10);
    }
    [[nodiscard]] qint64 longest() const { return std::max(m_longest, m_since.elapsed()); }

private:
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace

Q_DECLARE_METATYPE(FalseOwner::Script)

/// A window's side of a profile that another program owns: with a real engine behind the owner's socket, and with programs
/// there that behave badly.
class AttachedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void itShowsWhatTheOwnerProvedAndNoMore();
    void editsAreMergedAtTheOwner();
    void theBoardIsTheOwners();
    void aPreviewAndADrillComeFromTheOwner();
    void whatIsAcknowledgedIsOnRecord();
    void callsAreToldAndCutByTheOwner();
    void whatCallersAskForIsToldAndAnsweredByTheOwner();
    void aPressLeavesWhileTheWindowIsBusy();
    void aPressThatNobodyAnsweredGoesToTheNextOwner();
    void badPeersEndTheLinkInTime_data();
    void badPeersEndTheLinkInTime();
    void aSlowOwnerIsNoBadOne();

private:
    void own();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<FakeGateway> m_gateway;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<OwnerCommands> m_commands;
    std::unique_ptr<OwnerServer> m_server;
    std::unique_ptr<AttachedOwner> m_attached;
};

void AttachedTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_profile = std::make_unique<Profile>(Profile::under(m_directory->filePath(QStringLiteral("p"))));
    QVERIFY(m_profile->create());
    m_gateway = std::make_unique<FakeGateway>(ProbeKey::open(m_profile->probeKeyFile())->token("team-payments"));
    QVERIFY(m_gateway->listen(m_profile->gatewaySocket()));
    QFile sources(m_profile->sourcesFile());
    QVERIFY(sources.open(QIODevice::WriteOnly));
    sources.write(
        "[[source]]\nid=\"g\"\nname=\"G\"\nkind=\"gateway\"\nsocket=\"" + m_profile->gatewaySocket().toUtf8() + "\"\n");
    sources.close();
    m_attached = std::make_unique<AttachedOwner>(*m_profile);
}

void AttachedTest::cleanup()
{
    m_attached.reset();
    m_server.reset();
    m_commands.reset();
    m_engine.reset();
    m_gateway.reset();
}

void AttachedTest::own()
{
    m_engine = std::move(Engine::open(*m_profile, {.zone = "Europe/Berlin", .fiscalDay = 5, .poll = false}).value());
    m_commands = std::make_unique<OwnerCommands>(*m_engine);
    m_server = std::make_unique<OwnerServer>(*m_commands);
    QVERIFY(m_server->listen(m_profile->ownerSocket()));
    m_engine->start();
    m_engine->setOrganisation(company());
    QTRY_VERIFY(m_engine->organisation() && *m_engine->organisation() == company());
    QTRY_VERIFY(m_engine->freezes() && m_engine->board());
}

void AttachedTest::itShowsWhatTheOwnerProvedAndNoMore()
{
    own();
    m_attached->start();
    QTRY_VERIFY(m_attached->freezes() && m_attached->organisation());
    QVERIFY(!m_attached->owner()->stays && !m_attached->owner()->hasWindow);
    QCOMPARE(m_attached->calendar(), m_engine->calendar());

    m_gateway->servesAnyway = true; // it stores the order and goes on serving
    m_attached->freeze(payments, FreezeMode::refuse, QStringLiteral("runaway"));
    QTRY_VERIFY(m_gateway->holds.contains(payments));
    QTRY_COMPARE(m_attached->hasPresses() || stageOf(*m_attached, payments) == FreezeStage::allowed, false);
    QVERIFY(stageOf(*m_attached, payments) != FreezeStage::frozen);
    m_gateway->servesAnyway = false;
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(*m_attached, payments), FreezeStage::frozen, 15'000);
    QTRY_COMPARE(*m_attached->freezes(), *m_engine->freezes());
    const FreezeView frozen = m_attached->freezes()->views.at(payments);
    QCOMPARE(frozen.reason, "runaway");
    QCOMPARE(frozen.by, WatchedProfile::person());

    QSignalSpy lost(m_attached.get(), &AttachedOwner::lost);
    m_server.reset(); // as if it had died
    QTRY_COMPARE(lost.count(), 1);
    QCOMPARE(lost.first().first().value<Error>().code, ErrorCode::cutOff);
    QCOMPARE(stageOf(*m_attached, payments), FreezeStage::notProved);
    QCOMPARE(m_attached->freezes()->views.at(payments).provedPlaces(), 0);
    QVERIFY(m_gateway->refuses(payments));

    m_server = std::make_unique<OwnerServer>(*m_commands); // and comes back
    QVERIFY(m_server->listen(m_profile->ownerSocket()));
    m_attached->start();
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(*m_attached, payments), FreezeStage::frozen, 15'000);
    m_attached->resume(payments, QStringLiteral("mended"));
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(*m_attached, payments), FreezeStage::resumed, 15'000);
    QVERIFY(!m_gateway->refuses(payments));
    QVERIFY2(m_gateway->complaints.isEmpty(), m_gateway->complaints.value(0).constData());
}

void AttachedTest::editsAreMergedAtTheOwner()
{
    own();
    m_attached->start();
    QTRY_VERIFY(m_attached->organisation());
    Organisation edited = company();
    edited.teams[0].owner = "Ada";
    auto made = m_attached->change(company(), edited);
    QTRY_VERIFY(made.isFinished());
    QVERIFY(made.result());
    QTRY_VERIFY(*m_attached->organisation() == edited);

    Organisation other = company(); // opened before the first edit: another team, and the same one
    other.teams[1].owner = "Bob";
    made = m_attached->change(company(), other);
    QTRY_VERIFY(made.isFinished());
    QVERIFY(made.result());
    QTRY_VERIFY(m_attached->organisation()->teams[0].owner == "Ada" && m_attached->organisation()->teams[1].owner == "Bob");
    Organisation third = company();
    third.teams[0].owner = "Cyd";
    made = m_attached->change(company(), third);
    QTRY_VERIFY(made.isFinished());
    QCOMPARE(made.result().error().code, ErrorCode::conflict);
    QCOMPARE(made.result().error().subject, "Team Payments");

    const auto past = m_attached->orderBackfill("nobody", BackfillOrder::pause);
    QTRY_VERIFY(past.isFinished());
    QVERIFY(!past.result());
    const auto cancelled = m_attached->cancelAllocation();
    QTRY_VERIFY(cancelled.isFinished());
    QCOMPARE(cancelled.result().error().code, ErrorCode::nothingToCancel);
}

void AttachedTest::whatIsAcknowledgedIsOnRecord()
{
    own();
    m_attached->start();
    QTRY_VERIFY(m_attached->organisation());
    auto given = m_attached->acknowledge({"freeze/team/team-payments", "not proved"}, QStringLiteral("Payments: not proved"));
    QTRY_VERIFY(given.isFinished());
    QVERIFY(given.result());
    const auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer);
    const auto rows = (*history)->auditEntries(0, 1000).value();
    const auto acts = actsOf(rows);
    const auto known = acknowledgementsOf(acts);
    QCOMPARE(known.at({"freeze/team/team-payments", "not proved"}).by, WatchedProfile::person());
    QVERIFY(acts.front().outcome && acts.front().outcome->result == "done" && acts.front().entry.isIntent());
    given = m_attached->callFalseAlarm(
        {"costlyHour/team-payments", "13:00"}, QStringLiteral("Spends far more than usual"), QStringLiteral("a load test"));
    QTRY_VERIFY(given.isFinished());
    QVERIFY(given.result());
    const auto alarms = falseAlarmsOf(actsOf((*history)->auditEntries(0, 1000).value()));
    QCOMPARE(alarms.at({"costlyHour/team-payments", "13:00"}).reason, "a load test");
    given = m_attached->acknowledge({}, QString());
    QTRY_VERIFY(given.isFinished());
    QCOMPARE(given.result().error().code, ErrorCode::badDocument);
}

void AttachedTest::callsAreToldAndCutByTheOwner()
{
    m_gateway->running = {
        QJsonObject {{QStringLiteral("id"), QStringLiteral("c1")}, {QStringLiteral("team"), QStringLiteral("team-payments")},
            {QStringLiteral("since"), QStringLiteral("2026-11-23T13:19:32Z")}, {QStringLiteral("tokens"), 7}}};
    own();
    m_attached->start();
    QTRY_VERIFY(m_attached->organisation());
    auto told = m_attached->runningCalls(payments);
    QTRY_VERIFY(told.isFinished());
    QVERIFY2(told.result(), told.result() ? "" : told.result().error().detail.c_str());
    const RunningCalls calls = *told.result();
    QVERIFY(calls.scope == payments);
    QCOMPARE(calls.places.at(0).name, "G");
    const CallCut cut {calls.places.at(0).place, calls.places.at(0).calls.at(0), "it hangs"};
    auto done = m_attached->cutCall(cut);
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result(), CutOutcome::cut);
    QVERIFY(m_gateway->running.isEmpty());
    done = m_attached->cutCall(cut);
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result(), CutOutcome::endedAlready);

    const auto acts = [this] {
        const auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer);
        return actsOf((*history)->auditEntries(0, 1000).value());
    };
    QTRY_VERIFY(acts().front().outcome && acts().front().outcome->result == "had ended already");
    QCOMPARE(acts().at(1).entry.action, "cut a call");
    QCOMPARE(acts().at(1).entry.actor, WatchedProfile::person());
    QCOMPARE(acts().at(1).entry.reason, "it hangs");

    Organisation guarded = *m_attached->organisation();
    for (Team& team : guarded.teams)
        team.isProtected = true;
    auto changed = m_attached->change(*m_attached->organisation(), guarded);
    QTRY_VERIFY(changed.isFinished() && m_attached->organisation()->teams.front().isProtected);
    done = m_attached->cutCall(cut);
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result().error().code, ErrorCode::protectedTeam);
    CallCut confirmed = cut;
    confirmed.confirm = done.result().error().subject;
    done = m_attached->cutCall(confirmed);
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result(), CutOutcome::endedAlready);

    m_server.reset(); // the owner is gone: nothing is known of what it was asked
    told = m_attached->runningCalls(payments);
    QTRY_VERIFY(told.isFinished());
    QCOMPARE(told.result().error().code, ErrorCode::unreachable);
    done = m_attached->cutCall(cut);
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result().error().code, ErrorCode::unreachable);
}

void AttachedTest::whatCallersAskForIsToldAndAnsweredByTheOwner()
{
    const auto wish = [](const char* id) {
        QJsonObject out = QJsonDocument::fromJson(
            R"({"at":"2026-11-23T13:19:32Z","state":"open","scope":"team/team-payments","period":"month","team":"team-payments",
                "token":"ab12","label":"laptop","amount":"20000000000","currency":"USD","reason":"The release is tonight.",
                "limit":"500000000000","spent":"500000000000","resetsAt":"2026-12-01T00:00:00Z"})")
                              .object();
        out[QLatin1StringView("id")] = QLatin1StringView(id);
        return out;
    };
    m_gateway->asks = {wish("a1"), wish("a2")};
    own();
    m_attached->start();
    QTRY_VERIFY(m_attached->organisation());
    auto told = m_attached->asks();
    QTRY_VERIFY(told.isFinished());
    QVERIFY2(told.result(), told.result() ? "" : told.result().error().detail.c_str());
    const PlaceAsks place = told.result()->at(0);
    QCOMPARE(place.name, "G");
    QCOMPARE(place.asks.size(), 2U);
    AskDecision decision {.place = place.place,
        .ask = place.asks[0],
        .allowed = Money {5'000'000'000, Currency::usd()},
        .until = SystemClock().now() + std::chrono::hours(1),
        .reason = "tonight"};
    auto done = m_attached->answerAsk(decision);
    QTRY_VERIFY(done.isFinished());
    QVERIFY2(done.result(), done.result() ? "" : done.result().error().detail.c_str());
    QCOMPARE(done.result()->ask.state, RaiseAsk::State::allowed);
    QCOMPARE(done.result()->ask.by, WatchedProfile::person());
    decision = {.place = place.place, .ask = place.asks[1], .allowed = {}};
    done = m_attached->answerAsk(decision);
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result()->ask.state, RaiseAsk::State::kept);
    decision.allowed = Money {1, Currency::usd()}; // and nothing is said of until when
    done = m_attached->answerAsk(decision);
    QTRY_VERIFY(done.isFinished());
    QVERIFY(!done.result());

    m_server.reset(); // the owner is gone
    done = m_attached->answerAsk(decision);
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result().error().code, ErrorCode::unreachable);
}

void AttachedTest::theBoardIsTheOwners()
{
    m_gateway->meddler = [](const QByteArray&, const QByteArray& path) -> std::optional<QByteArray> {
        if (!path.startsWith("/v1/usage"))
            return std::nullopt;
        return test::RawServer::answer(200, R"({"ledgerId":"ledger-1","rows":[],"next":0,"more":false})");
    };
    own();
    m_attached->start();
    QTRY_VERIFY(m_attached->board() && !m_attached->board()->sources.empty());
    const auto polls = [this] {
        return std::ranges::count_if(
            m_gateway->adminRequests(), [](const QByteArray& each) { return each.contains("/v1/usage"); });
    };
    const auto before = polls();
    QSignalSpy polled(m_attached.get(), &AttachedOwner::polled);
    m_attached->poll();
    QTRY_VERIFY(polled.count() > 0);
    QCOMPARE(polls() - before, 1); // by the owner alone
    QTRY_VERIFY(m_attached->board()->sources[0].lastAnswer);
    QTRY_VERIFY(m_attached->board()->sources == m_engine->board()->sources);
    const Board mine = *m_attached->board(), theirs = *m_engine->board();
    QCOMPARE(mine.period, theirs.period);
    QCOMPARE(mine.periodLabel, theirs.periodLabel);
    QCOMPARE(mine.teams.size(), theirs.teams.size());
    const QString report = m_directory->filePath(QStringLiteral("teams.csv"));
    QCOMPARE(m_attached->exportTeams(report)->rows, m_engine->exportTeams(report + QStringLiteral("2"))->rows);

    m_attached->showPeriod(PeriodKind::month, m_engine->board()->period.start - 24h);
    QTRY_VERIFY(m_attached->board()->period.end == m_engine->board()->period.start);
    QVERIFY(m_engine->board()->period.contains(SystemClock().now())); // whoever owns it goes on showing what it shows
}

void AttachedTest::aPreviewAndADrillComeFromTheOwner()
{
    own();
    m_attached->start();
    QTRY_VERIFY(m_attached->freezes());
    const auto preview = m_attached->preview(payments);
    QTRY_VERIFY(preview.isFinished());
    QVERIFY(preview.result());
    QCOMPARE(preview.result()->scope, payments);
    QCOMPARE(preview.result()->levers.size(), std::size_t(1));
    const auto drill = m_attached->drill("team-payments");
    QTRY_VERIFY_WITH_TIMEOUT(drill.isFinished(), 15'000);
    QVERIFY(drill.result() && drill.result()->passed());
    QTRY_COMPARE(m_attached->drills(), m_engine->drills());
}

/// SAFETY KS3: within 100 ms after the press, with a window that does nothing else meanwhile. The quickest of five counts: what
/// a busy machine adds is not the program's.
void AttachedTest::aPressLeavesWhileTheWindowIsBusy()
{
    std::atomic<int> arrived = 0;
    FalseOwner owner(m_profile->ownerSocket(), [&](RawSocket& peer) {
        peer.receiveUntil("attach");
        peer.send(FalseOwner::introduction());
        for (; peer.receiveUntil("\"freeze\"").contains("\"freeze\""); ++arrived) { }
    });
    QVERIFY(owner.isListening());
    QSignalSpy attached(m_attached.get(), &AttachedOwner::attached);
    m_attached->start();
    QTRY_COMPARE(attached.count(), 1);
    qint64 quickest = 10'000;
    for (int press = 1; press <= 5; ++press) {
        QElapsedTimer since;
        since.start();
        m_attached->freeze(Scope::ofTeam("team-" + std::to_string(press)), FreezeMode::cut, QStringLiteral("now"));
        while (arrived < press && since.elapsed() < 10'000)
            QThread::sleep(1ms); // busy: no event is handled here
        QCOMPARE(arrived, press);
        quickest = std::min(quickest, since.elapsed());
    }
    QVERIFY2(quickest <= 100, qPrintable(QString::number(quickest)));
    m_attached.reset();
}

void AttachedTest::aPressThatNobodyAnsweredGoesToTheNextOwner()
{
    {
        FalseOwner owner(m_profile->ownerSocket(), [&](RawSocket& peer) {
            peer.receiveUntil("attach");
            peer.send(FalseOwner::introduction());
            peer.receiveUntil("\"freeze\""); // and dies before it says anything
        });
        QSignalSpy attached(m_attached.get(), &AttachedOwner::attached), lost(m_attached.get(), &AttachedOwner::lost);
        m_attached->start();
        QTRY_COMPARE(attached.count(), 1);
        m_attached->freeze(payments, FreezeMode::refuse, QStringLiteral("runaway"));
        QTRY_COMPARE(lost.count(), 1);
    }
    m_attached->freeze(Scope::ofTeam("team-mobile"), FreezeMode::refuse, QStringLiteral("too")); // to nobody
    QVERIFY(m_attached->hasPresses());
    QCOMPARE(stageOf(*m_attached, Scope::ofTeam("team-mobile")), FreezeStage::notProved);
    QVERIFY(!m_attached->freezes()->views.at(Scope::ofTeam("team-mobile")).saved);
    own();
    m_attached->start();
    QTRY_VERIFY(m_gateway->refuses(payments));
    QTRY_VERIFY(m_gateway->holds.contains(Scope::ofTeam("team-mobile")));
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(*m_attached, payments), FreezeStage::frozen, 15'000);
    QTRY_VERIFY(!m_attached->hasPresses());
}

void AttachedTest::badPeersEndTheLinkInTime_data()
{
    QTest::addColumn<FalseOwner::Script>("script");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, FalseOwner::Script script, ErrorCode code, const char* told = "") {
        QTest::newRow(name) << std::move(script) << static_cast<int>(code) << QString::fromLatin1(told);
    };
    row("says nothing", [](RawSocket& peer) { peer.receiveAll(); }, ErrorCode::timedOut);
    row("hangs up at once", [](RawSocket&) { }, ErrorCode::cutOff);
    row(
        "rubbish",
        [](RawSocket& peer) {
            peer.send("\xff\xfe\x01{[}]\n");
            peer.receiveAll();
        },
        ErrorCode::badAnswer);
    row("half a line and the end", [](RawSocket& peer) { peer.send("{\"ok\":true,\"owner\":"); }, ErrorCode::cutOff);
    row(
        "half a line for ever",
        [](RawSocket& peer) {
            peer.send("{\"ok\":true,\"owner\":");
            peer.receiveAll();
        },
        ErrorCode::timedOut);
    row(
        "a line of 10 MB",
        [](RawSocket& peer) {
            peer.send("{\"ok\":true,\"x\":\"" + std::string(10 * 1024 * 1024, 'x') + "\"}\n");
            peer.receiveAll();
        },
        ErrorCode::tooLarge);
    row(
        "a list",
        [](RawSocket& peer) {
            peer.send("[1,2,3]\n");
            peer.receiveAll();
        },
        ErrorCode::badAnswer);
    row(
        "an older owner",
        [](RawSocket& peer) {
            peer.send("{\"ok\":false,\"error\":{\"sentence\":\"no command\"}}\n");
            peer.receiveAll();
        },
        ErrorCode::historyBusy, "older version");
    row(
        "another protocol",
        [](RawSocket& peer) {
            peer.send(FalseOwner::introduction(ownerProtocol + 1));
            peer.receiveAll();
        },
        ErrorCode::historyBusy, "Fuseboard 9.9 and speaks protocol");
    row(
        "introduces itself and hangs",
        [](RawSocket& peer) {
            peer.send(FalseOwner::introduction());
            std::this_thread::sleep_for(2500ms);
        },
        ErrorCode::timedOut);
    row(
        "freezes that are none",
        [](RawSocket& peer) {
            peer.send(FalseOwner::introduction() + "{\"ok\":true,\"freezes\":{\"freezes\":[{\"stage\":\"frozen\"}]}}\n");
            peer.receiveAll();
        },
        ErrorCode::badAnswer);
    row(
        "an unknown stage",
        [](RawSocket& peer) {
            peer.send(FalseOwner::introduction()
                + "{\"ok\":true,\"freezes\":{\"freezes\":[{\"scope\":\"organisation/all\",\"stage\":\"iced\"}]}}\n");
            peer.receiveAll();
        },
        ErrorCode::badAnswer);
    row(
        "novelties, and then rubbish",
        [](RawSocket& peer) {
            peer.send(FalseOwner::introduction());
            for (int i = 0; i < 1000 && peer.send("{\"ok\":true,\"novelty\":17}\n"); ++i) { }
            peer.send("that was all\n");
            peer.receiveAll();
        },
        ErrorCode::badAnswer);
}

void AttachedTest::badPeersEndTheLinkInTime()
{
    QFETCH(FalseOwner::Script, script);
    QFETCH(int, code);
    QFETCH(QString, told);
    FalseOwner owner(m_profile->ownerSocket(), script);
    QVERIFY(owner.isListening());
    m_attached = std::make_unique<AttachedOwner>(*m_profile, hasty);
    QSignalSpy lost(m_attached.get(), &AttachedOwner::lost);
    const Pulse pulse;
    m_attached->start();
    QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, 8000);
    const auto error = lost.first().first().value<Error>();
    QCOMPARE(static_cast<int>(error.code), code);
    QVERIFY2(QString::fromStdString(error.detail).contains(told), error.detail.c_str());
    QVERIFY2(pulse.longest() < 1000, qPrintable(QString::number(pulse.longest()))); // the window stays live
    QVERIFY(!m_attached->owner());
    QTest::qWait(50);
    QCOMPARE(lost.count(), 1);
    m_attached.reset(); // ends whatever the script waits for
}

void AttachedTest::aSlowOwnerIsNoBadOne()
{
    FalseOwner owner(m_profile->ownerSocket(), [&](RawSocket& peer) {
        const std::string words = FalseOwner::introduction();
        for (const char letter : words) // a byte at a time
            peer.send(std::string(1, letter));
        peer.send("{\"ok\":true,\"novelty\":{\"of\":\"a newer version\"},\"polled\":true}\n");
        for (;;) {
            const std::string request = peer.receive();
            if (request.empty() || !peer.send("{\"ok\":true,\"call\":0,\"mood\":\"calm\"}\n"))
                return;
        }
    });
    m_attached = std::make_unique<AttachedOwner>(*m_profile, hasty);
    QSignalSpy attached(m_attached.get(), &AttachedOwner::attached), lost(m_attached.get(), &AttachedOwner::lost),
        polled(m_attached.get(), &AttachedOwner::polled);
    m_attached->start();
    QTRY_COMPARE(attached.count(), 1);
    QTRY_COMPARE(polled.count(), 1);
    QTest::qWait(1500); // longer than the patience with silence
    QCOMPARE(lost.count(), 0);
    m_attached.reset();
}

QTEST_GUILESS_MAIN(AttachedTest)
#include "attachedtest.moc"
