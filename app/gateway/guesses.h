// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <string>
#include <unordered_map>

namespace fuseboard::gateway {

/// Wrong tokens by peer: past five in a minute each further one is answered late (ACCEPTANCE A4). Right ones never are.
class Guesses {
public:
    /// Another one came; how long its answer is to wait.
    std::chrono::milliseconds noted(const std::string& peer, SteadyTime now)
    {
        if (m_peers.size() >= mostPeers && !m_peers.contains(peer))
            m_peers.clear();
        Counted& counted = m_peers[peer];
        if (now - counted.since >= std::chrono::minutes(1))
            counted = {.since = now, .count = 0};
        return ++counted.count > atOnce ? late : std::chrono::milliseconds(0);
    }

    static constexpr int atOnce = 5;
    static constexpr auto late = std::chrono::milliseconds(1'000);

private:
    static constexpr std::size_t mostPeers = 10'000;
    struct Counted {
        SteadyTime since {};
        int count = 0;
    };
    std::unordered_map<std::string, Counted> m_peers;
};

} // namespace fuseboard::gateway
