// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/policydocument.h"
#include "owner/engine.h"
#include "owner/profile.h"
#include "support/program.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// A gateway reached over TCP gives separate tokens for reading, freezing, resuming and its policy (SAFETY GW6). Who has
/// not all of them is told which right is missing, and what is true now.
class RightsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whoMayFreezeMayNotResume();
    void withoutTheRightToFreezeItSaysSo_data();
    void withoutTheRightToFreezeItSaysSo();
    void withoutTheRightToThePolicyItSaysSo();

private:
    void connectWith(const QByteArray& rights);
    void writeSource(const QByteArray& keys);
    int ctl(const QStringList& arguments, QString& words);

    QTemporaryDir m_directory;
    Program m_gateway {QStringLiteral("fuseboard-gateway")};
    QByteArray m_door;
    QString m_profile = m_directory.filePath(QStringLiteral("p"));
};

void RightsTest::initTestCase()
{
    const QString place = m_directory.path();
    QByteArray tokens;
    for (const char* right : {"read", "freeze", "resume", "policy"}) {
        write(m_directory.filePath(QString::fromLatin1(right)), QByteArray("token-to-") + right + '\n');
        tokens += "tokens." + QByteArray(right) + " = \"file:" + right + "\"\n";
    }
    write(m_directory.filePath(QStringLiteral("gateway.toml")),
        "[callers]\nlisten = \"127.0.0.1:0\"\n[admin]\nlisten = \"127.0.0.1:0\"\n" + tokens
            + "[[upstream]]\nname = \"none\"\nurl = \"http://127.0.0.1:9\"\ndialects = [\"openai\"]\n");
    PolicyDocument policy;
    policy.revision = 1;
    policy.prices = PriceList("none", Currency::usd(), {});
    write(m_directory.filePath(QStringLiteral("policy.json")), QByteArray::fromStdString(writePolicy(policy)));
    QCOMPARE(Program::run(QStringLiteral("fuseboard-gateway"), {QStringLiteral("--init"), place}), 0);
    m_gateway.start({QStringLiteral("--config"), m_directory.filePath(QStringLiteral("gateway.toml"))});
    m_door = m_gateway.lineAfter(QStringLiteral("admin ")).toUtf8();
    QVERIFY2(m_door.startsWith("http"), qPrintable(m_gateway.errors()));

    const Profile profile = Profile::under(m_profile);
    QVERIFY(profile.create());
    connectWith("read freeze resume policy");
    auto engine = Engine::open(profile, {});
    QVERIFY(engine);
    QSignalSpy inForce(engine->get(), &Engine::policyInForce), failed(engine->get(), &Engine::failed);
    (*engine)->start();
    QTRY_VERIFY((*engine)->organisation());
    Organisation organisation = *(*engine)->organisation();
    organisation.teams.push_back({.id = "team-payments", .name = "Payments"});
    // A policy without the team may come into force before.
    connect(engine->get(), &Engine::organisationChanged, this, [&inForce] { inForce.clear(); });
    (*engine)->setOrganisation(organisation);
    QTRY_COMPARE((*engine)->organisation()->teams.size(), 1U);
    QTRY_VERIFY_WITH_TIMEOUT(inForce.count() > 0, 20'000);
    QCOMPARE(failed.count(), 0);
}

/// `sources.toml` with a key for each of these rights alone.
void RightsTest::connectWith(const QByteArray& rights)
{
    QByteArrayList keys;
    for (const QByteArray& right : rights.split(' '))
        keys += right + " = \"file:" + m_directory.filePath(QString::fromLatin1(right)).toUtf8() + '"';
    writeSource("keys = {" + keys.join(", ") + "}");
}

void RightsTest::writeSource(const QByteArray& keys)
{
    write(Profile::under(m_profile).sourcesFile(),
        "[[source]]\nid = \"fb-1\"\nname = \"Gateway fb-1\"\nkind = \"gateway\"\nurl = \"" + m_door + "\"\n" + keys + "\n");
}

int RightsTest::ctl(const QStringList& arguments, QString& words)
{
    QString errors;
    const int code = Program::run(
        QStringLiteral("fuseboardctl"), arguments + QStringList {QStringLiteral("--profile"), m_profile}, &words, &errors);
    words += errors;
    return code;
}

void RightsTest::whoMayFreezeMayNotResume()
{
    const QStringList freeze {QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"),
        QStringLiteral("--reason"), QStringLiteral("drill"), QStringLiteral("--wait")};
    QStringList resume = freeze;
    resume.front() = QStringLiteral("resume");
    QString words;
    connectWith("read freeze");
    QVERIFY2(ctl(freeze, words) == 0, qPrintable(words));

    QVERIFY2(ctl(resume, words) == 0, qPrintable(words));
    const auto code = QRegularExpression(QStringLiteral("--confirm (\\w+)")).match(words).captured(1);
    QStringList confirmed = resume + QStringList {QStringLiteral("--confirm"), code};
    confirmed.removeAll(QStringLiteral("--wait"));
    QVERIFY2(ctl(confirmed, words) == 3, qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("Gateway fb-1 can’t be resumed from here")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("keys.resume")), qPrintable(words));

    connectWith("read freeze resume policy");
    QTRY_VERIFY2_WITH_TIMEOUT(ctl({QStringLiteral("poll")}, words) == 0 && !words.contains(QStringLiteral("resuming"))
            && !words.contains(QStringLiteral("frozen")) && !words.contains(QStringLiteral("NOT PROVED")),
        qPrintable(words), 20'000);
}

void RightsTest::withoutTheRightToFreezeItSaysSo_data()
{
    QTest::addColumn<QByteArray>("keys");
    const auto file = [this](const char* name) {
        return "\"file:" + m_directory.filePath(QString::fromLatin1(name)).toUtf8() + '"';
    };
    QTest::addRow("a key for each right, none to freeze")
        << QByteArray("keys = {read = " + file("read") + ", resume = " + file("resume") + '}');
    QTest::addRow("one key, and the gateway knows what it may not") << QByteArray("key = " + file("read"));
}

void RightsTest::withoutTheRightToFreezeItSaysSo()
{
    QFETCH(QByteArray, keys);
    writeSource(keys);
    QString words;
    QCOMPARE(ctl({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"),
                     QStringLiteral("drill")},
                 words),
        3);
    QVERIFY2(words.contains(QStringLiteral("Gateway fb-1 can’t be frozen from here")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("NOT PROVED")), qPrintable(words));
}

void RightsTest::withoutTheRightToThePolicyItSaysSo()
{
    connectWith("read freeze resume");
    auto engine = Engine::open(Profile::under(m_profile), {});
    QVERIFY(engine);
    QSignalSpy failed(engine->get(), &Engine::failed);
    (*engine)->start();
    QTRY_VERIFY((*engine)->organisation());
    Organisation organisation = *(*engine)->organisation();
    organisation.teams.push_back({.id = "team-mobile", .name = "Mobile"});
    (*engine)->setOrganisation(organisation);
    const auto missing = [&] {
        return std::ranges::count_if(failed, [](const QList<QVariant>& one) {
            return one.first().value<Error>() == Error {ErrorCode::noRightToChangePolicy, "Gateway fb-1", "keys.policy"};
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(missing() > 0, 20'000);
}

QTEST_GUILESS_MAIN(RightsTest)
#include "rightstest.moc"
