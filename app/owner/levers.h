// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/probekey.h"
#include "connectors/sourceconfig.h"
#include "connectors/targets/httptargets.h"
#include "owner/profile.h"
#include "store/organisation.h"

#include <functional>
#include <mutex>

namespace fuseboard {

/// What the switchboard's levers are made of: gathered in the owner's thread, made in the switchboard's.
class Levers {
public:
    /// The clock must outlive the levers.
    Levers(const std::vector<SourceConfig>& sources, const Profile& profile, ProbeKey probes, const Clock& clock);

    /// Calls `read(reference, take)` for each key that they need; `take` is to be called with it, before `make` or
    /// later: levers that were made without it work with it from then on.
    void eachKey(const std::function<void(const KeyReference&, std::function<void(const QByteArray&)>)>& read);
    /// Our own gateways, with the keys that were taken.
    [[nodiscard]] std::vector<GatewayAddress> gateways() const;
    /// Which teams a source's keys and projects belong to, from now on. From any thread.
    void setRules(std::vector<AllocationRule> rules);
    /// One for each source that freezes reach. What can't be made answers every order with the reason.
    [[nodiscard]] std::vector<std::unique_ptr<Lever>> make(HttpClient& http) const;

private:
    struct Reach {
        SourceConfig source;
        TargetsSetup setup;
    };
    struct Rules {
        std::mutex guard;
        std::optional<std::vector<AllocationRule>> rules; ///< empty: not read yet
    };
    [[nodiscard]] std::unique_ptr<Lever> leverOf(const Reach& reach, HttpClient& http) const;

    std::vector<Reach> m_reaches;
    QString m_holds; ///< directory of the records
    ProbeKey m_probes;
    const Clock& m_clock;
    std::shared_ptr<Rules> m_rules = std::make_shared<Rules>();
};

} // namespace fuseboard
