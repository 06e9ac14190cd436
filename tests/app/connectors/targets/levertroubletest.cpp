// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/leverstand.h"

#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;
using Trouble = FakeSystem::Trouble;

/// Every lever against every kind of bad day, all levers at once: none says more than it can know.
class LeverTroubleTest : public QObject {
    Q_OBJECT

    std::vector<std::unique_ptr<LeverStand>> m_levers;

    void start(std::chrono::milliseconds bound, auto&& prepare, std::optional<std::chrono::milliseconds> deadline = {})
    {
        for (const LeverCase& one : leverCases()) {
            m_levers.push_back(std::make_unique<LeverStand>(one, bound, deadline));
            prepare(m_levers.back()->system());
        }
        for (const auto& lever : m_levers)
            lever->freeze();
    }
    /// `expected(lever)` is the stage that each has to come to.
    void expect(auto&& expected)
    {
        for (const auto& lever : m_levers)
            QVERIFY2(lever->reaches(expected(*lever)), lever->state().c_str());
    }
    static FreezeStage best(const LeverStand& lever) { return lever.about().best; }
    void expectAllHeld()
    {
        expect(best);
        for (const auto& lever : m_levers)
            QVERIFY2(!lever->serves() && lever->othersServed() == lever->about().others.size(), lever->state().c_str());
    }
    static FreezeStage notProved(const LeverStand& /*lever*/) { return FreezeStage::notProved; }
    static bool is(const LeverStand& lever, const char* kind) { return std::string_view(lever.about().kind) == kind; }

private Q_SLOTS:
    void cleanup()
    {
        const auto levers = std::exchange(m_levers, {});
        for (const auto& lever : levers)
            QVERIFY2(lever->faults().isEmpty(), lever->state().c_str());
    }

    void anOrderThatIsTakenAndChangesNothing()
    {
        start(300ms, [](FakeSystem& system) { system.ignoresChanges = true; });
        expect(notProved);
        for (const auto& lever : m_levers) {
            QVERIFY(lever->system().changes > 0);
            QVERIFY(lever->serves());
        }
    }

    void anOrderThatIsStoredWhileCallsGoOn()
    {
        start(300ms, [](FakeSystem& system) { system.worksAfter = -1; });
        // A test call and GitHub's own word tell. Of the others the stored state is all there is, and never called frozen.
        expect([](const LeverStand& lever) {
            return is(lever, "bifrost") || is(lever, "github") || is(lever, "github-enterprise") ? FreezeStage::notProved
                                                                                                 : FreezeStage::partlyProved;
        });
        for (const auto& lever : m_levers) {
            QVERIFY(lever->serves());
            if (is(*lever, "openai"))
                QVERIFY2(lever->stand().place().note.contains("armed"), lever->stand().place().note.c_str());
        }
    }

    void anOldStateThatIsToldForEver()
    {
        start(300ms, [](FakeSystem& system) { system.tellsAfter = -1; });
        // Bifrost is asked what it goes by, not what it has stored.
        expect([](const LeverStand& lever) { return is(lever, "bifrost") ? best(lever) : FreezeStage::notProved; });
    }

    void anOldStateThatIsToldForAWhile()
    {
        start(5s, [](FakeSystem& system) { system.tellsAfter = 200; });
        expectAllHeld();
        for (const auto& lever : m_levers)
            lever->resume();
        expect([](const LeverStand&) { return FreezeStage::resumed; });
        for (const auto& lever : m_levers)
            QCOMPARE(lever->system().stored, lever->about().things);
    }

    void anEditOutside()
    {
        start(3s, [](FakeSystem&) { });
        expectAllHeld();
        std::vector<Things> edited;
        for (const auto& lever : m_levers) {
            lever->stand().expectEdit();
            Things& stored = lever->system().stored;
            if (is(*lever, "bifrost"))
                stored[QStringLiteral("a1")][QLatin1String("active")] = true;
            else if (is(*lever, "openrouter"))
                stored[QStringLiteral("a1")][QLatin1String("disabled")] = false;
            else if (is(*lever, "anthropic"))
                stored[QStringLiteral("a1")][QLatin1String("status")] = QStringLiteral("active");
            else if (is(*lever, "openai"))
                stored[QStringLiteral("p-pay")][QLatin1String("limit")] =
                    stored[QStringLiteral("p-search")][QLatin1String("limit")];
            else
                stored[QStringLiteral("u1")][QLatin1String("budget_amount")] = 90;
            edited.push_back(stored);
        }
        expect([](const LeverStand&) { return FreezeStage::changedOutside; });
        QTest::qWait(300);
        for (std::size_t i = 0; i < m_levers.size(); ++i)
            QCOMPARE(m_levers[i]->system().stored, edited[i]);
    }

    void aSystemThatDiesAfterTheOrder()
    {
        start(400ms, [](FakeSystem& system) { system.diesAfter = 1; });
        expect(notProved);
        for (const auto& lever : m_levers)
            QCOMPARE(lever->stand().place().stage, PlaceStage::silent);
    }

    void answersThatAreSomethingElse()
    {
        start(300ms, [](FakeSystem& system) { system.trouble = Trouble::garbage; });
        expect(notProved);
        for (const auto& lever : m_levers) {
            const auto cause = lever->stand().place().cause;
            QCOMPARE(cause->code, ErrorCode::badAnswer);
            QVERIFY2(cause->detail.starts_with("$."), cause->detail.c_str());
        }
    }

    void noAnswers()
    {
        start(400ms, [](FakeSystem& system) { system.trouble = Trouble::silent; }, 300ms);
        expect(notProved);
        for (const auto& lever : m_levers)
            QCOMPARE(lever->stand().place().stage, PlaceStage::silent);
    }

    void someAnswersThatAreLost_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::addRow("too many requests") << static_cast<int>(Trouble::limited);
        QTest::addRow("too many requests, said as 403") << static_cast<int>(Trouble::limitedAs403);
        QTest::addRow("server errors") << static_cast<int>(Trouble::failing);
        QTest::addRow("cut") << static_cast<int>(Trouble::cut);
    }
    void someAnswersThatAreLost()
    {
        QFETCH(int, trouble);
        start(5s, [&](FakeSystem& system) {
            system.trouble = static_cast<Trouble>(trouble);
            system.troubles = 2;
        });
        expectAllHeld();
    }

    void tooManyRequestsSaidAs403IsNoLackOfRights()
    {
        start(300ms, [](FakeSystem& system) { system.trouble = Trouble::limitedAs403; });
        expect(notProved);
        for (const auto& lever : m_levers)
            QCOMPARE(lever->stand().place().cause->code, ErrorCode::rateLimited);
    }
};

QTEST_GUILESS_MAIN(LeverTroubleTest)
#include "levertroubletest.moc"
