// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/poller.h"
#include "http/stream.h"

#include <boost/asio/steady_timer.hpp>

namespace fuseboard::http {

/// Stream over a plain socket, TCP or Unix: the system is asked for bytes, and waited for only where there are none.
class PolledStream final : public Stream, private Poller::Watched {
public:
    /// Takes the descriptor.
    static std::shared_ptr<PolledStream> over(boost::asio::io_context& io, int fd);
    PolledStream(boost::asio::io_context& io, int fd);
    ~PolledStream() override;
    PolledStream(const PolledStream&) = delete;
    PolledStream& operator=(const PolledStream&) = delete;

    Async<Result<std::size_t>> readSome(boost::asio::mutable_buffer into, SteadyTime deadline) override;
    Async<Result<void>> write(std::string_view bytes, SteadyTime deadline, Sending when) override;
    void shutdownSend() override;
    [[nodiscard]] bool isQuiet() override;
    void close() override;
    void whenGone(std::function<void()> callback) override;

private:
    /// One direction of it.
    struct Side {
        bool ready = true; ///< the system may have something for it; it is asked before it is waited for
        std::optional<Suspended> waiting;
        SteadyTime until = SteadyTime::max();
    };
    struct Wait;
    void onEvents(std::uint32_t events) override;
    void abandon() override;
    [[nodiscard]] std::shared_ptr<PolledStream> self() { return std::static_pointer_cast<PolledStream>(shared_from_this()); }
    void wake(Side& side);
    void wakeLater(Side& side);
    void arm();
    void onTimer();
    void expire();
    [[nodiscard]] Error failure(int error) const;

    boost::asio::io_context& m_io;
    Poller& m_poller;
    int m_fd;
    Side m_read, m_write;
    std::size_t m_unbroken = 0; ///< bytes read since the loop last had a turn for others
    bool m_hungUp = false; ///< the other side sends no more
    bool m_expired = false;
    std::function<void()> m_whenGone;
    boost::asio::steady_timer m_timer;
    SteadyTime m_armedFor = SteadyTime::max();
};

} // namespace fuseboard::http
