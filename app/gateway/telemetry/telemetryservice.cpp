// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/telemetry/telemetryservice.h"

#include "http/socketstream.h"

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostConnections = 4096; // a tool keeps one open

http::ServerLimits limitsOf(const TelemetryConfig& config)
{
    http::ServerLimits limits;
    limits.bodyBytes = config.bodyBytes;
    limits.connections = mostConnections;
    return limits;
}

} // namespace

TelemetryService::TelemetryService(const TelemetryConfig& config, const std::filesystem::path& data)
    : m_keeper(data / "telemetry.db")
    , m_door(config, m_keeper)
    , m_limits(limitsOf(config))
    , m_server(m_io, [this](http::Exchange& exchange) { return m_door.answer(exchange); }, m_limits)
{
}

TelemetryService::~TelemetryService() { stop(); }

Result<std::string> TelemetryService::start(const http::Endpoint& endpoint)
{
    auto address = m_server.listenTcp(endpoint);
    if (address)
        m_thread = std::jthread([this] { m_io.run(); });
    return address;
}

void TelemetryService::stop()
{
    if (!m_thread.joinable())
        return;
    boost::asio::post(m_io, [this] {
        m_server.stopAccepting();
        m_server.closeAll();
        m_io.stop();
    });
    m_thread.join();
}

} // namespace fuseboard::gateway
