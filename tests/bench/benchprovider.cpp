// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchprovider.h"

#include <array>
#include <chrono>
#include <format>
#include <map>
#include <span>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

namespace fuseboard::bench {
namespace {

constexpr int tickMs = 1;
constexpr int ticksPerChunk = 5;

const std::string& wholeAnswer()
{
    static const std::string answer = [] {
        const std::string body = std::format(
            R"({{"id":"chatcmpl-1","object":"chat.completion","created":1780000000,"model":"m","choices":[{{"index":0,)"
            R"("message":{{"role":"assistant","content":"{:y<770}"}},"finish_reason":"stop"}}],)"
            R"("usage":{{"prompt_tokens":70,"completion_tokens":120,"total_tokens":190}}}})",
            "y");
        return std::format(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", body.size(), body);
    }();
    return answer;
}

std::string chunk(std::string_view text) { return std::format("{:x}\r\n{}\r\n", text.size(), text); }

struct Connection {
    test::RawSocket socket;
    std::string received;
    int chunksLeft = 0;
    int phase = 0; ///< the tick of its chunks: not all streams write at once
};

void writeChunk(Connection& connection)
{
    const int left = --connection.chunksLeft;
    std::string out = chunk(std::format(
        "data: "
        "{{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":"
        "{{\"content\":\" some words\"}}}}],\"at\":\"{:019}\"}}\n\n",
        nanoseconds()));
    if (left == 0)
        out += chunk("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[],"
                     "\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":100,\"total_tokens\":170}}\n\ndata: [DONE]\n\n")
            + "0\r\n\r\n";
    connection.socket.send(out);
}

/// Answers each whole request that has come; false: the connection is over.
bool answer(Connection& connection)
{
    std::array<char, 16 * 1024> piece; // filled by recv
    const auto size = ::recv(connection.socket.fd(), piece.data(), piece.size(), 0);
    if (size <= 0)
        return false;
    connection.received.append(piece.data(), static_cast<std::size_t>(size));
    const auto head = connection.received.find("\r\n\r\n");
    if (head == std::string::npos)
        return true;
    auto length = connection.received.find("ontent-");
    while (length < head && ::strncasecmp(connection.received.c_str() + length, "ontent-length:", 14) != 0)
        length = connection.received.find("ontent-", length + 1);
    if (length > head || connection.received.size() < head + 4 + std::stoul(connection.received.substr(length + 14)))
        return length < head;
    const bool isStream = connection.received.find(R"("stream":true)", head) != std::string::npos;
    connection.received.clear();
    if (!isStream)
        return connection.socket.send(wholeAnswer());
    connection.chunksLeft = streamChunks;
    return connection.socket.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
}

int makeTimer()
{
    const int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    const itimerspec every {{0, tickMs * 1'000'000}, {0, tickMs * 1'000'000}};
    ::timerfd_settime(timer, 0, &every, nullptr);
    return timer;
}

} // namespace

std::int64_t nanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

BenchProvider::BenchProvider(int processor)
    : m_thread([this, processor] {
        pinThisThread(processor);
        run();
    })
{
}

BenchProvider::~BenchProvider() { m_stopping = true; }

void BenchProvider::run()
{
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    const int timer = makeTimer();
    std::map<int, Connection> connections;
    const auto watch = [poll](int fd) {
        epoll_event wanted {.events = EPOLLIN, .data = {.fd = fd}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &wanted);
    };
    watch(m_listener.fd());
    watch(timer);
    int tick = 0;
    while (!m_stopping) {
        std::array<epoll_event, 128> events {};
        const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 100);
        for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
            const int fd = event.data.fd;
            if (fd == m_listener.fd()) {
                test::RawSocket socket = m_listener.accept();
                const int on = 1;
                ::setsockopt(socket.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                const int accepted = socket.fd();
                watch(accepted);
                connections.insert_or_assign(
                    accepted, Connection {.socket = std::move(socket), .received = {}, .phase = accepted % ticksPerChunk});
            } else if (fd == timer) {
                std::uint64_t expired = 0;
                if (::read(timer, &expired, sizeof expired) == sizeof expired)
                    ++tick;
                for (auto& [number, connection] : connections)
                    if (connection.chunksLeft > 0 && tick % ticksPerChunk == connection.phase)
                        writeChunk(connection);
            } else if (!answer(connections.at(fd))) {
                connections.erase(fd);
            }
        }
    }
    ::close(timer);
    ::close(poll);
}

} // namespace fuseboard::bench
