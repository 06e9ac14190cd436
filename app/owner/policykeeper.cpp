// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/policykeeper.h"

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto tryAgainAfter = 2s;

} // namespace

PolicyKeeper::PolicyKeeper(std::vector<GatewayAddress> gateways, ProbeKey probes, SentKeys sent, const Clock& clock)
    : m_probes(std::move(probes))
    , m_sent(std::move(sent))
    , m_clock(clock)
{
    for (GatewayAddress& address : gateways)
        m_gateways.push_back(std::make_unique<Gateway>(Gateway {std::move(address)}));
    m_again.setSingleShot(true);
    m_again.setInterval(tryAgainAfter);
    connect(&m_again, &QTimer::timeout, this, [this] {
        for (auto& gateway : m_gateways)
            push(*gateway);
    });
}

void PolicyKeeper::want(const PolicyContents& contents)
{
    m_sent.add(contents.organisation.keys);
    m_wanted = contents;
    ++m_version;
    for (auto& gateway : m_gateways) {
        gateway->upToDate = false;
        push(*gateway);
    }
}

void PolicyKeeper::push(Gateway& gateway)
{
    if (gateway.upToDate || gateway.underWay || !m_wanted)
        return;
    gateway.underWay = true;
    const PolicyPush push(m_http, gateway.address);
    const auto edit = [contents = *m_wanted, probes = m_probes, now = m_clock.now(), sent = m_sent.all()](
                          PolicyDocument current) { return editPolicy(std::move(current), contents, probes, now, sent); };
    push.send(edit).then(this,
        [this, &gateway, version = m_version](const Result<std::int64_t>& revision) { answered(gateway, version, revision); });
}

void PolicyKeeper::answered(Gateway& gateway, std::uint64_t version, const Result<std::int64_t>& revision)
{
    gateway.underWay = false;
    if (!revision) {
        Q_EMIT failed(revision.error());
        // A policy that is refused as it stands, or that is not ours to send, is not sent again until it changes.
        const bool settled =
            revision.error().code == ErrorCode::badDocument || revision.error().code == ErrorCode::noRightToChangePolicy;
        gateway.upToDate = settled && version == m_version;
    } else {
        gateway.upToDate = version == m_version;
        if (std::ranges::all_of(m_gateways, [](const auto& one) { return one->upToDate; }))
            Q_EMIT inForce();
    }
    if (!gateway.upToDate)
        m_again.start();
}

} // namespace fuseboard
