// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keystore.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

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
