// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/upstreampool.h"

namespace fuseboard::gateway {
namespace {

/// Below the 5 s after which Node and uvicorn close an idle connection: a call must not meet one that is being closed.
constexpr auto idleTime = std::chrono::seconds(3);
constexpr std::size_t mostIdle = 256; // of each upstream

} // namespace

UpstreamPool::UpstreamPool(boost::asio::io_context& io)
    : m_ages(io)
{
}

std::optional<http::Client> UpstreamPool::take(const std::string& upstream)
{
    const auto found = m_idle.find(upstream);
    if (found == m_idle.end())
        return {};
    const auto now = std::chrono::steady_clock::now();
    for (auto& idle = found->second; !idle.empty();) {
        Idle last = std::move(idle.back());
        idle.pop_back();
        if (now < last.until && last.client.stream()->isQuiet())
            return std::move(last.client);
        last.client.close();
    }
    return {};
}

void UpstreamPool::give(const std::string& upstream, http::Client client)
{
    auto& idle = m_idle[upstream];
    if (!client.isReusable() || idle.size() >= mostIdle) {
        client.close();
        return;
    }
    idle.push_back({std::move(client), std::chrono::steady_clock::now() + idleTime});
    if (!m_watching)
        watchAges();
}

void UpstreamPool::closeAged()
{
    const auto now = std::chrono::steady_clock::now();
    for (auto& [upstream, idle] : m_idle)
        while (!idle.empty() && idle.front().until <= now) {
            idle.front().client.close();
            idle.pop_front();
        }
    std::erase_if(m_idle, [](const auto& each) { return each.second.empty(); });
}

void UpstreamPool::watchAges()
{
    m_watching = true;
    m_ages.expires_after(idleTime);
    m_ages.async_wait([this](const boost::system::error_code& error) {
        m_watching = false;
        if (error)
            return;
        closeAged();
        if (!m_idle.empty())
            watchAges();
    });
}

} // namespace fuseboard::gateway
