// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keystore.h"
#include "support/awaited.h"
#include "support/sessionbus.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::awaited;

namespace {

constexpr auto planted = "sk-admin-planted-4711";
const KeyReference reference {KeyReference::Place::keyring, "openai-1"};

/// The longest time in which the event loop did nothing.
class Stalls {
public:
    Stalls()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_since.start();
        m_timer.start(2);
    }
    [[nodiscard]] qint64 longest() const { return std::max(m_longest, m_since.elapsed()); }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace

/// Every way in which a desktop's keyring may not give a key (ACCEPTANCE E1, E2), with a keyring and a bus of our own.
class KeyringTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<test::SessionBus> m_bus;

    [[nodiscard]] QString marks() const { return m_directory->filePath(QStringLiteral("keys.seen")); }
    [[nodiscard]] KeyPlaces places() const
    {
        // A minute and five seconds, scaled.
        return {.marks = marks(), .keyring = {.answers = 300ms, .asksOwner = 600ms}};
    }
    void keyring(const char* program, const char* mode, bool withKey = true)
    {
        QStringList words {QLatin1String(program), QLatin1String(mode)};
        if (withKey)
            words << QStringLiteral("openai-1") << QLatin1String(planted);
        QVERIFY(m_bus->startKeyring(words));
    }
    /// As a keyring of that name gave the key yesterday.
    void seenIn(const char* program)
    {
        keyring(program, "open");
        const KeyStore store({}, places());
        QCOMPARE(awaited(store.read(reference)).value(), QByteArray(planted));
        m_bus->stopKeyring();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_bus.reset(); // it gives the environment back
        m_bus = std::make_unique<test::SessionBus>();
        QVERIFY(m_bus->isRunning());
    }

    void theMatrix_data()
    {
        QTest::addColumn<QByteArray>("seen"); // the program in which the key was seen before
        QTest::addColumn<QByteArray>("mode"); // of the keyring now; empty: there is none
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QByteArray>("says");
        using B = QByteArray;
        QTest::newRow("no bus") << B() << B("no bus") << ErrorCode::keyringAbsent << B("there is no session bus");
        QTest::newRow("no provider") << B() << B() << ErrorCode::keyringAbsent << B("no program offers one");
        QTest::newRow("no provider any more")
            << B("ksecretd") << B() << ErrorCode::keyringAbsent << B("expected in KWallet, no program offers one");
        QTest::newRow("locked, nobody comes")
            << B() << B("unanswered") << ErrorCode::keyringLocked << B("GNOME Keyring does not answer");
        QTest::newRow("prompt dismissed") << B() << B("dismissed") << ErrorCode::keyringLocked
                                          << B("GNOME Keyring is locked, and its question was dismissed");
        QTest::newRow("hangs for a minute")
            << B() << B("hangs") << ErrorCode::keyringLocked << B("the keyring does not answer");
        QTest::newRow("another keyring") << B("kwalletd6") << B("empty") << ErrorCode::keyringAbsent
                                         << B("expected in KWallet, but the keyring is GNOME Keyring now");
        QTest::newRow("there yesterday, not today")
            << B("gnome-keyring-d") << B("empty") << ErrorCode::keyringAbsent << B("expected in GNOME Keyring, not found");
        QTest::newRow("never there") << B() << B("empty") << ErrorCode::keyMissing << B("not in GNOME Keyring");
    }

    void theMatrix()
    {
        QFETCH(QByteArray, seen);
        QFETCH(QByteArray, mode);
        QFETCH(QByteArray, says);
        if (!seen.isEmpty())
            seenIn(seen.constData());
        if (mode == "no bus")
            m_bus.reset();
        const bool hasBus = m_bus != nullptr;
        if (!hasBus)
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
        QFile marksFile(marks());
        const QByteArray before = marksFile.open(QIODevice::ReadOnly) ? marksFile.readAll() : QByteArray();
        qint64 stall = 0;
        // Three times, since somebody else's work may hold this computer up; the words are the same each time.
        for (int attempt = 0; attempt < 3 && (attempt == 0 || stall > 100); ++attempt) {
            if (hasBus && !mode.isEmpty())
                keyring("gnome-keyring-d", mode == "empty" ? "open" : mode.constData(), mode != "empty");
            const Stalls stalls;
            const KeyStore store({}, places());
            const auto key = awaited(store.read(reference));
            stall = stalls.longest();
            QVERIFY(!key);
            QTEST(key.error().code, "code");
            QCOMPARE(QByteArray::fromStdString(key.error().detail), says);
            QCOMPARE(key.error().subject, reference.text());
        }
        QVERIFY2(stall <= 100, QByteArray::number(stall));
        // What was known of the key is still known.
        marksFile.close();
        QCOMPARE(marksFile.open(QIODevice::ReadOnly) ? marksFile.readAll() : QByteArray(), before);
    }

    void aLockedKeyringAsksItsOwnerOnce()
    {
        keyring("ksecretd", "locked");
        const KeyStore store({}, places());
        QCOMPARE(awaited(store.read(reference)).value(), QByteArray(planted));
        QCOMPARE(awaited(store.read(reference)).value(), QByteArray(planted));
        QCOMPARE(m_bus->keyringLines().count(QStringLiteral("asked")), 1);
    }

    void aDismissedQuestionIsNotAskedAgainByItself()
    {
        keyring("ksecretd", "dismissed");
        KeyStore store({}, places());
        for (int poll = 0; poll < 5; ++poll)
            QCOMPARE(awaited(store.read(reference)).error().code, ErrorCode::keyringLocked);
        QCOMPARE(m_bus->keyringLines().count(QStringLiteral("asked")), 1);
        // A person who enters a key is there to answer.
        QCOMPARE(awaited(store.keep(KeyReference::Place::keyring, "new", "sk-2")).error().code, ErrorCode::keyringLocked);
        QCOMPARE(m_bus->keyringLines().count(QStringLiteral("asked")), 2);
        // It is found unlocked by other means.
        keyring("ksecretd", "open");
        QCOMPARE(awaited(store.read(reference)).value(), QByteArray(planted));
    }

    void aQuestionThatNobodyAnswersIsTakenBack()
    {
        keyring("ksecretd", "unanswered");
        const KeyStore store({}, places());
        QVERIFY(!awaited(store.read(reference)));
        QTRY_VERIFY(m_bus->keyringLines().contains(QStringLiteral("question taken back")));
    }

    void aKeptKeyComesBackAndNoneIsOverwritten()
    {
        keyring("gnome-keyring-d", "open");
        KeyReference kept;
        {
            KeyStore store({}, places());
            const auto first = awaited(store.keep(KeyReference::Place::keyring, "openai", "sk-first"));
            const auto second = awaited(store.keep(KeyReference::Place::keyring, "openai", "sk-second"));
            QVERIFY(first && second);
            QVERIFY(first->name != second->name);
            QCOMPARE(awaited(store.read(*first)).value(), QByteArray("sk-first"));
            QCOMPARE(awaited(store.read(*second)).value(), QByteArray("sk-second"));
            kept = *first;
        }
        QCOMPARE(awaited(KeyStore({}, places()).read(kept)).value(), QByteArray("sk-first"));
        // The mark knows where, and nothing else.
        QFile file(marks());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains("GNOME Keyring") && content.contains(QByteArray::fromStdString(kept.name)));
        QVERIFY(!content.contains("sk-first"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
    }

    void damagedMarksAreNone()
    {
        seenIn("ksecretd");
        for (const char* content : {"", "{", "[]", R"({"openai-1":{"store":1}})", R"({"openai-1":{"seen":"x"}})"}) {
            QFile out(marks());
            QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
            out.write(content);
            out.close();
            keyring("ksecretd", "open", false);
            QCOMPARE(awaited(KeyStore({}, places()).read(reference)).error().code, ErrorCode::keyMissing);
        }
    }
};

QTEST_GUILESS_MAIN(KeyringTest)
#include "keyringtest.moc"
