// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/connectorkind.h"
#include "owner/profile.h"
#include "store/history.h"
#include "support/keyhunt.h"
#include "support/program.h"
#include "support/rawserver.h"

#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::Program;
using test::RawServer;

namespace {

QString planted() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("sk-planted-5e4c3b2a1908")); }

/// An answer that every list of every connector can be read from: nothing.
const QByteArray nothing = R"({"data":[],"has_more":false,"results":[],"metadata":{"total_pages":1},"teams":[],"keys":[],)"
                           R"("total":0,"page":1,"page_size":100,"total_pages":1,"total_count":0,"incomplete_results":false,)"
                           R"("items":[],"usageItems":[],"timePeriod":{},"seats":[],"total_seats":0,"costCenters":[],)"
                           R"("usageEvents":[],"teamMembers":[],"logs":[],"virtual_keys":[],"customers":[],"budgets":[],)"
                           R"("ledgerId":"l","rows":[],"next":0,"more":false})";

} // namespace

/// Every kind of source and every lever, each with keys of its own, at a provider that does its worst with them: nowhere but in
/// requests to that provider does any of them stand (SAFETY SE1, ACCEPTANCE E4).
class PlantedKeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void areNowhere_data();
    void areNowhere();

private:
    QString plant(const QString& name);
    [[nodiscard]] QByteArray sourceOf(const ConnectorKind& kind);
    [[nodiscard]] QByteArray answerTo(const QByteArray& how, const QByteArray& request) const;
    [[nodiscard]] bool holdsAny(const QByteArray& content) const;
    void say(const QStringList& words);
    void askTheOwner();

    QTemporaryDir m_secrets;
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_profile;
    std::unique_ptr<RawServer> m_provider, m_elsewhere;
    QByteArray m_how;
    QList<QByteArray> m_keys;
    QSet<QByteArray> m_seen; ///< keys that the provider was shown
    QByteArray m_said; ///< by all programs
};

/// A key of its own in a file outside of the profile; its reference.
QString PlantedKeysTest::plant(const QString& name)
{
    const QByteArray key = (planted() + QLatin1Char('/') + name).toUtf8();
    const QString path = m_secrets.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(key);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        m_keys += key;
    }
    return QStringLiteral("'file:%1'").arg(path);
}

QByteArray PlantedKeysTest::sourceOf(const ConnectorKind& kind)
{
    const QString name = QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size()));
    const bool hasRights = kind.isGateway || kind.hasTargets;
    QString out = QStringLiteral("[[source]]\nid = '%1'\nkind = '%1'\nurl = '%2'\ninterval = 1\n").arg(name, m_provider->url());
    if (!kind.isGateway)
        out += QStringLiteral("account = 'acme-%1'\n").arg(name);
    if (hasRights)
        out += QStringLiteral("keys = {read = %1, freeze = %2, resume = %3}\n")
                   .arg(plant(name + QStringLiteral("-read")), plant(name + QStringLiteral("-freeze")),
                       plant(name + QStringLiteral("-resume")));
    else
        out += QStringLiteral("key = %1\n").arg(plant(name));
    if (kind.isGateway && kind.hasTargets)
        out += QStringLiteral("canaries = {team-a = %1}\n").arg(plant(name + QStringLiteral("-canary")));
    return out.toUtf8();
}

QByteArray PlantedKeysTest::answerTo(const QByteArray& how, const QByteArray& request) const
{
    QByteArray head = request.left(request.indexOf("\r\n\r\n"));
    const QByteArray line = QByteArray(head).replace("\r\n", " ").replace('"', "'");
    if (how == "nothing")
        return RawServer::answer(200, nothing);
    if (how == "elsewhere")
        return RawServer::answer(307, "{}", "Location: " + m_elsewhere->url().toUtf8() + "/x\r\n");
    if (how == "no JSON")
        return RawServer::answer(200, "<html>" + line);
    const QByteArray body = R"({"error":{"message":"Incorrect API key provided: )" + line + R"(","type":")" + line + R"("},)"
        + R"("message":")" + line + R"(","data":")" + line + R"("})";
    const QByteArray headers = "X-Echo: " + line + "\r\nWWW-Authenticate: Bearer realm=\"" + line + "\"\r\n";
    return RawServer::answer(how == "refused" ? 401 : 200, body, headers);
}

bool PlantedKeysTest::holdsAny(const QByteArray& content) const
{
    // All begin alike: one search finds each of them, in each form.
    return test::holdsKey(content, planted().toUtf8());
}

void PlantedKeysTest::init()
{
    m_keys.clear();
    m_seen.clear();
    m_said.clear();
    m_directory = std::make_unique<QTemporaryDir>();
    m_profile = m_directory->filePath(QStringLiteral("p"));
    m_elsewhere = std::make_unique<RawServer>(
        [](QIODevice& connection, const QByteArray& /*request*/) { connection.write(RawServer::answer(200, nothing)); });
    m_provider = std::make_unique<RawServer>([this](QIODevice& connection, const QByteArray& request) {
        for (const QByteArray& key : std::as_const(m_keys))
            if (test::holdsKey(request, key) || request.contains((key + ':').toBase64()))
                m_seen.insert(key);
        connection.write(answerTo(m_how, request));
    });
    QVERIFY(m_elsewhere->listen() && m_provider->listen());
    const Profile profile = Profile::under(m_profile);
    QVERIFY(profile.create());
    QFile sources(profile.sourcesFile());
    QVERIFY(sources.open(QIODevice::WriteOnly));
    for (const ConnectorKind& kind : connectorKinds())
        if (!kind.isLocalLog && !kind.isProxy)
            sources.write(sourceOf(kind));
    sources.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

/// Runs `fuseboardctl` to its end; whatever it answers is kept.
void PlantedKeysTest::say(const QStringList& words)
{
    QString out, err;
    Program::runServed(
        QStringLiteral("fuseboardctl"), QStringList {QStringLiteral("--profile"), m_profile} + words, &out, &err);
    m_said += out.toUtf8() + err.toUtf8();
}

/// As it lies on the socket.
void PlantedKeysTest::askTheOwner()
{
    for (const char* what : {"status", "watch", "no such thing"}) {
        QLocalSocket socket;
        socket.connectToServer(Profile::under(m_profile).ownerSocket());
        QVERIFY(socket.waitForConnected(5'000));
        socket.write(QByteArray(R"({"do":")") + what + "\"}\n");
        QByteArray said;
        QVERIFY(QTest::qWaitFor([&] { return (said += socket.readAll()).contains('\n'); }, 20'000));
        m_said += said;
    }
}

void PlantedKeysTest::areNowhere_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("there is nothing to tell") << QByteArray("nothing");
    QTest::newRow("refused, and repeated in body and headers") << QByteArray("refused");
    QTest::newRow("a good answer of the wrong type that repeats it") << QByteArray("wrong");
    QTest::newRow("no JSON, and repeated") << QByteArray("no JSON");
    QTest::newRow("sent elsewhere") << QByteArray("elsewhere");
}

void PlantedKeysTest::areNowhere()
{
    QFETCH(const QByteArray, how);
    m_how = how;
    {
        Program watch(QStringLiteral("fuseboardctl"));
        watch.start({QStringLiteral("--profile"), m_profile, QStringLiteral("watch"), QStringLiteral("--json")});
        // Reading keys of all kinds; those of other rights and of test calls are used by acts.
        const auto shown = [this] {
            return std::ranges::count_if(m_keys, [this](const QByteArray& key) {
                return m_seen.contains(key) && !key.endsWith("-freeze") && !key.endsWith("-resume") && !key.endsWith("-canary");
            });
        };
        const auto readers = std::ranges::count_if(m_keys, [](const QByteArray& key) {
            return !key.endsWith("-freeze") && !key.endsWith("-resume") && !key.endsWith("-canary");
        });
        QVERIFY2(QTest::qWaitFor([&] { return shown() == readers; }, 60'000),
            qPrintable(QStringLiteral("%1 of %2 were used").arg(shown()).arg(readers)));
        say({QStringLiteral("freeze"), QStringLiteral("--all"), QStringLiteral("--confirm"), QStringLiteral("freeze all"),
            QStringLiteral("--reason"), QStringLiteral("a test"), QStringLiteral("--json")});
        say({QStringLiteral("resume"), QStringLiteral("--all"), QStringLiteral("--reason"), QStringLiteral("a test")});
        say({QStringLiteral("levers"), QStringLiteral("--json")});
        say({QStringLiteral("status"), QStringLiteral("--json")});
        say({QStringLiteral("source"), QStringLiteral("list")});
        say({QStringLiteral("source"), QStringLiteral("poll"), QStringLiteral("openai")});
        say({QStringLiteral("source"), QStringLiteral("test"), QStringLiteral("github")});
        for (const char* report : {"team", "spending", "audit"})
            say({QStringLiteral("export"), QLatin1String(report), QStringLiteral("--out"),
                m_directory->filePath(QLatin1String(report))});
        askTheOwner();
        say({QStringLiteral("backup")});
        watch.terminate();
        QVERIFY(QTest::qWaitFor([&] { return !watch.isRunning(); }, 20'000));
        m_said += watch.output().toUtf8() + watch.errors().toUtf8();
    }
    say({QStringLiteral("verify"), QStringLiteral("--json")});
    QVERIFY2(m_said.contains("openai"), "the programs said nothing");
    QVERIFY2(std::ranges::any_of(m_seen, [](const QByteArray& key) { return key.endsWith("-freeze"); }), "nothing was frozen");
    QVERIFY(!holdsAny(m_said));
    QCOMPARE(test::filesWithKey(m_directory->path(), planted().toUtf8()), QStringList());
    for (const QByteArray& request : m_elsewhere->requests())
        QVERIFY(!holdsAny(request));
}

QTEST_GUILESS_MAIN(PlantedKeysTest)

#include "plantedkeystest.moc"
