// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <map>

namespace fuseboard::gateway {

/// Connections to upstreams that wait for their next call, all of one lane, in its thread. One is kept only
/// after a whole answer and handed out only while nothing has come on it since: what belongs to another call can't stand in
/// it (SAFETY GW3). There are servers that close after an answer without saying so, and a call must not meet that: until one
/// has answered twice on a connection, only those that have rested a while are handed out.
class UpstreamPool {
public:
    explicit UpstreamPool(boost::asio::io_context& io);

    /// Empty: none is fit for a call.
    std::optional<http::Client> take(const std::string& place);
    /// Of a call that nobody has ended; `wasTaken`: it came from here. Closes it where it may not be used again.
    void give(const std::string& place, http::Client client, bool wasTaken);

private:
    struct Idle {
        http::Client client;
        SteadyTime since;
    };
    struct Upstream {
        std::deque<Idle> idle; ///< the longest unused first
        bool keeps = false; ///< has answered on a connection that was used before
    };
    bool closeAged(); ///< whether others are left
    void watchAges();

    std::map<std::string, Upstream> m_upstreams; ///< by `UpstreamConfig::place`
    boost::asio::steady_timer m_ages;
    bool m_watching = false;
};

} // namespace fuseboard::gateway
