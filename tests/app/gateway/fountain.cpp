// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fountain.h"

#include "gatewayprocess.h"

#include <array>
#include <format>
#include <fstream>
#include <memory>
#include <span>
#include <sys/epoll.h>
#include <vector>

namespace fuseboard::test {
namespace {

constexpr int sendBuffer = 64 * 1024; // the system's own would grow to megabytes for each

std::string chunk(const std::string& text) { return std::format("{:x}\r\n{}\r\n", text.size(), text); }

} // namespace

struct Fountain::Stream {
    RawSocket socket;
    bool asked = false;
    std::size_t at = 0; ///< in the pieces
};

Fountain::Fountain()
{
    const std::string piece = chunk("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\""
        + std::string(900, 'w') + "\"}}\n\n");
    while (m_pieces.size() < sendBuffer)
        m_pieces += piece;
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

std::string Fountain::request()
{
    const std::string body = chat("m", true);
    return std::format("POST /v1/messages HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer tok-a\r\n"
                       "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
}

void Fountain::standBehind(const GatewayProcess& gateway, std::string policy) const
{
    std::ofstream(gateway.configFile(), std::ios::app)
        << "[[upstream]]\nname = \"fountain\"\nurl = \"http://127.0.0.1:" << m_listener.port()
        << "\"\ndialects = [\"anthropic\"]\nkey = \"file:key\"\n";
    const std::string before = R"("anthropic","upstream":"sandbox")";
    gateway.write(policy.replace(policy.find(before), before.size(), R"("anthropic","upstream":"fountain")"));
}

bool Fountain::waitForHangUps(int count, std::chrono::seconds patience) const
{
    const auto until = std::chrono::steady_clock::now() + patience;
    while (m_hangUps < count && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return m_hangUps == count;
}

/// False: the other side has hung up.
bool Fountain::goOn(Stream& stream, std::uint32_t events)
{
    std::array<char, 4096> bytes; // filled by recv
    if ((events & EPOLLIN) != 0 && ::recv(stream.socket.fd(), bytes.data(), bytes.size(), MSG_DONTWAIT) <= 0)
        return false;
    if ((events & EPOLLIN) != 0 && !stream.asked) {
        stream.asked = true;
        ++m_streams;
        if (!stream.socket.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"))
            return false;
    }
    if (!stream.asked || (events & EPOLLOUT) == 0)
        return true;
    const auto rest = std::string_view(m_pieces).substr(stream.at);
    const auto size = ::send(stream.socket.fd(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size < 0)
        return errno == EAGAIN;
    m_poured += size;
    stream.at = (stream.at + static_cast<std::size_t>(size)) % m_pieces.size();
    return true;
}

void Fountain::run(const std::stop_token& stop)
{
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<Stream>> streams;
    epoll_event knocks {.events = EPOLLIN, .data = {.ptr = nullptr}};
    ::epoll_ctl(poll, EPOLL_CTL_ADD, m_listener.fd(), &knocks);
    while (!stop.stop_requested()) {
        std::array<epoll_event, 256> events {};
        const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 10);
        for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
            if (auto* const stream = static_cast<Stream*>(event.data.ptr)) {
                if (!goOn(*stream, event.events)) {
                    m_hangUps += stream->asked ? 1 : 0;
                    ::epoll_ctl(poll, EPOLL_CTL_DEL, stream->socket.fd(), nullptr);
                    stream->socket.close();
                }
                continue;
            }
            Stream& stream = *streams.emplace_back(std::make_unique<Stream>(Stream {m_listener.accept()}));
            ::setsockopt(stream.socket.fd(), SOL_SOCKET, SO_SNDBUF, &sendBuffer, sizeof sendBuffer);
            epoll_event wanted {.events = EPOLLIN | EPOLLOUT, .data = {.ptr = &stream}};
            ::epoll_ctl(poll, EPOLL_CTL_ADD, stream.socket.fd(), &wanted);
        }
    }
    ::close(poll);
}

} // namespace fuseboard::test
