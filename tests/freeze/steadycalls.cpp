// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/steadycalls.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fuseboard::test {
namespace {

constexpr int threads = 4;

/// A connection that waits for each answer.
class Connection {
public:
    explicit Connection(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const timeval patience {.tv_sec = 5, .tv_usec = 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        m_open = ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Connection() { ::close(m_socket); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The status, or 0.
    int ask(const QByteArray& request)
    {
        if (!m_open
            || ::send(m_socket, request.data(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL) != request.size())
            return 0;
        QByteArray answer;
        qsizetype length = -1;
        while (length < 0 || answer.size() < length) {
            char buffer[4096];
            const auto got = ::recv(m_socket, buffer, sizeof buffer, 0);
            if (got <= 0) {
                m_open = false;
                return 0;
            }
            answer.append(buffer, static_cast<qsizetype>(got));
            if (const auto end = answer.indexOf("\r\n\r\n"); end >= 0 && length < 0) {
                const auto member = answer.toLower().indexOf("content-length:");
                length = end + 4 + answer.mid(member + 15, answer.indexOf('\r', member) - member - 15).trimmed().toLongLong();
            }
        }
        return answer.mid(9, 3).toInt();
    }

private:
    int m_socket;
    bool m_open = false;
};

} // namespace

SteadyCalls::SteadyCalls(quint16 port, const QByteArray& request, int perSecond, int connections)
{
    const auto pause = std::chrono::nanoseconds(std::chrono::seconds(threads)) / perSecond;
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back(
            [=, this](const std::stop_token& stop) { call(stop, port, request, pause, connections / threads); });
}

std::vector<SteadyCalls::Call> SteadyCalls::finish()
{
    m_threads.clear(); // asks each to stop, and waits
    return std::move(m_calls);
}

void SteadyCalls::call(
    const std::stop_token& stop, quint16 port, const QByteArray& request, std::chrono::nanoseconds pause, int connections)
{
    std::vector<std::unique_ptr<Connection>> open;
    for (int i = 0; i < connections; ++i)
        open.push_back(std::make_unique<Connection>(port));
    std::vector<Call> calls;
    auto due = std::chrono::steady_clock::now();
    for (std::size_t n = 0; !stop.stop_requested(); ++n, due += pause) {
        std::this_thread::sleep_until(due);
        Call call {.sent = std::chrono::steady_clock::now(), .answered = {}};
        call.status = open[n % open.size()]->ask(request);
        call.answered = std::chrono::steady_clock::now();
        calls.push_back(call);
    }
    const std::lock_guard lock(m_guard);
    m_calls.insert(m_calls.end(), calls.begin(), calls.end());
}

} // namespace fuseboard::test
