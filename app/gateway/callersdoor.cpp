// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callersdoor.h"

#include "gateway/session.h"
#include "http/server.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <pthread.h>
#include <sys/resource.h>
#include <thread>

namespace fuseboard::gateway {
namespace {

namespace asio = boost::asio;

/// A caller takes two, one of them to the provider; the admin doors, the files and each lane's loop keep theirs (ACCEPTANCE
/// G11).
std::size_t descriptorsForCallers(std::size_t lanes)
{
    constexpr rlim_t keptByEachLane = 8;
    const rlim_t kept = 88 + lanes * keptByEachLane;
    rlimit files {};
    const bool isKnown = ::getrlimit(RLIMIT_NOFILE, &files) == 0;
    return isKnown ? static_cast<std::size_t>(std::max(files.rlim_cur, kept + 2) - kept) / 2 : 1;
}

/// What one lane serves with.
struct Service {
    Service(asio::io_context& io, Services& services, const http::ServerLimits& limits)
        : upstreams(io)
        , session(services, upstreams)
        , server(io, [this](http::Exchange& exchange) { return session.answer(exchange); }, limits)
    {
    }
    UpstreamPool upstreams;
    Session session;
    http::Server server;
};

} // namespace

struct CallersDoor::Lane {
    asio::io_context io {1};
    asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(io);
    std::unique_ptr<Service> service;
    std::jthread thread;
};

CallersDoor::CallersDoor(int lanes)
{
    for (int i = 0; i < lanes; ++i)
        m_lanes.push_back(std::make_unique<Lane>());
}

CallersDoor::~CallersDoor() { stop(); }

Result<std::string> CallersDoor::listen(
    Services& services, const http::Endpoint& at, std::shared_ptr<const http::ServerTls> tls)
{
    http::ServerLimits limits = services.config()->callerLimits;
    limits.connections = std::min(limits.connections, descriptorsForCallers(m_lanes.size()));
    for (const auto& lane : m_lanes)
        lane->service = std::make_unique<Service>(lane->io, services, limits);
    http::Server& first = m_lanes.front()->service->server;
    auto address = first.listenTcp(at, std::move(tls));
    for (std::size_t i = 1; address && i < m_lanes.size(); ++i)
        if (const auto beside = m_lanes[i]->service->server.listenBeside(first); !beside)
            return std::unexpected(beside.error());
    return address;
}

void CallersDoor::start()
{
    m_accepting = static_cast<int>(m_lanes.size());
    for (const auto& lane : m_lanes) {
        lane->thread = std::jthread([&io = lane->io] { io.run(); });
        ::pthread_setname_np(lane->thread.native_handle(), "callers");
    }
}

void CallersDoor::stopAccepting()
{
    for (const auto& lane : m_lanes)
        asio::post(lane->io, [this, &server = lane->service->server] {
            server.stopAccepting();
            --m_accepting;
        });
}

int CallersDoor::inWork() const
{
    int all = 0;
    for (const auto& lane : m_lanes)
        all += lane->service->server.inWork();
    return all;
}

void CallersDoor::stop()
{
    for (const auto& lane : m_lanes)
        lane->io.stop();
    for (const auto& lane : m_lanes)
        lane->thread = {};
}

void CallersDoor::close()
{
    for (const auto& lane : m_lanes)
        lane->service.reset();
}

} // namespace fuseboard::gateway
