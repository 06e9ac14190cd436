// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <map>
#include <mutex>
#include <set>

namespace fuseboard::gateway {

/// A call that was not let in: of which scope, by which rule (`freeze`, or the refusal's code), and whose it was.
struct RefusedCall {
    std::string scope, rule, team, token;
    auto operator<=>(const RefusedCall&) const = default;
};

/// Events for whoever watches `GET /v1/events`. Published from any thread, sent from the admin thread. A watcher that
/// does not keep up loses the oldest.
class EventHub {
public:
    explicit EventHub(boost::asio::io_context& admin);

    void publish(std::string name, std::string json);
    /// One refused call; told once a second with their number, by scope and rule, and by caller where one does not stop.
    /// Costs no more than counting, whatever the flood.
    void countRefusal(RefusedCall refused);
    /// Sends events until the watcher leaves.
    http::Async<void> serve(http::Exchange& exchange);
    /// Ends all watchers, who may come again; in the admin thread.
    void sendAway();
    /// Ends all watchers for good; in the admin thread.
    void close();

private:
    struct Watcher {
        explicit Watcher(boost::asio::io_context& io)
            : wake(io)
        {
        }
        std::deque<std::string> waiting;
        boost::asio::steady_timer wake;
        bool gone = false, sentAway = false;
    };
    void send(const std::string& event);
    void tellRefusals();

    boost::asio::io_context& m_io;
    boost::asio::steady_timer m_collapse;
    std::mutex m_mutex; ///< of the refusals
    std::map<RefusedCall, std::int64_t> m_refusals; ///< since the last telling
    std::set<std::shared_ptr<Watcher>> m_watchers;
    bool m_closed = false;
};

} // namespace fuseboard::gateway
