// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/stream.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace fuseboard::gateway {

/// Starts something that answers once in another thread, and awaits the answer in this one.
template <class T>
http::Async<T> awaitAnswer(std::function<void(std::function<void(T)>)> start)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    auto initiate = [executor, start = std::move(start)](auto handler) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        start([executor, shared](T value) {
            auto answer = std::make_shared<T>(std::move(value));
            boost::asio::post(executor, [shared, answer] { std::move (*shared)(answer); });
        });
    };
    const auto answer = co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(std::shared_ptr<T>)>(
        std::move(initiate), boost::asio::use_awaitable);
    co_return std::move(*answer);
}

} // namespace fuseboard::gateway
