// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/telemetry/telemetrydoor.h"
#include "http/server.h"

#include <thread>

namespace fuseboard::gateway {

/// The telemetry's listener in a thread of its own: whatever is sent to it, calls and orders do not wait.
class TelemetryService {
public:
    /// `config` outlives it.
    TelemetryService(const TelemetryConfig& config, const std::filesystem::path& data);
    ~TelemetryService();
    TelemetryService(const TelemetryService&) = delete;
    TelemetryService& operator=(const TelemetryService&) = delete;

    /// The address it listens at, with the port it got.
    Result<std::string> start(const http::Endpoint& endpoint);
    void stop();
    [[nodiscard]] TelemetryKeeper& keeper() { return m_keeper; }

private:
    // Requests under way wait for the keeper, whose thread posts to the loop: it goes first.
    boost::asio::io_context m_io {1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work = boost::asio::make_work_guard(m_io);
    TelemetryKeeper m_keeper;
    TelemetryDoor m_door;
    http::ServerLimits m_limits;
    http::Server m_server;
    std::jthread m_thread;
};

} // namespace fuseboard::gateway
