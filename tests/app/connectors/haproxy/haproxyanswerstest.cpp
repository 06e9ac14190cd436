// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/companion.h"
#include "connectors/haproxy/haproxyanswers.h"
#include "connectors/gateway/probedoor.h"

#include <QTest>

using namespace fuseboard;

namespace {

const Scope payments = Scope::ofTeam("team-payments");
const QByteArray head = "# table: fuseboard_holds, type: string, size:102400, used:1\n";

HttpAnswer answerOf(int status, const QByteArray& body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

} // namespace

class HaproxyAnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTableIsReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("holds"); // -1: an error
        QTest::addColumn<ErrorCode>("code");
        const auto none = ErrorCode::badAnswer;
        QTest::newRow("3.0") << head + "0x7fa1: key=team/team-payments use=0 exp=0 shard=0 gpt0=2 gpc0=7\n\n" << 1 << none;
        QTest::newRow("2.6") << head + "0x7fa1: key=team/team-payments use=0 exp=0 gpt0=2 gpc0=7\n\n" << 1 << none;
        QTest::newRow("with more that it stores")
            << head + "0x7fa1: key=team/team-payments use=0 exp=0 gpt0=2 gpc0=7 http_req_rate(60000)=2\n\n"
            << 1 << none;
        QTest::newRow("empty") << head + "\n" << 0 << none;
        QTest::newRow("a key that is no scope") << head + "0x7fa1: key=red use=0 exp=0 gpt0=1 gpc0=7\n\n" << 0 << none;
        QTest::newRow("cut off") << head + "0x7fa1: key=team/team-payments use=0 exp=0 gpt0=2 gpc0=7\n"
                                 << -1 << ErrorCode::cutOff;
        QTest::newRow("another table") << QByteArray("# table: other, type: string, size:1, used:0\n\n") << -1 << none;
        QTest::newRow("keys that are addresses")
            << QByteArray("# table: fuseboard_holds, type: ip, size:1, used:0\n\n") << -1 << ErrorCode::leverIncomplete;
        QTest::newRow("stores no generation") << head + "0x7fa1: key=team/team-payments use=0 exp=0 gpt0=2\n\n"
                                              << -1 << ErrorCode::leverIncomplete;
        QTest::newRow("hidden from this level") << head + "# contents not dumped due to insufficient privileges\n\n"
                                                << -1 << ErrorCode::noRightToControl;
        QTest::newRow("unknown state") << head + "0x7fa1: key=team/team-payments use=0 exp=0 gpt0=3 gpc0=7\n\n" << -1 << none;
        QTest::newRow("no number") << head + "0x7fa1: key=team/team-payments use=0 exp=0 gpt0=1 gpc0=7x\n\n" << -1 << none;
        QTest::newRow("no entry") << head + "hello\n\n" << -1 << none;
        QTest::newRow("twice") << head
                + "0x1: key=team/team-payments gpt0=1 gpc0=7\n0x2: key=team/team-payments gpt0=0 gpc0=8\n\n"
                               << -1 << none;
        QTest::newRow("no such table") << QByteArray("No such table\n\n") << -1 << ErrorCode::leverIncomplete;
        QTest::newRow("denied") << QByteArray("Permission denied\n\n") << -1 << ErrorCode::noRightToControl;
        QTest::newRow("unknown command, 2.6") << QByteArray("Unknown command, but maybe one of…\n\n") << -1 << none;
        QTest::newRow("unknown command, 3.0") << QByteArray("Unknown command: 'show', but maybe…\n\n") << -1 << none;
        QTest::newRow("nothing") << QByteArray("\n") << -1 << none;
        QTest::newRow("a web server") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n\n\n") << -1 << none;
    }
    void aTableIsReadStrictly()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, holds);
        QFETCH(ErrorCode, code);
        const auto parsed = parseHoldTable("HAProxy", "fuseboard_holds", answer);
        QCOMPARE(parsed ? static_cast<int>(parsed->size()) : -1, holds);
        if (!parsed)
            QCOMPARE(parsed.error().code, code);
        else if (holds == 1)
            QCOMPARE(parsed->at(payments), (HaproxyHold {7, HoldState::frozen, FreezeMode::cut}));
    }

    void everyCutAnswerIsAnError()
    {
        const QByteArray whole = head + "0x7fa1: key=team/team-payments use=0 exp=0 shard=0 gpt0=2 gpc0=71\n\n";
        for (qsizetype length = 0; length < whole.size(); ++length)
            QVERIFY2(!parseHoldTable("HAProxy", "fuseboard_holds", whole.left(length)), whole.left(length).constData());
    }

    void aMapIsReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isRead");
        QTest::addColumn<std::uint64_t>("generation");
        QTest::addColumn<bool>("isFrozen");
        const QByteArray entry = "0x55b8 team/team-payments ";
        const auto row = [&](const char* name, const QByteArray& value, bool isRead, unsigned generation, bool isFrozen) {
            QTest::newRow(name) << entry + value + "\n\n" << isRead << std::uint64_t(generation) << isFrozen;
        };
        row("open", "open:5:refuse", true, 5, true);
        row("cut", "open:5:cut", true, 5, true);
        row("closed", "closed:6", true, 6, false);
        row("opened by hand", "open:manual", true, 0, true);
        row("opened by hand, with a time", "open:manual:2026-11-23T10:00:00Z:smith", true, 0, true);
        row("closed by hand", "closed", false, 0, false);
        row("something else", "maybe", false, 0, false);
        row("twice", "open:5:refuse\n0x55b9 team/team-payments closed:6", false, 0, false);
        QTest::newRow("unknown") << QByteArray("Unknown map identifier. Please use #<id> or <file>.\n\n") << false
                                 << std::uint64_t(0) << false;
    }
    void aMapIsReadStrictly()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, isRead);
        QFETCH(std::uint64_t, generation);
        QFETCH(bool, isFrozen);
        const auto parsed = parseHoldMap("HAProxy", "fuseboard.map", answer);
        QCOMPARE(parsed.has_value(), isRead);
        if (!parsed)
            return;
        QCOMPARE(parsed->at(payments).generation, generation);
        QCOMPARE(parsed->at(payments).state == HoldState::frozen, isFrozen);
    }

    void whatIsWrittenToAMapIsReadBack()
    {
        for (const HaproxyHold& hold : {HaproxyHold {1, HoldState::frozen, FreezeMode::refuse},
                 HaproxyHold {4'294'967'295U, HoldState::frozen, FreezeMode::cut}, HaproxyHold {9, HoldState::released, {}}}) {
            const QByteArray answer = "0x1 team/team-payments " + QByteArray::fromStdString(mapValue(hold)) + "\n\n";
            QCOMPARE(parseHoldMap("HAProxy", "m", answer).value().at(payments), hold);
        }
    }

    void mapsAreFoundByTheirFile()
    {
        const QByteArray answer = "# id (file) description\n"
                                  "1 (/etc/haproxy/key2team.map) pattern loaded from file '/etc/haproxy/key2team.map' used by\n"
                                  "-1 (/etc/haproxy/key2team.map) pattern loaded from file\n"
                                  "12 (/etc/haproxy/not-fuseboard.map) pattern\n3 (fuseboard.map) pattern loaded\n\n";
        const auto maps = parseMapList("HAProxy", answer);
        QVERIFY(maps);
        QCOMPARE(findMap("HAProxy", *maps, "key2team.map").value().id, "#1");
        QCOMPARE(findMap("HAProxy", *maps, "fuseboard.map").value().id, "#3");
        QCOMPARE(findMap("HAProxy", *maps, "absent.map").error().code, ErrorCode::leverIncomplete);
    }

    void workersAreNamedTheCurrentFirst()
    {
        const QByteArray now = "#<PID>          <type>          <reloads>       <uptime>        <version>      \n"
                               "5               master          1 [failed: 0]   0d00h01m00s     3.0.11\n# workers\n"
                               "31              worker          0               0d00h00m01s     3.0.11\n# old workers\n"
                               "8               worker          1               0d00h01m00s     3.0.11\n# programs\n\n";
        const QByteArray before = "#<PID>          <type>          <reloads>       <uptime>        <version>      \n"
                                  "5               master          0               0d00h01m00s     2.6.12\n# workers\n"
                                  "31              worker          0               0d00h00m01s     2.6.12\n# programs\n\n";
        QCOMPARE(parseWorkers("HAProxy", now).value(), (std::vector<QByteArray> {"@!31 ", "@!8 "}));
        QCOMPARE(parseWorkers("HAProxy", before).value(), (std::vector<QByteArray> {"@!31 "}));
        QCOMPARE(parseWorkers("HAProxy", "Unknown command: 'show'…\n\n").value(), (std::vector<QByteArray> {""}));
        QVERIFY(!parseWorkers("HAProxy", "Permission denied\n\n"));
        QVERIFY(!parseWorkers("HAProxy", "\n"));
    }

    void loadsAreReadByTheNameOfTheirColumn()
    {
        const QByteArray answer = "# pxname,svname,qcur,qmax,scur,smax,\nbe_team-payments,upstream,0,0,3,4,\n"
                                  "be_team-payments,BACKEND,0,0,3,4,\n\n";
        QCOMPARE(parseLoads("HAProxy", answer).value(),
            (std::vector<HaproxyLoad> {{"be_team-payments", "upstream", 3}, {"be_team-payments", "BACKEND", 3}}));
        QVERIFY(!parseLoads("HAProxy", "# pxname,svname,qcur\nb,s,0\n\n"));
        QVERIFY(!parseLoads("HAProxy", "# pxname,svname,scur\nb,s,\n\n"));
        QVERIFY(!parseLoads("HAProxy", "# pxname,svname,scur\nb,s\n\n"));
        QVERIFY(!parseLoads("HAProxy", "\n"));
    }

    void onlyTheGuardsOwnWordsProve_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("result"); // -1: an error
        const QByteArray refusal = R"({"error":{"type":"fuseboard_breaker_open","scope":"%"}})";
        const auto refused = [&](const char* scope) { return QByteArray(refusal).replace('%', scope); };
        QTest::newRow("refused") << 403 << refused("team\\/team-payments") << static_cast<int>(ProbeResult::refused);
        QTest::newRow("refused with everything")
            << 403 << refused("organisation/all") << static_cast<int>(ProbeResult::refused);
        QTest::newRow("refused for another team") << 403 << refused("team/team-search") << -1;
        QTest::newRow("served") << 200 << QByteArray(R"({"served":"team/team-payments"})")
                                << static_cast<int>(ProbeResult::served);
        QTest::newRow("served for another team") << 200 << QByteArray(R"({"served":"team/team-search"})") << -1;
        QTest::newRow("a page") << 200 << QByteArray("<html>Welcome</html>") << -1;
        QTest::newRow("a firewall") << 403 << QByteArray("<html>Forbidden</html>") << -1;
        QTest::newRow("an unknown token") << 401 << QByteArray("{}") << -1;
        QTest::newRow("no such path") << 404 << refused("team/team-payments") << -1;
        QTest::newRow("a dead upstream") << 502 << refused("team/team-payments") << -1;
    }
    void onlyTheGuardsOwnWordsProve()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, result);
        const auto parsed = parseDoorProbe("HAProxy", answerOf(status, body), payments);
        QCOMPARE(parsed ? static_cast<int>(*parsed) : -1, result);
    }

    void nothingOfAPlanEndsALineOfTheConfiguration_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"/etc/ha proxy", "etc", "/etc/x\nuser root", "/etc/#", ""})
            QTest::addRow("directory %s", text) << QByteArray("directory") << QByteArray(text);
        for (const char* text : {"127.0.0.1:1 accept-proxy", "", "*\n"})
            QTest::addRow("callers %s", text) << QByteArray("callers") << QByteArray(text);
        for (const char* text : {"https://ai.example.com/v1", "ftp://x", "https://u:p@x", "https://x?y", "", "x y"})
            QTest::addRow("upstream %s", text) << QByteArray("upstream") << QByteArray(text);
    }
    void nothingOfAPlanEndsALineOfTheConfiguration()
    {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, text);
        HaproxyPlan plan;
        plan.directory = "/etc/haproxy";
        plan.upstream = QUrl(QStringLiteral("https://ai.example.com"));
        plan.teams = {{"team-payments", "Payments", {}, {}, {}}};
        QVERIFY(haproxyCompanion(plan));
        if (member == "directory")
            plan.directory = text.toStdString();
        else if (member == "callers")
            plan.callers = text.toStdString();
        else
            plan.upstream = QUrl(QString::fromUtf8(text), QUrl::StrictMode);
        QCOMPARE(haproxyCompanion(plan).error().code, ErrorCode::badConfig);
    }

    void aTeamsNameIsNoLineOfTheConfiguration()
    {
        HaproxyPlan plan;
        plan.directory = "/etc/haproxy";
        plan.upstream = QUrl(QStringLiteral("https://ai.example.com"));
        plan.teams = {{"team-payments", "Pay\nfrontend other\r\n    bind *:1", {}, {}, {}}};
        const auto files = haproxyCompanion(plan);
        QVERIFY(files);
        QVERIFY(!files->front().text.contains("\nfrontend other") && !files->front().text.contains('\r'));
        QVERIFY(files->front().text.contains("# Pay frontend other"));
    }
};

QTEST_GUILESS_MAIN(HaproxyAnswersTest)
#include "haproxyanswerstest.moc"
