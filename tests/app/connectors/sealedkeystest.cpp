// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/sealedkeys.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;

class SealedKeysTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    [[nodiscard]] QString file() const { return m_directory->filePath(QStringLiteral("keys.sealed")); }
    [[nodiscard]] QByteArray content() const
    {
        QFile in(file());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    void write(const QByteArray& bytes) const
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate) && out.write(bytes) == bytes.size());
        out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void keysComeBackWithThePassphraseAlone()
    {
        {
            auto keys = SealedKeys::create(file(), "correct horse");
            QVERIFY(keys);
            QVERIFY(keys->add("openai", "sk-admin-planted"));
            QVERIFY(keys->add("other", "sk-\u00e9\u4e2d"));
            QCOMPARE(keys->add("openai", "sk-new").error().code, ErrorCode::duplicateName);
            QVERIFY(keys->remove("other"));
        }
        const QByteArray stored = content();
        for (const QByteArray& form : {QByteArray("sk-admin-planted"), QByteArray("sk-admin-planted").toBase64().chopped(4),
                 QByteArray("sk-admin-planted").toHex()})
            QVERIFY(!stored.contains(form));
        QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
        const auto opened = SealedKeys::open(file(), "correct horse");
        QVERIFY(opened);
        QCOMPARE(opened->key("openai"), QByteArray("sk-admin-planted"));
        QCOMPARE(opened->key("other"), QByteArray());
        QCOMPARE(SealedKeys::open(file(), "correct horsf").error().code, ErrorCode::badPassphrase);
    }

    void anExistingFileIsNeverOverwritten()
    {
        QVERIFY(SealedKeys::create(file(), "correct horse"));
        const QByteArray before = content();
        QCOMPARE(SealedKeys::create(file(), "another one").error().code, ErrorCode::fileExists);
        QCOMPARE(content(), before);
    }

    void aShortPassphraseIsRefused() { QCOMPARE(SealedKeys::create(file(), "1234567").error().code, ErrorCode::badPassphrase); }

    void aChangedFileIsNotOpened()
    {
        QVERIFY(SealedKeys::create(file(), "correct horse")->add("openai", "sk"));
        const QJsonObject sealed = QJsonDocument::fromJson(content()).object();
        for (const char* member : {"salt", "nonce", "box"}) {
            QJsonObject changed = sealed;
            QByteArray bytes = QByteArray::fromBase64(changed[QLatin1String(member)].toString().toLatin1());
            bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
            changed[QLatin1String(member)] = QLatin1String(bytes.toBase64());
            write(QJsonDocument(changed).toJson());
            QCOMPARE(SealedKeys::open(file(), "correct horse").error().code, ErrorCode::badPassphrase);
        }
        for (const auto& [member, value] : std::initializer_list<std::pair<const char*, QJsonValue>> {
                 {"format", QStringLiteral("x")}, {"work", 1'000'000}, {"memory", 1e15}, {"salt", QString()}}) {
            QJsonObject changed = sealed;
            changed[QLatin1String(member)] = value;
            write(QJsonDocument(changed).toJson());
            QCOMPARE(SealedKeys::open(file(), "correct horse").error().code, ErrorCode::badConfig);
        }
        for (const QByteArray& bytes : {QByteArray(), QByteArray("{"), content().left(content().size() / 2)}) {
            write(bytes);
            QCOMPARE(SealedKeys::open(file(), "correct horse").error().code, ErrorCode::badConfig);
        }
    }

    void aFileThatOthersCanReadIsRefused()
    {
        QVERIFY(SealedKeys::create(file(), "correct horse"));
        QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        QCOMPARE(SealedKeys::open(file(), "correct horse").error().code, ErrorCode::badConfig);
    }

    void whatCannotBeSavedIsNotKept()
    {
        auto keys = SealedKeys::create(file(), "correct horse");
        QVERIFY(keys);
        QVERIFY(QFile::remove(file()) && m_directory->remove());
        QCOMPARE(keys->add("openai", "sk").error().code, ErrorCode::fileUnwritable);
        QCOMPARE(keys->key("openai"), QByteArray());
    }
};

QTEST_GUILESS_MAIN(SealedKeysTest)
#include "sealedkeystest.moc"
