// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keystore.h"
#include "support/awaited.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstdlib>

using namespace fuseboard;

class KeyStoreTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    KeyReference file(const char* content, QFile::Permissions permissions)
    {
        QFile out(m_directory.filePath(QStringLiteral("key")));
        out.remove();
        if (!out.open(QIODevice::WriteOnly))
            qFatal("no key file");
        out.write(content);
        out.setPermissions(permissions);
        return {KeyReference::Place::file, out.fileName().toStdString()};
    }
    static Result<QByteArray> read(const KeyReference& reference)
    {
        QFuture<Result<QByteArray>> future = KeyStore({}).read(reference);
        return QTest::qWaitFor([&] { return future.isFinished(); }) ? future.result()
                                                                    : Result<QByteArray>(fail(ErrorCode::timedOut));
    }

private Q_SLOTS:
    void anEnvironmentKeyIsTakenOnceAndGone()
    {
        qputenv("FUSEBOARD_TEST_KEY", " sk-1 \n");
        const std::array references {KeyReference {KeyReference::Place::environment, "FUSEBOARD_TEST_KEY"},
            KeyReference {KeyReference::Place::environment, "FUSEBOARD_TEST_KEY"},
            KeyReference {KeyReference::Place::environment, "FUSEBOARD_TEST_NONE"}};
        const KeyStore store(references);
        QVERIFY(!qEnvironmentVariableIsSet("FUSEBOARD_TEST_KEY"));
        QCOMPARE(store.read(references[0]).result().value(), QByteArray("sk-1"));
        QCOMPARE(store.read(references[2]).result().error().code, ErrorCode::keyMissing);
    }

    void itsMemoryInTheEnvironmentIsWiped()
    {
        // The very bytes that /proc/PID/environ shows of a program that was started with them.
        qputenv("FUSEBOARD_TEST_KEY", "sk-wiped-4711");
        const char* bytes = std::getenv("FUSEBOARD_TEST_KEY");
        const std::array references {KeyReference {KeyReference::Place::environment, "FUSEBOARD_TEST_KEY"}};
        KeyStore store({});
        QCOMPARE(store.takeEnvironment(references), std::vector<std::string> {"FUSEBOARD_TEST_KEY"});
        QCOMPARE(QByteArray(bytes, 13), QByteArray(13, '\0'));
        QCOMPARE(store.takeEnvironment(references), std::vector<std::string> {});
        QCOMPARE(store.read(references[0]).result().value(), QByteArray("sk-wiped-4711"));
    }

    void aSessionKeyIsInMemoryAlone()
    {
        KeyStore store({});
        const auto kept = store.keep(KeyReference::Place::session, "openai", "sk-session").result();
        QVERIFY(kept);
        QVERIFY(QByteArray::fromStdString(kept->text()).startsWith("session:openai-"));
        QCOMPARE(store.read(*kept).result().value(), QByteArray("sk-session"));
        const Error gone = KeyStore({}).read(*kept).result().error();
        QCOMPARE(gone.code, ErrorCode::keyMissing);
        QCOMPARE(gone.detail, "it was for one session only");
    }

    void aSealedKeyNeedsItsPassphraseOnceAStart()
    {
        const KeyPlaces places {.sealed = m_directory.filePath(QStringLiteral("keys.sealed"))};
        KeyReference kept;
        {
            KeyStore store({}, places);
            QVERIFY(!store.hasSealedFile() && !store.isSealedOpen());
            QCOMPARE(
                store.keep(KeyReference::Place::sealed, "openai", "sk-sealed").result().error().code, ErrorCode::keyringLocked);
            QVERIFY(test::awaited(store.openSealed("correct horse")));
            QVERIFY(store.hasSealedFile() && store.isSealedOpen());
            kept = store.keep(KeyReference::Place::sealed, "openai", "sk-sealed").result().value();
            QCOMPARE(store.read(kept).result().value(), QByteArray("sk-sealed"));
        }
        KeyStore store({}, places);
        QCOMPARE(store.read(kept).result().error().code, ErrorCode::keyringLocked);
        QCOMPARE(test::awaited(store.openSealed("wrong horse")).error().code, ErrorCode::badPassphrase);
        QVERIFY(!store.isSealedOpen());
        QVERIFY(test::awaited(store.openSealed("correct horse")));
        QCOMPARE(store.read(kept).result().value(), QByteArray("sk-sealed"));
    }

    void aLinkOrAFolderIsRefused()
    {
        const KeyReference real = file("sk-4", QFile::ReadOwner | QFile::WriteOwner);
        const QString link = m_directory.filePath(QStringLiteral("link"));
        QVERIFY(QFile::link(QString::fromStdString(real.name), link));
        QCOMPARE(read({KeyReference::Place::file, link.toStdString()}).error().code, ErrorCode::badConfig);
        QCOMPARE(read({KeyReference::Place::file, m_directory.path().toStdString()}).error().code, ErrorCode::badConfig);
    }

    void aFileOfOnesOwnIsRead()
    {
        QCOMPARE(read(file("sk-2\n", QFile::ReadOwner | QFile::WriteOwner)).value(), QByteArray("sk-2"));
    }

    void aFileThatOthersCanReadIsRefusedWithoutItsContent()
    {
        const auto refused = read(file("sk-3", QFile::ReadOwner | QFile::ReadGroup));
        QCOMPARE(refused.error().code, ErrorCode::badConfig);
        QVERIFY(!QByteArray::fromStdString(refused.error().detail).contains("sk-3"));
    }

    void aMissingOrEmptyFileIsAMissingKey()
    {
        QCOMPARE(read({KeyReference::Place::file, "/nowhere/key"}).error().code, ErrorCode::keyMissing);
        QCOMPARE(read(file("\n", QFile::ReadOwner)).error().code, ErrorCode::keyMissing);
    }

    void withoutAKeyringItIsAbsentOrLockedNeverMissing()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        const auto code = read({KeyReference::Place::keyring, "openai"}).error().code;
        QVERIFY(code == ErrorCode::keyringAbsent || code == ErrorCode::keyringLocked);
    }

    void noReferenceIsNoKey() { QCOMPARE(read({}).value(), QByteArray()); }
};

QTEST_GUILESS_MAIN(KeyStoreTest)
#include "keystoretest.moc"
