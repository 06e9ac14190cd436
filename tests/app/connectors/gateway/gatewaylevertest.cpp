// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/askanswers.h"
#include "connectors/gateway/gatewayanswers.h"
#include "connectors/gateway/gatewaylever.h"
#include "connectors/gateway/policyedit.h"
#include "connectors/gateway/policypush.h"
#include "connectors/gateway/sentkeys.h"
#include "support/awaited.h"
#include "support/fakegateway.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::awaited;
using test::FakeGateway;
using test::RawServer;

namespace {

const ProbeKey probeKey(QByteArray(32, 'k'));
const Scope payments = Scope::ofTeam("team-payments");

PolicyContents contentsOf(std::vector<std::string> teams)
{
    PolicyContents contents;
    contents.zone = "Europe/Berlin";
    contents.prices = PriceList("2026-08-01", Currency::usd(), {});
    for (const std::string& name : teams)
        contents.organisation.teams.push_back({teamIdFor(name), name, {}, {}, {}});
    return contents;
}

HoldOrder freezeOf(const Scope& scope, std::uint64_t generation)
{
    return {
        "01930000-0000-7000-8000-000000000000", scope, generation, HoldState::frozen, FreezeMode::refuse, "why", "A. Smith"};
}

HttpAnswer answerOf(int status, const QByteArray& body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

const QByteArray openWish =
    R"({"id":"a1","at":"2026-11-23T13:19:32Z","state":"open","scope":"team/team-payments","period":"month",)"
    R"("team":"team-payments","token":"ab12","label":"laptop","agent":"checkout-agent","amount":"20000000000","currency":"USD",)"
    R"("reason":"The release is tonight.","limit":"500000000000","spent":"499000000000","resetsAt":"2026-12-01T00:00:00Z"})";

RaiseAsk wish()
{
    const auto usd = [](std::int64_t units) { return Money {units * 1'000'000'000, Currency::usd()}; };
    RaiseAsk out;
    out.id = "a1";
    out.at = parseInstant("2026-11-23T13:19:32Z").value();
    out.scope = LimitScope::ofTeam("team-payments");
    out.team = "team-payments";
    out.token = "ab12";
    out.key = "laptop";
    out.agent = "checkout-agent";
    out.amount = usd(20);
    out.reason = "The release is tonight.";
    out.limit = usd(500);
    out.spent = usd(499);
    out.resetsAt = parseInstant("2026-12-01T00:00:00Z").value();
    return out;
}

} // namespace

class GatewayLeverTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    HttpClient m_http;
    std::unique_ptr<FakeGateway> m_gateway;
    std::unique_ptr<GatewayLever> m_lever;

    [[nodiscard]] GatewayAddress address() const
    {
        return {
            .id = "gateway", .name = "Gateway", .socket = m_dir.filePath(QStringLiteral("g.sock")), .url = {}, .tokens = {}};
    }

private Q_SLOTS:
    void init()
    {
        m_gateway = std::make_unique<FakeGateway>(probeKey.token("team-payments"));
        m_gateway->policy = QByteArray::fromStdString(writePolicy(editPolicy({}, contentsOf({"Payments"}), probeKey, {})));
        QVERIFY(m_gateway->listen(address().socket));
        m_lever = std::make_unique<GatewayLever>(m_http, address(), probeKey);
    }
    void cleanup()
    {
        QVERIFY2(m_gateway->complaints.isEmpty(), m_gateway->complaints.join("; ").constData());
        m_gateway.reset();
    }

    void aProxyThatAsksItHasToRefuseToo()
    {
        QByteArray body = R"({"served":"team/team-payments"})";
        int status = 200, asked = 0;
        RawServer door([&](QIODevice& connection, const QByteArray& request) {
            asked +=
                request.startsWith("GET /fuseboard/probe ") && request.contains("Bearer " + probeKey.token("team-payments"))
                ? 1
                : 0;
            connection.write(RawServer::answer(status, body));
        });
        QVERIFY(door.listen());
        GatewayAddress address = this->address();
        address.doors = {QUrl(door.url())};
        GatewayLever lever(m_http, address, probeKey);
        QVERIFY(awaited(lever.order(freezeOf(payments, 1))));
        QCOMPARE(awaited(lever.probe(payments)).value(), ProbeResult::served); // the gateway refuses, and the proxy does not
        status = 403;
        body =
            R"({"error":{"message":"frozen","type":"fuseboard_breaker_open","code":"breaker_open","scope":"team/team-payments"}})";
        QCOMPARE(awaited(lever.probe(payments)).value(), ProbeResult::refused);
        body = R"({"error":{"message":"Forbidden"}})"; // somebody else's refusal
        QCOMPARE(awaited(lever.probe(payments)).error().code, ErrorCode::badAnswer);
        door.close();
        QCOMPARE(awaited(lever.probe(payments)).error().code, ErrorCode::unreachable);
        QCOMPARE(asked, 3);
    }

    void freezesReadsBackAndProves_data()
    {
        QTest::addColumn<QByteArray>("scope");
        for (const char* scope : {"team/team-payments", "organisation/all", "model/gpt-5.6 (mini)/x", "session/a b"})
            QTest::addRow("%s", scope) << QByteArray(scope);
    }
    void freezesReadsBackAndProves()
    {
        QFETCH(QByteArray, scope);
        const Scope wanted = parseScope(scope.toStdString()).value();
        QCOMPARE(awaited(m_lever->probe(wanted)).value(), ProbeResult::served);
        const auto done = awaited(m_lever->order(freezeOf(wanted, 3)));
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        QCOMPARE(done->generation, 3U);
        QCOMPARE(done->inFlight, 3);
        QCOMPARE(done->moneySetAside.value(), (Money {212'000'000'000, Currency::usd()}));
        const LeverObservation seen = awaited(m_lever->observe()).value().of(wanted);
        QCOMPARE(seen.generation, 3U);
        QCOMPARE(seen.state, HoldState::frozen);
        QCOMPARE(seen.by, "A. Smith");
        QCOMPARE(awaited(m_lever->probe(wanted)).value(), ProbeResult::refused);
    }

    void anOrderAlwaysHasAReasonAndAName()
    {
        HoldOrder order = freezeOf(payments, 1);
        order.reason = " ";
        order.by.clear();
        QVERIFY(awaited(m_lever->order(order)));
        order.generation = 2;
        order.reason = std::string(3000, 'x');
        QVERIFY(awaited(m_lever->order(order)));
    }

    void aConflictNamesTheGenerationInForce()
    {
        QVERIFY(awaited(m_lever->order(freezeOf(payments, 9))));
        const auto refused = awaited(m_lever->order(freezeOf(payments, 4)));
        QCOMPARE(refused.error().code, ErrorCode::staleOrder);
        QCOMPARE(refused.error().detail, "9");
    }

    void everyWrongAnswerIsAnError_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("401") << RawServer::answer(401, "{}") << ErrorCode::controlRefused;
        QTest::newRow("403 of a firewall") << RawServer::answer(403, "<html>Forbidden</html>") << ErrorCode::controlRefused;
        QTest::newRow("500") << RawServer::answer(500, R"({"generation":3})") << ErrorCode::serverError;
        QTest::newRow("503") << RawServer::answer(503, "{}") << ErrorCode::serverError;
        QTest::newRow("404") << RawServer::answer(404, "{}") << ErrorCode::badAnswer;
        QTest::newRow("422") << RawServer::answer(422, "{}") << ErrorCode::badAnswer;
        QTest::newRow("429") << RawServer::answer(429, "{}", "Retry-After: 3\r\n") << ErrorCode::rateLimited;
        QTest::newRow("200 empty") << RawServer::answer(200, "") << ErrorCode::badAnswer;
        QTest::newRow("200 garbage") << RawServer::answer(200, "\x7f\x01{") << ErrorCode::badAnswer;
        QTest::newRow("200 html") << RawServer::answer(200, "<html>It works!</html>") << ErrorCode::badAnswer;
        QTest::newRow("200 array") << RawServer::answer(200, "[]") << ErrorCode::badAnswer;
        QTest::newRow("200 ok") << RawServer::answer(200, R"({"ok":true})") << ErrorCode::badAnswer;
        QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << ErrorCode::badAnswer;
        QTest::newRow("302") << RawServer::answer(302, "", "Location: http://127.0.0.1:1/\r\n") << ErrorCode::redirected;
        QTest::newRow("hangs up") << FakeGateway::hangUp << ErrorCode::cutOff;
    }
    void everyWrongAnswerIsAnError()
    {
        QFETCH(QByteArray, said);
        QFETCH(ErrorCode, code);
        QVERIFY(awaited(m_lever->order(freezeOf(payments, 1)))); // the truth would be: frozen
        m_gateway->meddler = [&](const QByteArray&, const QByteArray&) { return std::optional(said); };
        const auto ordered = awaited(m_lever->order(freezeOf(payments, 3)));
        const auto observed = awaited(m_lever->observe());
        const auto probed = awaited(m_lever->probe(payments));
        const auto listed = awaited(m_lever->calls(payments));
        const auto cut = awaited(m_lever->cutCall("c1"));
        const auto asks = awaited(m_lever->asks());
        const auto answered = awaited(m_lever->answerAsk({"gateway", wish(), {}}, "A. Smith"));
        QVERIFY(!ordered && !observed && !probed && !listed && !cut && !asks && !answered);
        QCOMPARE(asks.error().code, code);
        QCOMPARE(answered.error().code, code);
        QCOMPARE(listed.error().code, code);
        QCOMPARE(cut.error().code, code);
        QCOMPARE(ordered.error().code, code);
        QCOMPARE(ordered.error().subject, "Gateway");
        QCOMPARE(observed.error().code, code);
        QCOMPARE(probed.error().code, code);
    }

    void anAcknowledgementIsTheOrdersOwn_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray rest = R"("durable":true,"cut":0,"inFlight":0})";
        QTest::newRow("an older generation") << 200 << R"({"generation":2,)" + rest;
        QTest::newRow("a newer generation") << 200 << R"({"generation":4,)" + rest;
        QTest::newRow("a generation as text") << 200 << R"({"generation":"3",)" + rest;
        QTest::newRow("a broken generation") << 200 << R"({"generation":3.5,)" + rest;
        QTest::newRow("no generation") << 200 << "{" + rest;
        QTest::newRow("nothing but the generation") << 200 << QByteArray(R"({"generation":3})");
        QTest::newRow("money as a number") << 200 << R"({"generation":3,"moneySetAside":12.5,)" + rest;
        QTest::newRow("money without currency") << 200 << R"({"generation":3,"moneySetAside":"12",)" + rest;
        QTest::newRow("a conflict with something older") << 409 << QByteArray(R"({"generation":2})");
        QTest::newRow("a conflict with nothing") << 409 << QByteArray("{}");
    }
    void anAcknowledgementIsTheOrdersOwn()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const auto parsed = parseAcknowledgement("Gateway", answerOf(status, body), freezeOf(payments, 3));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::badAnswer);
    }

    void breakersAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<int>("held"); // -1: an error
        const QByteArray scope = R"("scope":{"kind":"team","id":"team-payments"},)";
        const QByteArray rest = R"("generation":3,"mode":"refuse","reason":"r","by":"b","at":"2026-11-23T10:04:11Z"})";
        QTest::newRow("frozen") << "{" + scope + R"("state":"frozen",)" + rest << 1;
        QTest::newRow("released") << "{" + scope + R"("state":"released",)" + rest << 1;
        QTest::newRow("opened by a rule") << "{" + scope + R"("state":"open"})" << 0;
        QTest::newRow("half-open") << "{" + scope + R"("state":"half-open"})" << 0;
        QTest::newRow("warned by a rule") << "{" + scope + R"("state":"warn"})" << 0;
        QTest::newRow("slowed down by a rule") << "{" + scope + R"("state":"throttle"})" << 0;
        QTest::newRow("downgraded by a rule") << "{" + scope + R"("state":"downgrade"})" << 0;
        QTest::newRow("of how fast a scope spends")
            << "{" + scope + R"("state":"throttle","rule":"spend-rate","evidence":{"ratePerHour":"5"}})" << 0;
        QTest::newRow("in a state of a rule that came later") << "{" + scope + R"("state":"simmering"})" << 0;
        QTest::newRow("of a kind of scope that came later")
            << QByteArray(R"({"scope":{"kind":"galaxy","id":"m31"},"state":"throttle"})") << 0;
        QTest::newRow("frozen though of no known kind")
            << R"({"scope":{"kind":"galaxy","id":"m31"},"state":"frozen",)" + rest << -1;
        QTest::newRow("of no kind") << QByteArray(R"({"scope":{"id":"m31"},"state":"throttle"})") << -1;
        QTest::newRow("in no state") << "{" + scope + R"("rule":"spend-rate"})" << -1;
        QTest::newRow("nothing runs, so no currency")
            << "{" + scope + R"("state":"frozen","moneySetAside":"0","currency":"",)" + rest << 1;
        QTest::newRow("unknown state") << "{" + scope + R"("state":"blocked",)" + rest << -1;
        QTest::newRow("no scope") << R"({"state":"frozen",)" + rest << -1;
        QTest::newRow("no generation") << "{" + scope
                + R"("state":"frozen","mode":"refuse","reason":"r","by":"b","at":"2026-11-23T10:04:11Z"})"
                                       << -1;
        QTest::newRow("generation zero") << "{" + scope
                + R"("state":"frozen","generation":0,"mode":"refuse","at":"2026-11-23T10:04:11Z"})"
                                         << -1;
        QTest::newRow("bad time") << "{" + scope + R"("state":"frozen","generation":1,"mode":"refuse","at":"yesterday"})" << -1;
        QTest::newRow("listed twice") << "{" + scope + R"("state":"frozen",)" + rest + ",{" + scope + R"("state":"released",)"
                + rest << -1;
    }
    void breakersAreReadStrictly()
    {
        QFETCH(QByteArray, entry);
        QFETCH(int, held);
        const auto parsed = parseBreakers("Gateway", answerOf(200, R"({"breakers":[)" + entry + "]}"));
        QCOMPARE(parsed.has_value(), held >= 0);
        if (parsed)
            QCOMPARE(static_cast<int>(parsed->scopes.size()), held);
        else
            QCOMPARE(parsed.error().code, ErrorCode::badAnswer);
    }

    void whatItSaysOfItselfIsTold()
    {
        const auto said = [](const QByteArray& members) {
            return parseWarnings("Gateway", answerOf(200, R"({"version":"0.1.0","durable":true)" + members + "}")).value();
        };
        const QByteArray nothing = R"(,"warnings":[],"listeners":["http://127.0.0.1:1"])";
        const QByteArray something =
            R"(,"reason":"The ledger is full.","notice":"Bytes are lost.","warnings":["A token is short.",7])";
        QVERIFY(said({}).empty());
        QVERIFY(said(nothing).empty());
        const std::vector<std::string> all {"The ledger is full.", "Bytes are lost.", "A token is short."};
        QVERIFY(said(something) == all);
        QByteArray many;
        for (int i = 0; i < 100; ++i)
            many += i == 0 ? R"("w")" : R"(,"w")";
        QCOMPARE(said(R"(,"warnings":[)" + many + "]").size(), 8U);
        QVERIFY(!parseWarnings("Gateway", answerOf(500, "{}")));
        QVERIFY(!parseWarnings("Gateway", answerOf(200, "[]")));

        m_gateway->warnings = {QStringLiteral("A token is short.")};
        QVERIFY(awaited(m_lever->observe())); // asks, and does not wait for it
        const auto told = [this] { return awaited(m_lever->observe()).value().warnings; };
        QTRY_VERIFY(told() == std::vector<std::string> {"A token is short."});
        QCOMPARE(std::ranges::count_if(m_gateway->adminRequests(),
                     [](const QByteArray& request) { return request.startsWith("GET /v1/health "); }),
            1);
    }

    void whatRulesDoIsReadBesideTheHolds()
    {
        const auto parsed = parseBreakers("Gateway", answerOf(200, R"({"breakers":[
            {"scope":{"kind":"team","id":"team-payments"},"breaker":"closed","state":"frozen","generation":1,"mode":"refuse",
             "reason":"r","by":"b","at":"2026-11-23T10:04:11Z"},
            {"scope":{"kind":"team","id":"team-payments"},"breaker":"throttle","state":"throttle","rule":"spend-rate",
             "observe":false,"at":"2026-11-23T13:02:00Z","reason":"This scope spends.","evidence":{"ratePerHour":"5"}},
            {"scope":{"kind":"token","id":"aa"},"state":"downgrade","rule":"spend-rate","observe":true,
             "at":"2026-11-23T13:01:00Z","reason":"This scope spends."},
            {"scope":{"kind":"session","id":"s1"},"state":"open","rule":"loops","observe":false,"team":"team-a","token":"aa",
             "label":"ci","at":"2026-11-23T13:00:00Z","reason":"This session gets nowhere."},
            {"scope":{"kind":"session","id":"s1"},"state":"warn","rule":"loops","observe":false,"team":"team-b","token":"bb",
             "label":"nightly","at":"2026-11-23T13:00:00Z","reason":"This session gets nowhere."},
            {"scope":{"kind":"model","id":"m"},"state":"half-open","rule":"failures","observe":false,"upstream":"openai",
             "at":"2026-11-23T13:00:00Z","reason":"This model fails."}]})"));
        QVERIFY(parsed);
        QCOMPARE(parsed->scopes.size(), 1U);
        const Instant at = parseInstant("2026-11-23T13:00:00Z").value();
        const Scope session {ScopeKind::session, "s1"}, key {ScopeKind::token, "aa"}, model {ScopeKind::model, "m"};
        const std::string spends = "This scope spends.", idles = "This session gets nowhere.";
        const std::vector<RuleBreaker> wanted {
            {session, BreakerCause::loops, BreakerState::open, false, at, idles, "", "team-a", "ci"},
            {model, BreakerCause::failures, BreakerState::halfOpen, false, at, "This model fails.", "openai"},
            {payments, BreakerCause::spendRate, BreakerState::throttled, false, at + std::chrono::minutes(2), spends},
            {session, BreakerCause::loops, BreakerState::warning, false, at, idles, "", "team-b", "nightly"},
            {key, BreakerCause::spendRate, BreakerState::downgraded, true, at + std::chrono::minutes(1), spends}};
        QVERIFY(parsed->rules == wanted);
    }

    void rulesThatAreNotUnderstoodAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("another rule") << QByteArray(R"("loops")") << QByteArray(R"("weather")");
        QTest::newRow("no rule") << QByteArray(R"("loops")") << QByteArray("null");
        QTest::newRow("another state") << QByteArray(R"("open")") << QByteArray(R"("simmering")");
        QTest::newRow("nothing is found of it") << QByteArray(R"("open")") << QByteArray(R"("closed")");
        QTest::newRow("another kind of scope") << QByteArray(R"("session")") << QByteArray(R"("galaxy")");
        QTest::newRow("a name that is too long") << QByteArray(R"("s1")") << '"' + QByteArray(300, 's') + '"';
        QTest::newRow("no time") << QByteArray(R"("2026-11-23T13:00:00Z")") << QByteArray(R"("lately")");
    }
    void rulesThatAreNotUnderstoodAreLeftOut()
    {
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, other);
        const QByteArray good =
            R"({"scope":{"kind":"session","id":"s1"},"state":"open","rule":"loops","at":"2026-11-23T13:00:00Z"})";
        const auto parsed = parseBreakers(
            "Gateway", answerOf(200, R"({"breakers":[)" + good + "," + QByteArray(good).replace(part, other) + "]}"));
        QVERIFY(parsed);
        QCOMPARE(parsed->rules.size(), 1U);
        QCOMPARE(parsed->rules.front().reason, "");
    }

    void ofManySessionsTheWorstAreKept()
    {
        const QByteArray warned =
            R"({"scope":{"kind":"session","id":"s0"},"state":"warn","rule":"loops","at":"2026-11-23T13:00:00Z"},)";
        QByteArray list;
        for (int i = 0; i < 1000; ++i)
            list += QByteArray(warned).replace("s0", 's' + QByteArray::number(i)).replace("warn", i == 777 ? "open" : "warn");
        const auto parsed = parseBreakers("Gateway", answerOf(200, R"({"breakers":[)" + list.chopped(1) + "]}"));
        QVERIFY(parsed);
        QCOMPARE(parsed->rules.size(), 200U);
        QCOMPARE(parsed->rules.front().scope.id, "s777");
    }

    void onlyOurOwnRefusalProves_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a firewall") << 403 << QByteArray("<html>403 Forbidden</html>");
        QTest::newRow("a provider") << 403 << QByteArray(R"({"error":{"type":"permission_error","message":"no"}})");
        QTest::newRow("an unknown probe") << 403 << QByteArray(R"({"error":{"type":"invalid_request_error"}})");
        QTest::newRow("a closed gateway") << 403 << QByteArray(R"({"error":{"type":"fuseboard_closed"}})");
        QTest::newRow("a text") << 403 << QByteArray(R"({"error":"fuseboard_breaker_open"})");
        QTest::newRow("an empty body") << 403 << QByteArray();
        QTest::newRow("another team's freeze")
            << 403 << QByteArray(R"({"error":{"type":"fuseboard_breaker_open","scope":"team/team-search"}})");
        QTest::newRow("a freeze of nothing named") << 403 << QByteArray(R"({"error":{"type":"fuseboard_breaker_open"}})");
        QTest::newRow("served without a list") << 200 << QByteArray(R"({"models":[]})");
    }
    void onlyOurOwnRefusalProves()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const auto parsed = parseProbe("Gateway", answerOf(status, body), payments);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::badAnswer);
    }

    void aStoredBlockThatServesIsServed()
    {
        m_gateway->servesAnyway = true;
        QVERIFY(awaited(m_lever->order(freezeOf(payments, 1))));
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
    }

    void aProbeTokenThatTheGatewayDoesNotKnowProvesNothing()
    {
        QVERIFY(awaited(m_lever->order(freezeOf(Scope::ofTeam("team-search"), 1))));
        QCOMPARE(awaited(m_lever->probe(Scope::ofTeam("team-search"))).error().code, ErrorCode::notProved);
    }

    void everythingIsProbedWithEveryTeam()
    {
        // The second team's token is unknown at the door: its calls are not proved to be refused.
        m_gateway->policy =
            QByteArray::fromStdString(writePolicy(editPolicy({}, contentsOf({"Payments", "Search"}), probeKey, {})));
        QVERIFY(awaited(m_lever->order(freezeOf(Scope::everything(), 1))));
        QCOMPARE(awaited(m_lever->probe(Scope::everything())).error().code, ErrorCode::notProved);
        m_gateway->policy = QByteArray::fromStdString(writePolicy(editPolicy({}, contentsOf({}), probeKey, {})));
        QCOMPARE(awaited(m_lever->probe(Scope::everything())).error().code, ErrorCode::notProved);
    }

    void theCallersDoorIsAskedForAgainAfterARestart()
    {
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
        m_gateway->close();
        QCOMPARE(awaited(m_lever->probe(payments)).error().code, ErrorCode::unreachable);
        m_gateway = std::make_unique<FakeGateway>(probeKey.token("team-payments"));
        QVERIFY(m_gateway->listen(address().socket));
        QCOMPARE(awaited(m_lever->probe(payments)).value(), ProbeResult::served);
    }

    void thePolicyIsPutOnConditionAndTriedAgain()
    {
        int others = 2;
        m_gateway->meddler = [&](const QByteArray& method, const QByteArray&) {
            if (method == "PUT" && others-- > 0)
                ++m_gateway->policyVersion; // somebody was quicker
            return std::optional<QByteArray>();
        };
        const auto edit = [](PolicyDocument current) {
            return editPolicy(std::move(current), contentsOf({"Payments", "Search"}), probeKey, {});
        };
        QCOMPARE(awaited(PolicyPush(m_http, address()).send(edit)).value(), 2);
        const auto stored = parsePolicy(m_gateway->policy.toStdString());
        QCOMPARE(stored->teams.size(), 2U);
        QCOMPARE(stored->keys.size(), 2U);
        const auto requests = m_gateway->adminRequests().size();
        QCOMPARE(awaited(PolicyPush(m_http, address()).send(edit)).value(), 2); // nothing new: nothing sent
        QCOMPARE(m_gateway->adminRequests().size(), requests + 1);
        others = 100;
        const auto more = [](PolicyDocument current) {
            return editPolicy(std::move(current), contentsOf({"Payments"}), probeKey, {});
        };
        QCOMPARE(awaited(PolicyPush(m_http, address()).send(more)).error().code, ErrorCode::conflict);
    }

    void whatSomebodyGaveTheGatewayItselfStays()
    {
        const auto limit = [](LimitScope scope, std::int64_t nano, bool hard) {
            return SpendLimit {std::move(scope), PeriodKind::month, {nano, Currency::usd()}, hard};
        };
        PolicyDocument current;
        current.outputCap = 4096;
        current.unpriced = TokenPrices {.input = 1, .output = 2};
        current.budgets = {limit(LimitScope::ofTeam("team-payments"), 5, true), limit(LimitScope::ofTeam("team-gone"), 5, true),
            limit(LimitScope::everything(), 7, false), limit({LimitKind::session, "*", {}}, 3, false)};
        PolicyContents contents = contentsOf({"Payments", "Search"});
        const CallerKey key {
            .sha256 = std::string(64, 'a'), .team = "team-payments", .label = "agent", .person = {}, .agent = {}};
        contents.organisation.keys = {key};
        current.keys = {key};
        current.keys[0].tags = {"batch"};
        current.tiers = {.targets = {{Tier::local, "openai", "m", "u"}},
            .aliases = {},
            .rules = {{.team = {}, .token = {}, .tag = "batch", .tier = Tier::local}},
            .downgradeAt = {}};
        for (const char* team : {"team-payments", "team-search"})
            contents.organisation.budgets.push_back({.scope = BudgetScope::ofTeam(team),
                .amount = Money {9, Currency::usd()},
                .kind = BudgetKind::hard,
                .since = {},
                .by = {},
                .why = {}});
        const PolicyDocument next = editPolicy(current, contents, probeKey, Instant(std::chrono::days(1)));
        QVERIFY((next.budgets
            == std::vector {limit(LimitScope::ofTeam("team-payments"), 5, true), limit({LimitKind::session, "*", {}}, 3, false),
                limit(LimitScope::ofTeam("team-search"), 9, false)}));
        QVERIFY(next.outputCap == current.outputCap && next.unpriced == current.unpriced);
        QCOMPARE(next.keys.at(0).tags, current.keys[0].tags);
        QVERIFY(next.tiers == current.tiers);
        QVERIFY(parsePolicy(writePolicy(next)));
    }

    void teamsThatSomebodyElseGaveTheGatewayStay()
    {
        const CallerKey handKey {.sha256 = std::string(64, 'b'), .team = "team-hand", .label = "ci", .person = {}, .agent = {}};
        PolicyDocument byHand;
        byHand.zone = "Asia/Tokyo";
        byHand.teams = {{"team-hand", "By Hand", {}, {}, {}}};
        byHand.keys = {handKey};
        byHand.prices = PriceList("mine", Currency::usd(), {{"own-model", {.base = {.input = 1, .output = 2}}}});
        byHand.budgets = {{.scope = LimitScope::ofTeam("team-hand"),
            .period = PeriodKind::week,
            .amount = {5, Currency::usd()},
            .hard = true}};
        byHand.spendRates = {{.scope = Scope::ofTeam("team-hand"), .warnNano = {}, .throttleNano = 5}};
        QCOMPARE(writePolicy(editPolicy(byHand, contentsOf({}), probeKey, {})), writePolicy(byHand)); // nothing to say there

        const PolicyDocument joined = editPolicy(byHand, contentsOf({"Payments"}), probeKey, {});
        QCOMPARE(joined.zone, "Europe/Berlin");
        QVERIFY((joined.teams == std::vector {contentsOf({"Payments"}).organisation.teams[0], byHand.teams[0]}));
        QVERIFY((joined.keys == std::vector {probeKey.callerKey("team-payments"), handKey}));
        QVERIFY(joined.budgets == byHand.budgets && joined.spendRates == byHand.spendRates);
        QVERIFY(joined.prices.find("own-model"));
        QCOMPARE(joined.prices.version(), "2026-08-01+gateway");
        QVERIFY2(parsePolicy(writePolicy(joined)), writePolicy(joined).c_str());
        QCOMPARE(writePolicy(editPolicy(joined, contentsOf({"Payments"}), probeKey, {})), writePolicy(joined));

        // What Fuseboard has put there goes with its team; a team of another's that is here now too is Fuseboard's.
        const PolicyDocument left = editPolicy(joined, contentsOf({}), probeKey, {});
        QVERIFY(left.teams == byHand.teams && left.keys == byHand.keys && left.budgets == byHand.budgets);
        const PolicyDocument adopted = editPolicy(byHand, contentsOf({"Hand"}), probeKey, {});
        QVERIFY((adopted.keys == std::vector {probeKey.callerKey("team-hand"), handKey}));
        QVERIFY(adopted.budgets == byHand.budgets);
    }

    void aKeyThatWasSentGoesWhereItIsGone()
    {
        PolicyContents contents = contentsOf({"Payments"});
        contents.organisation.keys = {
            {.sha256 = std::string(64, 'a'), .team = "team-payments", .label = "agent", .person = {}, .agent = {}}};
        const QString file = m_dir.filePath(QStringLiteral("gateway-keys"));
        SentKeys(file).add(contents.organisation.keys);
        PolicyDocument there = editPolicy({}, contents, probeKey, {});
        there.keys.push_back(
            {.sha256 = std::string(64, 'b'), .team = "team-payments", .label = "by hand", .person = {}, .agent = {}});
        SentKeys sent(file);
        sent.add(contents.organisation.keys);
        QCOMPARE(editPolicy(there, contents, probeKey, {}, sent.all()).keys.size(), 3U);
        contents.organisation.keys.clear();
        const PolicyDocument next = editPolicy(there, contents, probeKey, {}, sent.all());
        QVERIFY((next.keys == std::vector {probeKey.callerKey("team-payments"), there.keys.back()}));
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll().count('a'), 64); // once
        QVERIFY((kept.permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    }

    void rulesOfTeamsAndKeysThatAreGoneGoWithThem()
    {
        const auto rate = [](Scope scope) {
            return SpendRateRule {.scope = std::move(scope), .warnNano = {}, .throttleNano = 5};
        };
        PolicyDocument current;
        current.spendRates = {
            rate(payments), rate(Scope::ofTeam("team-gone")), rate(Scope::ofTeam("*")), rate(Scope::everything())};
        current.tiers.targets = {{Tier::local, "openai", "m", "u"}};
        current.tiers.rules = {{.team = "team-payments", .token = {}, .tier = Tier::local},
            {.team = "team-gone", .token = {}, .tier = Tier::local},
            {.team = {}, .token = std::string(64, 'a'), .tier = Tier::local},
            {.team = {}, .token = {}, .tag = "of-the-last-key", .tier = Tier::local}};
        const PolicyDocument next = editPolicy(current, contentsOf({"Payments"}), probeKey, {});
        QVERIFY((next.spendRates == std::vector {rate(payments), rate(Scope::ofTeam("*")), rate(Scope::everything())}));
        QVERIFY(next.tiers.rules == std::vector {current.tiers.rules.front()});
        QVERIFY2(parsePolicy(writePolicy(next)), writePolicy(next).c_str());
    }

    void aPolicyIsInForceOnlyWhereTheGatewaySaysWhich()
    {
        for (const QByteArray body : {"", "{}", R"({"revision":1})", R"({"revision":"2"})", "<html>"}) {
            m_gateway->meddler = [&](const QByteArray& method, const QByteArray&) {
                return method == "PUT" ? std::optional(RawServer::answer(200, body)) : std::nullopt;
            };
            const auto edit = [](PolicyDocument current) {
                return editPolicy(std::move(current), contentsOf({"Payments", "Search"}), probeKey, {});
            };
            QCOMPARE(awaited(PolicyPush(m_http, address()).send(edit)).error().code, ErrorCode::badAnswer);
        }
    }

    void aRefusedPolicyNamesTheFirstFault()
    {
        m_gateway->meddler = [](const QByteArray& method, const QByteArray&) -> std::optional<QByteArray> {
            if (method != "PUT")
                return std::nullopt;
            return RawServer::answer(422, R"({"faults":[{"path":"teams[0].id","reason":"not a team id"}]})");
        };
        const auto edit = [](PolicyDocument current) {
            return editPolicy(std::move(current), contentsOf({"Search"}), probeKey, {});
        };
        const auto refused = awaited(PolicyPush(m_http, address()).send(edit));
        QCOMPARE(refused.error().code, ErrorCode::badDocument);
        QCOMPARE(refused.error().subject, "Gateway: teams[0].id");
        QCOMPARE(refused.error().detail, "not a team id");
    }

    void itTellsItsCallsAndEndsOne()
    {
        const auto call = [](const char* id, const char* team) {
            QJsonObject out = QJsonDocument::fromJson(
                R"({"session":"s","agent":"checkout-agent","person":"J. Ortiz","key":"laptop","model":"gpt-5.6","mood":"calm",
                    "since":"2026-11-23T13:19:32.5Z","tokens":1204,"cost":"1500000","reserved":"90000000","currency":"USD"})")
                                  .object();
            out[QLatin1StringView("id")] = QString::fromUtf8(id);
            out[QLatin1StringView("team")] = QLatin1StringView(team);
            return out;
        };
        m_gateway->running = {call("c 1/é", "team-payments"), call("c2", "team-search")};
        const auto all = awaited(m_lever->calls(Scope::everything())).value();
        QCOMPARE(all.size(), 2U);
        const auto calls = awaited(m_lever->calls(payments)).value();
        QCOMPARE(calls.size(), 1U);
        const RunningCall expected {.id = "c 1/é",
            .team = "team-payments",
            .person = "J. Ortiz",
            .agent = "checkout-agent",
            .key = "laptop",
            .session = "s",
            .model = "gpt-5.6",
            .since = parseInstant("2026-11-23T13:19:32.5Z").value(),
            .tokens = 1204,
            .cost = Money {1'500'000, Currency::usd()},
            .reserved = Money {90'000'000, Currency::usd()}};
        QVERIFY(calls.front() == expected);
        QVERIFY(awaited(m_lever->calls({ScopeKind::model, "gpt-5.6"})).value().empty()); // it can't tell those apart
        QCOMPARE(awaited(m_lever->cutCall("c 1/é")).value(), CutOutcome::cut);
        QCOMPARE(awaited(m_lever->cutCall("c 1/é")).value(), CutOutcome::endedAlready);
        QCOMPARE(m_gateway->running.size(), 1);
    }

    void aListOfCallsIsWholeOrNone_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::newRow("no id") << QByteArray(R"({"since":"2026-11-23T13:19:32Z","tokens":1})");
        QTest::newRow("no time") << QByteArray(R"({"id":"c","tokens":1})");
        QTest::newRow("a time of nowhere") << QByteArray(R"({"id":"c","since":"13:19","tokens":1})");
        QTest::newRow("half a token") << QByteArray(R"({"id":"c","since":"2026-11-23T13:19:32Z","tokens":1.5})");
        QTest::newRow("money as a number") << QByteArray(
            R"({"id":"c","since":"2026-11-23T13:19:32Z","tokens":1,"cost":12,"currency":"USD"})");
        QTest::newRow("money of no currency")
            << QByteArray(R"({"id":"c","since":"2026-11-23T13:19:32Z","tokens":1,"reserved":"12"})");
        QTest::newRow("no object") << QByteArray("7");
    }
    void aListOfCallsIsWholeOrNone()
    {
        QFETCH(QByteArray, call);
        const QByteArray good = R"({"id":"c0","since":"2026-11-23T13:19:32Z","tokens":1})", list = "{\"calls\":[";
        QVERIFY(parseRunningCalls("Gateway", answerOf(200, list + good + "]}")));
        const auto told = parseRunningCalls("Gateway", answerOf(200, list + good + ',' + call + "]}"));
        QVERIFY(!told);
        QCOMPARE(told.error().code, ErrorCode::badAnswer);
    }

    void aCutIsTakenAtItsExactWord()
    {
        QCOMPARE(parseCut("Gateway", answerOf(200, R"({"cut":1})")).value(), CutOutcome::cut);
        QCOMPARE(parseCut("Gateway", answerOf(200, R"({"cut":0})")).error().code, ErrorCode::badAnswer);
        QCOMPARE(parseCut("Gateway", answerOf(200, R"({"ok":true})")).error().code, ErrorCode::badAnswer);
        QCOMPARE(parseCut("Gateway", answerOf(404, R"({"error":{"code":"unknown_call"}})")).value(), CutOutcome::endedAlready);
        QCOMPARE(parseCut("Gateway", answerOf(404, "nothing here")).error().code, ErrorCode::badAnswer);
        QCOMPARE(parseCut("Gateway", answerOf(503, "{}")).error().code, ErrorCode::serverError);
    }

    void aCallIsCutWithTheRightToFreeze()
    {
        m_gateway->meddler = [](const QByteArray& method, const QByteArray&) -> std::optional<QByteArray> {
            if (method == "GET")
                return std::nullopt;
            return RawServer::answer(403, R"({"error":{"code":"no_right"}})");
        };
        QCOMPARE(awaited(m_lever->cutCall("c1")).error().code, ErrorCode::noRightToFreeze);
        GatewayAddress address = this->address();
        address.tokens.requireEach();
        address.tokens.set(DoorRight::read, "reads");
        GatewayLever lever(m_http, address, probeKey);
        const auto asked = m_gateway->adminRequests().size();
        QCOMPARE(awaited(lever.cutCall("c1")).error().code, ErrorCode::noRightToFreeze);
        QCOMPARE(m_gateway->adminRequests().size(), asked); // it was not even asked
    }

    void itTellsWhatCallersAskForAndTakesAnAnswer()
    {
        m_gateway->asks = {QJsonDocument::fromJson(openWish).object()};
        const auto told = awaited(m_lever->asks()).value().asks;
        QCOMPARE(told.size(), 1U);
        QVERIFY(told[0] == wish());
        const Instant until = parseInstant("2026-11-28T17:00:00Z").value();
        const auto allowed =
            awaited(m_lever->answerAsk({"gateway", told[0], Money {5'000'000'000, Currency::usd()}, until}, "A. Smith"))
                .value();
        QCOMPARE(allowed.state, RaiseAsk::State::allowed);
        QCOMPARE(allowed.granted, (Money {5'000'000'000, Currency::usd()}));
        QCOMPARE(allowed.until, until);
        QCOMPARE(allowed.by, "A. Smith");
        const auto late = awaited(m_lever->answerAsk({"gateway", told[0], {}}, "B. Jones"));
        QCOMPARE(late.error().code, ErrorCode::conflict); // somebody was faster
        RaiseAsk gone = told[0];
        gone.id = "a 1/é";
        QCOMPARE(awaited(m_lever->answerAsk({"gateway", gone, {}}, "B. Jones")).error().code, ErrorCode::conflict);
    }

    void anAskThatCantBeReadIsCountedAndSpoilsNoOther_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<QByteArray>("instead");
        QTest::newRow("no id") << QByteArray(R"("id":"a1")") << QByteArray(R"("id":"")");
        QTest::newRow("a time of nowhere") << QByteArray("2026-11-23T13:19:32Z") << QByteArray("13:19");
        QTest::newRow("a state of its own") << QByteArray(R"("open")") << QByteArray(R"("maybe")");
        QTest::newRow("no scope") << QByteArray("team/team-payments") << QByteArray("team/");
        QTest::newRow("about something else") << QByteArray(R"("id":"a1")") << QByteArray(R"("id":"a1","about":"colour")");
        QTest::newRow("a period of its own") << QByteArray(R"("month")") << QByteArray(R"("moon")");
        QTest::newRow("money as a number") << QByteArray(R"("20000000000")") << QByteArray("20000000000");
        QTest::newRow("half a nano-unit") << QByteArray(R"("20000000000")") << QByteArray(R"("0.5")");
        QTest::newRow("no currency") << QByteArray("USD") << QByteArray("");
        QTest::newRow("allowed, and not how much")
            << QByteArray(R"("open")") << QByteArray(R"("allowed","answeredAt":"2026-11-23T13:19:32Z")");
    }
    void anAskThatCantBeReadIsCountedAndSpoilsNoOther()
    {
        QFETCH(QByteArray, what);
        QFETCH(QByteArray, instead);
        const QByteArray good = openWish;
        QByteArray bad = good;
        bad.replace(what, instead);
        QVERIFY(bad != good);
        QVERIFY(parseAsks("Gateway", answerOf(200, "{\"asks\":[" + good + "]}")));
        const auto told = parseAsks("Gateway", answerOf(200, "{\"asks\":[" + good + ',' + bad + "]}"));
        QVERIFY(told);
        QCOMPARE(told->asks, std::vector {wish()});
        QCOMPARE(told->unread, 1);
        QCOMPARE(parseAsks("Gateway", answerOf(200, "{}")).error().code, ErrorCode::badAnswer);
    }

    void aHeldSessionNeedsNotSayWhatItCosts()
    {
        QByteArray held = openWish;
        held.replace(R"("id":"a1")", R"("id":"a1","about":"session")");
        const auto told = parseAsks("Gateway", answerOf(200, "{\"asks\":[" + held + "]}"));
        QVERIFY(told && told->asks.size() == 1);
        QVERIFY(told->asks[0].isHeldSession);
        QCOMPARE(told->asks[0].anHour, (Money {0, Currency::usd()}));
        QVERIFY(told->asks[0].seen.empty());
        QCOMPARE(told->asks[0].idleCalls, 0);
    }

    void whatWasSeenOfAHeldSessionIsReadAsFarAsItIsUnderstood()
    {
        QByteArray held = openWish;
        held.replace(R"("id":"a1")",
            R"("id":"a1","about":"session","calls":200,"evidence":{"calls":7,"costAnHour":"5","evidence":[)"
            R"({"sign":"same-call","tool":"Read","count":6},{"sign":"of-tomorrow","count":9},{"sign":"cycle","count":-4},7]})");
        const auto told = parseAsks("Gateway", answerOf(200, "{\"asks\":[" + held + "]}"));
        QVERIFY(told && told->asks.size() == 1);
        const RaiseAsk& ask = told->asks[0];
        QCOMPARE(ask.seen,
            (std::vector<loops::LoopEvidence> {{.sign = loops::LoopSign::sameCall, .tool = "Read", .count = 6},
                {.sign = loops::LoopSign::cycle, .count = 0}}));
        QCOMPARE(ask.idleCalls, 7);
        QCOMPARE(ask.mostCalls, 200);
        QCOMPARE(ask.anHour, (Money {5, Currency::usd()}));
    }

    void anAnswerIsTakenAtItsExactWord()
    {
        const AskDecision keep {"gateway", wish(), {}};
        QByteArray kept = openWish;
        kept.replace(R"("open")", R"("kept","by":"A","answeredAt":"2026-11-23T13:19:32Z")");
        QCOMPARE(parseAnswered("Gateway", answerOf(200, kept), keep).value().state, RaiseAsk::State::kept);
        AskDecision allow = keep;
        allow.allowed = Money {1, Currency::usd()};
        QCOMPARE(parseAnswered("Gateway", answerOf(200, kept), allow).error().code, ErrorCode::badAnswer);
        QCOMPARE(parseAnswered("Gateway", answerOf(200, kept.replace("a1", "a2")), keep).error().code, ErrorCode::badAnswer);
        QCOMPARE(parseAnswered("Gateway", answerOf(200, openWish), allow).error().code, ErrorCode::badAnswer);
    }

    void anotherPersonsGrantIsNotOnesOwn()
    {
        QByteArray granted = openWish;
        granted.replace(R"("open")",
            R"("allowed","by":"B","answeredAt":"2026-11-23T13:19:32Z","granted":"5000000000","until":"2026-11-28T17:00:00.25Z")");
        AskDecision decision {
            "gateway", wish(), Money {5'000'000'000, Currency::usd()}, parseInstant("2026-11-28T17:00:00.250Z").value()};
        const auto answered = [&] { return parseAnswered("Gateway", answerOf(200, granted), decision); };
        QVERIFY(answered());
        decision.allowed->nano += 1;
        QCOMPARE(answered().error().code, ErrorCode::conflict);
        decision.allowed->nano -= 1;
        *decision.until += std::chrono::seconds(1);
        QCOMPARE(answered().error().code, ErrorCode::conflict);
    }

    void toAllowIsTheRightOfWhoeverMayResume()
    {
        GatewayAddress address = this->address();
        address.tokens.requireEach();
        address.tokens.set(DoorRight::freeze, "freezes");
        GatewayLever lever(m_http, address, probeKey);
        m_gateway->asks = {QJsonDocument::fromJson(openWish).object()};
        AskDecision decision {"gateway", wish(), Money {1, Currency::usd()}, parseInstant("2026-11-28T17:00:00Z").value()};
        const auto asked = m_gateway->adminRequests().size();
        QCOMPARE(awaited(lever.answerAsk(decision, "A. Smith")).error().code, ErrorCode::noRightToResume);
        QCOMPARE(m_gateway->adminRequests().size(), asked); // it was not even asked
        decision.allowed.reset();
        QVERIFY(awaited(lever.answerAsk(decision, "A. Smith")));
    }

    void theProbeKeyIsMadeOnceAndGuarded()
    {
        const QString file = m_dir.filePath(QStringLiteral("probe.key"));
        const QByteArray token = ProbeKey::open(file).value().token("team-payments");
        QCOMPARE(token.size(), 52);
        QVERIFY(token.startsWith("fbp-"));
        QCOMPARE(ProbeKey::open(file).value().token("team-payments"), token);
        QVERIFY(ProbeKey::open(file).value().token("team-search") != token);
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        QCOMPARE(ProbeKey::open(file).error().code, ErrorCode::badConfig);
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(QFile::resize(file, 31));
        QCOMPARE(ProbeKey::open(file).error().code, ErrorCode::badConfig);
    }
};

QTEST_GUILESS_MAIN(GatewayLeverTest)
#include "gatewaylevertest.moc"
