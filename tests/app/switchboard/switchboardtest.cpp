// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewaylever.h"
#include "connectors/gateway/policyedit.h"
#include "support/fakegateway.h"
#include "switchboard/journal.h"
#include "switchboard/switchboard.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QLocalServer>
#include <QPromise>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <unistd.h>

using namespace fuseboard;
using test::FakeGateway;
using test::RawServer;
using namespace std::chrono_literals;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

std::atomic<int> syncTakesMs = 0;

class RealClock : public Clock {
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

/// Remembers entries, or refuses them.
class FakeAudit : public AuditSink {
public:
    QFuture<Result<void>> write(AuditEntry entry) override
    {
        const std::lock_guard lock(m_mutex);
        QPromise<Result<void>> promise;
        promise.start();
        if (m_hangs) {
            m_entries.push_back(std::move(entry));
            m_hanging.push_back(std::move(promise));
            return m_hanging.back().future();
        }
        if (m_refuses) {
            promise.addResult(fail(ErrorCode::diskFull, "history.db"));
        } else {
            m_entries.push_back(std::move(entry));
            promise.addResult(Result<void>());
        }
        promise.finish();
        return promise.future();
    }
    void setRefuses(bool refuses)
    {
        const std::lock_guard lock(m_mutex);
        m_refuses = refuses;
    }
    /// It takes what it is told, and never answers.
    void hang()
    {
        const std::lock_guard lock(m_mutex);
        m_hangs = true;
    }
    [[nodiscard]] std::vector<AuditEntry> entries()
    {
        const std::lock_guard lock(m_mutex);
        return m_entries;
    }
    [[nodiscard]] bool has(const std::string& action, const std::string& result)
    {
        return std::ranges::any_of(entries(), [&](const AuditEntry& entry) {
            return entry.action == action && entry.result.starts_with(result) && entry.result.empty() == result.empty();
        });
    }

private:
    std::mutex m_mutex;
    std::vector<AuditEntry> m_entries;
    std::vector<QPromise<Result<void>>> m_hanging;
    bool m_refuses = false, m_hangs = false;
};

/// Keeps orders as it should, and loses the first answer of each kind and every second look inside the program.
class ForgetfulLever : public Lever {
public:
    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override { return answer(m_looks++ % 2 == 0, m_report); }
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) override
    {
        m_report.scopes[order.scope] = {.generation = order.generation,
            .state = order.state,
            .reason = {},
            .by = {},
            .inFlight = 0,
            .moneySetAside = {},
            .asks = {},
            .note = {}};
        return answer(
            m_orders++ == 0, LeverAcknowledgement {.generation = order.generation, .durable = true, .moneySetAside = {}});
    }
    QFuture<Result<ProbeResult>> probe(Scope /*scope*/) override { return answer(m_probes++ == 0, ProbeResult::refused); }
    [[nodiscard]] static int looks() { return m_looks; }

private:
    template <class T>
    static QFuture<Result<T>> answer(bool isLost, T what)
    {
        QPromise<Result<T>> promise;
        promise.start();
        if (!isLost) {
            promise.addResult(Result<T>(std::move(what)));
            promise.finish();
        }
        return promise.future(); // cancelled where it is not finished
    }
    LeverTraits m_traits {.id = "forgetful", .name = "Forgetful", .watchEvery = 50ms, .watchEveryUnderWay = 50ms};
    LeverReport m_report;
    int m_orders = 0, m_probes = 0;
    static inline std::atomic<int> m_looks = 0;
};

} // namespace

/// In place of the C library's: a disk as slow as the test wants.
extern "C" int fdatasync(int descriptor)
{
    QThread::msleep(static_cast<unsigned long>(syncTakesMs.load()));
    return fsync(descriptor);
}

class SwitchboardTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    RealClock m_clock;
    const ProbeKey m_key {QByteArray(32, 'k')};
    std::unique_ptr<FakeGateway> m_gateway;
    std::unique_ptr<FakeAudit> m_audit;
    std::unique_ptr<Switchboard> m_switchboard;
    FreezeBoard m_board;
    QList<Error> m_failures;
    int m_falselyFrozen = 0;

    [[nodiscard]] QString path(const char* name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    void startGateway()
    {
        m_gateway = std::make_unique<FakeGateway>(m_key.token("team-payments"));
        QVERIFY(m_gateway->listen(path("g.sock")));
    }
    /// As after somebody has taken the gateway's source out of the file.
    void startAppWithoutLevers()
    {
        m_switchboard = std::make_unique<Switchboard>(
            [](HttpClient&) { return std::vector<std::unique_ptr<Lever>>(); }, path("freeze.journal"), *m_audit, m_clock);
        connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, this,
            [this](std::shared_ptr<const FreezeBoard> board) { m_board = *board; });
        m_switchboard->start();
    }
    void startApp(std::chrono::milliseconds bound = 10s)
    {
        const GatewayAddress address {.id = "gateway", .name = "Gateway", .socket = path("g.sock"), .url = {}, .tokens = {}};
        m_switchboard = std::make_unique<Switchboard>(
            [address, key = m_key, bound](HttpClient& http) {
                std::vector<std::unique_ptr<Lever>> levers;
                levers.push_back(std::make_unique<GatewayLever>(http, address, key, bound));
                return levers;
            },
            path("freeze.journal"), *m_audit, m_clock);
        connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, this, [this](std::shared_ptr<const FreezeBoard> board) {
            m_board = *board;
            for (const auto& [scope, view] : m_board.views)
                if (view.stage == FreezeStage::frozen && (m_gateway->servesAnyway || !m_gateway->refuses(scope)))
                    ++m_falselyFrozen;
        });
        connect(m_switchboard.get(), &Switchboard::failed, this, [this](const Error& error) { m_failures.append(error); });
        m_switchboard->start();
    }
    [[nodiscard]] FreezeView view() const
    {
        const auto found = m_board.views.find(payments);
        return found == m_board.views.end() ? FreezeView() : found->second;
    }
    void press() { m_switchboard->freeze(payments, FreezeMode::refuse, QStringLiteral("why"), QStringLiteral("A. Smith")); }
    [[nodiscard]] bool orderArrived() const
    {
        return std::ranges::any_of(
            m_gateway->adminRequests(), [](const QByteArray& request) { return request.startsWith("PUT /v1/holds/"); });
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_audit = std::make_unique<FakeAudit>();
        m_board = {};
        m_failures.clear();
        m_falselyFrozen = 0;
        startGateway();
    }
    void cleanup()
    {
        m_switchboard.reset();
        QCOMPARE(m_falselyFrozen, 0);
        QVERIFY2(m_gateway->complaints.isEmpty(), m_gateway->complaints.join("; ").constData());
        m_gateway.reset();
    }

    void aPlaceThatIsNoSourceAnyMoreIsNamedAndTakenUpAgainOnceItIs()
    {
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QTest::qWait(100); // what the gateway has taken is in the journal
        m_switchboard.reset();
        m_board = {};
        startAppWithoutLevers();
        QTRY_COMPARE(view().stage, FreezeStage::notProved);
        QCOMPARE(view().places.size(), 1U);
        const PlaceView place = view().places.front();
        QCOMPARE(place.stage, PlaceStage::silent);
        QVERIFY2(place.name.contains("gateway") && place.name.contains("no source any more"), place.name.c_str());
        QVERIFY2(place.cause->detail.contains("sources.toml"), place.cause->detail.c_str());
        const Scope other = Scope::ofTeam("team-search"); // never held there: it is no place of others
        m_switchboard->freeze(other, FreezeMode::refuse, QStringLiteral("why"), QStringLiteral("A. Smith"));
        QTRY_VERIFY(m_board.views.contains(other));
        QVERIFY(m_board.views.at(other).places.empty());
        const auto looked = m_switchboard->look(payments);
        QTRY_VERIFY(looked.isFinished());
        m_switchboard.reset();
        m_board = {};
        startApp();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QCOMPARE(view().places.size(), 1U);
        QCOMPARE(view().places.front().name, "Gateway");
    }

    void aPressIsSavedOrderedProvedAndOnRecord()
    {
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(view().saved);
        QCOMPARE(view().places.at(0).inFlight, 3);
        QVERIFY(m_gateway->refuses(payments));
        QTRY_VERIFY(m_audit->has("freeze", "proved"));
        QVERIFY(m_audit->has("freeze", ""));
        const auto entries = m_audit->entries();
        QCOMPARE(entries[0].actor, "A. Smith");
        QCOMPARE(entries[0].target, "team/team-payments");
        QCOMPARE(entries[0].before, "released");
        QCOMPARE(entries[0].requestId, entries[1].requestId);
        QVERIFY(m_failures.isEmpty());
    }

    void whatRulesDoAtAPlaceIsOnTheBoardAsItLastTold()
    {
        const auto entry = [](const char* state) {
            return QJsonArray {QJsonObject {{QStringLiteral("scope"),
                                                QJsonObject {{QStringLiteral("kind"), QStringLiteral("team")},
                                                    {QStringLiteral("id"), QStringLiteral("a")}}},
                {QStringLiteral("state"), QLatin1String(state)}, {QStringLiteral("rule"), QStringLiteral("spend-rate")},
                {QStringLiteral("at"), QStringLiteral("2026-11-23T13:00:00Z")}}};
        };
        const auto state = [&] {
            const auto rules = m_board.rules.find("gateway");
            return rules == m_board.rules.end() ? BreakerState::closed : rules->second.front().state;
        };
        m_gateway->rules = entry("warn");
        startApp();
        QTRY_COMPARE(state(), BreakerState::warning);
        QVERIFY(m_board.views.empty());
        m_gateway->rules = entry("throttle");
        QTRY_COMPARE(state(), BreakerState::throttled);
        m_gateway->meddler = [](const QByteArray&, const QByteArray&) { return FakeGateway::hangUp; };
        QTRY_VERIFY(m_board.levers.front().cause);
        QCOMPARE(state(), BreakerState::throttled);
        m_gateway->meddler = [](const QByteArray&, const QByteArray&) { return std::nullopt; };
        m_gateway->rules = {};
        QTRY_VERIFY(m_board.rules.empty());
        QVERIFY(!m_board.levers.front().cause);
    }

    void theIntentIsOnDiskBeforeTheOrderArrives()
    {
        bool savedFirst = false;
        m_gateway->meddler = [&](const QByteArray& method, const QByteArray&) -> std::optional<QByteArray> {
            if (method == "PUT") {
                const auto opened = Journal::open(path("freeze.journal"));
                savedFirst = opened && opened->intents.size() == 1 && opened->intents[0].scope == payments;
            }
            return std::nullopt;
        };
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(savedFirst);
    }

    void wrongAnswersAreNeverFrozenAndNameTheirCause_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<ErrorCode>("cause");
        QTest::newRow("wrong token, 401") << RawServer::answer(401, "{}") << ErrorCode::controlRefused;
        QTest::newRow("wrong token, 403") << RawServer::answer(403, "{}") << ErrorCode::controlRefused;
        QTest::newRow("500") << RawServer::answer(500, "{}") << ErrorCode::serverError;
        QTest::newRow("garbage") << RawServer::answer(200, "\x01\x02") << ErrorCode::badAnswer;
        QTest::newRow("200 with the wrong body") << RawServer::answer(200, R"({"blocked":true})") << ErrorCode::badAnswer;
        QTest::newRow("a stale generation")
            << RawServer::answer(200, R"({"generation":0,"durable":true,"cut":0,"inFlight":0})") << ErrorCode::badAnswer;
        QTest::newRow("hangs up") << FakeGateway::hangUp << ErrorCode::cutOff;
    }
    void wrongAnswersAreNeverFrozenAndNameTheirCause()
    {
        QFETCH(QByteArray, said);
        QFETCH(ErrorCode, cause);
        m_gateway->meddler = [&](const QByteArray&, const QByteArray&) { return std::optional(said); };
        startApp(700ms);
        press();
        QTRY_COMPARE(view().stage, FreezeStage::notProved);
        QCOMPARE(view().places.at(0).cause->code, cause);
        QTRY_VERIFY(m_audit->has("freeze", "not proved"));
        // Kept at until it holds.
        m_gateway->meddler = [](const QByteArray&, const QByteArray&) { return std::nullopt; };
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
    }

    void aDeadGatewayIsSilentAndFrozenOnceItLives()
    {
        m_gateway->close();
        startApp(700ms);
        press();
        QTRY_COMPARE(view().stage, FreezeStage::notProved);
        QCOMPARE(view().places.at(0).stage, PlaceStage::silent);
        QCOMPARE(view().places.at(0).cause->code, ErrorCode::unreachable);
        startGateway();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
    }

    void aGatewayThatStoresAndServesIsNotProved()
    {
        m_gateway->servesAnyway = true;
        startApp(700ms);
        press();
        QTRY_COMPARE(view().stage, FreezeStage::notProved);
        QCOMPARE(view().places.at(0).stage, PlaceStage::lying);
    }

    void anAnswerThatIsLostInsideIsAskedForAgain()
    {
        m_switchboard = std::make_unique<Switchboard>(
            [](HttpClient&) {
                std::vector<std::unique_ptr<Lever>> levers;
                levers.push_back(std::make_unique<ForgetfulLever>());
                return levers;
            },
            path("freeze.journal"), *m_audit, m_clock);
        connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, this,
            [this](const std::shared_ptr<const FreezeBoard>& board) { m_board = *board; });
        m_switchboard->start();
        press();
        QTRY_COMPARE_WITH_TIMEOUT(view().stage, FreezeStage::frozen, 30'000);
        const int looks = ForgetfulLever::looks();
        QTRY_VERIFY_WITH_TIMEOUT(ForgetfulLever::looks() > looks + 3, 30'000); // watched ever after
        QCOMPARE(view().stage, FreezeStage::frozen);
    }

    void whoeverEndsWhileAPlaceIsAskedEndsInPeace()
    {
        m_gateway->close();
        QLocalServer silent;
        QVERIFY(silent.listen(path("g.sock")));
        for (int round = 0; round < 20; ++round) {
            startApp();
            press();
            QTRY_VERIFY(silent.hasPendingConnections());
            while (silent.hasPendingConnections())
                silent.nextPendingConnection();
            m_switchboard.reset();
        }
    }

    void aBlockedWindowDelaysNothing()
    {
        // The gateway lives in a thread of its own here, since this one sleeps.
        QThread thread;
        auto* anchor = new QObject;
        anchor->moveToThread(&thread);
        connect(&thread, &QThread::finished, anchor, &QObject::deleteLater); // a queued call may come after the last event
        thread.start();
        m_gateway.reset();
        QMetaObject::invokeMethod(anchor, [this] { startGateway(); }, Qt::BlockingQueuedConnection);
        startApp();
        QTRY_VERIFY(!m_gateway->adminRequests().isEmpty());
        press();
        QThread::sleep(500ms); // a busy window
        bool arrived = false;
        QMetaObject::invokeMethod(anchor, [&] { arrived = orderArrived(); }, Qt::BlockingQueuedConnection);
        QVERIFY(arrived);
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_switchboard.reset();
        QByteArray complaints;
        QMetaObject::invokeMethod(
            anchor,
            [&] {
                complaints = m_gateway->complaints.join("; ");
                m_gateway.reset();
            },
            Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
        QVERIFY2(complaints.isEmpty(), complaints.constData());
        startGateway(); // for cleanup()
    }

    void aJournalThatCannotBeWrittenStopsNoFreeze()
    {
        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("freeze.journal"))); // not a file
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(!view().saved);
        QTest::qWait(2500); // it is tried again and again, and told of once
        QCOMPARE(m_failures.size(), 1);
        QVERIFY(QDir(path("freeze.journal")).removeRecursively());
        QTRY_VERIFY(view().saved);
        QCOMPARE(Journal::open(path("freeze.journal"))->intents.size(), 1U);
    }

    void aResumeThatIsRefusedLeavesWhatTheJournalWants()
    {
        JournalRecord record;
        record.intent = {"01930000-0000-7000-8000-000000000000", payments, HoldState::frozen, FreezeMode::refuse, "why",
            "A. Smith", m_clock.now(), {}, {}, {}};
        QVERIFY(Journal::open(path("kept"))->journal.append(record));
        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("freeze.journal"))); // it can't be read yet
        m_audit->setRefuses(true);
        startApp();
        m_switchboard->resume(payments, QStringLiteral("over"), QStringLiteral("B. Jones"));
        QTRY_VERIFY(std::ranges::contains(m_failures, ErrorCode::notOnRecord, &Error::code));
        QVERIFY(QDir(path("freeze.journal")).removeRecursively());
        QVERIFY(QFile::rename(path("kept"), path("freeze.journal")));
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(m_gateway->refuses(payments));
        m_audit->setRefuses(false);
    }

    /// Seen by the sanitizers: what waits is cancelled while the switchboard goes, and decides nothing any more.
    void aResumeThatWaitsForTheAuditLogEndsWithTheProgram()
    {
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QTRY_VERIFY(m_audit->has("freeze", "proved"));
        m_audit->hang();
        m_switchboard->resume(payments, QStringLiteral("over"), QStringLiteral("A. Smith"));
        QTRY_VERIFY(m_audit->has("resume", ""));
        m_switchboard.reset();
        QVERIFY(m_failures.isEmpty());
        QVERIFY(m_gateway->refuses(payments)); // nothing was sent
    }

    void aDiskThatHangsHoldsUpTheOrderOnlyAMoment()
    {
        startApp();
        QTRY_VERIFY(!m_gateway->adminRequests().isEmpty());
        syncTakesMs = 3000;
        QElapsedTimer since;
        since.start();
        press();
        QTRY_VERIFY(orderArrived());
        QVERIFY2(since.elapsed() >= 190, qPrintable(QString::number(since.elapsed()))); // the disk had its chance
        QTRY_COMPARE_WITH_TIMEOUT(view().stage, FreezeStage::frozen, 2500);
        QVERIFY(!view().saved);
        syncTakesMs = 0;
        QTRY_VERIFY(view().saved);
        QVERIFY(m_failures.isEmpty());
    }

    void withoutAuditFreezingGoesOnAndResumingDoesNot()
    {
        m_audit->setRefuses(true);
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QTRY_COMPARE(m_failures.size(), 1);
        m_switchboard->resume(payments, QStringLiteral("mended"), QStringLiteral("A. Smith"));
        QTRY_COMPARE(m_failures.size(), 2);
        QCOMPARE(m_failures.last().code, ErrorCode::notOnRecord);
        QTRY_VERIFY(m_board.auditWaiting >= 4); // what happened, and the resume that was refused
        QVERIFY(m_gateway->refuses(payments));
        QCOMPARE(view().stage, FreezeStage::frozen);
        m_audit->setRefuses(false);
        QTRY_VERIFY(m_audit->has("freeze", "proved")); // what waited is written, in order
        QCOMPARE(m_audit->entries().front().result, "");
        QTRY_VERIFY(m_audit->has("resume", "refused"));
        QTRY_COMPARE(m_board.auditWaiting, 0);
        m_switchboard->resume(payments, QStringLiteral("mended"), QStringLiteral("A. Smith"));
        QTRY_COMPARE(view().stage, FreezeStage::resumed);
        QVERIFY(m_audit->has("resume", "proved"));
    }

    void aResumeNeedsAReason()
    {
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_switchboard->resume(payments, QStringLiteral("  "), QStringLiteral("A. Smith"));
        QTRY_COMPARE(m_failures.size(), 1);
        QCOMPARE(m_failures[0].code, ErrorCode::reasonMissing);
        QVERIFY(m_gateway->refuses(payments));
    }

    void cuttingKeepsTheReason()
    {
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_switchboard->cut(payments, QStringLiteral("B. Jones"));
        QTRY_COMPARE(view().mode, FreezeMode::cut);
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QCOMPARE(m_gateway->holds[payments].order.mode, FreezeMode::cut);
        QCOMPARE(m_gateway->holds[payments].order.reason, "why");
    }

    void aReasonThatIsAddedStaysThroughARestartAndASecondPress()
    {
        const AddedReason added {"a loop in checkout", "B. Jones", Instant(1'764'000'000s)};
        const auto add = [&] {
            auto answer = m_switchboard->addReason(payments, added);
            return QTest::qWaitFor([&] { return answer.isFinished(); }, 5000) ? answer.result()
                                                                              : Result<void>(fail(ErrorCode::timedOut));
        };
        startApp();
        QTRY_VERIFY(!m_gateway->adminRequests().isEmpty());
        QCOMPARE(add().error().code, ErrorCode::notOrderedHere);
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        const auto generation = view().generation;
        QVERIFY(add());
        QTRY_VERIFY(view().added == added);
        QCOMPARE(view().reason, "why");
        QCOMPARE(view().by, "A. Smith");
        m_switchboard.reset();
        m_board = {};
        startApp();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(view().added == added);
        QCOMPARE(view().generation, generation); // nothing was ordered anew
        m_switchboard->cut(payments, QStringLiteral("C. Wu"));
        QTRY_COMPARE(view().mode, FreezeMode::cut);
        QVERIFY(view().added == added);
        m_switchboard.reset();
        m_board = {};
        startApp();
        QTRY_COMPARE(view().mode, FreezeMode::cut);
        QVERIFY(view().added == added);
        m_switchboard->resume(payments, QStringLiteral("over"), QStringLiteral("A. Smith"));
        QTRY_COMPARE(view().wanted, HoldState::released);
        QCOMPARE(add().error().code, ErrorCode::notOrderedHere);
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(!view().added); // a new freeze has reasons of its own
    }

    void aReasonThatCannotBeSavedIsNotShownAsSaid()
    {
        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("freeze.journal"))); // not a file
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        auto answer = m_switchboard->addReason(payments, {"a loop", "B. Jones", m_clock.now()});
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(!answer.result());
        QVERIFY(!view().added && view().stage == FreezeStage::frozen);
    }

    void anAppThatEndsBeforeTheGatewayAnswersGoesOnAtItsNextStart()
    {
        m_gateway->close();
        startApp();
        press();
        QTRY_VERIFY(view().saved && !view().places.empty());
        m_switchboard.reset();
        m_board = {};
        startGateway();
        startApp();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QCOMPARE(view().by, "A. Smith");
        QCOMPARE(view().reason, "why");
    }

    void aGatewayThatForgotIsFrozenAgainAndASecondPersonsReleaseIsNot()
    {
        startApp();
        press();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_gateway->holds.clear();
        QTRY_VERIFY(m_gateway->refuses(payments));
        QTRY_VERIFY(m_audit->has("observed", "lost by a restart"));
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        Hold& hold = m_gateway->holds[payments];
        ++hold.order.generation;
        hold.order.state = HoldState::released;
        hold.order.by = "B. Jones";
        m_falselyFrozen = 0;
        QTRY_COMPARE(view().stage, FreezeStage::changedOutside);
        m_falselyFrozen = 0; // up to two observation periods are allowed (KS8)
        QVERIFY(m_audit->has("observed", "changed outside"));
        QVERIFY(!m_gateway->refuses(payments));
    }

    void oneCallIsCutAndOnRecordAlsoWithoutALog()
    {
        const auto call = [](const char* id) {
            return QJsonObject {{QStringLiteral("id"), QLatin1String(id)},
                {QStringLiteral("team"), QStringLiteral("team-payments")}, {QStringLiteral("model"), QStringLiteral("gpt-5.6")},
                {QStringLiteral("since"), QStringLiteral("2026-11-23T13:19:32Z")}, {QStringLiteral("tokens"), 7}};
        };
        m_gateway->running = {call("c1"), call("c2")};
        startApp();
        const auto told = m_switchboard->calls(payments);
        QTRY_VERIFY(told.isFinished());
        const PlaceCalls place = told.result().at(0);
        QVERIFY(place.tells && place.cuts && place.at && !place.error);
        QCOMPARE(place.calls.size(), 2U);
        const auto cut = [&](std::size_t which, const std::string& where) {
            return m_switchboard->cutCall({where, place.calls.at(which), "it hangs"}, QStringLiteral("A. Smith"));
        };
        auto done = cut(0, "gateway");
        QTRY_VERIFY(done.isFinished());
        QCOMPARE(done.result().value(), CutOutcome::cut);
        QTRY_VERIFY(m_audit->has("cut a call", "done"));
        const AuditEntry intent = m_audit->entries().front(), outcome = m_audit->entries().back();
        QVERIFY(intent.isIntent() && intent.actor == "A. Smith" && intent.reason == "it hangs");
        QCOMPARE(intent.target, "team/team-payments");
        QCOMPARE(intent.before, "call c1 at gateway: gpt-5.6, since 2026-11-23T13:19:32Z, 7 tokens");
        QVERIFY(outcome.isOutcome() && outcome.requestId == intent.requestId && !intent.requestId.empty());

        done = cut(0, "gateway");
        QTRY_VERIFY(done.isFinished());
        QCOMPARE(done.result().value(), CutOutcome::endedAlready);
        QTRY_VERIFY(m_audit->has("cut a call", "had ended already"));
        done = cut(1, "nowhere");
        QTRY_VERIFY(done.isFinished());
        QVERIFY(!done.result());
        QTRY_VERIFY(m_audit->has("cut a call", "failed: "));

        m_audit->setRefuses(true); // what stops something goes on, and is on record later
        done = cut(1, "gateway");
        QTRY_VERIFY(done.isFinished());
        QCOMPARE(done.result().value(), CutOutcome::cut);
        QVERIFY(m_gateway->running.isEmpty());
        const std::size_t before = m_audit->entries().size();
        m_audit->setRefuses(false);
        QTRY_COMPARE(m_audit->entries().size(), before + 2);
    }

    void aSilentPlaceSaysSoAndOthersTellAllTheSame()
    {
        m_gateway->meddler = [](const QByteArray&, const QByteArray& path) -> std::optional<QByteArray> {
            return path.startsWith("/v1/calls") ? std::optional(FakeGateway::hangUp) : std::nullopt;
        };
        startApp();
        const auto told = m_switchboard->calls(Scope::everything());
        QTRY_VERIFY(told.isFinished());
        QCOMPARE(told.result().at(0).error->code, ErrorCode::cutOff);
        QVERIFY(!told.result().at(0).at);
        startAppWithoutLevers();
        const auto none = m_switchboard->calls(Scope::everything());
        QTRY_VERIFY(none.isFinished());
        QVERIFY(none.result().empty());
    }
};

QTEST_GUILESS_MAIN(SwitchboardTest)
#include "switchboardtest.moc"
