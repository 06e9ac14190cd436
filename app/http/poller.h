// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/async.h"

#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <array>
#include <set>
#include <sys/epoll.h>
#include <vector>

namespace fuseboard::http {

/// Watches the plain sockets of one io_context, each registered once for as long as it is open, edge by edge: Asio itself
/// asks the system anew for every wait. All in the thread that runs the io_context.
class Poller : public boost::asio::execution_context::service {
public:
    /// One descriptor.
    class Watched {
    public:
        virtual ~Watched() = default;
        /// What epoll says of it; may destroy this.
        virtual void onEvents(std::uint32_t events) = 0;
        /// The io_context goes: what waits ends without another word.
        virtual void abandon() = 0;
    };

    using key_type = Poller;
    static inline boost::asio::execution_context::id id;
    explicit Poller(boost::asio::execution_context& context);
    ~Poller() override;

    /// Awaited before sending. What a round has to say goes out in one go, so that who is woken for the first of it is awake
    /// for the rest: each wake-up costs the sender as much as sending does.
    struct EndOfRound {
        Poller& poller;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> waiting) const
        {
            poller.m_toSend.emplace_back(waiting);
            poller.sendSoon();
        }
        void await_resume() const noexcept { }
    };
    [[nodiscard]] EndOfRound endOfRound() { return {*this}; }

    void add(int fd, Watched& watched);
    void remove(int fd, Watched& watched);

private:
    void shutdown() override;
    void wait();
    void dispatch();
    void sendSoon();
    void send();

    boost::asio::io_context& m_io;
    boost::asio::posix::stream_descriptor m_epoll;
    std::set<Watched*> m_watched;
    std::array<epoll_event, 128> m_events {};
    std::size_t m_pending = 0; ///< of m_events, how many this round has; those taken out meanwhile are null
    std::vector<Suspended> m_toSend, m_sending; ///< the second is only for its memory
    bool m_waiting = false;
    bool m_willSend = false;
};

} // namespace fuseboard::http
