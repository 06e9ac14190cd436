// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/services.h"

#include <atomic>
#include <memory>
#include <vector>

namespace fuseboard::gateway {

/// Where callers are served: lanes of one event loop and one thread each. A connection stays in the lane that took it, with
/// the connections to providers that its calls use; lanes share the listener, and what `Services` guards.
class CallersDoor {
public:
    explicit CallersDoor(int lanes);
    /// Calls that are still suspended go with it, and tell the desk so.
    ~CallersDoor();
    CallersDoor(const CallersDoor&) = delete;
    CallersDoor& operator=(const CallersDoor&) = delete;

    /// The address it listens at, as `http::Server::listenTcp` has it. The services outlast close().
    Result<std::string> listen(Services& services, const http::Endpoint& at, std::shared_ptr<const http::ServerTls> tls);
    void start();
    /// Asks each lane to; in any thread. isAccepting() tells when all have done it.
    void stopAccepting();
    [[nodiscard]] bool isAccepting() const { return m_accepting > 0; }
    /// Requests whose answers are not out; in any thread.
    [[nodiscard]] int inWork() const;
    /// Ends the threads, whatever is suspended.
    void stop();
    /// Cuts what is connected, once nothing runs any more.
    void close();

private:
    struct Lane;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::atomic<int> m_accepting = 0; ///< lanes
};

} // namespace fuseboard::gateway
