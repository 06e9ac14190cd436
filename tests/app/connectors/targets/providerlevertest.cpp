// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/leverstand.h"
#include "connectors/targets/controldialects.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <random>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr std::array providers {"openrouter", "anthropic", "openai", "github", "github-enterprise"};

QLatin1StringView latin(const char* text) { return QLatin1StringView(text); }

} // namespace

/// The levers of providers, which have no test call to prove a freeze with, against strict fakes of them.
class ProviderLeverTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LeverStand> m_lever;

    void start(const LeverCase& what, std::chrono::milliseconds bound = 3000ms)
    {
        m_lever = std::make_unique<LeverStand>(what, bound);
    }
    void reach(FreezeStage stage) { QVERIFY2(m_lever->reaches(stage), m_lever->state().c_str()); }
    QJsonObject& thing(const char* id) { return m_lever->system().stored[latin(id)]; }

    /// Any state before: some things are held already, some have limits of their own.
    static void mix(Things& things, std::mt19937& dice)
    {
        const auto rolls = [&](unsigned of) { return dice() % of == 0; };
        for (QJsonObject& thing : things)
            if (thing.contains(latin("disabled"))) {
                thing[latin("disabled")] = rolls(3);
            } else if (thing.contains(latin("status")) && thing.contains(latin("workspace"))) {
                thing[latin("status")] = latin(rolls(4) ? "archived" : rolls(3) ? "inactive" : "active");
            } else if (thing.contains(latin("limit"))) {
                const QJsonObject limit {
                    {QStringLiteral("threshold_amount"), rolls(3) ? 1 : 2000 + static_cast<int>(dice() % 9000)},
                    {QStringLiteral("currency"), QStringLiteral("USD")}, {QStringLiteral("interval"), QStringLiteral("month")}};
                thing[latin("limit")] = rolls(2) ? QJsonValue() : QJsonValue(limit);
                thing[latin("says")] = rolls(2);
            } else if (thing.contains(latin("budget_amount"))) {
                thing[latin("budget_amount")] = rolls(3) ? 0 : static_cast<int>(dice() % 500);
            }
    }
    static void allKinds()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char* kind : providers)
            QTest::addRow("%s", kind) << QByteArray(kind);
    }

private Q_SLOTS:
    void openRouterIsAskedNoMoreThanOnceASecond()
    {
        QElapsedTimer clock;
        std::vector<qint64> asked;
        RawServer server([&](QIODevice& connection, const QByteArray&) {
            asked.push_back(clock.elapsed());
            connection.write(RawServer::answer(200, R"({"data":[],"total_count":0})"));
        });
        QVERIFY(server.listen());
        clock.start();
        HttpClient http;
        HttpTargets targets(http, controlDialectOf("openrouter", "acme"),
            {.address = {.id = "there", .name = "There", .socket = {}, .url = QUrl(server.url()), .tokens = DoorTokens("sk")}});
        const auto answer = targets.targets();
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(answer.result());
        QCOMPARE(asked.size(), 2U);
        QVERIFY2(asked[1] - asked[0] >= 950, qPrintable(QString::number(asked[1] - asked[0])));
    }

    void cleanup()
    {
        const auto lever = std::exchange(m_lever, nullptr);
        if (lever)
            QVERIFY2(lever->faults().isEmpty(), lever->state().c_str());
    }

    void holdsAndGivesBackExactly_data() { allKinds(); }
    void holdsAndGivesBackExactly()
    {
        QFETCH(QByteArray, kind);
        const LeverCase what = leverCase(kind);
        start(what);
        QVERIFY(m_lever->serves());
        m_lever->freeze();
        reach(FreezeStage::partlyProved);
        QVERIFY(!m_lever->stand().place().canProbe);
        QVERIFY(!m_lever->serves());
        QCOMPARE(m_lever->othersServed(), what.others.size());
        m_lever->stand().restart();
        reach(FreezeStage::partlyProved);
        m_lever->resume();
        reach(FreezeStage::resumed);
        QCOMPARE(m_lever->system().stored, what.things);
    }

    void anyStateIsGivenBackExactly()
    {
        std::mt19937 dice(11);
        constexpr int rounds = 4;
        for (int round = 0; round < rounds; ++round) {
            std::vector<std::unique_ptr<LeverStand>> levers; // all at once
            for (const char* kind : providers) {
                LeverCase what = leverCase(kind);
                mix(what.things, dice);
                levers.push_back(std::make_unique<LeverStand>(what));
                levers.back()->freeze();
            }
            const auto become = [&](FreezeStage stage) {
                for (const auto& lever : levers)
                    QTRY_VERIFY2(lever->stand().stage() == stage
                            || lever->stand().place().stage == PlaceStage::nothingHere, // all of it was archived
                        lever->state().c_str());
            };
            become(FreezeStage::partlyProved);
            for (const auto& lever : levers) {
                QVERIFY2(!lever->serves(), lever->state().c_str());
                lever->resume();
            }
            become(FreezeStage::resumed);
            for (const auto& lever : levers) {
                QCOMPARE(lever->system().stored, lever->about().things);
                QVERIFY2(lever->faults().isEmpty(), lever->state().c_str());
            }
        }
    }

    void everythingIsHeldWithTheOrganisation_data() { allKinds(); }
    void everythingIsHeldWithTheOrganisation()
    {
        QFETCH(QByteArray, kind);
        const LeverCase what = leverCase(kind);
        start(what);
        m_lever->freeze(Scope::everything());
        reach(FreezeStage::partlyProved);
        QVERIFY(!m_lever->serves());
        QCOMPARE(m_lever->othersServed(), 0);
        m_lever->resume(Scope::everything());
        QTRY_COMPARE(m_lever->system().stored, what.things);
    }

    void allKeysOfManyPagesAreHeld_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("count");
        QTest::addRow("openrouter, 100 a page") << QByteArray("openrouter") << 230;
        QTest::addRow("anthropic, 1000 a page") << QByteArray("anthropic") << 2100;
    }
    void allKeysOfManyPagesAreHeld()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, count);
        LeverCase what = leverCase(kind);
        for (int i = 0; i < count; ++i) // one of fifty is Payments', on every page
            what.things[QStringLiteral("k%1").arg(i)] = what.things[i % 50 == 0 ? QStringLiteral("a1") : QStringLiteral("b1")];
        start(what);
        m_lever->freeze();
        reach(FreezeStage::partlyProved);
        for (int i = 0; i < count; ++i)
            QCOMPARE(m_lever->system().serves(QStringLiteral("k%1").arg(i)), i % 50 != 0);
    }

    void aKeyThatMayOnlyLookIsNamed_data() { allKinds(); }
    void aKeyThatMayOnlyLookIsNamed()
    {
        QFETCH(QByteArray, kind);
        start(leverCase(kind), 300ms);
        m_lever->system().readOnly = true;
        m_lever->freeze();
        reach(FreezeStage::notProved);
        QCOMPARE(m_lever->stand().place().cause->code, ErrorCode::noRightToFreeze);
    }

    void aLimitIsArmedUntilItsFirstCent()
    {
        start(leverCase("openai"));
        thing("p-pay")[latin("spent")] = 0;
        m_lever->freeze();
        reach(FreezeStage::partlyProved);
        QVERIFY(m_lever->serves());
        QVERIFY2(m_lever->stand().place().note.contains("armed"), m_lever->stand().place().note.c_str());
        thing("p-pay")[latin("spent")] = 3;
        QTRY_VERIFY(m_lever->stand().place().note.empty());
        QVERIFY(!m_lever->serves());
        thing("p-pay")[latin("spent")] = 0; // a new month
        QTRY_VERIFY(m_lever->stand().place().note.contains("armed"));
        QCOMPARE(m_lever->stand().stage(), FreezeStage::partlyProved);
    }

    void aProjectOfTwoTeamsIsNotHeldForOne()
    {
        LeverCase what = leverCase("openai");
        AllocationRule theirs;
        theirs.key = "key-z";
        theirs.team = "team-search";
        what.rules.insert(what.rules.begin(), theirs);
        what.things[QStringLiteral("key-z")] = QJsonObject {{QStringLiteral("project"), QStringLiteral("p-pay")}};
        start(what, 300ms);
        m_lever->freeze();
        reach(FreezeStage::notProved);
        QCOMPARE(m_lever->system().stored, what.things);
        const auto cause = m_lever->stand().place().cause;
        QCOMPARE(cause->code, ErrorCode::cannotRefuse);
        QVERIFY2(cause->detail.contains("p-pay"), cause->detail.c_str());
    }

    void aBudgetOfAnotherKindThatCountsIsLoud()
    {
        start(leverCase("github"), 300ms);
        m_lever->system().worksAfter = -1; // the budget is stored, and another one is in effect
        m_lever->freeze();
        reach(FreezeStage::notProved);
        m_lever->resume();
        QTRY_COMPARE(m_lever->system().stored, m_lever->about().things);
    }

    void oneProjectThatCantBeReadKeepsNoOtherFromBeingFrozen_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        const QByteArray limit = "/organization/projects/p-two/spend_limit";
        const auto project = QStringLiteral("project p-two by name");
        QTest::newRow("not allowed") << limit << QByteArray("403") << project << static_cast<int>(ErrorCode::noRightToRead);
        QTest::newRow("failing") << limit << QByteArray("500") << project << static_cast<int>(ErrorCode::serverError);
        QTest::newRow("nonsense") << limit << QByteArray("<html>") << project << static_cast<int>(ErrorCode::badAnswer);
        QTest::newRow("too often") << limit << QByteArray("429") << project << static_cast<int>(ErrorCode::rateLimited);
    }
    void oneProjectThatCantBeReadKeepsNoOtherFromBeingFrozen()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, answer);
        QFETCH(QString, name);
        QFETCH(int, code);
        LeverCase what = leverCase("openai");
        what.things[QStringLiteral("p-two")] = what.things[QStringLiteral("p-pay")];
        what.rules.push_back(what.rules.front());
        what.rules.back().project = "p-two";
        start(what, 300ms);
        m_lever->system().unread[path] = answer;
        m_lever->freeze();
        reach(FreezeStage::notProved);
        QVERIFY(!m_lever->system().serves(QStringLiteral("p-pay")));
        QVERIFY(m_lever->system().serves(QStringLiteral("p-two")));
        const PlaceView place = m_lever->stand().place();
        QCOMPARE(static_cast<int>(place.cause->code), code);
        QVERIFY2(place.cause->subject.contains(name.toStdString()), place.cause->subject.c_str());
        QVERIFY2(place.note.contains(name.toStdString()), place.note.c_str());
        const int changes = m_lever->system().changes;
        QTest::qWait(300);
        QCOMPARE(m_lever->system().changes, changes); // looked at again, and nothing more is ordered
        m_lever->system().unread.clear();
        reach(FreezeStage::partlyProved);
        QVERIFY(!m_lever->system().serves(QStringLiteral("p-two")));
        // Not to be read is not given back.
        m_lever->system().unread[path] = answer;
        m_lever->resume();
        reach(FreezeStage::notProved);
        QVERIFY(m_lever->system().serves(QStringLiteral("p-pay")));
        QVERIFY(!m_lever->system().serves(QStringLiteral("p-two")));
        QVERIFY2(m_lever->stand().place().note.contains(name.toStdString()), m_lever->state().c_str());
        m_lever->stand().restart();
        QTest::qWait(500);
        QVERIFY2(m_lever->stand().stage() != FreezeStage::resumed, m_lever->state().c_str());
        m_lever->system().unread.clear();
        reach(FreezeStage::resumed);
        QCOMPARE(m_lever->system().stored, what.things);
    }

    void aListThatBreaksOffIsHeldAsFarAsItGoes_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("part"); ///< of the target that fails
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("held"); ///< all the same
        QTest::newRow("OpenRouter's keys of one workspace")
            << QByteArray("openrouter") << QByteArray("workspace_id=p-search") << QByteArray() << QStringLiteral("a1");
        QTest::newRow("Anthropic's second page")
            << QByteArray("anthropic") << QByteArray("after_id=") << QByteArray("api keys") << QStringLiteral("a1");
        QTest::newRow("Bifrost's second page")
            << QByteArray("bifrost") << QByteArray("offset=100") << QByteArray("virtual keys") << QStringLiteral("a1");
        QTest::newRow("what counts for one person at GitHub")
            << QByteArray("github") << QByteArray("user=ada") << QByteArray("ada") << QStringLiteral("Bob");
        QTest::newRow("GitHub's second page of seats")
            << QByteArray("github") << QByteArray("seats?per_page=100&page=2") << QByteArray("seats") << QStringLiteral("ada");
        QTest::newRow("OpenAI's keys of one's own project")
            << QByteArray("openai") << QByteArray("p-pay/api_keys") << QByteArray() << QStringLiteral("p-pay");
    }
    void aListThatBreaksOffIsHeldAsFarAsItGoes()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, name); // empty: nothing of Payments can be in it
        QFETCH(QString, held);
        LeverCase what = leverCase(kind);
        const QString other = what.others.front();
        if (part.contains("page") || part.contains("after") || part.contains("offset"))
            for (int i = 0; i < 1100; ++i)
                what.things[QStringLiteral("x%1").arg(i)] = kind == "github"
                    ? QJsonObject {{QStringLiteral("seat"), QStringLiteral("x%1").arg(i)}}
                    : what.things[other];
        start(what, 2s); // a page of a thousand things takes its time under the sanitizers
        m_lever->system().unread[part] = "500";
        m_lever->freeze();
        reach(name.isEmpty() ? what.best : FreezeStage::notProved);
        QVERIFY2(!m_lever->system().serves(held), m_lever->state().c_str());
        if (!name.isEmpty()) {
            const PlaceView place = m_lever->stand().place();
            QCOMPARE(static_cast<int>(place.cause->code), static_cast<int>(ErrorCode::serverError));
            QVERIFY2(place.note.contains(name.toStdString()), m_lever->state().c_str());
            m_lever->system().unread.clear();
            reach(what.best);
        }
        m_lever->resume();
        reach(FreezeStage::resumed);
        QCOMPARE(m_lever->system().stored, what.things);
    }

    void whatPeopleHaveMustBeKnownBeforeTheirBudgetsAreTouched()
    {
        const LeverCase what = leverCase("github");
        start(what, 300ms);
        m_lever->system().unread["billing/budgets"] = "500";
        m_lever->freeze();
        reach(FreezeStage::notProved);
        QCOMPARE(m_lever->system().stored, what.things); // a second budget could not be told from the first
    }

    void twoBudgetsOfOnePersonAreLeftAlone()
    {
        LeverCase what = leverCase("github");
        what.things[QStringLiteral("u9")] = what.things[QStringLiteral("u1")];
        what.things[QStringLiteral("u9")][latin("budget_amount")] = 11;
        start(what, 300ms);
        m_lever->freeze();
        reach(FreezeStage::notProved);
        QCOMPARE(m_lever->stand().place().cause->code, ErrorCode::cannotRefuse);
        QVERIFY2(m_lever->stand().place().cause->detail.contains("two budgets"), m_lever->state().c_str());
        QVERIFY(!m_lever->system().serves(QStringLiteral("ada"))); // the others are held all the same
        QCOMPARE(m_lever->system().stored[QStringLiteral("u1")], what.things[QStringLiteral("u1")]);
    }

    void aBudgetThatEndsByItselfIsTold()
    {
        LeverCase what = leverCase("github");
        what.things[QStringLiteral("u1")][latin("expires_at")] = QStringLiteral("2026-12-01");
        start(what);
        m_lever->freeze();
        reach(FreezeStage::partlyProved);
        QVERIFY2(m_lever->stand().place().note.contains("2026-12-01"), m_lever->stand().place().note.c_str());
    }

    void aStatusThatIsNotKnownIsLeftAloneAndNamed()
    {
        LeverCase what = leverCase("anthropic");
        what.things[QStringLiteral("a9")] = what.things[QStringLiteral("a1")];
        what.things[QStringLiteral("a9")][latin("status")] = QStringLiteral("suspended");
        start(what, 300ms);
        m_lever->freeze();
        reach(FreezeStage::notProved);
        QVERIFY2(m_lever->stand().place().cause->detail.contains("suspended"), m_lever->state().c_str());
        QVERIFY(!m_lever->system().serves(QStringLiteral("a1")));
    }

    void aNewKeyIsHeldToo()
    {
        start(leverCase("anthropic"));
        m_lever->freeze();
        reach(FreezeStage::partlyProved);
        m_lever->system().stored[QStringLiteral("a7")] = leverCase("anthropic").things[QStringLiteral("a1")];
        QTRY_VERIFY(!m_lever->system().serves(QStringLiteral("a7")));
        reach(FreezeStage::partlyProved);
    }

    void aNewKeyThatCantBeHeldEndsTheProof()
    {
        start(leverCase("anthropic"), 300ms);
        m_lever->freeze();
        reach(FreezeStage::partlyProved);
        m_lever->system().readOnly = true;
        m_lever->system().stored[QStringLiteral("a7")] = leverCase("anthropic").things[QStringLiteral("a1")];
        reach(FreezeStage::notProved);
        QCOMPARE(m_lever->stand().place().cause->code, ErrorCode::noRightToFreeze);
        m_lever->system().readOnly = false;
        reach(FreezeStage::partlyProved);
        QVERIFY(!m_lever->system().serves(QStringLiteral("a7")));
    }
};

QTEST_GUILESS_MAIN(ProviderLeverTest)
#include "providerlevertest.moc"
