// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <map>

namespace fuseboard::gateway {

/// Connections to upstreams that wait for their next call, all in the one thread that runs the io_context. One is kept only
/// after a whole answer and handed out only while nothing has come on it since: what belongs to another call can't stand in
/// it (SAFETY GW3).
class UpstreamPool {
public:
    explicit UpstreamPool(boost::asio::io_context& io);

    /// The one that was used last; empty: none is fit for a call.
    std::optional<http::Client> take(const std::string& upstream);
    /// Of a call that nobody has ended. Closes it where it may not be used again.
    void give(const std::string& upstream, http::Client client);

private:
    struct Idle {
        http::Client client;
        SteadyTime until;
    };
    void closeAged();
    void watchAges();

    std::map<std::string, std::deque<Idle>> m_idle; ///< the longest unused first
    boost::asio::steady_timer m_ages;
    bool m_watching = false;
};

} // namespace fuseboard::gateway
