// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakeproviders.h"
#include "app/connectors/targets/targetstand.h"
#include "connectors/bifrost/bifrostcontrol.h"

#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

/// The lever of a Bifrost gateway against one whose memory, store and answers part ways.
class BifrostLeverTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeSystem> m_node;
    std::unique_ptr<TargetStand> m_stand;

    void start(std::chrono::milliseconds bound = 3000ms, bool isNewer = true)
    {
        m_node = std::make_unique<FakeSystem>(bifrostKind(isNewer));
        m_node->stored = bifrostThings();
        QVERIFY(m_node->listen());
        m_stand = std::make_unique<TargetStand>(TargetStand::Options {.url = m_node->url().toStdString(),
                                                    .dialect = std::make_shared<BifrostControl>(),
                                                    .key = FakeSystem::adminKey,
                                                    .bound = bound},
            [this] { return serves("a0") || serves("a1"); });
    }
    [[nodiscard]] bool serves(const char* key) const { return m_node->serves(QLatin1StringView(key)); }
    [[nodiscard]] bool isActive(const char* key) const
    {
        return m_node->stored[QLatin1StringView(key)][QLatin1String("active")].toBool();
    }
    void set(const char* key, const char* member, bool value)
    {
        m_node->stored[QLatin1StringView(key)][QLatin1StringView(member)] = value;
    }

private Q_SLOTS:
    void cleanup()
    {
        QCOMPARE(m_stand->falsehoods(), 0);
        m_stand.reset();
        QVERIFY2(m_node->complaints.isEmpty(), qPrintable(m_node->complaints.join(QStringLiteral("; "))));
        m_node.reset();
    }

    void aListShorterThanItsOwnCountIsReadAgainAndNeverBelieved()
    {
        start(500ms);
        m_node->shortLists = -1;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().cause->code, ErrorCode::badAnswer);
        QVERIFY2(m_stand->place().cause->detail.contains("of the"), m_stand->place().cause->detail.c_str());
        m_node->shortLists = 0;
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        m_node->shortLists = 1; // something came between two pages
        m_stand->restart();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        QCOMPARE(m_node->shortLists, 0);
    }

    void freezesProvesAndGivesBackExactly_data()
    {
        QTest::addColumn<bool>("isNewer");
        QTest::addRow("keys with a budget") << false;
        QTest::addRow("keys with budgets") << true;
    }
    void freezesProvesAndGivesBackExactly()
    {
        QFETCH(bool, isNewer);
        start(3000ms, isNewer);
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        QVERIFY(!isActive("a0") && !isActive("a1") && isActive("b1"));
        QVERIFY(serves("b1"));
        m_stand->restart();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        m_stand->resume();
        QVERIFY(m_stand->reaches(FreezeStage::resumed));
        QCOMPARE(m_node->stored, bifrostThings());
    }

    void memoryThatLagsIsNotFrozenTooEarly()
    {
        start();
        m_node->worksAfter = 900;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        QVERIFY(!serves("a1"));
    }

    void memoryThatNeverLearnsIsLoud()
    {
        start(400ms);
        m_node->worksAfter = -1;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().stage, PlaceStage::lying);
        QVERIFY(!isActive("a1")); // it is stored all the same
    }

    void aNodeThatIgnoresTheWriteIsLoud()
    {
        start(400ms);
        m_node->ignoresChanges = true;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QVERIFY(m_node->changes > 0);
    }

    void aCanaryThatProvesNothingIsNamed_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addRow("used up") << QStringLiteral("budget_exceeded");
        QTest::addRow("not known") << QStringLiteral("virtual_key_not_found");
    }
    void aCanaryThatProvesNothingIsNamed()
    {
        QFETCH(QString, word);
        start(400ms);
        if (word == QLatin1String("budget_exceeded"))
            m_node->stored[QStringLiteral("z0")] = QJsonObject {{QStringLiteral("team"), QStringLiteral("p-other")},
                {QStringLiteral("name"), QStringLiteral("canary")}, {QStringLiteral("secret"), QLatin1String(canaryKey)},
                {QStringLiteral("active"), true}, {QStringLiteral("isUsedUp"), true}};
        m_node->stored.remove(QStringLiteral("a0"));
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QVERIFY2(m_stand->place().cause->detail.contains(word.toStdString()), m_stand->place().cause->detail.c_str());
    }

    void aCanaryThatIsNotOfTheTeamIsServedAndLoud()
    {
        start(400ms);
        m_node->stored[QStringLiteral("a0")][QLatin1String("team")] = QStringLiteral("p-other");
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().stage, PlaceStage::lying);
    }

    void aKeyThatMayOnlyLookIsNamed()
    {
        start(400ms);
        m_node->readOnly = true;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().cause->code, ErrorCode::noRightToFreeze);
    }

    void aKeyReleasedOutsideIsShownAndNotOverwritten()
    {
        start();
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        m_stand->expectEdit();
        set("a1", "active", true);
        QVERIFY(m_stand->reaches(FreezeStage::changedOutside));
        QTest::qWait(300);
        QVERIFY(isActive("a1"));
    }

    void allKeysOfManyPagesAreHeld()
    {
        start();
        for (int i = 0; i < 230; ++i)
            m_node->stored[QStringLiteral("k%1").arg(i)] =
                QJsonObject {{QStringLiteral("team"), i % 2 == 0 ? QStringLiteral("p-pay") : QStringLiteral("p-search")},
                    {QStringLiteral("name"), QStringLiteral("key %1").arg(i)}, {QStringLiteral("active"), i % 3 != 0}};
        const Things before = m_node->stored;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        for (const QJsonObject& key : m_node->stored)
            if (key[QLatin1String("team")] == QLatin1String("p-pay"))
                QVERIFY(!key[QLatin1String("active")].toBool());
        m_stand->resume();
        QVERIFY(m_stand->reaches(FreezeStage::resumed));
        QCOMPARE(m_node->stored, before);
    }
};

QTEST_GUILESS_MAIN(BifrostLeverTest)
#include "bifrostlevertest.moc"
