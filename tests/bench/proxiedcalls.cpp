// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/proxiedcalls.h"

#include "support/keptcaller.h"

#include <algorithm>
#include <array>
#include <deque>
#include <span>
#include <sys/epoll.h>
#include <sys/timerfd.h>

namespace fuseboard::bench {
namespace {

constexpr int patienceMs = 10'000;

using Time = test::KeptCaller::Time;

struct Caller {
    test::KeptCaller connection;
    Time since; ///< when its call was due, or was sent
    std::size_t scannedTo = 0; ///< of the answer, for the times that chunks carry
};

std::int64_t steadyNanoseconds(Time at)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch()).count();
}

void noteChunks(Caller& caller, std::int64_t now, std::vector<double>& micros)
{
    constexpr std::string_view mark = R"("at":")";
    constexpr std::size_t digits = 19;
    const std::string& answer = caller.connection.answer();
    for (auto at = answer.find(mark, caller.scannedTo); at != std::string::npos; at = answer.find(mark, caller.scannedTo)) {
        if (at + mark.size() + digits > answer.size())
            return;
        micros.push_back(static_cast<double>(now - std::stoll(answer.substr(at + mark.size(), digits))) / 1000);
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
        , m_timer(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    {
        epoll_event due {.events = EPOLLIN | EPOLLET, .data = {.ptr = nullptr}};
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_timer, &due);
        m_callers.resize(static_cast<std::size_t>(std::min(plan.connections, plan.calls)));
        for (Caller& caller : m_callers) {
            caller.connection.connect(port);
            epoll_event wanted {.events = EPOLLIN, .data = {.ptr = &caller}};
            ::epoll_ctl(m_poll, EPOLL_CTL_ADD, caller.connection.fd(), &wanted);
        }
    }
    ~Round()
    {
        ::close(m_timer);
        ::close(m_poll);
    }
    Round(const Round&) = delete;
    Round& operator=(const Round&) = delete;

    Calls run()
    {
        m_start = std::chrono::steady_clock::now();
        for (Caller& caller : m_callers)
            m_idle.push_back(&caller);
        sendDue();
        while (m_open > 0 || (m_toSend > 0 && !m_idle.empty())) {
            std::array<epoll_event, 128> events {};
            const int count = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), patienceMs);
            if (count <= 0)
                break;
            for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(count)))
                if (event.data.ptr)
                    receive(*static_cast<Caller*>(event.data.ptr));
            sendDue();
        }
        m_calls.failed += m_open + m_toSend;
        return std::move(m_calls);
    }

private:
    /// Of the next call.
    [[nodiscard]] Time due() const
    {
        if (m_plan.perSecond <= 0)
            return m_start;
        const std::chrono::duration<double> after((m_plan.calls - m_toSend) / m_plan.perSecond);
        return m_start + std::chrono::duration_cast<Time::duration>(after);
    }

    void sendDue()
    {
        for (const Time now = std::chrono::steady_clock::now(); m_toSend > 0 && !m_idle.empty() && due() <= now;) {
            send(*m_idle.front());
            m_idle.pop_front();
        }
        if (m_toSend == 0 || m_idle.empty())
            return;
        const std::int64_t at = steadyNanoseconds(due());
        const itimerspec once {{}, {at / 1'000'000'000, at % 1'000'000'000}};
        ::timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &once, nullptr);
    }

    void send(Caller& caller)
    {
        caller.since = due();
        --m_toSend;
        ++m_open;
        caller.scannedTo = 0;
        caller.connection.send(m_plan.request);
        if (m_plan.perSecond <= 0)
            caller.since = caller.connection.sentAt();
    }

    void receive(Caller& caller)
    {
        test::KeptCaller& connection = caller.connection;
        if (!connection.receive()) {
            ++m_calls.failed;
            --m_open;
            ::epoll_ctl(m_poll, EPOLL_CTL_DEL, connection.fd(), nullptr);
            return;
        }
        noteChunks(caller, steadyNanoseconds(connection.receivedAt()), m_calls.chunkMicros);
        if (connection.isBusy())
            return;
        --m_open;
        m_calls.micros.push_back(std::chrono::duration<double, std::micro>(connection.receivedAt() - caller.since).count());
        if (connection.status() != 200)
            ++m_calls.failed;
        if (m_plan.keepBodies)
            m_calls.bodies.push_back(withoutFraming(std::string_view(connection.answer()).substr(connection.bodyAt())));
        m_idle.push_back(&caller);
        if (m_plan.perSecond <= 0)
            sendDue();
    }

    const CallPlan& m_plan;
    int m_toSend, m_open = 0;
    Time m_start;
    int m_poll, m_timer;
    std::vector<Caller> m_callers;
    std::deque<Caller*> m_idle; ///< the longest first
    Calls m_calls;
};

} // namespace

Calls makeCalls(std::uint16_t port, const CallPlan& plan) { return Round(port, plan).run(); }

} // namespace fuseboard::bench
