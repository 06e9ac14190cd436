// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include "connectors/sourceconfig.h"
#include "owner/profile.h"
#include "store/history.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::Program;

namespace {

/// Answers each request with an empty page, a day of costs by a line without amount; asks of a key that it be the right one.
class Provider : public QTcpServer {
public:
    Provider()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray head = socket->readAll();
                ++asked;
                const bool known = head.toLower().contains("bearer key-0123456789");
                const qsizetype day = head.indexOf("/costs?start_time=") + 18;
                const QByteArray start = head.mid(day, head.indexOf('&') - day);
                const QByteArray body = head.contains("/costs?") ? R"({"data":[{"start_time":)" + start
                        + R"(,"results":[{"object":"organization.costs.result"}]}],"has_more":false})"
                                                                 : QByteArray(R"({"data":[],"has_more":false})");
                socket->write("HTTP/1.1 " + QByteArray(known ? "200 OK" : "401 Unauthorized")
                    + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    int asked = 0;
};

} // namespace

/// `fuseboardctl source …`, alone and beside an owner, against a provider on this computer.
class SourceCommandsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<Profile> m_profile;
    Provider m_provider;
    QString m_said, m_complaint;

    /// The provider answers from this thread meanwhile.
    int run(QStringList words)
    {
        words << QStringLiteral("--profile") << m_dir->filePath(QStringLiteral("p"));
        return Program::runServed(QStringLiteral("fuseboardctl"), words, &m_said, &m_complaint);
    }
    int run(const char* words) { return run(QString::fromLatin1(words).split(QLatin1Char(' '))); }
    int add(const QString& key, const QStringList& more = {})
    {
        return run(
            QStringList {QStringLiteral("source"), QStringLiteral("add"), QStringLiteral("openai"), QStringLiteral("--account"),
                QStringLiteral("acme"), QStringLiteral("--url"), m_provider.url(), QStringLiteral("--key"), key}
            + more);
    }
    QByteArray file() const
    {
        QFile file(m_profile->sourcesFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString keyFile(const QByteArray& key) const
    {
        QFile file(m_dir->filePath(QStringLiteral("key")));
        if (file.open(QIODevice::WriteOnly))
            file.write(key);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return QStringLiteral("file:") + file.fileName();
    }
    QJsonArray sources()
    {
        return run("source list --json") == 0
            ? QJsonDocument::fromJson(m_said.toUtf8()).object()[QLatin1String("sources")].toArray()
            : QJsonArray();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = Profile::under(m_dir->filePath(QStringLiteral("p")));
        QVERIFY(m_profile->create());
    }

    void aSourceIsTriedConnectedPolledAndRemoved_data()
    {
        QTest::addColumn<bool>("owned");
        QTest::newRow("alone") << false;
        QTest::newRow("beside an owner") << true;
    }
    void aSourceIsTriedConnectedPolledAndRemoved()
    {
        QFETCH(bool, owned);
        Program owner(QStringLiteral("fuseboardctl"));
        if (owned) {
            owner.start({QStringLiteral("watch"), QStringLiteral("--json"), QStringLiteral("--profile"),
                m_dir->filePath(QStringLiteral("p"))});
            QVERIFY(!owner.lineAfter(QStringLiteral("{")).isEmpty());
        }
        QCOMPARE(run("source list"), 0);
        QVERIFY2(m_said.startsWith(QStringLiteral("There are no sources")), qPrintable(m_said));

        QVERIFY(add(keyFile("wrong-key-0123")) == 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("Nothing was connected")), qPrintable(m_complaint));
        QVERIFY(file().isEmpty());

        QCOMPARE(
            add(keyFile("key-0123456789"),
                {QStringLiteral("--name"), QStringLiteral("Our OpenAI"), QStringLiteral("--bucket"), QStringLiteral("1d")}),
            0);
        QVERIFY2(m_said.contains(QStringLiteral("accepts the key")) && m_said.contains(QStringLiteral("its id is our-openai")),
            qPrintable(m_said));
        QVERIFY(!file().contains("key-0123456789"));
        // The owner takes it up by itself.
        QTRY_COMPARE_WITH_TIMEOUT(sources().size(), 1, 20'000);
        const auto bucket = [this] { return sources().first().toObject()[QLatin1String("bucket")].toString(); };
        QCOMPARE(bucket(), QStringLiteral("1d"));
        QCOMPARE(run("source change our-openai --bucket 1m"), 0);
        QTRY_COMPARE_WITH_TIMEOUT(bucket(), QStringLiteral("1m"), 20'000);
        const int before = m_provider.asked;
        QCOMPARE(run("source poll our-openai --json"), 0);
        QVERIFY(owned || m_provider.asked > before);
        QCOMPARE(run("source list"), 0);
        QVERIFY2(m_said.contains(QStringLiteral("  Our OpenAI left out figures of 20"))
                && m_said.contains(QStringLiteral(" (costs): what is known of these days counts")),
            qPrintable(m_said));
        QCOMPARE(run("source test our-openai"), 0);
        QVERIFY2(m_said.contains(QStringLiteral("completions")), qPrintable(m_said));
        QCOMPARE(run("source poll nope"), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("'nope'")), qPrintable(m_complaint));
        QCOMPARE(run("source remove our-openai"), 0);
        QTRY_COMPARE_WITH_TIMEOUT(sources().size(), 0, 20'000);
        owner.kill();
        const auto audit =
            (*History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer))->auditEntries(0, 100).value();
        QStringList acts;
        for (const AuditEntry& entry : audit)
            acts << QString::fromStdString(entry.action + " " + entry.target + " " + entry.result);
        QVERIFY2(acts.contains(QStringLiteral("connect source Our OpenAI done")), qPrintable(acts.join(u'\n')));
        QVERIFY2(acts.contains(QStringLiteral("disconnect source Our OpenAI done")), qPrintable(acts.join(u'\n')));
    }

    void aSourceThatHoldsAFreezeIsNotRemoved_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<bool>("isRemoved");
        const QByteArray head =
            R"({"orderId":"01930000-0000-7000-8000-000000000000","scope":"team/team-payments","generation":2,)"
            R"("mode":"refuse","reason":"why","by":"A. Smith","at":"2026-11-23T14:20:00Z","state":)";
        const QByteArray key = R"([{"id":"key a","name":"a","before":"free","wasHeld":false}]})";
        QTest::newRow("frozen") << head + R"("frozen","inForce":true,"targets":)" + key << false;
        QTest::newRow("frozen, not read back yet") << head + R"("frozen","inForce":false,"targets":)" + key << false;
        QTest::newRow("given back, not read back yet") << head + R"("released","inForce":false,"targets":)" + key << false;
        QTest::newRow("a record that can't be read") << QByteArray("{") << false;
        QTest::newRow("given back") << head + R"("released","inForce":true,"targets":[]})" << true;
    }
    void aSourceThatHoldsAFreezeIsNotRemoved()
    {
        QFETCH(QByteArray, record);
        QFETCH(bool, isRemoved);
        QCOMPARE(run("source add litellm --untested --url http://127.0.0.1:1 --key env:READ --freeze-key env:ADMIN"), 0);
        const QByteArray before = file();
        const QString holds = m_profile->holdsDirectory() + QStringLiteral("/litellm");
        QVERIFY(QDir().mkpath(holds));
        QFile kept(holds + QStringLiteral("/team%2Fteam-payments.json"));
        QVERIFY(kept.open(QIODevice::WriteOnly) && kept.write(record) == record.size());
        kept.close();
        QCOMPARE(run("source remove litellm"), isRemoved ? 0 : 1);
        QCOMPARE(file() != before, isRemoved);
        if (!isRemoved)
            QVERIFY2(m_complaint.contains(QStringLiteral("Resume it first"))
                    && m_complaint.contains(QStringLiteral("team-payments")),
                qPrintable(m_complaint));
    }

    void aSourceIsGivenWhatFreezesIt()
    {
        QCOMPARE(run("source add litellm --untested --account a --url http://127.0.0.1:4000 --key env:READ"), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("account")), qPrintable(m_complaint)); // a gateway's rows name theirs
        QCOMPARE(run("source add litellm --untested --url http://127.0.0.1:4000 --key env:READ --freeze-key env:ADMIN"), 0);
        const auto source = [this] { return readSources(m_profile->sourcesFile().toStdString()).value().back(); };
        const auto env = [](const char* name) { return KeyReference::parse(std::string("env:") + name).value(); };
        using Keys = std::map<DoorRight, KeyReference>;
        const Keys three {{DoorRight::read, env("READ")}, {DoorRight::freeze, env("ADMIN")}, {DoorRight::resume, env("ADMIN")}};
        QVERIFY(source().keys == three && !source().key.isSet());
        // Another key to read with leaves the one that freezes.
        QCOMPARE(run("source change litellm --key env:OTHER --workers 4"), 0);
        QVERIFY(source().keys.at(DoorRight::read) == env("OTHER") && source().keys.at(DoorRight::freeze) == env("ADMIN"));
        QCOMPARE(source().workers, 4);
        const QByteArray kept = file();
        for (const char* wrong : {"source change nope --workers 2", "source change litellm --canary Payments=env:CANARY",
                 "source change litellm --door http://127.0.0.1:1"}) {
            QCOMPARE(run(wrong), 1);
            QCOMPARE(file(), kept);
        }
        QCOMPARE(run("source change litellm"), 2);
        QCOMPARE(run("source change litellm --freeze-key sk-proj-very-secret"), 2);
        QVERIFY(!m_complaint.contains(QStringLiteral("very-secret")));
        {
            auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::owner).value();
            Organisation organisation;
            organisation.teams = {{"team-payments", "Payments", {}, {}, {}}};
            QVERIFY(history->setOrganisation(organisation, "test", Instant(std::chrono::hours(24 * 20000))));
        }
        QCOMPARE(run("source change litellm --canary payments=env:CANARY"), 0);
        QVERIFY(source().canaries == (std::map<std::string, KeyReference> {{"team-payments", env("CANARY")}}));
        QCOMPARE(run("source change litellm --canary team-payments="), 0);
        QVERIFY(source().canaries.empty());
    }

    void aGatewayOnAServerIsBelievedByAnAuthorityOrAPin()
    {
        const auto source = [this] { return readSources(m_profile->sourcesFile().toStdString()).value().back(); };
        const QString pin(64, QLatin1Char('a'));
        QCOMPARE(run("source add gateway --untested --url https://fb-1.example --key env:K --authority /etc/ca.pem"), 0);
        QCOMPARE(source().authority, std::string("/etc/ca.pem"));
        QCOMPARE(run(QStringLiteral("source change gateway --pin %1").arg(pin).split(QLatin1Char(' '))), 0);
        QCOMPARE(source().pin, pin.toStdString());
        QCOMPARE(source().authority, std::string());
        QCOMPARE(run("source change gateway --pin abc"), 1);
        QCOMPARE(run("source add openai --untested --account a --key env:K --authority /etc/ca.pem"), 1);
    }

    void limitsOfSourcesAreReadBesideAnOwnerAndAlone_data() { aSourceIsTriedConnectedPolledAndRemoved_data(); }
    void limitsOfSourcesAreReadBesideAnOwnerAndAlone()
    {
        QFETCH(bool, owned);
        QCOMPARE(run("source add litellm --untested --url http://127.0.0.1:4 --key env:READ --name llm"), 0);
        QCOMPARE(run("source add openai --untested --account a --key env:K --url http://127.0.0.1:4"), 0);
        {
            auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::owner).value();
            Poll poll {.source = "llm",
                .account = {},
                .rows = {},
                .rereads = {},
                .cursor = {},
                .at = *parseInstant("2026-11-20T12:00:00Z")};
            poll.limits = {{.name = "teams",
                               .limits = {{.holder = ProviderLimit::Holder::team,
                                   .holderId = "t1",
                                   .holderName = "Search\x1b[31m",
                                   .limit = Money {500'000'000'000, Currency::usd()},
                                   .used = Money {412'070'000'001, Currency::usd()},
                                   .period = "30d",
                                   .resetsAt = *parseInstant("2026-12-01T00:00:00Z"),
                                   .refusesBeyond = true}}},
                {.name = "users", .answer = LimitList::Answer::refused, .detail = "HTTP 403"}};
            QVERIFY(history->apply(poll));
        }
        Program owner(QStringLiteral("fuseboardctl"));
        if (owned) {
            owner.start({QStringLiteral("watch"), QStringLiteral("--json"), QStringLiteral("--profile"),
                m_dir->filePath(QStringLiteral("p"))});
            QVERIFY(!owner.lineAfter(QStringLiteral("{")).isEmpty());
        }
        QCOMPARE(run("source limits"), 0);
        for (const char* words : {"teams, told ", "Team Search", "$500.00", "$412.070000001", "30d, resets ", "Refuses",
                 "The key may not read “users” (HTTP 403).", "It has told of no limits"})
            QVERIFY2(m_said.contains(QString::fromUtf8(words)), qPrintable(m_said));
        QVERIFY(!m_said.contains(QChar(0x1b)));
        QCOMPARE(run("source limits llm --json"), 0);
        const QJsonArray told = QJsonDocument::fromJson(m_said.toUtf8()).object()[QLatin1String("sources")].toArray();
        QCOMPARE(told.size(), 1);
        const QJsonArray lists = told[0].toObject()[QLatin1String("lists")].toArray();
        QCOMPARE(lists.size(), 2);
        const QJsonObject teams = lists[0].toObject(), users = lists[1].toObject();
        QCOMPARE(teams[QLatin1String("toldAt")].toString(), QStringLiteral("2026-11-20T12:00:00Z"));
        const QJsonObject limit = teams[QLatin1String("limits")].toArray()[0].toObject();
        QCOMPARE(limit[QLatin1String("used")].toObject()[QLatin1String("amount")].toString(), QStringLiteral("412.070000001"));
        QCOMPARE(limit[QLatin1String("limit")].toObject()[QLatin1String("currency")].toString(), QStringLiteral("USD"));
        QVERIFY(limit[QLatin1String("refusesBeyond")].toBool());
        QCOMPARE(users[QLatin1String("answer")].toString(), QStringLiteral("refused"));
        QVERIFY(users[QLatin1String("toldAt")].isNull());
        QCOMPARE(run("source limits nope"), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("nope")), qPrintable(m_complaint));
        owner.kill();
    }

    void aProxyIsListedThoughItTellsNoUsage()
    {
        QCOMPARE(run("source add haproxy --untested --socket /nowhere/haproxy.sock --callers http://127.0.0.1:18080"), 0);
        QCOMPARE(run("source poll haproxy"), 1);
        QVERIFY2(m_said.contains(QStringLiteral("A lever, which tells no usage")), qPrintable(m_said));
        QVERIFY2(m_said.contains(QStringLiteral("there is no socket /nowhere/haproxy.sock")), qPrintable(m_said));
        QCOMPARE(sources().first().toObject()[QLatin1String("tellsUsage")].toBool(true), false);
    }

    void commentsStayAndWhatIsWrongIsNotConnected()
    {
        QFile file(m_profile->sourcesFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# ours\n[[source]] # the first\nid = 'cc'\nkind = 'claudecode'\n");
        file.close();
        QCOMPARE(run("source add codex --untested --name cc"), 0);
        QVERIFY(this->file().startsWith("# ours\n[[source]] # the first\n"));
        QCOMPARE(sources().size(), 2);
        const QByteArray kept = this->file();
        QCOMPARE(add(QStringLiteral("sk-proj-very-secret")), 2);
        QVERIFY(!m_complaint.contains(QStringLiteral("very-secret")));
        QCOMPARE(run("source add openai --untested --key env:K"), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("account")), qPrintable(m_complaint));
        QCOMPARE(run("source add openai --untested --account a --key env:K --url http://far.example"), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("https")), qPrintable(m_complaint));
        QCOMPARE(this->file(), kept);
    }
};

QTEST_GUILESS_MAIN(SourceCommandsTest)
#include "sourcecommandstest.moc"
