// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/embeddedgateway.h"
#include "support/gatewaydoor.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fuseboard;
using namespace fuseboard::test;

/// The profile's gateway is a unit where a user manager answers (a strict stand-in for systemd-run, first in PATH), else
/// detached; which of the two, and why, stands in its log.
class EmbeddedGatewayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aUnitStartsItAgainWhenItDies();
    void withoutAManagerItIsDetachedAndSaysWhy_data();
    void withoutAManagerItIsDetachedAndSaysWhy();
    void aSandboxHasNoUnit();
    void oneThatIsKilledIsStartedAgainAndOneThatEndsIsNot();
    void aUnitThatIsThereIsWaitedFor();
    void lastWordsAreTheGatewaysOwn();
    void eachProfileHasItsOwnUnit();

private:
    void start(const char* manager);
    [[nodiscard]] QString log() const;
    [[nodiscard]] QString unitFile() const;
    [[nodiscard]] pid_t listener() const { return listenerAt(m_profile.gatewaySocket()); }

    std::unique_ptr<QTemporaryDir> m_directory;
    Profile m_profile = Profile::standard();
    std::unique_ptr<EmbeddedGateway> m_gateway;
    std::unique_ptr<QSignalSpy> m_running, m_failed;
    const QByteArray m_path = qgetenv("PATH");
};

void EmbeddedGatewayTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    // Whatever a path may hold: systemd and shells would read each of these in their own way.
    m_profile = Profile::under(m_directory->filePath(QStringLiteral("my $HOME")));
    QVERIFY(m_profile.create());
    const QString key = m_directory->filePath(QStringLiteral("key"));
    QFile file(key);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("k\n") == 2);
    QVERIFY(writeGatewayFiles(m_profile,
        {.upstreams = {{.name = QStringLiteral("none"),
             .url = QStringLiteral("http://127.0.0.1:9"),
             .dialects = {QStringLiteral("openai")},
             .keyFile = key}}}));
    qputenv("FAKE_UNITS", m_directory->path().toUtf8());
    qputenv("PATH", FUSEBOARD_TEST_SYSTEMD ":" + m_path);
    m_gateway = std::make_unique<EmbeddedGateway>(m_profile);
    m_running = std::make_unique<QSignalSpy>(m_gateway.get(), &EmbeddedGateway::running);
    m_failed = std::make_unique<QSignalSpy>(m_gateway.get(), &EmbeddedGateway::failed);
}

void EmbeddedGatewayTest::cleanup()
{
    m_gateway->stop();
    QTRY_COMPARE_WITH_TIMEOUT(listener(), 0, 10'000);
    qputenv("PATH", m_path);
}

void EmbeddedGatewayTest::start(const char* manager)
{
    qputenv("FAKE_MANAGER", manager);
    m_gateway->ensureRunning();
    QTRY_VERIFY_WITH_TIMEOUT(m_running->count() + m_failed->count() > 0, 30'000);
}

QString EmbeddedGatewayTest::log() const
{
    QFile file(m_profile.gatewayDirectory() + QStringLiteral("/gateway.log"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString EmbeddedGatewayTest::unitFile() const { return m_directory->filePath(m_profile.gatewayUnit()); }

void EmbeddedGatewayTest::aUnitStartsItAgainWhenItDies()
{
    start("up");
    QVERIFY2(m_running->count() == 1, qPrintable(log()));
    QFile unit(unitFile());
    QVERIFY2(unit.open(QIODevice::ReadOnly), qPrintable(log()));
    QVERIFY(unit.readAll().contains("Restart=on-failure"));
    QVERIFY2(
        log().contains(QStringLiteral("as %1 of the systemd user manager").arg(m_profile.gatewayUnit())), qPrintable(log()));
    QVERIFY(!log().contains(QStringLiteral("detached")));

    const pid_t first = listener();
    QVERIFY(first > 0);
    m_gateway.reset(); // losing the app changes nothing
    QVERIFY(::kill(first, SIGKILL) == 0);
    QTRY_VERIFY_WITH_TIMEOUT(listener() > 0 && listener() != first, 20'000);
    m_gateway = std::make_unique<EmbeddedGateway>(m_profile); // for cleanup: an ordered end is no failure, it stays gone
}

void EmbeddedGatewayTest::withoutAManagerItIsDetachedAndSaysWhy_data()
{
    QTest::addColumn<QByteArray>("manager");
    QTest::addColumn<QString>("why");
    QTest::addRow("no bus") << QByteArray("down") << QStringLiteral("Failed to connect to bus: No medium found");
    QTest::addRow("no answer") << QByteArray("hung") << QStringLiteral("it did not answer in time");
    QTest::addRow("no systemd") << QByteArray("absent") << QStringLiteral("this system has no systemd-run");
}

void EmbeddedGatewayTest::withoutAManagerItIsDetachedAndSaysWhy()
{
    QFETCH(QByteArray, manager);
    QFETCH(QString, why);
    if (manager == "absent")
        qputenv("PATH", m_directory->path().toUtf8());
    start(manager.constData());
    QVERIFY2(m_running->count() == 1, qPrintable(log()));
    QVERIFY2(
        log().contains(QStringLiteral("detached, so that only a running Fuseboard starts it again where it fails: ") + why),
        qPrintable(log()));
    QVERIFY(!QFile::exists(unitFile()));
    const pid_t process = listener();
    m_gateway.reset();
    QCOMPARE(listener(), process);
    m_gateway = std::make_unique<EmbeddedGateway>(m_profile);
}

void EmbeddedGatewayTest::aSandboxHasNoUnit()
{
    QVERIFY(m_profile.markSandbox());
    start("up");
    QCOMPARE(m_running->count(), 1);
    QVERIFY(!QFile::exists(unitFile()));
    QVERIFY2(log().contains(QStringLiteral("a sandbox stops what it started")), qPrintable(log()));
}

void EmbeddedGatewayTest::oneThatIsKilledIsStartedAgainAndOneThatEndsIsNot()
{
    QVERIFY(m_profile.markSandbox());
    start("down");
    QSignalSpy ended(m_gateway.get(), &EmbeddedGateway::ended);
    pid_t before = listener();
    for (int times = 1; times <= 2; ++times) {
        QVERIFY(before > 0 && ::kill(before, SIGKILL) == 0);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), times, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_running->count(), times + 1, 20'000);
        QVERIFY(listener() > 0 && listener() != before);
        before = listener();
    }
    QVERIFY2(log().contains(QStringLiteral("started again in 2 s")), qPrintable(log()));
    QVERIFY2(log().contains(QStringLiteral("started again in 4 s")), qPrintable(log()));
    QVERIFY(::kill(before, SIGTERM) == 0);
    QTRY_COMPARE_WITH_TIMEOUT(listener(), 0, 10'000);
    QTest::qWait(500); // for what must not happen
    QCOMPARE(ended.count(), 2);
}

void EmbeddedGatewayTest::aUnitThatIsThereIsWaitedFor()
{
    start("up");
    const pid_t first = listener();
    QVERIFY(::kill(first, SIGKILL) == 0);
    m_running->clear();
    m_gateway->ensureRunning(); // the manager is about to start it again, and refuses a second unit of that name
    QTRY_COMPARE_WITH_TIMEOUT(m_running->count(), 1, 20'000);
    QVERIFY2(!log().contains(QStringLiteral("detached")), qPrintable(log()));
}

void EmbeddedGatewayTest::lastWordsAreTheGatewaysOwn()
{
    QFile policy(m_profile.gatewayDirectory() + QStringLiteral("/gateway.toml"));
    QVERIFY(policy.open(QIODevice::Append));
    policy.write("nonsense = 1\n");
    policy.close();
    start("down");
    QCOMPARE(m_failed->count(), 1);
    const auto error = m_failed->first().first().value<Error>();
    QVERIFY2(error.detail.contains("nonsense"), error.detail.c_str());
}

void EmbeddedGatewayTest::eachProfileHasItsOwnUnit()
{
    const QString one = Profile::under(QStringLiteral("/a/p")).gatewayUnit(),
                  two = Profile::under(QStringLiteral("/b/p")).gatewayUnit();
    QVERIFY(one != two && one.startsWith(QStringLiteral("fuseboard-gateway-p-")));
    const QString strange = Profile::under(QStringLiteral("/x/Ärger mit/%i\n")).gatewayUnit();
    QVERIFY2(QRegularExpression(QStringLiteral("^[A-Za-z0-9_.-]+\\.service$")).match(strange).hasMatch(), qPrintable(strange));
}

QTEST_GUILESS_MAIN(EmbeddedGatewayTest)
#include "embeddedgatewaytest.moc"
