// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/upstreampool.h"

namespace fuseboard::gateway {
namespace {

/// Below the 2 s after which gunicorn closes an idle connection, and Node and uvicorn after 5: a call must not meet one that is
/// being closed.
constexpr auto idleTime = std::chrono::milliseconds(1500);
/// In which a server that does not keep connections has closed one.
constexpr auto restTime = std::chrono::milliseconds(250);
constexpr std::size_t mostIdle = 256; // of each upstream

} // namespace

UpstreamPool::UpstreamPool(boost::asio::io_context& io)
    : m_ages(io)
{
}

std::optional<http::Client> UpstreamPool::take(const std::string& place)
{
    const auto found = m_upstreams.find(place);
    if (found == m_upstreams.end())
        return {};
    Upstream& from = found->second;
    const auto now = std::chrono::steady_clock::now();
    while (!from.idle.empty()) {
        if (!from.keeps && now - from.idle.front().since < restTime)
            return {};
        Idle next = std::move(from.keeps ? from.idle.back() : from.idle.front());
        from.keeps ? from.idle.pop_back() : from.idle.pop_front();
        if (now - next.since < idleTime) {
            if (next.client.stream()->isQuiet())
                return std::move(next.client);
            from.keeps = false;
        }
        next.client.close();
    }
    return {};
}

void UpstreamPool::give(const std::string& place, http::Client client, bool wasTaken)
{
    Upstream& to = m_upstreams[place];
    if (!client.isReusable() || to.idle.size() >= mostIdle) { // whether more has come is looked at when it is taken
        client.close();
        return;
    }
    to.keeps |= wasTaken;
    to.idle.push_back({std::move(client), std::chrono::steady_clock::now()});
    if (!m_watching)
        watchAges();
}

bool UpstreamPool::closeAged()
{
    const auto now = std::chrono::steady_clock::now();
    bool anyLeft = false;
    for (auto& [name, upstream] : m_upstreams) {
        auto& idle = upstream.idle;
        for (; !idle.empty() && now - idle.front().since >= idleTime; idle.pop_front())
            idle.front().client.close();
        anyLeft |= !idle.empty();
    }
    return anyLeft;
}

void UpstreamPool::watchAges()
{
    m_watching = true;
    m_ages.expires_after(idleTime);
    m_ages.async_wait([this](const boost::system::error_code& error) {
        m_watching = false;
        if (error)
            return;
        if (closeAged())
            watchAges();
    });
}

} // namespace fuseboard::gateway
