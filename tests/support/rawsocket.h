// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <chrono>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace fuseboard::test {

/// A blocking connection that sends exactly the bytes it is given; for speaking HTTP badly.
class RawSocket {
public:
    RawSocket() = default;
    explicit RawSocket(int fd)
        : m_fd(fd)
    {
    }
    RawSocket(RawSocket&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    RawSocket& operator=(RawSocket&& other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~RawSocket() { close(); }

    /// `receiveBuffer`: how much the system keeps of what is not read; 0: what it likes.
    static RawSocket tcp(std::uint16_t port, int receiveBuffer = 0)
    {
        RawSocket out(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (receiveBuffer > 0)
            ::setsockopt(out.m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(out.m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            out.close();
        const int on = 1;
        ::setsockopt(out.m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return out;
    }
    static RawSocket local(const std::string& path)
    {
        RawSocket out(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        if (::connect(out.m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            out.close();
        return out;
    }

    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    [[nodiscard]] int fd() const { return m_fd; }

    bool send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const auto sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// More bytes; empty at the end, after an error, or where none came in time (then `timedOut`).
    std::string receive(std::chrono::milliseconds wait = std::chrono::seconds(10))
    {
        pollfd waiting {m_fd, POLLIN, 0};
        m_timedOut = ::poll(&waiting, 1, static_cast<int>(wait.count())) == 0;
        if (m_timedOut)
            return {};
        std::string out(64 * 1024, '\0');
        const auto size = ::recv(m_fd, out.data(), out.size(), 0);
        out.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        return out;
    }
    /// Everything until the text has come, or the end.
    std::string receiveUntil(std::string_view text)
    {
        std::string all;
        while (all.find(text) == std::string::npos) {
            const std::string more = receive();
            if (more.empty())
                break;
            all += more;
        }
        return all;
    }
    /// Everything until the other side closes.
    std::string receiveAll()
    {
        std::string all;
        for (std::string more = receive(); !more.empty(); more = receive())
            all += more;
        return all;
    }
    [[nodiscard]] bool timedOut() const { return m_timedOut; }

    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    /// Ends with a reset instead of a proper end.
    void reset()
    {
        const linger now {1, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close();
    }

private:
    int m_fd = -1;
    bool m_timedOut = false;
};

/// A port of 127.0.0.1 that the system chose, listened at by blocking accept().
class RawListener {
public:
    RawListener()
        : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::listen(m_fd, 1024);
        socklen_t size = sizeof address;
        ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    ~RawListener() { ::close(m_fd); }
    RawListener(const RawListener&) = delete;
    RawListener& operator=(const RawListener&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] RawSocket accept() const { return RawSocket(::accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC)); }
    /// Ends a waiting accept().
    void stop() const { ::shutdown(m_fd, SHUT_RDWR); }

private:
    int m_fd;
    std::uint16_t m_port = 0;
};

} // namespace fuseboard::test
