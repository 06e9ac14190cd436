// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/proxiedcalls.h"

#include "bench/benchprovider.h"
#include "support/rawsocket.h"

#include <algorithm>
#include <array>
#include <span>
#include <strings.h>
#include <sys/epoll.h>

namespace fuseboard::bench {
namespace {

constexpr int patienceMs = 10'000;

struct Caller {
    test::RawSocket socket;
    std::string answer;
    std::size_t bodyAt = 0; ///< 0: the head is not whole yet
    std::size_t length = 0; ///< of a body that is not chunked
    std::size_t scannedTo = 0; ///< for the times that chunks carry
    std::int64_t sentAt = 0;
};

bool isChunked(const Caller& caller) { return caller.length == 0; }

void readHead(Caller& caller)
{
    const auto end = caller.answer.find("\r\n\r\n");
    if (end == std::string::npos)
        return;
    caller.bodyAt = caller.scannedTo = end + 4;
    for (auto at = caller.answer.find("\r\n"); at < end; at = caller.answer.find("\r\n", at + 2))
        if (::strncasecmp(caller.answer.c_str() + at + 2, "content-length:", 15) == 0)
            caller.length = std::stoul(caller.answer.substr(at + 17));
}

bool isWhole(const Caller& caller)
{
    if (caller.bodyAt == 0)
        return false;
    return isChunked(caller) ? caller.answer.ends_with("\r\n0\r\n\r\n") : caller.answer.size() >= caller.bodyAt + caller.length;
}

void noteChunks(Caller& caller, std::int64_t now, std::vector<double>& micros)
{
    constexpr std::string_view mark = R"("at":")";
    constexpr std::size_t digits = 19;
    for (auto at = caller.answer.find(mark, caller.scannedTo); at != std::string::npos;
        at = caller.answer.find(mark, caller.scannedTo)) {
        if (at + mark.size() + digits > caller.answer.size())
            return;
        micros.push_back(static_cast<double>(now - std::stoll(caller.answer.substr(at + mark.size(), digits))) / 1000);
        caller.scannedTo = at + mark.size() + digits;
    }
}

std::string withoutFraming(std::string_view chunked)
{
    std::string out;
    while (!chunked.empty()) {
        const std::size_t size = std::stoul(std::string(chunked.substr(0, chunked.find('\r'))), nullptr, 16);
        const std::size_t start = chunked.find('\n') + 1;
        if (size == 0)
            break;
        out += chunked.substr(start, size);
        chunked.remove_prefix(start + size + 2);
    }
    return out;
}

class Round {
public:
    Round(std::uint16_t port, const CallPlan& plan)
        : m_plan(plan)
        , m_toSend(plan.calls)
        , m_poll(::epoll_create1(EPOLL_CLOEXEC))
    {
        m_callers.resize(static_cast<std::size_t>(std::min(plan.connections, plan.calls)));
        for (Caller& caller : m_callers) {
            caller.socket = test::RawSocket::tcp(port);
            epoll_event wanted {.events = EPOLLIN, .data = {.ptr = &caller}};
            ::epoll_ctl(m_poll, EPOLL_CTL_ADD, caller.socket.fd(), &wanted);
        }
    }
    ~Round() { ::close(m_poll); }
    Round(const Round&) = delete;
    Round& operator=(const Round&) = delete;

    Calls run()
    {
        for (Caller& caller : m_callers)
            send(caller);
        while (m_open > 0) {
            std::array<epoll_event, 128> events {};
            const int count = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), patienceMs);
            if (count <= 0)
                break;
            for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(count)))
                receive(*static_cast<Caller*>(event.data.ptr));
        }
        m_calls.failed += m_open + m_toSend;
        return std::move(m_calls);
    }

private:
    void send(Caller& caller)
    {
        if (m_toSend == 0)
            return;
        --m_toSend;
        ++m_open;
        caller.answer.clear();
        caller.bodyAt = caller.length = 0;
        caller.sentAt = nanoseconds();
        caller.socket.send(m_plan.request);
    }

    void receive(Caller& caller)
    {
        std::array<char, 16 * 1024> piece; // filled by recv
        const auto size = ::recv(caller.socket.fd(), piece.data(), piece.size(), 0);
        const std::int64_t now = nanoseconds();
        if (size <= 0) {
            ++m_calls.failed;
            --m_open;
            ::epoll_ctl(m_poll, EPOLL_CTL_DEL, caller.socket.fd(), nullptr);
            return;
        }
        caller.answer.append(piece.data(), static_cast<std::size_t>(size));
        if (caller.bodyAt == 0)
            readHead(caller);
        noteChunks(caller, now, m_calls.chunkMicros);
        if (!isWhole(caller))
            return;
        --m_open;
        m_calls.micros.push_back(static_cast<double>(now - caller.sentAt) / 1000);
        if (!caller.answer.starts_with("HTTP/1.1 200"))
            ++m_calls.failed;
        if (m_plan.keepBodies)
            m_calls.bodies.push_back(withoutFraming(std::string_view(caller.answer).substr(caller.bodyAt)));
        send(caller);
    }

    const CallPlan& m_plan;
    int m_toSend, m_open = 0;
    int m_poll;
    std::vector<Caller> m_callers;
    Calls m_calls;
};

} // namespace

Calls makeCalls(std::uint16_t port, const CallPlan& plan) { return Round(port, plan).run(); }

} // namespace fuseboard::bench
