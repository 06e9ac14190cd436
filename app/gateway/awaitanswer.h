// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/stream.h"

#include <boost/asio/post.hpp>

#include <atomic>
#include <vector>

namespace fuseboard::gateway {

/// Stands for the answer of a thread that gave none: it failed, or has given up all work.
template <class T>
T noAnswer()
{
    Error error {ErrorCode::diskFailed, "the gateway", "the thread that does it has failed"};
    if constexpr (std::is_constructible_v<T, std::unexpected<Error>>)
        return std::unexpected(std::move(error));
    else if constexpr (std::is_constructible_v<T, std::unexpected<std::vector<Error>>>)
        return std::unexpected(std::vector {std::move(error)});
    else
        return {};
}

/// Takes the first answer to the coroutine that waits for it, in its own thread; where there never is one, noAnswer().
template <class T>
class Answering {
public:
    Answering(http::Suspended waiting, std::optional<T>& into)
        : m_waiting(std::move(waiting))
        , m_into(into)
    {
    }
    ~Answering() { take(noAnswer<T>); }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;
    template <class Answer>
    void take(Answer make)
    {
        if (m_isDone.test_and_set())
            return;
        const auto executor = m_waiting.executor();
        boost::asio::post(executor, [waiting = std::move(m_waiting), &into = m_into, answer = make()]() mutable {
            into = std::move(answer);
            waiting.resume();
        });
    }

private:
    http::Suspended m_waiting;
    std::optional<T>& m_into;
    std::atomic_flag m_isDone;
};

/// Something that answers in another thread; the answer is awaited in this one.
template <class T, class Start>
class AwaitAnswer {
public:
    /// `start` is called with a `void(T)`, which may be copied.
    explicit AwaitAnswer(Start start)
        : m_start(std::move(start))
    {
    }
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting)
    {
        m_start([answering = std::make_shared<Answering<T>>(http::Suspended(waiting), m_answer)](
                    T answer) { answering->take([&answer] { return std::move(answer); }); });
    }
    T await_resume() { return *std::move(m_answer); }

private:
    Start m_start;
    std::optional<T> m_answer;
};

template <class T, class Start>
AwaitAnswer<T, Start> awaitAnswer(Start start)
{
    return AwaitAnswer<T, Start>(std::move(start));
}

} // namespace fuseboard::gateway
