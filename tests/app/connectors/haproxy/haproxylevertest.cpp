// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "haproxystand.h"

#include "connectors/haproxy/haproxyanswers.h"
#include "connectors/haproxy/haproxycontrol.h"
#include "connectors/haproxy/haproxylever.h"
#include "support/awaited.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::awaited;
using test::Caller;
using test::HaproxyStand;
using test::StreamOrigin;

Q_DECLARE_METATYPE(fuseboard::HaproxyBreaker)

namespace {

const ProbeKey probeKey(QByteArray(32, 'k'));
const Scope payments = Scope::ofTeam("team-payments");
const Scope search = Scope::ofTeam("team-search");

HoldOrder orderOf(
    const Scope& scope, std::uint64_t generation, HoldState state = HoldState::frozen, FreezeMode mode = FreezeMode::refuse)
{
    return {"01930000-0000-7000-8000-000000000000", scope, generation, state, mode, "why", "A. Smith"};
}

const char* said(const std::string& detail)
{
    static thread_local std::string kept;
    kept = detail;
    return kept.c_str();
}

} // namespace

#define VERIFY_RESULT(result) QVERIFY2((result).has_value(), (result) ? "" : said((result).error().detail))

class HaproxyLeverTest : public QObject {
    Q_OBJECT

    HttpClient m_http;
    std::unique_ptr<StreamOrigin> m_origin;
    std::unique_ptr<HaproxyStand> m_proxy;
    std::unique_ptr<HaproxyLever> m_lever;

    void set(HaproxyBreaker breaker) { m_proxy = std::make_unique<HaproxyStand>(breaker, m_origin->port(), probeKey); }
    void start()
    {
        const QString trouble = m_proxy->start();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        m_lever = std::make_unique<HaproxyLever>(m_http, m_proxy->address(), probeKey);
    }
    static void bothBreakers()
    {
        QTest::addColumn<HaproxyBreaker>("breaker");
        QTest::newRow("table") << HaproxyBreaker::table;
        QTest::newRow("map") << HaproxyBreaker::map;
    }
    [[nodiscard]] std::unique_ptr<Caller> call(const char* team, const QByteArray& target = "/v1/chat/completions") const
    {
        return std::make_unique<Caller>(m_proxy->port(), HaproxyStand::token(team), target);
    }
    /// The status of one call, which is left once it is known.
    int statusOf(const QByteArray& token, const QByteArray& target = "/v1/chat/completions", QByteArray* answer = nullptr) const
    {
        Caller caller(m_proxy->port(), token, target);
        std::ignore = QTest::qWaitFor([&] { return caller.status() != 0; });
        if (answer) {
            std::ignore = QTest::qWaitFor([&] { return caller.answer().endsWith('}'); });
            *answer = caller.answer();
        }
        return caller.status();
    }
    int statusOf(const char* team) const { return statusOf(HaproxyStand::token(team)); }
    std::vector<std::unique_ptr<Caller>> streams(const char* team, int count)
    {
        std::vector<std::unique_ptr<Caller>> out;
        for (int i = 0; i < count; ++i)
            out.push_back(call(team));
        std::ignore = QTest::qWaitFor([&] { return std::ranges::all_of(out, [](const auto& one) { return one->streams(); }); });
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!HaproxyStand::isInstalled())
            QSKIP("haproxy is not installed");
    }
    void init() { m_origin = std::make_unique<StreamOrigin>(); }
    void cleanup()
    {
        m_lever.reset();
        m_proxy.reset();
        m_origin.reset();
    }

    void whatIsUnderWayEndsWithTheLever()
    {
        set(HaproxyBreaker::table);
        start();
        for (std::uint64_t round = 0; round < 20; ++round) {
            m_lever = std::make_unique<HaproxyLever>(m_http, m_proxy->address(), probeKey);
            const auto under = m_lever->order(orderOf(payments, round + 1, HoldState::frozen, FreezeMode::cut));
            for (std::uint64_t turn = 0; turn < round && !under.isFinished(); ++turn)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            const bool done = under.isFinished();
            m_lever.reset();
            QVERIFY(done || under.isCanceled());
        }
    }

    void freezesProvesAndReleases_data()
    {
        QTest::addColumn<HaproxyBreaker>("breaker");
        QTest::addColumn<QByteArray>("scope");
        const QByteArray token = QByteArray("token/") + QByteArray(64, 'a');
        for (const char* scope : {"team/team-payments", "organisation/all", token.constData()}) {
            QTest::addRow("table, %s", scope) << HaproxyBreaker::table << QByteArray(scope);
            QTest::addRow("map, %s", scope) << HaproxyBreaker::map << QByteArray(scope);
        }
    }
    void freezesProvesAndReleases()
    {
        QFETCH(HaproxyBreaker, breaker);
        QFETCH(QByteArray, scope);
        const Scope wanted = parseScope(scope.toStdString()).value();
        set(breaker);
        start();
        QCOMPARE(m_lever->traits().caveat, breaker == HaproxyBreaker::map ? LeverCaveat::openMap : LeverCaveat::none);
        QVERIFY(awaited(m_lever->observe()).value().scopes.empty());
        QCOMPARE(awaited(m_lever->probe(wanted)).value(), ProbeResult::served);
        const auto done = awaited(m_lever->order(orderOf(wanted, 3)));
        VERIFY_RESULT(done);
        QCOMPARE(done->generation, 3U);
        QVERIFY(!done->durable);
        const LeverObservation seen = awaited(m_lever->observe()).value().of(wanted);
        QCOMPARE(seen.generation, 3U);
        QCOMPARE(seen.state, HoldState::frozen);
        QCOMPARE(awaited(m_lever->probe(wanted)).value(), ProbeResult::refused);
        VERIFY_RESULT(awaited(m_lever->order(orderOf(wanted, 4, HoldState::released))));
        QCOMPARE(awaited(m_lever->observe()).value().of(wanted).state, HoldState::released);
        QCOMPARE(awaited(m_lever->observe()).value().of(wanted).generation, 4U);
        QCOMPARE(awaited(m_lever->probe(wanted)).value(), ProbeResult::served);
        QCOMPARE(m_origin->requests(), 0); // a test call never goes on
    }

    void aFreezeRefusesItsTeamAndNoOther_data() { bothBreakers(); }
    void aFreezeRefusesItsTeamAndNoOther()
    {
        QFETCH(HaproxyBreaker, breaker);
        set(breaker);
        start();
        QCOMPARE(statusOf("team-payments"), 200);
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 1))));
        const int before = m_origin->requests();
        QByteArray openAi, anthropic;
        QCOMPARE(statusOf(HaproxyStand::token("team-payments"), "/v1/chat/completions", &openAi), 403);
        QVERIFY(openAi.contains(R"("type":"fuseboard_breaker_open")") && openAi.contains(R"("scope":"team\/team-payments")"));
        QCOMPARE(statusOf(HaproxyStand::token("team-payments"), "/v1/messages?beta=true", &anthropic), 403);
        QVERIFY(anthropic.contains(R"({"type":"error","error":{"type":"permission_error")"));
        QCOMPARE(m_origin->requests(), before);
        QCOMPARE(statusOf("team-search"), 200);
        QCOMPARE(awaited(m_lever->probe(search)).value(), ProbeResult::served);
        QCOMPARE(statusOf("a stranger"), 401);
        VERIFY_RESULT(awaited(m_lever->order(orderOf(Scope::everything(), 1))));
        QCOMPARE(statusOf("team-search"), 403);
        QCOMPARE(awaited(m_lever->probe(search)).value(), ProbeResult::refused);
    }

    void oneTokenIsRefusedAndTheRestOfItsTeamIsNot()
    {
        set(HaproxyBreaker::table);
        start();
        const Scope token {ScopeKind::token, m_proxy->plan.keys.front().sha256};
        VERIFY_RESULT(awaited(m_lever->order(orderOf(token, 1, HoldState::frozen, FreezeMode::cut))));
        QCOMPARE(statusOf("team-payments"), 403);
        QCOMPARE(awaited(m_lever->probe(token)).value(), ProbeResult::refused);
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
        QVERIFY(!m_lever->traits().cuts.contains(ScopeKind::token)); // so the place says that it leaves them running
    }

    void aTestTokenIsGoodForTestsOnly()
    {
        set(HaproxyBreaker::table);
        start();
        for (const QByteArray target : {"/v1/chat/completions", "/v1/messages", "/fuseboard/me", "/"})
            QCOMPARE(statusOf(probeKey.token("team-payments"), target), 404);
        QCOMPARE(statusOf(probeKey.token("team-payments"), "/fuseboard/probe"), 200);
        QCOMPARE(statusOf(HaproxyStand::token("team-payments"), "/fuseboard/probe"), 404);
        QCOMPARE(m_origin->requests(), 0);
        // A caller who names the scope to be asked for is not believed, and what it sent is not passed on.
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 1))));
        Caller forged(m_proxy->port(), HaproxyStand::token("team-payments"), "/v1/chat/completions",
            "X-Fuseboard-Probe-Scope: team/team-search\r\n");
        QTRY_COMPARE(forged.status(), 403);
        Caller other(m_proxy->port(), HaproxyStand::token("team-search"), "/v1/chat/completions",
            "X-Fuseboard-Probe-Scope: team/team-payments\r\n");
        QTRY_COMPARE(other.status(), 200);
        QVERIFY(!m_origin->asked.toLower().contains("x-fuseboard"));
    }

    void theProxyArbitrates_data() { bothBreakers(); }
    void theProxyArbitrates()
    {
        QFETCH(HaproxyBreaker, breaker);
        set(breaker);
        start();
        // Whatever orders come, the entry ends as an enforcement point of ours would (ADMIN.md).
        std::mt19937 chance(7);
        std::optional<Hold> expected;
        for (int i = 0; i < 60; ++i) {
            const auto pick = [&](int most) { return std::uniform_int_distribution(0, most)(chance); };
            const HoldOrder order = orderOf(payments, static_cast<std::uint64_t>(pick(6)),
                pick(1) ? HoldState::frozen : HoldState::released, FreezeMode::refuse);
            const OrderVerdict verdict = judge(expected ? &*expected : nullptr, order);
            const auto done = awaited(m_lever->order(order));
            if (verdict == OrderVerdict::stale) {
                QVERIFY(!done);
                QCOMPARE(done.error().code, ErrorCode::staleOrder);
                QCOMPARE(done.error().detail, std::to_string(expected ? expected->order.generation : 0));
            } else {
                VERIFY_RESULT(done);
                if (verdict == OrderVerdict::applied)
                    expected = Hold {order, {}};
            }
            const LeverObservation seen = awaited(m_lever->observe()).value().of(payments);
            QCOMPARE(seen.generation, expected ? expected->order.generation : 0U);
            QCOMPARE(seen.state, expected ? expected->order.state : HoldState::released);
        }
    }

    void aCutEndsTheTeamsStreamsAlone_data() { bothBreakers(); }
    void aCutEndsTheTeamsStreamsAlone()
    {
        QFETCH(HaproxyBreaker, breaker);
        constexpr int count = 40;
        set(breaker);
        start();
        const auto cut = streams("team-payments", count);
        const auto kept = streams("team-search", 5);
        QVERIFY(std::ranges::all_of(cut, [](const auto& one) { return one->streams(); }));
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 1))));
        QCOMPARE(awaited(m_lever->observe()).value().of(payments).inFlight, std::optional<std::int64_t>(count));
        QVERIFY(std::ranges::all_of(cut, [](const auto& one) { return one->isOpen(); })); // refusing lets them finish
        QCOMPARE(awaited(m_lever->look(payments)).value().running, std::optional<std::int64_t>(count));
        QCOMPARE(awaited(m_lever->look(Scope::everything())).value().running, std::optional<std::int64_t>(count + 5));
        QElapsedTimer time;
        time.start();
        const auto order = m_lever->order(orderOf(payments, 2, HoldState::frozen, FreezeMode::cut));
        const auto anyOpen = [&cut] { return std::ranges::any_of(cut, [](const auto& one) { return one->isOpen(); }); };
        while (anyOpen() && time.elapsed() < 5000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        QVERIFY(!anyOpen());
        const auto took = time.elapsed();
        const auto done = awaited(order);
        VERIFY_RESULT(done);
        qInfo("%d streams were cut in %lld ms, acknowledged after %lld ms", count, took, time.elapsed());
        QCOMPARE(done->cut, count);
        QCOMPARE(done->inFlight, 0);
        QTest::qWait(150);
        QVERIFY(std::ranges::all_of(kept, [](const auto& one) { return one->isOpen(); }));
        QTRY_COMPARE(m_origin->streams(), 5); // the service stops as well
        QCOMPARE(awaited(m_lever->observe()).value().of(payments).mode, FreezeMode::cut);
        VERIFY_RESULT(awaited(m_lever->order(orderOf(Scope::everything(), 1, HoldState::frozen, FreezeMode::cut))));
        QTRY_VERIFY(std::ranges::none_of(kept, [](const auto& one) { return one->isOpen(); }));
    }

    void twoPeersShareWhatIsFrozen()
    {
        set(HaproxyBreaker::table);
        HaproxyStand second(HaproxyBreaker::table, m_origin->port(), probeKey);
        second.plan.localPeer = "fuseboard2";
        second.plan.otherPeers = {{m_proxy->plan.localPeer, m_proxy->plan.localPeerAddress}};
        m_proxy->plan.otherPeers = {{second.plan.localPeer, second.plan.localPeerAddress}};
        start();
        const QString trouble = second.start();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        HaproxyLever other(m_http, second.address(), probeKey);
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 5))));
        QElapsedTimer time;
        time.start();
        QTRY_COMPARE_WITH_TIMEOUT(awaited(other.observe()).value().of(payments).generation, 5U, 8000);
        qInfo("the other peer had it after %lld ms, the peers' first meeting included", time.elapsed());
        QCOMPARE(awaited(other.probe(payments)).value(), ProbeResult::refused);
        // And the generation with it: an order from there that is not newer is refused.
        QCOMPARE(awaited(other.order(orderOf(payments, 4, HoldState::released))).error().code, ErrorCode::staleOrder);
        VERIFY_RESULT(awaited(other.order(orderOf(payments, 6, HoldState::released))));
        time.start();
        QTRY_COMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
        qInfo("and the first had the release after %lld ms", time.elapsed());
    }

    void aReloadKeepsTheTableAndForgetsTheMap_data() { bothBreakers(); }
    void aReloadKeepsTheTableAndForgetsTheMap()
    {
        QFETCH(HaproxyBreaker, breaker);
        set(breaker);
        start();
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 5))));
        QTest::qWait(500);
        QCOMPARE(m_proxy->reload(), QByteArray());
        const auto generation = [this] { return awaited(m_lever->observe()).value_or(LeverReport()).of(payments).generation; };
        if (breaker == HaproxyBreaker::table) {
            QTRY_COMPARE_WITH_TIMEOUT(generation(), 5U, 8000);
            QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::refused);
        } else {
            QTRY_COMPARE(generation(), 0U); // for the reconciler, which orders it again
            QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
        }
    }

    void theMastersSocketReachesStreamsFromBeforeAReload()
    {
        set(HaproxyBreaker::table);
        start();
        HaproxyAddress master = m_proxy->address();
        master.socket = m_proxy->path("master.sock");
        HaproxyLever lever(m_http, master, probeKey);
        const auto old = streams("team-payments", 3);
        QCOMPARE(m_proxy->reload(), QByteArray());
        const auto young = streams("team-payments", 2);
        QVERIFY(std::ranges::all_of(young, [](const auto& one) { return one->streams(); }));
        QVERIFY(std::ranges::all_of(old, [](const auto& one) { return one->isOpen(); }));
        const auto cut = [&] { return awaited(lever.order(orderOf(payments, 1, HoldState::frozen, FreezeMode::cut))); };
        auto done = cut();
        if (done)
            QCOMPARE(done->cut, 5);
        for (int again = 0; again < 5 && !done && done.error().code == ErrorCode::timedOut; ++again)
            done = cut(); // a busy machine may keep a worker from answering in time: the switchboard asks again, too
        VERIFY_RESULT(done);
        QCOMPARE(done->inFlight, 0);
        QTRY_VERIFY(std::ranges::none_of(old, [](const auto& one) { return one->isOpen(); }));
        QTRY_VERIFY(std::ranges::none_of(young, [](const auto& one) { return one->isOpen(); }));
        QCOMPARE(awaited(lever.probe(payments)).value(), ProbeResult::refused);
    }

    void aSocketWithoutTheRightIsNamed()
    {
        set(HaproxyBreaker::table);
        m_proxy->edit = [](QByteArray config) { return config.replace("level admin", "level user"); };
        start();
        // Such a socket is shown an empty table, which would look like nothing frozen.
        QCOMPARE(awaited(m_lever->observe()).error().code, ErrorCode::noRightToControl);
        const auto refused = awaited(m_lever->order(orderOf(payments, 1)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::noRightToControl);
        QCOMPARE(refused.error().subject, "HAProxy");
        m_proxy->stop();
        // An operator may write the table, and end nothing.
        m_proxy->edit = [](QByteArray config) { return config.replace("level admin", "level operator"); };
        start();
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 1))));
        const auto running = streams("team-search", 1);
        const auto denied = awaited(m_lever->order(orderOf(search, 1, HoldState::frozen, FreezeMode::cut)));
        QVERIFY(!denied);
        QCOMPARE(denied.error().code, ErrorCode::noRightToControl);
        QVERIFY2(denied.error().detail.starts_with("Permission denied"), denied.error().detail.c_str());
        QVERIFY(running.front()->isOpen());
    }

    void whatTheConfigurationLacksIsNamed_data()
    {
        QTest::addColumn<HaproxyBreaker>("breaker");
        QTest::newRow("table") << HaproxyBreaker::table;
        QTest::newRow("map") << HaproxyBreaker::map;
    }
    void whatTheConfigurationLacksIsNamed()
    {
        QFETCH(HaproxyBreaker, breaker);
        set(breaker);
        start();
        HaproxyAddress wrong = m_proxy->address();
        wrong.holds = "another";
        HaproxyLever lever(m_http, wrong, probeKey);
        const auto refused = awaited(lever.order(orderOf(payments, 1)));
        QCOMPARE(refused.error().code, ErrorCode::leverIncomplete);
        QCOMPARE(refused.error().detail, breaker == HaproxyBreaker::table ? "table another" : "map another");
        QCOMPARE(awaited(lever.observe()).error(), refused.error());
    }

    void aProxyThatServesWhatItsTableFreezesIsServed()
    {
        set(HaproxyBreaker::table);
        m_proxy->edit = [](QByteArray config) { return config.replace("return status 403", "set-var(txn.x) int(0) #"); };
        start();
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 1))));
        QCOMPARE(awaited(m_lever->observe()).value().of(payments).state, HoldState::frozen);
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
        QCOMPARE(statusOf("team-payments"), 200);
    }

    void everythingIsProbedWithEveryTeam()
    {
        set(HaproxyBreaker::table);
        // Search is let through whatever the table says.
        m_proxy->edit = [](QByteArray config) {
            return config.replace(
                "{ var(txn.refused) -m found }", "{ var(txn.refused) -m found } !{ var(txn.team) -m str team-search }");
        };
        start();
        VERIFY_RESULT(awaited(m_lever->order(orderOf(Scope::everything(), 1))));
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::refused);
        QCOMPARE(awaited(m_lever->probe(Scope::everything())).value(), ProbeResult::served);
    }

    void aTeamThatTheProxyDoesNotKnowProvesNothing()
    {
        set(HaproxyBreaker::table);
        start();
        const Scope unknown = Scope::ofTeam("team-unknown");
        VERIFY_RESULT(awaited(m_lever->order(orderOf(unknown, 1))));
        QCOMPARE(awaited(m_lever->probe(unknown)).error().code, ErrorCode::leverIncomplete);
    }

    void aProxyThatGoesAndComesBack()
    {
        set(HaproxyBreaker::table);
        start();
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 1))));
        m_proxy->stop();
        QCOMPARE(awaited(m_lever->observe()).error().code, ErrorCode::unreachable);
        QCOMPARE(awaited(m_lever->order(orderOf(payments, 2))).error().code, ErrorCode::unreachable);
        const ErrorCode probed = awaited(m_lever->probe(payments)).error().code; // a kept connection may just have ended
        QVERIFY(probed == ErrorCode::unreachable || probed == ErrorCode::cutOff);
        start();
        QCOMPARE(awaited(m_lever->observe()).value().of(payments).generation, 0U); // lost, and reported so
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 2))));
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::refused);
    }

    void itIsSpokenToOverTcp()
    {
        const quint16 port = test::freePort();
        set(HaproxyBreaker::table);
        m_proxy->edit = [port](QByteArray config) {
            return config.replace(
                "global\n", "global\n    stats socket 127.0.0.1:" + QByteArray::number(port) + " level admin\n");
        };
        start();
        HaproxyAddress address = m_proxy->address();
        address.socket.clear();
        address.host = QStringLiteral("127.0.0.1");
        address.port = port;
        HaproxyLever lever(m_http, address, probeKey);
        VERIFY_RESULT(awaited(lever.order(orderOf(payments, 1))));
        QCOMPARE(awaited(lever.probe(payments)).value(), ProbeResult::refused);
    }

    void scopesThatItCannotRefuseAreNotTaken()
    {
        set(HaproxyBreaker::table);
        start();
        for (const Scope& scope : {Scope {ScopeKind::model, "gpt-5.6"}, Scope {ScopeKind::session, "s"}})
            QCOMPARE(awaited(m_lever->order(orderOf(scope, 1))).error().code, ErrorCode::cannotRefuse);
        QCOMPARE(awaited(m_lever->order(orderOf(Scope::ofTeam("team-x;disable frontend fuseboard"), 1))).error().code,
            ErrorCode::cannotRefuse);
        QCOMPARE(statusOf("team-search"), 200);
    }

    void anEntrySomebodySetByHandIsSeen()
    {
        set(HaproxyBreaker::table);
        start();
        QCOMPARE(m_proxy->tell("set table fuseboard_holds key team/team-payments data.gpt0 1"), "\n");
        const LeverObservation seen = awaited(m_lever->observe()).value().of(payments);
        QCOMPARE(seen.state, HoldState::frozen);
        QCOMPARE(seen.generation, 0U);
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::refused);
        VERIFY_RESULT(awaited(m_lever->order(orderOf(payments, 1, HoldState::released))));
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
    }
};

QTEST_GUILESS_MAIN(HaproxyLeverTest)
#include "haproxylevertest.moc"
