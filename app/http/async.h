// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/framestore.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/this_coro.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

namespace fuseboard::http {

template <class T>
class Async;

/// The parts of Async that its users need not know. Calls wait on sockets some ten times each, and one coroutine stands
/// inside another many deep: so they are resumed by one small loop, with neither a queue nor an executor between them.
namespace coroutines {

struct Root;

/// The loop on this thread's stack that resumes coroutines, and which it resumes next.
struct Pump {
    std::coroutine_handle<> next;
    Root* finished = nullptr;
    static inline thread_local Pump* current = nullptr;
};

struct PromiseBase {
    Root* root = nullptr;
    std::coroutine_handle<> continuation; ///< empty: it is the first of its root
    std::exception_ptr failure;

    static void* operator new(std::size_t size) { return FrameStore::get(size); }
    static void operator delete(void* memory, std::size_t size) noexcept { FrameStore::put(memory, size); }

    struct Final {
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> done) const noexcept
        {
            const PromiseBase& promise = done.promise();
            if (promise.continuation)
                Pump::current->next = promise.continuation;
            else
                Pump::current->finished = promise.root;
        }
        void await_resume() const noexcept { }
    };
    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] Final final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { failure = std::current_exception(); }

    struct Executor {
        boost::asio::any_io_executor executor;
        [[nodiscard]] bool await_ready() const noexcept { return true; }
        void await_suspend(std::coroutine_handle<>) const noexcept { }
        [[nodiscard]] boost::asio::any_io_executor await_resume() noexcept { return std::move(executor); }
    };
    [[nodiscard]] Executor await_transform(boost::asio::this_coro::executor_t) const;
    template <class Awaitable>
    [[nodiscard]] Awaitable&& await_transform(Awaitable&& awaitable) const noexcept
    {
        return static_cast<Awaitable&&>(awaitable);
    }
};

template <class T>
struct Promise : PromiseBase {
    std::optional<T> result;

    Async<T> get_return_object();
    template <class U>
    void return_value(U&& value)
    {
        result.emplace(std::forward<U>(value));
    }
    T take()
    {
        if (failure)
            std::rethrow_exception(failure);
        return *std::move(result);
    }
};

template <>
struct Promise<void> : PromiseBase {
    Async<void> get_return_object();
    void return_void() const noexcept { }
    void take() const
    {
        if (failure)
            std::rethrow_exception(failure);
    }
};

} // namespace coroutines

/// A coroutine that answers once. It begins when it is awaited, and goes with this object.
template <class T>
class [[nodiscard]] Async {
public:
    using promise_type = coroutines::Promise<T>;

    explicit Async(std::coroutine_handle<promise_type> handle)
        : m_handle(handle)
    {
    }
    Async(Async&& other) noexcept
        : m_handle(std::exchange(other.m_handle, {}))
    {
    }
    Async& operator=(Async&&) = delete;
    ~Async()
    {
        if (m_handle)
            m_handle.destroy();
    }

    struct Awaiter {
        std::coroutine_handle<promise_type> handle;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> awaiting) const noexcept
        {
            handle.promise().root = awaiting.promise().root;
            handle.promise().continuation = awaiting;
            coroutines::Pump::current->next = handle;
        }
        T await_resume() const { return handle.promise().take(); }
    };
    Awaiter operator co_await() && noexcept { return {m_handle}; }
    [[nodiscard]] std::coroutine_handle<promise_type> handle() const { return m_handle; }

private:
    std::coroutine_handle<promise_type> m_handle;
};

namespace coroutines {

/// A coroutine that nobody awaits, with all that stand inside it.
struct Root {
    boost::asio::any_io_executor executor;
    Async<void> first;
};

inline PromiseBase::Executor PromiseBase::await_transform(boost::asio::this_coro::executor_t) const { return {root->executor}; }

template <class T>
Async<T> Promise<T>::get_return_object()
{
    return Async<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}

inline Async<void> Promise<void>::get_return_object()
{
    return Async<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

} // namespace coroutines

/// A coroutine that waits for something outside, with all that await it. Whoever keeps this resumes it once, in the thread
/// of its executor; where it is dropped instead, they end there and then.
class Suspended {
public:
    template <class Promise>
    explicit Suspended(std::coroutine_handle<Promise> waiting)
        : m_root(waiting.promise().root)
        , m_waiting(waiting)
    {
    }
    [[nodiscard]] const boost::asio::any_io_executor& executor() const { return m_root->executor; }

    void resume()
    {
        coroutines::Pump pump {.next = std::exchange(m_waiting, {})};
        static_cast<void>(m_root.release()); // whoever waits next owns it
        coroutines::Pump* const outer = std::exchange(coroutines::Pump::current, &pump);
        while (pump.next)
            std::exchange(pump.next, {}).resume();
        coroutines::Pump::current = outer;
        delete pump.finished;
    }

private:
    friend void spawn(const boost::asio::any_io_executor& executor, Async<void> first);
    explicit Suspended(std::unique_ptr<coroutines::Root> root)
        : m_root(std::move(root))
        , m_waiting(m_root->first.handle())
    {
    }

    std::unique_ptr<coroutines::Root> m_root;
    std::coroutine_handle<> m_waiting;
};

/// Runs it in the executor's thread; nobody hears how it ended.
inline void spawn(const boost::asio::any_io_executor& executor, Async<void> first)
{
    auto root = std::make_unique<coroutines::Root>(executor, std::move(first));
    root->first.handle().promise().root = root.get();
    boost::asio::dispatch(executor, [suspended = Suspended(std::move(root))]() mutable { suspended.resume(); });
}

template <class Context>
    requires requires(Context& context) { context.get_executor(); }
void spawn(Context& context, Async<void> first)
{
    spawn(context.get_executor(), std::move(first));
}

/// The completion token with which an Asio operation is awaited; it answers the tuple that its handler gets.
struct NothrowAwait { };
inline constexpr NothrowAwait nothrowAwait;

namespace coroutines {

template <class Result, class Initiation, class... Arguments>
struct Operation {
    Initiation initiation;
    std::tuple<Arguments...> arguments;
    std::optional<Result> result;

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting)
    {
        auto done = [this, suspended = Suspended(waiting)](auto... values) mutable {
            result.emplace(std::move(values)...);
            suspended.resume();
        };
        std::apply([&](auto&... each) { std::move(initiation)(std::move(done), std::move(each)...); }, arguments);
    }
    Result await_resume() { return *std::move(result); }
};

} // namespace coroutines
} // namespace fuseboard::http

template <class... Values>
struct boost::asio::async_result<fuseboard::http::NothrowAwait, void(Values...)> {
    template <class Initiation, class... Arguments>
    static auto initiate(Initiation&& initiation, fuseboard::http::NothrowAwait, Arguments&&... arguments)
    {
        return fuseboard::http::coroutines::Operation<std::tuple<std::decay_t<Values>...>, std::decay_t<Initiation>,
            std::decay_t<Arguments>...> {std::forward<Initiation>(initiation), {std::forward<Arguments>(arguments)...}, {}};
    }
};
