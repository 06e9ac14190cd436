// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "haproxystand.h"

#include "connectors/haproxy/haproxylever.h"
#include "switchboard/switchboard.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QTest>

#include <algorithm>
#include <mutex>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::HaproxyStand;
using test::StreamOrigin;

namespace {

const ProbeKey probeKey(QByteArray(32, 'k'));
const Scope payments = Scope::ofTeam("team-payments");

class RealClock : public Clock {
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

class KeptAudit : public AuditSink {
public:
    QFuture<Result<void>> write(AuditEntry entry) override
    {
        const std::lock_guard lock(m_mutex);
        m_entries.push_back(std::move(entry));
        return QtFuture::makeReadyValueFuture(Result<void>());
    }
    [[nodiscard]] bool tells(const std::string& word)
    {
        const std::lock_guard lock(m_mutex);
        return std::ranges::any_of(
            m_entries, [&](const AuditEntry& entry) { return (entry.action + ' ' + entry.result).contains(word); });
    }

private:
    std::mutex m_mutex;
    std::vector<AuditEntry> m_entries;
};

} // namespace

/// A whole switchboard on a real HAProxy.
class HaproxyDriftTest : public QObject {
    Q_OBJECT

    RealClock m_clock;
    KeptAudit m_audit;
    std::unique_ptr<StreamOrigin> m_origin;
    std::unique_ptr<HaproxyStand> m_proxy;
    std::unique_ptr<Switchboard> m_switchboard;
    FreezeBoard m_board;
    int m_notFrozen = 0; ///< times the board went from frozen to anything else

    void start(HaproxyBreaker breaker, const HaproxyStand::Edit& edit = {})
    {
        m_proxy = std::make_unique<HaproxyStand>(breaker, m_origin->port(), probeKey);
        m_proxy->edit = edit;
        const QString trouble = m_proxy->start();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        m_board = {};
        m_switchboard = std::make_unique<Switchboard>(
            [address = m_proxy->address()](HttpClient& http) {
                std::vector<std::unique_ptr<Lever>> levers;
                levers.push_back(std::make_unique<HaproxyLever>(http, address, probeKey, 3s));
                return levers;
            },
            m_proxy->path("freeze.journal"), m_audit, m_clock);
        connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, this, [this](std::shared_ptr<const FreezeBoard> board) {
            const bool was = stage() == FreezeStage::frozen;
            m_board = *board;
            m_notFrozen += was && stage() != FreezeStage::frozen ? 1 : 0;
        });
        m_switchboard->start();
    }
    [[nodiscard]] FreezeStage stage() const
    {
        const auto found = m_board.views.find(payments);
        return found == m_board.views.end() ? FreezeStage::allowed : found->second.stage;
    }
    void freeze() { m_switchboard->freeze(payments, FreezeMode::refuse, QStringLiteral("why"), QStringLiteral("A. Smith")); }

private Q_SLOTS:
    void initTestCase()
    {
        if (!HaproxyStand::isInstalled())
            QSKIP("haproxy is not installed");
    }
    void init()
    {
        m_origin = std::make_unique<StreamOrigin>();
        m_notFrozen = 0;
    }
    void cleanup()
    {
        m_switchboard.reset();
        m_proxy.reset();
        m_origin.reset();
    }

    void whatAReloadForgetsIsSeenAndOrderedAgain()
    {
        start(HaproxyBreaker::map);
        freeze();
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        QCOMPARE(m_proxy->reload(), QByteArray());
        QElapsedTimer time;
        time.start();
        QTRY_COMPARE_WITH_TIMEOUT(m_notFrozen, 1, 10'500); // two of its observation periods (KS8)
        const auto seen = time.restart();
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        qInfo("seen after %lld ms, proved again %lld ms later", seen, time.elapsed());
        QVERIFY(time.elapsed() <= 1000); // K8
        QVERIFY(m_audit.tells("lost"));
    }

    void whatTheProxyServesAnywayIsNeverFrozen()
    {
        start(HaproxyBreaker::table,
            [](QByteArray config) { return config.replace("return status 403", "set-var(txn.x) int(0) #"); });
        freeze();
        QTRY_COMPARE_WITH_TIMEOUT(stage(), FreezeStage::notProved, 8000);
        QCOMPARE(m_board.views.at(payments).places.at(0).stage, PlaceStage::lying);
        QCOMPARE(m_notFrozen, 0);
    }
};

QTEST_GUILESS_MAIN(HaproxyDriftTest)
#include "haproxydrifttest.moc"
