// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/owner/falseowner.h"
#include "support/program.h"

#include "owner/engine.h"
#include "owner/profile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;

/// What can go wrong at a start gets one sentence that names the thing, an exit code other than 0, and loses nothing.
class SentencesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aMissingDirectoryIsNamed();
    void anUnreadableHistoryIsNamedAndLeftAlone();
    void aLostHistoryIsNotQuietlyMadeAnew();
    void aBrokenSourcesFileIsNamedWithItsLine();
    void aTargetThatCantBeWrittenIsNamed();
    void wrongUseIsExitCodeTwo();
    void aProfileInUseIsNamed();
    void anOwnerOfAnotherVersionIsNamed();
    void aFreezeByTheDesktopsCommandSaysWhatItsOrderDid();

private:
    struct Said {
        int code;
        QString words;
    };
    /// Runs with this test's profile; `fuseboard` under the offscreen platform, ending by itself after so many seconds.
    Said run(const QString& program, QStringList arguments, const QString& profile = {}, int seconds = 50);
    void write(const QString& file, const QByteArray& bytes);

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_profile;
};

void SentencesTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_profile = m_directory->filePath(QStringLiteral("p"));
    QVERIFY(Profile::under(m_profile).create());
}

SentencesTest::Said SentencesTest::run(const QString& program, QStringList arguments, const QString& profile, int seconds)
{
    QString words;
    arguments << QStringLiteral("--profile") << (profile.isEmpty() ? m_profile : profile);
    if (program == QLatin1String("fuseboard"))
        arguments << QStringLiteral("--seconds") << QString::number(seconds);
    const int code = Program::run(program, arguments, nullptr, &words);
    return {code, words.trimmed()};
}

void SentencesTest::write(const QString& file, const QByteArray& bytes)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(bytes);
}

void SentencesTest::aMissingDirectoryIsNamed()
{
    const QString missing = m_directory->filePath(QStringLiteral("no/such/place"));
    for (const char* program : {"fuseboard", "fuseboardctl"}) {
        const Said said = run(QString::fromLatin1(program),
            QByteArray(program) == "fuseboard" ? QStringList() : QStringList {QStringLiteral("status")}, missing);
        QCOMPARE(said.code, 1);
        QVERIFY2(
            said.words.contains(QStringLiteral("no/such")) && said.words.count(QLatin1Char('\n')) == 0, qPrintable(said.words));
    }
    QVERIFY(!QFile::exists(missing));
}

void SentencesTest::anUnreadableHistoryIsNamedAndLeftAlone()
{
    const QString file = Profile::under(m_profile).historyFile();
    const QByteArray rubbish(5000, 'x');
    write(file, rubbish);
    // Without a source the window has nothing to open yet.
    write(Profile::under(m_profile).sourcesFile(),
        "[[source]]\nid=\"g\"\nname=\"G\"\nkind=\"gateway\"\nsocket=\"/tmp/none.sock\"\n");
    const Said said = run(QStringLiteral("fuseboardctl"), {QStringLiteral("status")});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.words.contains(QStringLiteral("history.db")), qPrintable(said.words));
    const Said window = run(QStringLiteral("fuseboard"), {}, {}, 5);
    QVERIFY2(window.code == 0, qPrintable(QString::number(window.code) + window.words)); // it stays, to freeze
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), rubbish);
}

void SentencesTest::aLostHistoryIsNotQuietlyMadeAnew()
{
    QCOMPARE(run(QStringLiteral("fuseboardctl"), {QStringLiteral("status")}).code, 0);
    const QString file = Profile::under(m_profile).historyFile();
    QVERIFY(QFile::remove(file));
    const Said said = run(QStringLiteral("fuseboardctl"), {QStringLiteral("status")});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.words.contains(QStringLiteral("history.db")), qPrintable(said.words));
    QVERIFY(!QFile::exists(file));
}

void SentencesTest::aBrokenSourcesFileIsNamedWithItsLine()
{
    write(Profile::under(m_profile).sourcesFile(), "[[source]]\nid = \"gateway\"\nkind = \"teapot\"\n");
    const Said said = run(QStringLiteral("fuseboardctl"), {QStringLiteral("poll")});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.words.contains(QStringLiteral("sources.toml")), qPrintable(said.words));
}

void SentencesTest::aTargetThatCantBeWrittenIsNamed()
{
    const Said said = run(QStringLiteral("fuseboardctl"),
        {QStringLiteral("export"), QStringLiteral("team"), QStringLiteral("--out"), QStringLiteral("/nonexistent/teams.csv")});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.words.contains(QStringLiteral("/nonexistent/teams.csv")), qPrintable(said.words));
}

void SentencesTest::wrongUseIsExitCodeTwo()
{
    for (const QStringList& arguments : {QStringList {QStringLiteral("dance")},
             QStringList {QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("x")},
             QStringList {QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("x"), QStringLiteral("--reason"),
                 QStringLiteral(" ")},
             QStringList {QStringLiteral("freeze"), QStringLiteral("--all"), QStringLiteral("--reason"), QStringLiteral("x")},
             QStringList {QStringLiteral("export"), QStringLiteral("team"), QStringLiteral("--out"), QStringLiteral("x"),
                 QStringLiteral("--period"), QStringLiteral("May")}})
        QVERIFY2(run(QStringLiteral("fuseboardctl"), arguments).code == 2, qPrintable(arguments.join(QLatin1Char(' '))));
    const Said unknown = run(QStringLiteral("fuseboardctl"),
        {QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Nobody"), QStringLiteral("--reason"),
            QStringLiteral("x")});
    QCOMPARE(unknown.code, 1);
    QVERIFY2(unknown.words.contains(QStringLiteral("Nobody")), qPrintable(unknown.words));
}

void SentencesTest::aProfileInUseIsNamed()
{
    write(Profile::under(m_profile).sourcesFile(),
        "[[source]]\nid=\"g\"\nname=\"G\"\nkind=\"gateway\"\nsocket=\"/tmp/none.sock\"\n");
    const auto engine = Engine::open(Profile::under(m_profile), {});
    QVERIFY(engine);
    const Said said = run(QStringLiteral("fuseboard"), {});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.words.contains(QStringLiteral("owner.lock")) || said.words.contains(QStringLiteral("process")),
        qPrintable(said.words));
}

void SentencesTest::anOwnerOfAnotherVersionIsNamed()
{
    write(Profile::under(m_profile).sourcesFile(),
        "[[source]]\nid=\"g\"\nname=\"G\"\nkind=\"gateway\"\nsocket=\"/tmp/none.sock\"\n");
    const auto engine = Engine::open(Profile::under(m_profile), {});
    QVERIFY(engine);
    const FalseOwner owner(Profile::under(m_profile).ownerSocket(), [](RawSocket& peer) {
        peer.send(FalseOwner::introduction(ownerProtocol + 1));
        peer.receiveAll();
    });
    QVERIFY(owner.isListening());
    const Said said = run(QStringLiteral("fuseboard"), {});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.words.contains(QStringLiteral("it is Fuseboard 9.9 and speaks protocol")), qPrintable(said.words));
    QVERIFY2(
        said.words.contains(QStringLiteral("process")) && said.words.count(QLatin1Char('\n')) == 0, qPrintable(said.words));
}

void SentencesTest::aFreezeByTheDesktopsCommandSaysWhatItsOrderDid()
{
    const auto freeze = [this](const QStringList& words) {
        QString out, errors;
        const int code = Program::run(
            QStringLiteral("fuseboard"), QStringList {QStringLiteral("--profile"), m_profile} + words, &out, &errors);
        return Said {code, out + errors};
    };
    Said said = freeze({QStringLiteral("--freeze"), QStringLiteral("Nobody")});
    QVERIFY2(said.code == 1 && said.words.contains(QLatin1String("There is no team Nobody.")), qPrintable(said.words));
    said = freeze({QStringLiteral("--freeze"), QStringLiteral("--all")}); // is the name of a team, as any other
    QVERIFY2(said.code == 1 && said.words.contains(QLatin1String("There is no team --all.")), qPrintable(said.words));
    said = freeze({QStringLiteral("--reason"), QStringLiteral("no team")});
    QVERIFY2(said.code == 2 && said.words.contains(QLatin1String("--freeze")), qPrintable(said.words));
}

QTEST_GUILESS_MAIN(SentencesTest)
#include "sentencestest.moc"
