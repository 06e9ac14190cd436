// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakelitellm.h"
#include "app/connectors/targets/targetstand.h"
#include "connectors/litellm/litellmcontrol.h"

#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

/// The lever of a LiteLLM proxy against one that keeps, forgets and refuses as the real ones do.
class LiteLlmLeverTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeLiteLlm> m_proxy;
    std::unique_ptr<TargetStand> m_stand;

    void start(int workers = 1, std::chrono::milliseconds bound = 3000ms)
    {
        m_proxy = std::make_unique<FakeLiteLlm>(workers);
        QVERIFY(m_proxy->listen());
        m_proxy->teams = {{"p-pay", "payments"}, {"p-search", "search"}};
        m_proxy->keys = {{FakeLiteLlm::hashOf(canaryKey), "canary", "p-pay", canaryKey}, {"aa22", "ci", "p-pay", "sk-ci"},
            {"aa33", "old", "p-pay", "sk-old", true}, {"bb11", "web", "p-search", "sk-web"}};
        m_stand = std::make_unique<TargetStand>(TargetStand::Options {.url = m_proxy->url().toStdString(),
                                                    .dialect = std::make_shared<LiteLlmControl>(),
                                                    .key = FakeLiteLlm::adminKey,
                                                    .tries = 3 * workers,
                                                    .bound = bound},
            [this] { return m_proxy->wouldServe(canaryKey) || m_proxy->wouldServe("sk-ci"); });
    }

private Q_SLOTS:
    void cleanup()
    {
        QCOMPARE(m_stand->falsehoods(), 0);
        m_stand.reset();
        QVERIFY2(m_proxy->complaints.isEmpty(), qPrintable(m_proxy->complaints.join(QStringLiteral("; "))));
        m_proxy.reset();
    }

    void freezesProvesAndGivesBackExactly()
    {
        start();
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        QVERIFY(m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == true);
        QVERIFY(!m_proxy->team("p-search")->blocked && !m_proxy->key("bb11")->blocked);
        QVERIFY2(!m_proxy->key(FakeLiteLlm::hashOf(canaryKey))->blocked, "its refusal is to be its team's");
        QVERIFY(m_proxy->wouldServe("sk-web"));
        m_stand->restart();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        m_stand->resume();
        QVERIFY(m_stand->reaches(FreezeStage::resumed));
        QVERIFY(!m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == false);
        QVERIFY2(m_proxy->key("aa33")->blocked == true, "it was blocked before the freeze");
    }

    void aVersionWithABrokenKeyCheckIsNamed()
    {
        start();
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        QVERIFY(m_proxy->healthAsked > 0);
        QCOMPARE(m_stand->caveat(), LeverCaveat::none); // it does not say which it is
        m_proxy->version = "1.83.6-stable";
        m_stand->restart();
        QTRY_COMPARE(m_stand->caveat(), LeverCaveat::brokenKeyCheck);
    }

    void isNotFrozenWhileAWorkerGoesByWhatItKnew()
    {
        start(4);
        m_proxy->cacheMs = 900;
        m_proxy->remember(canaryKey);
        m_proxy->remember("sk-ci");
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::freezing, 2s));
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
    }

    void aWorkerThatNeverLearnsIsLoud()
    {
        start(6, 700ms);
        m_proxy->cacheMs = -1;
        m_proxy->remember(canaryKey);
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().stage, PlaceStage::lying);
        QVERIFY(m_proxy->team("p-pay")->blocked); // it says so all the same
    }

    void aCanaryRefusedForItsBudgetProvesNothing_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 422, 429})
            QTest::addRow("%d", status) << status;
    }
    void aCanaryRefusedForItsBudgetProvesNothing()
    {
        QFETCH(int, status);
        start(1, 500ms);
        m_proxy->budgetStatus = status;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QVERIFY2(m_stand->place().cause->detail.contains("budget_exceeded"), m_stand->place().cause->detail.c_str());
    }

    void aListShorterThanItsOwnCountIsReadAgainAndNeverBelieved()
    {
        start(1, 500ms);
        m_proxy->shortLists = -1;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().cause->code, ErrorCode::badAnswer);
        QVERIFY2(m_stand->place().cause->detail.contains("3 of the 4"), m_stand->place().cause->detail.c_str());
        m_proxy->shortLists = 0;
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        m_proxy->shortLists = 1; // something came between two pages
        m_stand->restart();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        QCOMPARE(m_proxy->shortLists, 0);
    }

    void keysThatCantBeListedKeepNoTeamFromBeingBlocked()
    {
        start(1, 500ms);
        const auto key = [this](const char* token) { return m_proxy->key(token)->blocked.value_or(false); };
        m_proxy->hidesKeys = true;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QVERIFY(m_proxy->team("p-pay")->blocked && !key("aa22"));
        QCOMPARE(m_stand->place().cause->code, ErrorCode::serverError);
        QVERIFY2(m_stand->place().note.contains("keys"), m_stand->place().note.c_str());
        m_proxy->hidesKeys = false;
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        QVERIFY(key("aa22"));
        m_proxy->hidesKeys = true; // what it holds there is not given back unseen
        m_stand->resume();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QVERIFY(!m_proxy->team("p-pay")->blocked && key("aa22"));
        m_proxy->hidesKeys = false;
        QVERIFY(m_stand->reaches(FreezeStage::resumed));
        QVERIFY(!key("aa22") && key("aa33"));
    }

    void aRejectedKeySpeaksOfFreezingAndOfNoFigures()
    {
        start();
        m_stand = std::make_unique<TargetStand>(TargetStand::Options {.url = m_proxy->url().toStdString(),
                                                    .dialect = std::make_shared<LiteLlmControl>(),
                                                    .key = "sk-old-admin",
                                                    .bound = 300ms},
            [] { return true; });
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().cause->code, ErrorCode::controlRefused);
    }

    void withoutACanaryItIsPartlyProved()
    {
        start();
        TargetStand::Options options {.url = m_proxy->url().toStdString(),
            .dialect = std::make_shared<LiteLlmControl>(),
            .key = FakeLiteLlm::adminKey,
            .canary = {}};
        m_stand = std::make_unique<TargetStand>(options, [] { return true; });
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::partlyProved));
        QVERIFY(!m_stand->place().canProbe);
        m_stand->resume();
        QVERIFY(m_stand->reaches(FreezeStage::resumed));
    }

    void aCanarySaysNothingOfAnotherTeamOfTheProxy()
    {
        start(3);
        m_proxy->cacheMs = -1;
        m_proxy->teams.push_back({"p-more", "payments too"});
        m_proxy->keys.push_back({"cc11", "more", "p-more", "sk-more"});
        m_proxy->remember("sk-more"); // its workers go by that for ever
        TargetStand::Options options {.url = m_proxy->url().toStdString(),
            .dialect = std::make_shared<LiteLlmControl>(),
            .key = FakeLiteLlm::adminKey,
            .tries = 9};
        AllocationRule more = options.rules.front();
        more.project = "p-more";
        options.rules.push_back(more);
        m_stand = std::make_unique<TargetStand>(
            options, [this] { return m_proxy->wouldServe("sk-ci") || m_proxy->wouldServe("sk-more"); });
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::partlyProved));
        QVERIFY(m_proxy->team("p-more")->blocked && m_proxy->wouldServe("sk-more"));
        QTest::qWait(500); // and some looks later
        QCOMPARE(m_stand->stage(), FreezeStage::partlyProved);
        m_stand->resume();
        QVERIFY(m_stand->reaches(FreezeStage::resumed));
        QVERIFY(!m_proxy->team("p-pay")->blocked && !m_proxy->team("p-more")->blocked);
    }

    void aKeyThatMayOnlyLookIsNamed()
    {
        start(1, 500ms);
        m_proxy->readOnly = true;
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::notProved));
        QCOMPARE(m_stand->place().cause->code, ErrorCode::noRightToFreeze);
        QCOMPARE(m_stand->place().cause->subject, "There");
    }

    void allKeysOfManyPagesAreHeld()
    {
        start();
        for (int i = 0; i < 230; ++i)
            m_proxy->keys.push_back(
                {"cc" + QByteArray::number(i), "k" + QByteArray::number(i), i % 2 == 0 ? "p-pay" : "p-search"});
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        for (const FakeLiteLlm::Key& key : m_proxy->keys)
            QCOMPARE(key.blocked.value_or(false), key.team == "p-pay" && key.secret != canaryKey);
    }

    void aKeyUnblockedOutsideIsShownAndNotOverwritten()
    {
        start();
        m_stand->freeze();
        QVERIFY(m_stand->reaches(FreezeStage::frozen));
        m_stand->expectEdit();
        m_proxy->key("aa22")->blocked = false;
        QVERIFY(m_stand->reaches(FreezeStage::changedOutside));
        QTest::qWait(500);
        QVERIFY(m_proxy->key("aa22")->blocked == false);
    }
};

QTEST_GUILESS_MAIN(LiteLlmLeverTest)
#include "litellmlevertest.moc"
