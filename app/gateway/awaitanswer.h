// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/stream.h"

#include <boost/asio/post.hpp>

namespace fuseboard::gateway {

/// Something that answers once in another thread; the answer is awaited in this one.
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
        auto suspended = std::make_shared<http::Suspended>(waiting);
        m_start([this, suspended = std::move(suspended)](T answer) mutable {
            const auto executor = suspended->executor();
            boost::asio::post(executor, [this, suspended = std::move(suspended), answer = std::move(answer)]() mutable {
                m_answer = std::move(answer);
                suspended->resume();
            });
        });
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
