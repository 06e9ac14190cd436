// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/stream.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <concepts>
#include <poll.h>
#include <sys/socket.h>

namespace fuseboard::http {

/// Stream over an Asio socket of any kind.
template <class Socket>
class SocketStream final : public Stream {
public:
    explicit SocketStream(Socket socket)
        : m_socket(std::move(socket))
        , m_readTimer(m_socket.get_executor())
        , m_writeTimer(m_socket.get_executor())
        , m_goneTimer(m_socket.get_executor())
    {
    }

    [[nodiscard]] Socket& socket() { return m_socket; }

    Async<Result<std::size_t>> readSome(boost::asio::mutable_buffer into, SteadyTime deadline) override
    {
        const auto self = shared_from_this();
        arm(m_readTimer, deadline);
        const auto [error, size] = co_await m_socket.async_read_some(into, nothrowAwait);
        m_readTimer.cancel();
        if (error == boost::asio::error::eof)
            co_return std::size_t {0};
        if (error)
            co_return std::unexpected(failure(error));
        co_return size;
    }

    Async<Result<void>> write(std::string_view bytes, SteadyTime deadline, Sending) override
    {
        const auto self = shared_from_this();
        arm(m_writeTimer, deadline);
        const auto [error, size] =
            co_await boost::asio::async_write(m_socket, boost::asio::buffer(bytes.data(), bytes.size()), nothrowAwait);
        m_writeTimer.cancel();
        if (error)
            co_return std::unexpected(failure(error));
        co_return Result<void>();
    }

    void shutdownSend() override
    {
        boost::system::error_code ignored; // a connection that is already down needs no shutting
        m_socket.lowest_layer().shutdown(boost::asio::socket_base::shutdown_send, ignored);
    }

    void close() override
    {
        boost::system::error_code ignored; // closing is final whatever the system says of it
        m_socket.lowest_layer().close(ignored);
    }

    [[nodiscard]] bool isQuiet() override
    {
        auto& lowest = m_socket.lowest_layer();
        char byte = 0;
        if constexpr (std::same_as<decltype(m_socket.native_handle()), SSL*>) {
            SSL* const tls = m_socket.native_handle();
            if (SSL_has_pending(tls) == 1 || BIO_ctrl_pending(SSL_get_rbio(tls)) > 0) // taken off the socket, and not read yet
                return false;
        }
        return lowest.is_open() && ::recv(lowest.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0
            && (errno == EAGAIN || errno == EWOULDBLOCK);
    }

    void whenGone(std::function<void()> callback) override { waitUntilReadable(++m_watch, std::move(callback)); }

private:
    void arm(boost::asio::steady_timer& timer, SteadyTime deadline)
    {
        timer.expires_at(deadline);
        timer.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
            if (error)
                return;
            if (const auto self = weak.lock()) {
                static_cast<SocketStream*>(self.get())->m_expired = true;
                self->close();
            }
        });
    }

    /// `watch` is the number of a whenGone(): a newer one ends it.
    void waitUntilReadable(int watch, std::function<void()> callback)
    {
        m_socket.lowest_layer().async_wait(boost::asio::socket_base::wait_read,
            [weak = weak_from_this(), watch, callback = std::move(callback)](const boost::system::error_code& error) mutable {
                const auto self = weak.lock();
                auto* stream = static_cast<SocketStream*>(self.get());
                if (stream && error != boost::asio::error::operation_aborted && watch == stream->m_watch)
                    stream->lookWhetherGone(watch, std::move(callback));
            });
    }

    /// The socket is readable: by its end, or by bytes that nobody reads now and that hide the end from another wait.
    void lookWhetherGone(int watch, std::function<void()> callback)
    {
        auto& lowest = m_socket.lowest_layer();
        if (!lowest.is_open())
            return;
        char byte = 0;
        const auto seen = ::recv(lowest.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        if (seen < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            waitUntilReadable(watch, std::move(callback));
            return;
        }
        pollfd state {.fd = lowest.native_handle(), .events = POLLRDHUP, .revents = 0};
        if (seen <= 0 || (::poll(&state, 1, 0) > 0 && state.revents != 0)) {
            callback();
            return;
        }
        m_goneTimer.expires_after(lookAgainAfter);
        m_goneTimer.async_wait(
            [weak = weak_from_this(), watch, callback = std::move(callback)](const boost::system::error_code& error) mutable {
                const auto self = weak.lock();
                auto* stream = static_cast<SocketStream*>(self.get());
                if (stream && !error && watch == stream->m_watch && stream->m_socket.lowest_layer().is_open())
                    stream->lookWhetherGone(watch, std::move(callback));
            });
    }

    [[nodiscard]] Error failure(const boost::system::error_code& error) const
    {
        return m_expired ? Error {ErrorCode::timedOut, "connection", "the deadline passed"} : toError(error);
    }

    static constexpr auto lookAgainAfter = std::chrono::milliseconds(40); // a client that left is seen within 100 (GW4)

    Socket m_socket;
    boost::asio::steady_timer m_readTimer, m_writeTimer, m_goneTimer;
    int m_watch = 0;
    bool m_expired = false;
};

} // namespace fuseboard::http
