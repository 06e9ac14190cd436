// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/levers.h"

#include "connectors/gateway/gatewaylever.h"
#include "connectors/haproxy/haproxylever.h"
#include "connectors/haproxy/haproxysource.h"
#include "connectors/sourcetrust.h"
#include "connectors/targets/controldialects.h"
#include "connectors/targets/targetlever.h"
#include "connectors/targets/unusablelever.h"

namespace fuseboard {
namespace {

constexpr int triesForAWorker = 3; ///< a balancer deals calls out as it likes (`contracts/GATEWAYS.md` 1.7)

GatewayAddress addressOf(const SourceConfig& source)
{
    GatewayAddress out {.id = source.id,
        .name = source.name,
        .socket = QString::fromStdString(source.socket),
        .url = QUrl(QString::fromStdString(source.base())),
        .trust = trustOf(source),
        .tokens = {}};
    for (const std::string& door : source.doors)
        out.doors.emplace_back(QString::fromStdString(door));
    return out;
}

} // namespace

Levers::Levers(const std::vector<SourceConfig>& sources, const Profile& profile, ProbeKey probes, const Clock& clock)
    : m_holds(profile.holdsDirectory())
    , m_probes(std::move(probes))
    , m_clock(clock)
{
    for (const SourceConfig& source : sources)
        if (hasLever(source))
            m_reaches.push_back(
                {source, {.address = addressOf(source), .account = source.account, .tries = triesForAWorker * source.workers}});
    for (Reach& reach : m_reaches) {
        if (!reach.source.keys.empty())
            reach.setup.address.tokens.requireEach();
        for (const auto& [team, reference] : reach.source.canaries)
            reach.setup.canaries.set(team, {});
    }
}

void Levers::eachKey(const std::function<void(const KeyReference&, std::function<void(const QByteArray&)>)>& read)
{
    for (Reach& reach : m_reaches) {
        DoorTokens& tokens = reach.setup.address.tokens;
        SharedKeys<TeamId>& canaries = reach.setup.canaries;
        if (reach.source.key.isSet())
            read(reach.source.key, [tokens](const QByteArray& key) mutable { tokens.setForAll(key); });
        for (const auto& [right, reference] : reach.source.keys)
            read(reference, [tokens, right](const QByteArray& key) mutable { tokens.set(right, key); });
        for (const auto& [team, reference] : reach.source.canaries)
            read(reference, [canaries, team](const QByteArray& key) mutable { canaries.set(team, key); });
    }
}

std::vector<GatewayAddress> Levers::gateways() const
{
    std::vector<GatewayAddress> out;
    for (const Reach& reach : m_reaches)
        if (reach.source.kind == "gateway")
            out.push_back(reach.setup.address);
    return out;
}

void Levers::setRules(std::vector<AllocationRule> rules)
{
    const std::lock_guard lock(m_rules->guard);
    m_rules->rules = std::move(rules);
}

std::vector<std::unique_ptr<Lever>> Levers::make(HttpClient& http) const
{
    std::vector<std::unique_ptr<Lever>> out;
    for (const Reach& reach : m_reaches)
        out.push_back(leverOf(reach, http));
    return out;
}

std::unique_ptr<Lever> Levers::leverOf(const Reach& reach, HttpClient& http) const
{
    if (reach.source.kind == "gateway")
        return std::make_unique<GatewayLever>(http, reach.setup.address, m_probes);
    if (reach.source.kind == "haproxy")
        return std::make_unique<HaproxyLever>(http, haproxyAddressOf(reach.source), m_probes);
    auto system = std::make_unique<HttpTargets>(http, controlDialectOf(reach.source.kind, reach.source.account), reach.setup);
    auto records = HoldRecords::open(m_holds + QLatin1Char('/') + QString::fromStdString(reach.source.id));
    if (!records)
        return std::make_unique<UnusableLever>(system->traits(), records.error());
    const auto rules = [shared = m_rules] {
        const std::lock_guard lock(shared->guard);
        return shared->rules;
    };
    return std::make_unique<TargetLever>(std::move(system), *std::move(records), rules, m_clock);
}

} // namespace fuseboard
