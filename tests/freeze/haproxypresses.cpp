// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/haproxypresses.h"

#include "app/connectors/haproxy/haproxystand.h"
#include "connectors/haproxy/haproxylever.h"
#include "freeze/steadycalls.h"
#include "freeze/switchboardstand.h"

#include <QTest>

#include <random>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

constexpr int callsPerSecond = 2000, connections = 16;
constexpr int longestPause = 40; ///< milliseconds between two presses

double milliseconds(SteadyTime from, SteadyTime to) { return std::chrono::duration<double, std::milli>(to - from).count(); }

/// A proxy that answers `/quick` itself, after it has looked up its holds, and leads everything else to a service of streams.
class CalledProxy {
public:
    CalledProxy()
    {
        m_proxy.edit = [](QByteArray config) {
            const QByteArray use = "    use_backend be_%[var(txn.team)]\n";
            return config.replace(
                use, "    http-request return status 200 content-type application/json string {} if { path /quick }\n" + use);
        };
        fault = m_proxy.start();
    }
    [[nodiscard]] Switchboard::LeverFactory levers() const
    {
        return [this](HttpClient& http) {
            std::vector<std::unique_ptr<Lever>> out;
            out.push_back(std::make_unique<HaproxyLever>(http, m_proxy.address(), m_key));
            return out;
        };
    }
    [[nodiscard]] quint16 port() const { return m_proxy.port(); }
    QString fault;

private:
    const ProbeKey m_key {QByteArray(32, 'k')};
    StreamOrigin m_origin;
    HaproxyStand m_proxy {HaproxyBreaker::table, m_origin.port(), m_key};
};

/// Milliseconds until the stage was shown; negative: it was not within 5 s.
double press(SwitchboardStand& stand, FreezeStage wanted, const std::function<void()>& act)
{
    double took = -1;
    const SteadyTime pressed = std::chrono::steady_clock::now();
    const auto watch = QObject::connect(&stand, &SwitchboardStand::boardCame, &stand, [&] {
        if (took < 0 && stand.stage() == wanted)
            took = milliseconds(pressed, std::chrono::steady_clock::now());
    });
    act();
    std::ignore = QTest::qWaitFor([&] { return took >= 0; }, 5000);
    QObject::disconnect(watch);
    return took;
}

struct Hold {
    SteadyTime pressed, proved, resumed; ///< resumed: pressed
};

} // namespace

HaproxyPresses pressAtHaproxy(int count)
{
    HaproxyPresses out;
    if (!HaproxyStand::isInstalled())
        return out;
    const CalledProxy proxy;
    out.proofs.fault = proxy.fault;
    if (!proxy.fault.isEmpty())
        return out;
    SwitchboardStand stand(proxy.levers());
    SteadyCalls calls(proxy.port(),
        "GET /quick HTTP/1.1\r\nhost: ai\r\nauthorization: Bearer " + HaproxyStand::token("team-payments") + "\r\n\r\n",
        callsPerSecond, connections);
    std::mt19937 dice(20261126);
    std::vector<Hold> holds;
    for (int n = 0; n < count && out.proofs.fault.isEmpty(); ++n) {
        QTest::qWait(static_cast<int>(dice() % longestPause));
        const bool freezes = n % 2 == 0;
        const SteadyTime pressed = std::chrono::steady_clock::now();
        if (freezes)
            holds.push_back({pressed, {}, {}});
        else
            holds.back().resumed = pressed;
        const double took = press(
            stand, freezes ? FreezeStage::frozen : FreezeStage::resumed, [&] { freezes ? stand.freeze() : stand.resume(); });
        if (took < 0)
            out.proofs.fault = QStringLiteral("press %1 was not proved within 5 s").arg(n);
        if (freezes)
            holds.back().proved = std::chrono::steady_clock::now();
        (freezes ? out.proofs.freezes : out.proofs.resumes).push_back(took);
    }
    const auto made = calls.finish();
    out.calls = static_cast<int>(made.size());
    for (const SteadyCalls::Call& call : made)
        out.lost += call.status == 0 ? 1 : 0;
    for (const Hold& hold : holds) {
        SteadyTime first = SteadyTime::max();
        const SteadyTime end = hold.resumed == SteadyTime() ? SteadyTime::max() : hold.resumed;
        for (const SteadyCalls::Call& call : made) {
            if (call.sent >= hold.pressed && call.sent < end && call.status == 403)
                first = std::min(first, call.answered);
            out.servedAfterProof += call.sent > hold.proved && call.sent < end && call.status == 200 ? 1 : 0;
        }
        if (first == SteadyTime::max())
            out.proofs.fault = QStringLiteral("no call was refused while the team was frozen");
        else
            out.refusals.push_back(milliseconds(hold.pressed, first));
    }
    return out;
}

Presses cutAtHaproxy(int count, int streams)
{
    Presses out;
    if (!HaproxyStand::isInstalled())
        return out;
    const CalledProxy proxy;
    out.fault = proxy.fault;
    SwitchboardStand stand(proxy.levers());
    for (int n = 0; n < count && out.fault.isEmpty(); ++n) {
        std::vector<std::unique_ptr<Caller>> callers;
        for (int i = 0; i < streams; ++i)
            callers.push_back(std::make_unique<Caller>(proxy.port(), HaproxyStand::token("team-payments")));
        if (!QTest::qWaitFor(
                [&] { return std::ranges::all_of(callers, [](const auto& one) { return one->streams(); }); }, 5000)) {
            out.fault = QStringLiteral("the streams did not begin");
            break;
        }
        const SteadyTime pressed = std::chrono::steady_clock::now();
        stand.freeze(FreezeMode::cut);
        const bool ended =
            QTest::qWaitFor([&] { return std::ranges::none_of(callers, [](const auto& one) { return one->isOpen(); }); }, 5000);
        out.freezes.push_back(milliseconds(pressed, std::chrono::steady_clock::now()));
        if (!ended)
            out.fault = QStringLiteral("a stream was not ended within 5 s");
        else if (!stand.reaches(FreezeStage::frozen) || press(stand, FreezeStage::resumed, [&] { stand.resume(); }) < 0)
            out.fault = QStringLiteral("the cut was not proved, or not resumed");
    }
    return out;
}

} // namespace fuseboard::test
