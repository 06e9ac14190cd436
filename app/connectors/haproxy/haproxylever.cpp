// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/haproxylever.h"

#include "connectors/haproxy/afterwards.h"
#include "connectors/haproxy/haproxycontrol.h"
#include "connectors/gateway/probedoor.h"

#include <algorithm>
#include <limits>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

// A call that passed the guard before the trip may reach its server after the streams there were ended.
constexpr int cutRounds = 20;
constexpr auto cutPause = 10ms;
constexpr std::string_view backendPrefix = "be_";

using Control = std::shared_ptr<HaproxyControl>;
using Loads = std::vector<HaproxyLoad>;

bool isOf(const HaproxyLoad& load, const Scope& scope)
{
    return scope.kind == ScopeKind::organisation ? load.backend.starts_with(backendPrefix)
                                                 : load.backend == std::string(backendPrefix) + scope.id;
}

/// Streams of the scope; empty where HAProxy can't tell.
std::optional<std::int64_t> runningIn(const Loads& loads, const Scope& scope)
{
    if (scope.kind != ScopeKind::organisation && scope.kind != ScopeKind::team)
        return std::nullopt;
    std::int64_t sum = 0;
    for (const HaproxyLoad& load : loads)
        if (load.server == "BACKEND" && isOf(load, scope))
            sum += load.running;
    return sum;
}

OrderVerdict judge(const HaproxyHolds& holds, const HoldOrder& order)
{
    const auto found = holds.find(order.scope);
    if (found == holds.end() || found->second.generation == 0)
        return judge(static_cast<const Hold*>(nullptr), order); // never heard of it, or set by hand without a generation
    Hold current;
    current.order.scope = order.scope;
    current.order.generation = found->second.generation;
    current.order.state = found->second.state;
    current.order.mode = found->second.mode;
    return judge(&current, order);
}

std::uint64_t generationIn(const HaproxyHolds& holds, const Scope& scope)
{
    const auto found = holds.find(scope);
    return found == holds.end() ? 0 : found->second.generation;
}

/// Whether what is there is what was ordered: somebody else may have been quicker, or a key may not fit into the table.
Result<void> readBack(const std::string& subject, const HaproxyHolds& holds, const HoldOrder& order)
{
    switch (judge(holds, order)) {
    case OrderVerdict::inForce: return {};
    case OrderVerdict::stale: return fail(ErrorCode::staleOrder, subject, std::to_string(generationIn(holds, order.scope)));
    case OrderVerdict::applied: break;
    }
    return fail(ErrorCode::notProved, subject, "it took the order and does not show it");
}

QFuture<Result<LeverAcknowledgement>> acknowledge(const Control& control, const HoldOrder& order, std::int64_t cut)
{
    return afterwards(control->loads(), [order, cut](const Loads& loads) {
        LeverAcknowledgement done;
        done.generation = order.generation;
        done.cut = cut;
        done.inFlight = runningIn(loads, order.scope).value_or(0);
        return answeredNow<LeverAcknowledgement>(done);
    });
}

/// Ends the scope's streams until none is left, or hands on how many are after the last round.
QFuture<Result<LeverAcknowledgement>> cutStreams(const Control& control, const HoldOrder& order, std::int64_t cut, int round)
{
    return afterwards(control->loads(), [control, order, cut, round](const Loads& loads) {
        Loads servers;
        std::int64_t ended = 0;
        for (const HaproxyLoad& load : loads)
            if (load.server != "BACKEND" && load.running > 0 && isOf(load, order.scope)) {
                servers.push_back(load);
                ended += load.running;
            }
        if (servers.empty() || round == cutRounds)
            return acknowledge(control, order, cut);
        // What a later round finds may be what the first has ended and HAProxy has not taken off its count yet.
        const std::int64_t most = std::max(cut, ended);
        return afterwards(control->shutDown(std::move(servers)), [control, order, most, round]() {
            return afterwards(control->pause(cutPause),
                [control, order, most, round]() { return cutStreams(control, order, most, round + 1); });
        });
    });
}

/// One after another: the first that is not refused decides.
QFuture<Result<ProbeResult>> probeNext(HttpClient& http, const HaproxyAddress& address, const ProbeKey& key,
    const std::vector<std::string>& teams, std::size_t index, const Scope& scope)
{
    return afterwards(probeDoor(http, address.name, address.callers, key, teams[index], scope),
        [&http, address, key, teams, index, scope](ProbeResult result) {
            if (result == ProbeResult::served || index + 1 == teams.size())
                return answeredNow<ProbeResult>(result);
            return probeNext(http, address, key, teams, index + 1, scope);
        });
}

} // namespace

HaproxyLever::HaproxyLever(HttpClient& http, const HaproxyAddress& address, ProbeKey key, std::chrono::milliseconds bound)
    : m_http(http)
    , m_address(address)
    , m_key(std::move(key))
    , m_control(std::make_shared<HaproxyControl>(address))
{
    m_traits.id = address.id;
    m_traits.name = address.name;
    m_traits.bound = bound;
    m_traits.watchEvery = 5s;
    m_traits.watchEveryUnderWay = 1s;
    m_traits.refuses = {ScopeKind::organisation, ScopeKind::team, ScopeKind::token};
    m_traits.cuts = {ScopeKind::organisation, ScopeKind::team};
    if (address.breaker == HaproxyBreaker::map)
        m_traits.caveat = LeverCaveat::openMap;
}

HaproxyLever::~HaproxyLever() { m_control->cancel(); }

QFuture<Result<LeverReport>> HaproxyLever::observe()
{
    return afterwards(m_control->holds(), [control = m_control](const HaproxyHolds& holds) {
        return afterwards(control->loads(), [holds](const Loads& loads) {
            LeverReport report;
            for (const auto& [scope, hold] : holds) {
                LeverObservation& seen = report.scopes[scope];
                seen.generation = hold.generation;
                seen.state = hold.state;
                seen.mode = hold.mode;
                seen.inFlight = runningIn(loads, scope);
            }
            return answeredNow<LeverReport>(std::move(report));
        });
    });
}

QFuture<Result<LeverAcknowledgement>> HaproxyLever::order(HoldOrder order)
{
    if (!m_traits.refuses.contains(order.scope.kind))
        return answeredNow<LeverAcknowledgement>(fail(ErrorCode::cannotRefuse, m_address.name, order.scope.text()));
    if (order.generation > std::numeric_limits<std::uint32_t>::max()) // what gpc0 holds
        return answeredNow<LeverAcknowledgement>(
            fail(ErrorCode::badAnswer, m_address.name, "its generation is past what a table can count"));
    const auto apply = [control = m_control, name = m_address.name, order](const HaproxyHolds& before) {
        const OrderVerdict verdict = judge(before, order);
        if (verdict == OrderVerdict::stale)
            return answeredNow<void>(fail(ErrorCode::staleOrder, name, std::to_string(generationIn(before, order.scope))));
        if (verdict == OrderVerdict::inForce)
            return answeredNow<void>({});
        return afterwards(control->hold(order.scope, {order.generation, order.state, order.mode}), [control, name, order]() {
            return afterwards(control->holds(),
                [name, order](const HaproxyHolds& after) { return answeredNow(readBack(name, after, order)); });
        });
    };
    const bool cuts =
        order.state == HoldState::frozen && order.mode == FreezeMode::cut && m_traits.cuts.contains(order.scope.kind);
    return afterwards(afterwards(m_control->holds(), apply), [control = m_control, order, cuts]() {
        return cuts ? cutStreams(control, order, 0, 0) : acknowledge(control, order, 0);
    });
}

QFuture<Result<ProbeResult>> HaproxyLever::probe(Scope scope)
{
    if (scope.kind == ScopeKind::team)
        return probeDoor(m_http, m_address.name, m_address.callers, m_key, scope.id, scope);
    return afterwards(
        m_control->teams(), [&http = m_http, address = m_address, key = m_key, scope](const std::vector<std::string>& teams) {
            if (teams.empty())
                return answeredNow<ProbeResult>(
                    fail(ErrorCode::notProved, address.name, "its map of keys has no team whose test call could be refused"));
            return probeNext(http, address, key, teams, 0, scope);
        });
}

QFuture<Result<LeverLook>> HaproxyLever::look(Scope scope)
{
    return afterwards(m_control->loads(), [scope](const Loads& loads) {
        LeverLook seen;
        seen.running = runningIn(loads, scope);
        return answeredNow<LeverLook>(std::move(seen));
    });
}

} // namespace fuseboard
