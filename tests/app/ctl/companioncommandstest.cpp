// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/haproxy/haproxystand.h"
#include "support/program.h"

#include "owner/profile.h"
#include "store/history.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::HaproxyStand;
using test::Program;

/// `fuseboardctl companion`, with the HAProxy that its configuration is for.
class CompanionCommandsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<Profile> m_profile;
    QString m_said, m_complaint;
    QProcess m_haproxy;

    [[nodiscard]] QString path(const char* name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    int run(const QStringList& words)
    {
        return Program::run(QStringLiteral("fuseboardctl"), words + QStringList {QStringLiteral("--profile"), path("p")},
            &m_said, &m_complaint);
    }
    int write(const QStringList& more = {}, const QString& upstream = QStringLiteral("http://127.0.0.1:9"))
    {
        return run(QStringList {QStringLiteral("companion"), QStringLiteral("haproxy"), QStringLiteral("--out"), path("out"),
                       QStringLiteral("--upstream"), upstream}
            + more);
    }
    [[nodiscard]] QByteArray content(const char* file) const
    {
        QFile in(path(file));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    /// To a port that is free here.
    [[nodiscard]] bool movePeers() const
    {
        QFile config(path("out/haproxy.cfg"));
        if (!config.open(QIODevice::ReadWrite))
            return false;
        QByteArray text = config.readAll();
        text.replace("bind 127.0.0.1:10001", "bind 127.0.0.1:" + QByteArray::number(test::freePort()));
        return config.resize(0) && config.seek(0) && config.write(text) == text.size();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = Profile::under(path("p"));
        QVERIFY(m_profile->create());
        auto history = History::create(m_profile->historyFile().toStdString());
        QVERIFY(history);
        Organisation organisation;
        organisation.teams = {{.id = "team-payments", .name = "Payments"}, {.id = "team-search", .name = "Search"}};
        CallerKey key;
        key.sha256 = QCryptographicHash::hash("sk-a-token", QCryptographicHash::Sha256).toHex().toStdString();
        key.team = "team-payments";
        key.label = "checkout";
        organisation.keys = {key};
        QVERIFY((*history)->setOrganisation(organisation, "test", *parseInstant("2026-03-01T00:00:00Z")));
        QVERIFY(QFile(m_profile->historyMarker()).open(QIODevice::WriteOnly));
    }
    void cleanup()
    {
        m_haproxy.terminate();
        if (m_haproxy.state() != QProcess::NotRunning && !m_haproxy.waitForFinished(5000))
            m_haproxy.kill();
    }

    void theFilesAreWrittenOnce()
    {
        QCOMPARE(write(), 0);
        QVERIFY2(m_said.contains(path("out/haproxy.cfg")), qPrintable(m_said));
        QVERIFY(content("out/haproxy.cfg").contains("backend be_team-search\n"));
        const QByteArray keys = content("out/key2team.map");
        QCOMPARE(keys.count('\n'), 3); // a token, and each team's test token
        QVERIFY(keys.contains(QCryptographicHash::hash("sk-a-token", QCryptographicHash::Sha256).toHex() + " team-payments\n"));
        QCOMPARE(content("out/probes.lst").count('\n'), 2);
        const auto rights = [this](const char* file) {
            return QFileInfo(path(file)).permissions()
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther);
        };
        QCOMPARE(rights("out/key2team.map"), QFile::Permissions());
        QCOMPARE(rights("out/haproxy.cfg"), QFile::Permissions(QFile::ReadGroup | QFile::ReadOther));
        QFile(path("out/haproxy.cfg")).remove();
        QCOMPARE(write(), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("is already there")), qPrintable(m_complaint));
        QVERIFY(!QFile::exists(path("out/haproxy.cfg"))); // none, where one is there
        QCOMPARE(write({QStringLiteral("--force")}), 0);
        QVERIFY(QFile::exists(path("out/haproxy.cfg")));
    }

    void theCheckSaysWhatIsMissing()
    {
        if (!HaproxyStand::isInstalled())
            QSKIP("haproxy is not installed");
        const QString listen = QStringLiteral("127.0.0.1:%1").arg(test::freePort());
        QCOMPARE(write({QStringLiteral("--listen"), listen}), 0);
        QVERIFY(movePeers());
        QFile config(path("out/haproxy.cfg"));
        const QStringList check {
            QStringLiteral("companion"), QStringLiteral("check"), QStringLiteral("--config"), config.fileName()};
        QCOMPARE(run(check), 1);
        QVERIFY2(m_said.contains(QStringLiteral("ok: HAProxy takes")), qPrintable(m_said));
        QVERIFY2(m_said.contains(QStringLiteral("PROBLEM: No proxy is connected")), qPrintable(m_said));

        QCOMPARE(run({QStringLiteral("source"), QStringLiteral("add"), QStringLiteral("haproxy"), QStringLiteral("--socket"),
                     path("out/haproxy.sock"), QStringLiteral("--callers"), QStringLiteral("http://") + listen,
                     QStringLiteral("--untested")}),
            0);
        QCOMPARE(run(check), 1);
        QVERIFY2(m_said.contains(QStringLiteral("can’t be reached")), qPrintable(m_said));

        m_haproxy.start(QStringLiteral("/usr/sbin/haproxy"), {QStringLiteral("-db"), QStringLiteral("-f"), config.fileName()});
        QTRY_VERIFY(QFileInfo::exists(path("out/haproxy.sock")));
        QTRY_COMPARE(run(check), 0);
        QVERIFY2(m_said.contains(QStringLiteral("a test call of Search is answered")), qPrintable(m_said));
        QCOMPARE(run({QStringLiteral("source"), QStringLiteral("test"), QStringLiteral("haproxy")}), 0);

        // And a freeze from here is proved there, and ends there.
        QCOMPARE(run({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("why"), QStringLiteral("--wait")}),
            0);
        QVERIFY2(m_said.contains(QStringLiteral("Payments is frozen since")), qPrintable(m_said));
        QCOMPARE(run(check), 0);
        QVERIFY2(m_said.contains(QStringLiteral("a test call of Payments is refused, as it is frozen")), qPrintable(m_said));
        QVERIFY2(m_said.contains(QStringLiteral("a test call of Search is answered")), qPrintable(m_said));

        QVERIFY(config.open(QIODevice::Append));
        config.write("nonsense\n");
        config.close();
        QCOMPARE(run(check), 1);
        QVERIFY2(m_said.contains(QStringLiteral("PROBLEM: HAProxy does not take")), qPrintable(m_said));
    }

    void anUpstreamWhoseNameNobodyKnowsStopsNoProxyFromStarting_data()
    {
        QTest::addColumn<QString>("upstream");
        for (const char* scheme : {"http", "https"})
            QTest::newRow(scheme) << QStringLiteral("%1://no-such-name.invalid").arg(QLatin1String(scheme));
    }
    void anUpstreamWhoseNameNobodyKnowsStopsNoProxyFromStarting()
    {
        QFETCH(QString, upstream);
        if (!HaproxyStand::isInstalled())
            QSKIP("haproxy is not installed");
        const QString listen = QStringLiteral("127.0.0.1:%1").arg(test::freePort());
        QCOMPARE(write({QStringLiteral("--listen"), listen}, upstream), 0);
        QVERIFY(movePeers());
        std::ignore =
            run({QStringLiteral("companion"), QStringLiteral("check"), QStringLiteral("--config"), path("out/haproxy.cfg")});
        QVERIFY2(m_said.contains(QStringLiteral("ok: HAProxy takes")), qPrintable(m_said));
        m_haproxy.start(
            QStringLiteral("/usr/sbin/haproxy"), {QStringLiteral("-db"), QStringLiteral("-f"), path("out/haproxy.cfg")});
        QTRY_VERIFY(QFileInfo::exists(path("out/haproxy.sock")));
        QTcpSocket call;
        call.connectToHost(QHostAddress::LocalHost, listen.section(u':', 1).toUShort());
        QVERIFY(call.waitForConnected());
        call.write("GET /v1/models HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-a-token\r\n\r\n");
        QVERIFY(call.waitForReadyRead());
        QVERIFY(call.readAll().startsWith("HTTP/1.1 503")); // until somebody knows it
    }

    void eachProxyReadsItsOwnConfiguration()
    {
        if (!QFileInfo::exists(QStringLiteral("/usr/sbin/nginx")))
            QSKIP("nginx is not installed");
        QCOMPARE(run({QStringLiteral("companion"), QStringLiteral("nginx"), QStringLiteral("--out"), path("out"),
                     QStringLiteral("--upstream"), QStringLiteral("https://no-such-name.invalid:8443")}),
            0);
        const QStringList check {
            QStringLiteral("companion"), QStringLiteral("check"), QStringLiteral("--config"), path("out/nginx.conf")};
        QCOMPARE(run(check), 1);
        QVERIFY2(m_said.contains(QStringLiteral("ok: nginx takes")), qPrintable(m_said));
        QFile config(path("out/nginx.conf"));
        QVERIFY(config.open(QIODevice::Append));
        config.write("nonsense\n");
        config.close();
        QCOMPARE(run(check), 1);
        QVERIFY2(m_said.contains(QStringLiteral("PROBLEM: nginx does not take")), qPrintable(m_said));
    }
};

QTEST_GUILESS_MAIN(CompanionCommandsTest)
#include "companioncommandstest.moc"
