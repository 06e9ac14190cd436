// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/polledstream.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fuseboard::http {
namespace asio = boost::asio;

/// Who sends without a pause is read no further than this before everybody else has a turn.
constexpr std::size_t mostUnbroken = 32 * 1024;

/// Suspends until there may be something for the side, or the stream is closed.
struct PolledStream::Wait {
    PolledStream& stream;
    Side& side;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) const
    {
        side.waiting.emplace(waiting);
        stream.arm();
    }
    void await_resume() const noexcept { side.until = SteadyTime::max(); }
};

std::shared_ptr<PolledStream> PolledStream::over(asio::io_context& io, int fd)
{
    auto stream = std::make_shared<PolledStream>(io, fd);
    stream->m_poller.add(fd, *stream);
    return stream;
}

PolledStream::PolledStream(asio::io_context& io, int fd)
    : m_io(io)
    , m_poller(asio::use_service<Poller>(io))
    , m_fd(fd)
    , m_timer(io)
{
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

PolledStream::~PolledStream() { PolledStream::close(); }

Async<Result<std::size_t>> PolledStream::readSome(asio::mutable_buffer into, SteadyTime deadline)
{
    const auto alive = shared_from_this();
    if (m_unbroken >= mostUnbroken) {
        m_unbroken = 0;
        co_await m_poller.endOfRound();
        if (m_fd >= 0 && std::chrono::steady_clock::now() >= deadline)
            expire();
    }
    for (;;) {
        if (m_fd < 0)
            co_return std::unexpected(failure(EBADF));
        if (m_read.ready) {
            const auto size = ::recv(m_fd, into.data(), into.size(), 0);
            const int error = errno;
            m_unbroken += static_cast<std::size_t>(std::max<ssize_t>(size, 0));
            // An end that was announced is not announced again: it is read for until it is found.
            m_read.ready = size < 0 ? error == EINTR : m_hungUp || size == static_cast<ssize_t>(into.size());
            if (size >= 0)
                co_return static_cast<std::size_t>(size);
            if (error != EAGAIN && error != EINTR)
                co_return std::unexpected(failure(error));
            continue;
        }
        m_read.until = deadline;
        co_await Wait {*this, m_read};
        m_unbroken = 0;
    }
}

Async<Result<void>> PolledStream::write(std::string_view bytes, SteadyTime deadline, Sending when)
{
    const auto alive = shared_from_this();
    if (when == Sending::withTheRound)
        co_await m_poller.endOfRound();
    while (!bytes.empty()) {
        if (m_fd < 0)
            co_return std::unexpected(failure(EBADF));
        const auto size = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (size >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(size));
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN)
            co_return std::unexpected(failure(errno));
        m_write.until = deadline;
        co_await Wait {*this, m_write};
    }
    co_return Result<void>();
}

void PolledStream::shutdownSend() { ::shutdown(m_fd, SHUT_WR); }

bool PolledStream::isQuiet()
{
    char byte = 0;
    return m_fd >= 0 && !m_hungUp && ::recv(m_fd, &byte, 1, MSG_PEEK) < 0 && errno == EAGAIN;
}

void PolledStream::close()
{
    if (m_fd < 0)
        return;
    m_poller.remove(m_fd, *this);
    ::close(m_fd);
    m_fd = -1;
    m_whenGone = {};
    m_timer.cancel();
    wakeLater(m_read);
    wakeLater(m_write);
}

void PolledStream::whenGone(std::function<void()> callback)
{
    m_whenGone = std::move(callback);
    if (m_hungUp)
        asio::post(m_io, [weak = weak_from_this()] {
            if (const auto stream = std::static_pointer_cast<PolledStream>(weak.lock()); stream && stream->m_whenGone)
                std::exchange(stream->m_whenGone, {})();
        });
}

void PolledStream::onEvents(std::uint32_t events)
{
    const auto alive = self();
    if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
        m_hungUp = true;
        if (m_whenGone)
            std::exchange(m_whenGone, {})();
    }
    if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
        m_read.ready = true;
        wake(m_read);
    }
    if ((events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0)
        wake(m_write);
}

void PolledStream::abandon()
{
    // Whoever waits may own this.
    const auto reading = std::exchange(m_read.waiting, {}), writing = std::exchange(m_write.waiting, {});
}

void PolledStream::wake(Side& side)
{
    if (auto waiting = std::exchange(side.waiting, {}))
        waiting->resume();
}

void PolledStream::wakeLater(Side& side)
{
    if (auto waiting = std::exchange(side.waiting, {}))
        asio::post(m_io, [resumed = *std::move(waiting)]() mutable { resumed.resume(); });
}

/// The timer runs on where a wait ended in time: most deadlines are later than the one it is set for, and cost nothing.
void PolledStream::arm()
{
    const SteadyTime next = std::min(m_read.until, m_write.until);
    if (next >= m_armedFor)
        return;
    m_armedFor = next;
    m_timer.expires_at(next);
    m_timer.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        if (const auto stream = std::static_pointer_cast<PolledStream>(weak.lock()); stream && !error)
            stream->onTimer();
    });
}

void PolledStream::onTimer()
{
    m_armedFor = SteadyTime::max();
    if (std::min(m_read.until, m_write.until) > std::chrono::steady_clock::now()) {
        arm();
        return;
    }
    expire();
}

void PolledStream::expire()
{
    m_expired = true;
    close();
}

Error PolledStream::failure(int error) const
{
    if (m_expired)
        return {ErrorCode::timedOut, "connection", "the deadline passed"};
    return toError(
        {error == EBADF ? static_cast<int>(asio::error::operation_aborted) : error, boost::system::system_category()});
}

} // namespace fuseboard::http
