// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/otlpbodies.h"
#include "owner/engine.h"
#include "owner/profile.h"
#include "store/history.h"
#include "support/program.h"
#include "support/rawsocket.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// From a tool's own word at a gateway to a team's spending, by all the programs on the way.
class TelemetryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatAToolTellsReachesItsTeamOnce();
    void aBillTakesItsPlaceAndIsNotAddedToIt();

private:
    void tell(const std::string& request) const;
    QJsonObject polled();

    const Instant m_now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    QTemporaryDir m_directory;
    Program m_gateway {QStringLiteral("fuseboard-gateway")};
    std::uint16_t m_port = 0;
    QString m_profile = m_directory.filePath(QStringLiteral("p"));
};

void TelemetryTest::initTestCase()
{
    write(m_directory.filePath(QStringLiteral("gateway.toml")),
        "[callers]\nlisten = \"127.0.0.1:0\"\n[admin]\nsocket = \"a.sock\"\n[telemetry]\nlisten = \"127.0.0.1:0\"\n"
        "[[upstream]]\nname = \"none\"\nurl = \"http://127.0.0.1:9\"\ndialects = [\"openai\"]\n");
    write(m_directory.filePath(QStringLiteral("policy.json")),
        R"({"revision":1,"zone":"Etc/UTC","fiscalDay":1,"teams":[],"tokens":[],"budgets":[],"routes":[],)"
        R"("prices":{"version":"none","currency":"USD","models":{}}})");
    QCOMPARE(Program::run(QStringLiteral("fuseboard-gateway"), {QStringLiteral("--init"), m_directory.path()}), 0);
    m_gateway.start({QStringLiteral("--config"), m_directory.filePath(QStringLiteral("gateway.toml"))});
    m_port = static_cast<std::uint16_t>(QUrl(m_gateway.lineAfter(QStringLiteral("telemetry "))).port(0));
    QVERIFY2(m_port != 0, qPrintable(m_gateway.errors()));

    const Profile profile = Profile::under(m_profile);
    QVERIFY(profile.create());
    write(profile.sourcesFile(),
        "[[source]]\nid = \"telemetry\"\nkind = \"gateway-telemetry\"\nsocket = \""
            + m_directory.filePath(QStringLiteral("a.sock")).toUtf8() + "\"\n");
    auto engine = Engine::open(profile, {});
    QVERIFY(engine);
    (*engine)->start();
    QTRY_VERIFY((*engine)->organisation());
    Organisation organisation = *(*engine)->organisation();
    organisation.teams.push_back({.id = "team-payments", .name = "Payments"});
    AllocationRule rule {.team = "team-payments", .tag = "payments"};
    organisation.rules.push_back(rule);
    (*engine)->setOrganisation(organisation);
    QTRY_COMPARE((*engine)->organisation()->rules.size(), 1U);
}

void TelemetryTest::tell(const std::string& request) const
{
    const std::string body =
        logsJson({recordJson({.at = m_now, .session = "s1", .request = request, .input = 100, .output = 20, .micros = 1'500})});
    RawSocket socket = RawSocket::tcp(m_port);
    QVERIFY(socket.send("POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        "Content-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + body));
    const std::string answer = socket.receiveAll();
    QVERIFY2(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("\r\n\r\n{}"), answer.c_str());
}

QJsonObject TelemetryTest::polled()
{
    QString output, errors;
    const int code = Program::run(QStringLiteral("fuseboardctl"),
        {QStringLiteral("--profile"), m_profile, QStringLiteral("poll"), QStringLiteral("--json")}, &output, &errors);
    if (code != 0)
        qWarning().noquote() << errors << output;
    return QJsonDocument::fromJson(output.toUtf8()).object();
}

void TelemetryTest::whatAToolTellsReachesItsTeamOnce()
{
    tell("r1");
    for (int copy = 0; copy < 2; ++copy) {
        const QJsonObject team = polled()[QLatin1String("teams")][0].toObject();
        QCOMPARE(team[QLatin1String("name")].toString(), QStringLiteral("Payments"));
        QCOMPARE(team[QLatin1String("spent")].toString(), QStringLiteral("0.0015"));
        QCOMPARE(team[QLatin1String("estimated")].toString(), QStringLiteral("0.0015"));
        QCOMPARE(team[QLatin1String("requests")].toInt(), 1);
        tell("r1");
    }
    tell("r2");
    QCOMPARE(polled()[QLatin1String("teams")][0][QLatin1String("spent")].toString(), QStringLiteral("0.003"));
}

void TelemetryTest::aBillTakesItsPlaceAndIsNotAddedToIt()
{
    {
        auto history = History::open(Profile::under(m_profile).historyFile().toStdString(), HistoryMode::owner);
        QVERIFY(history);
        UsageRow cost {.start = dayOf(m_now),
            .width = std::chrono::hours(24),
            .source = "anthropic",
            .account = "anthropic",
            .ledger = Ledger::providerCost,
            .cost = Money {10'000'000, Currency::usd()},
            .basis = CostBasis::reported};
        Poll poll {.source = "anthropic", .account = "anthropic", .rows = {cost}, .rereads = {}, .cursor = "1"};
        poll.at = m_now;
        QVERIFY((*history)->apply(poll));
    }
    const QJsonObject status = polled();
    QCOMPARE(status[QLatin1String("all")][QLatin1String("spent")].toString(), QStringLiteral("0.01"));
}

QTEST_GUILESS_MAIN(TelemetryTest)
#include "telemetrytest.moc"
