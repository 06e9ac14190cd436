// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/presses.h"

#include "bench/benchcompany.h"
#include "connectors/gateway/gatewaylever.h"
#include "freeze/slowdisk.h"
#include "freeze/switchboardstand.h"
#include "support/fakegateway.h"
#include "support/sandboxstand.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <thread>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 5s;

double millisecondsOf(const QElapsedTimer& since) { return static_cast<double>(since.nsecsElapsed()) / 1e6; }

FreezeStage stageOf(const Engine& engine)
{
    const FreezeView* view = engine.freezes()->forTeam(payments.id);
    return view ? view->stage : FreezeStage::allowed;
}

/// A strict gateway in a thread of its own, so that ours may sleep; notes when an order has come.
class GatewayThread {
public:
    explicit GatewayThread(const QString& socket)
    {
        m_anchor->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_anchor, &QObject::deleteLater);
        m_thread.start();
        QMetaObject::invokeMethod(
            m_anchor,
            [this, socket] {
                m_gateway = std::make_unique<FakeGateway>(m_key.token(payments.id));
                m_gateway->meddler = [this](const QByteArray& method, const QByteArray&) -> std::optional<QByteArray> {
                    if (method == "PUT")
                        m_orderedAt = std::chrono::steady_clock::now();
                    return std::nullopt;
                };
                m_gateway->listen(socket);
            },
            Qt::BlockingQueuedConnection);
        m_address = {.id = "gateway", .name = "Gateway", .socket = socket, .url = {}, .tokens = {}};
    }
    ~GatewayThread()
    {
        QMetaObject::invokeMethod(m_anchor, [this] { m_gateway.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    [[nodiscard]] std::vector<std::unique_ptr<Lever>> levers(HttpClient& http) const
    {
        std::vector<std::unique_ptr<Lever>> out;
        out.push_back(std::make_unique<GatewayLever>(http, m_address, m_key));
        return out;
    }
    /// Of the last order; the clock's epoch where none came.
    [[nodiscard]] SteadyTime orderedAt() const { return m_orderedAt; }

private:
    const ProbeKey m_key {QByteArray(32, 'k')};
    QThread m_thread;
    QObject* m_anchor = new QObject;
    std::unique_ptr<FakeGateway> m_gateway;
    GatewayAddress m_address;
    std::atomic<SteadyTime> m_orderedAt {};
};

/// Stores 50,000 rows again and again, each time stated anew, until it goes.
class Loader {
public:
    Loader()
        : m_history(History::create(m_directory.filePath(QStringLiteral("history.db")).toStdString()).value())
        , m_thread([this](const std::stop_token& stop) {
            for (std::int64_t statement = 1; !stop.stop_requested(); ++statement)
                for (std::int64_t n = 0; n < 5 && !stop.stop_requested(); ++n)
                    m_failed = m_failed || !m_history->apply(bench::batch(n, statement));
        })
    {
    }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    QTemporaryDir m_directory;
    std::unique_ptr<History> m_history;
    std::atomic<bool> m_failed = false;
    std::jthread m_thread;
};

} // namespace

Presses pressAtOwnGateway(int count)
{
    Presses out;
    SandboxStand stand;
    if (!stand.isPrepared() || !stand.openEngine(false)) {
        out.fault = stand.fault();
        return out;
    }
    Engine& engine = stand.engine();
    for (int press = 0; press < count && out.fault.isEmpty(); ++press) {
        const bool freezes = press % 2 == 0;
        QElapsedTimer since;
        double took = -1;
        QEventLoop loop;
        QObject::connect(&engine, &Engine::freezesChanged, &loop, [&] {
            if (stageOf(engine) == (freezes ? FreezeStage::frozen : FreezeStage::resumed)) {
                took = millisecondsOf(since);
                loop.quit();
            }
        });
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        since.start();
        if (freezes)
            engine.freeze(payments, FreezeMode::refuse, QStringLiteral("why"));
        else
            engine.resume(payments, QStringLiteral("over"));
        loop.exec();
        if (took < 0)
            out.fault = QStringLiteral("press %1 was not proved within 5 s").arg(press);
        else
            (freezes ? out.freezes : out.resumes).push_back(took);
    }
    return out;
}

Presses pressInBusyWindow(const std::vector<std::chrono::milliseconds>& sleeps)
{
    Presses out;
    const QTemporaryDir directory;
    const GatewayThread gateway(directory.filePath(QStringLiteral("g.sock")));
    SwitchboardStand stand([&](HttpClient& http) { return gateway.levers(http); });
    const Loader loader;
    for (const auto sleep : sleeps) {
        QTest::qWait(100); // between the switchboard's own looks, or in the middle of one
        const SteadyTime pressed = std::chrono::steady_clock::now();
        stand.freeze();
        std::this_thread::sleep_for(sleep); // a busy window
        if (gateway.orderedAt() < pressed)
            out.fault = QStringLiteral("no order came while the window slept for %1 ms").arg(sleep.count());
        else
            out.freezes.push_back(std::chrono::duration<double, std::milli>(gateway.orderedAt() - pressed).count());
        if (!stand.reaches(FreezeStage::frozen))
            out.fault = QStringLiteral("a freeze from a busy window was not proved");
    }
    if (loader.hasFailed())
        out.fault = QStringLiteral("the rows could not be stored, so nothing was loading");
    return out;
}

Presses pressWithHangingDisk(int count)
{
    Presses out;
    for (int press = 0; press < count && out.fault.isEmpty(); ++press) {
        const QTemporaryDir directory;
        const GatewayThread gateway(directory.filePath(QStringLiteral("g.sock")));
        SwitchboardStand stand([&](HttpClient& http) { return gateway.levers(http); });
        QTest::qWait(30); // its journal is open
        const HangingDisk hanging;
        double took = -1;
        QElapsedTimer since;
        QObject::connect(&stand, &SwitchboardStand::boardCame, &stand, [&] {
            if (stand.stage() == FreezeStage::frozen && took < 0)
                took = millisecondsOf(since);
        });
        since.start();
        stand.freeze();
        if (!stand.reaches(FreezeStage::frozen) || stand.view().saved)
            out.fault = stand.view().saved ? QStringLiteral("the disk did not hang") : QStringLiteral("not frozen within 5 s");
        else
            out.freezes.push_back(took);
    }
    return out;
}

} // namespace fuseboard::test
