// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/poller.h"

#include <boost/asio/post.hpp>

#include <span>
#include <system_error>

namespace fuseboard::http {
namespace {

int newEpoll()
{
    const int fd = ::epoll_create1(EPOLL_CLOEXEC);
    if (fd < 0)
        throw std::system_error(errno, std::system_category(), "epoll_create1");
    return fd;
}

} // namespace

Poller::Poller(boost::asio::execution_context& context)
    : service(context)
    , m_io(static_cast<boost::asio::io_context&>(context))
    , m_epoll(m_io, newEpoll())
{
}

Poller::~Poller() = default;

void Poller::add(int fd, Watched& watched)
{
    epoll_event wanted {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data = {.ptr = &watched}};
    if (::epoll_ctl(m_epoll.native_handle(), EPOLL_CTL_ADD, fd, &wanted) != 0)
        throw std::system_error(errno, std::system_category(), "epoll_ctl");
    m_watched.insert(&watched);
    if (!m_waiting)
        wait();
}

void Poller::remove(int fd, Watched& watched)
{
    if (m_watched.erase(&watched) == 0)
        return;
    ::epoll_ctl(m_epoll.native_handle(), EPOLL_CTL_DEL, fd, nullptr);
    for (epoll_event& event : std::span(m_events).first(m_pending))
        if (event.data.ptr == &watched)
            event.data.ptr = nullptr;
    if (m_watched.empty() && m_waiting)
        m_epoll.cancel(); // nothing is left that the io_context must run for
}

void Poller::shutdown()
{
    m_toSend.clear();
    while (!m_watched.empty()) {
        Watched* const watched = *m_watched.begin();
        m_watched.erase(m_watched.begin());
        watched->abandon();
    }
    m_epoll.close();
}

void Poller::wait()
{
    m_waiting = true;
    m_epoll.async_wait(boost::asio::posix::stream_descriptor::wait_read, [this](const boost::system::error_code& error) {
        if (!error)
            dispatch();
        m_waiting = false; // not sooner: what begins meanwhile must not wait a second time
        if (!m_watched.empty())
            wait();
    });
}

void Poller::dispatch()
{
    const int count = ::epoll_wait(m_epoll.native_handle(), m_events.data(), static_cast<int>(m_events.size()), 0);
    m_pending = static_cast<std::size_t>(std::max(count, 0));
    m_willSend = true;
    for (std::size_t i = 0; i < m_pending; ++i)
        if (m_events[i].data.ptr)
            static_cast<Watched*>(m_events[i].data.ptr)->onEvents(m_events[i].events);
    m_pending = 0;
    send();
}

void Poller::sendSoon()
{
    if (!std::exchange(m_willSend, true))
        boost::asio::post(m_io, [this] { send(); });
}

void Poller::send()
{
    m_willSend = false;
    m_sending.swap(m_toSend);
    for (Suspended& each : m_sending)
        each.resume();
    m_sending.clear();
}

} // namespace fuseboard::http
