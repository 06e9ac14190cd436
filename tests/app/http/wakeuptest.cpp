// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether anybody who waits is ever forgotten: many callers, of whom each is answered within seconds whatever the others do.
#include "http/client.h"
#include "http/polledstream.h"
#include "servedhttp.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <format>
#include <random>

using namespace fuseboard;
using test::RawSocket;

namespace {

/// For what takes milliseconds, where the machine is busy and sanitizers watch; a forgotten wait takes longer still.
constexpr auto patience = std::chrono::seconds(15);
constexpr char payload = 'p'; // found in no framing
const std::string lastChunk = "\r\n0\r\n\r\n";

/// Each test's time; `FUSEBOARD_WAKEUP_SECONDS` is for long runs.
std::chrono::seconds testTime()
{
    const char* const wanted = std::getenv("FUSEBOARD_WAKEUP_SECONDS");
    return std::chrono::seconds(wanted ? std::atoi(wanted) : 3);
}

SteadyTime soon() { return std::chrono::steady_clock::now() + patience; }

class Chance {
public:
    explicit Chance(unsigned seed)
        : m_random(seed)
    {
    }
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }
    bool oneIn(std::size_t count) { return below(count) == 0; }
    /// Around what buffers, here and in the system, hold.
    std::size_t size()
    {
        constexpr std::array<std::size_t, 8> edges {2, 2, 2, 4 * 1024, 8 * 1024, 64 * 1024, 208 * 1024, 0};
        if (oneIn(40))
            return 5 * 1024 * 1024;
        const std::size_t edge = edges[below(edges.size())];
        return edge == 0 ? below(300 * 1024) : edge - 2 + below(5);
    }

private:
    std::minstd_rand m_random;
};

/// Goes on after another thread has had it, as calls do that wait for the disk.
struct ByOtherThread {
    boost::asio::thread_pool& other;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) const
    {
        boost::asio::post(other, [suspended = std::make_shared<http::Suspended>(waiting)] {
            boost::asio::post(suspended->executor(), [suspended] { suspended->resume(); });
        });
    }
    void await_resume() const noexcept { }
};

std::size_t number(const std::string& text) { return static_cast<std::size_t>(std::stoul(text)); }

/// Answers `/whole/SIZE` and `/stream/SIZE` with so many bytes.
class Provider {
public:
    [[nodiscard]] std::uint16_t port() const { return m_server.port; }

private:
    http::Async<void> answer(http::Exchange& e)
    {
        if (!co_await e.readBody())
            co_return;
        const std::string target = e.request().target;
        std::size_t left = number(target.substr(target.rfind('/') + 1));
        if (target.starts_with("/whole/")) {
            co_await pauseSometimes();
            co_await e.respond(200, {}, std::string(left, payload));
            co_return;
        }
        bool open = (co_await e.start(200, {})).has_value();
        for (; open && left > 0; co_await pauseSometimes()) {
            const std::size_t piece = std::min(left, m_chance.size() + 1);
            open = (co_await e.write(std::string(piece, payload))).has_value();
            left -= piece;
        }
        if (open)
            co_await e.finish();
    }
    http::Async<void> pauseSometimes()
    {
        if (!m_chance.oneIn(4))
            co_return;
        boost::asio::steady_timer timer(
            co_await boost::asio::this_coro::executor, std::chrono::milliseconds(m_chance.below(4)));
        co_await timer.async_wait(http::nothrowAwait);
    }

    Chance m_chance {1};
    test::ServedHttp m_server {[this](http::Exchange& e) { return answer(e); }};
};

/// What a proxy has beside its connections to callers; ends after its loop has stopped and before it goes.
struct Kept {
    std::vector<http::Client> idle;
    boost::asio::thread_pool other {1};
};

/// Passes each request on, over connections that it keeps.
class Proxy {
public:
    explicit Proxy(std::uint16_t provider)
        : m_url {.tls = false, .host = "127.0.0.1", .port = provider, .prefix = {}}
    {
    }
    [[nodiscard]] std::uint16_t port() const { return m_server.port; }
    [[nodiscard]] int failed() const { return m_failed; }

private:
    http::Async<void> pass(http::Exchange& e, Kept& kept)
    {
        co_await ByOtherThread {kept.other}; // the body comes when nobody waits for it
        auto body = co_await e.readBody();
        if (!body) {
            e.abort();
            co_return;
        }
        auto client = co_await reach(kept);
        bool gone = false;
        if (client && co_await passOn(e, *client, *std::move(body), gone)) {
            if (client->isReusable())
                kept.idle.push_back(*std::move(client));
            co_return;
        }
        m_failed += gone ? 0 : 1;
        e.abort();
    }
    http::Async<Result<http::Client>> reach(Kept& kept)
    {
        while (!kept.idle.empty()) {
            http::Client client = std::move(kept.idle.back());
            kept.idle.pop_back();
            if (client.stream()->isQuiet())
                co_return client;
        }
        co_return co_await http::Client::connect(m_url, soon());
    }
    static http::Async<bool> passOn(http::Exchange& e, http::Client& client, std::string body, bool& gone)
    {
        const bool streams = e.request().target.starts_with("/stream/");
        if (streams) // others half-close, and still want their answer
            e.whenClientGone([&gone, stream = client.stream()] {
                gone = true;
                stream->close();
            });
        if (!co_await client.send({"POST", e.request().target, {}}, std::move(body), soon()))
            co_return false;
        if (!co_await client.readHead(soon()))
            co_return false;
        if (streams)
            co_return co_await passStream(e, client, gone);
        auto whole = co_await client.readWholeBody(16 * 1024 * 1024, soon());
        if (!whole)
            co_return false;
        co_await e.respond(200, {}, *std::move(whole));
        co_return true;
    }
    static http::Async<bool> passStream(http::Exchange& e, http::Client& client, bool& gone)
    {
        if (!co_await e.start(200, {}))
            gone = true;
        while (!gone) {
            const auto piece = co_await client.readBody(soon());
            if (!piece)
                co_return false;
            if (piece->empty())
                break;
            if (!co_await e.write(*piece))
                gone = true;
        }
        if (!gone)
            co_await e.finish();
        e.whenClientGone([] { });
        co_return !gone;
    }

    http::Url m_url;
    std::atomic<int> m_failed = 0;
    test::ServedHttp m_server {[this, kept = std::make_shared<Kept>()](http::Exchange& e) { return pass(e, *kept); }};
};

/// One caller, with calls one after the other until the time is over.
class Caller {
public:
    Caller(std::uint16_t port, unsigned seed)
        : m_port(port)
        , m_chance(seed)
    {
    }
    void run(SteadyTime until)
    {
        while (std::chrono::steady_clock::now() < until && stalled.empty()) {
            call();
            ++calls;
            if (m_chance.oneIn(8))
                std::this_thread::sleep_for(std::chrono::milliseconds(m_chance.below(20)));
        }
    }
    std::string stalled; ///< the call that was not answered
    int calls = 0;

private:
    void call()
    {
        const bool streams = m_chance.oneIn(2), ends = !streams && m_chance.oneIn(6);
        const std::size_t wanted = m_chance.size();
        const std::string target = std::format("/{}/{}", streams ? "stream" : "whole", wanted);
        if (!m_socket.isOpen() || m_chance.oneIn(20))
            connect();
        ask(target);
        if (ends)
            ::shutdown(m_socket.fd(), SHUT_WR);
        if (m_chance.oneIn(16)) { // leaves in the middle of it
            m_socket.receive(std::chrono::milliseconds(m_chance.below(3)));
            m_socket.close();
        } else if (receive() != wanted || (ends && !hasEnded())) {
            stalled = target + (ends ? ", half closed" : "") + (m_socket.timedOut() ? ": stalled" : ": cut");
        }
        if (ends)
            m_socket.close();
    }
    void connect()
    {
        m_socket = RawSocket::tcp(m_port);
        const int narrow = 64 * 1024; // so that who sends must wait
        if (m_chance.oneIn(2))
            ::setsockopt(m_socket.fd(), SOL_SOCKET, SO_RCVBUF, &narrow, sizeof narrow);
    }
    void ask(const std::string& target)
    {
        const std::string body(m_chance.size(), payload);
        std::string request =
            std::format("POST {} HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}", target, body.size(), body);
        for (std::string_view left = request; !left.empty();) {
            const std::size_t piece = m_chance.oneIn(3) ? std::min(left.size(), m_chance.size() + 1) : left.size();
            m_socket.send(left.substr(0, piece));
            left.remove_prefix(piece);
            pauseSometimes();
        }
    }
    /// How much of the payload a whole answer has; else nothing.
    std::size_t receive()
    {
        std::string answer;
        while (!answer.contains("\r\n\r\n")) {
            const std::string more = m_socket.receive(patience);
            if (more.empty())
                return 0;
            answer += more;
        }
        const auto bodyAt = answer.find("\r\n\r\n") + 4;
        const auto lengthAt = answer.find("Content-Length: ");
        const bool isChunked = lengthAt > bodyAt;
        const std::size_t length = isChunked ? 0 : number(answer.substr(lengthAt + 16));
        while (isChunked ? !answer.ends_with(lastChunk) : answer.size() < bodyAt + length) {
            const std::string more = m_socket.receive(patience);
            if (more.empty())
                return 0;
            answer += more;
            pauseSometimes();
        }
        return static_cast<std::size_t>(std::ranges::count(std::string_view(answer).substr(bodyAt), payload));
    }
    bool hasEnded() { return m_socket.receive(patience).empty() && !m_socket.timedOut(); }
    void pauseSometimes()
    {
        if (m_chance.oneIn(12))
            std::this_thread::sleep_for(std::chrono::milliseconds(m_chance.below(4)));
    }

    std::uint16_t m_port;
    Chance m_chance;
    RawSocket m_socket;
};

void callUntilTheTimeIsOver(unsigned count)
{
    const Provider provider;
    const Proxy proxy(provider.port());
    std::vector<Caller> callers;
    for (unsigned i = 0; i < count; ++i)
        callers.emplace_back(proxy.port(), 100 * count + i);
    const auto until = std::chrono::steady_clock::now() + testTime();
    {
        std::vector<std::jthread> threads;
        for (Caller& caller : callers)
            threads.emplace_back([&caller, until] { caller.run(until); });
    }
    int calls = 0;
    for (const Caller& caller : callers) {
        EXPECT_EQ(caller.stalled, "");
        calls += caller.calls;
    }
    EXPECT_EQ(proxy.failed(), 0);
    ::testing::Test::RecordProperty("calls", calls);
    std::printf("%d calls by %u callers\n", calls, count);
}

TEST(Wakeups, nobodyIsForgottenAmongMany) { callUntilTheTimeIsOver(24); }

/// Whose connection is at times the only one, or none.
TEST(Wakeups, nobodyIsForgottenAlone) { callUntilTheTimeIsOver(1); }

http::Async<void> readOne(std::shared_ptr<http::Stream> stream, std::size_t& size)
{
    std::array<char, 16> into {};
    size = (co_await stream->readSome(boost::asio::buffer(into), soon())).value_or(0);
    stream->close();
}

TEST(Wakeups, aConnectionThatBeginsAsTheLastOneEndsIsWatched)
{
    std::array<int, 2> first {}, second {};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, first.data()), 0);
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, second.data()), 0);
    const RawSocket otherOfFirst(first[1]), otherOfSecond(second[1]);
    boost::asio::io_context io {1};
    const auto last = http::PolledStream::over(io, first[0]);
    std::size_t size = 0;
    boost::asio::post(io, [&] {
        last->close();
        http::spawn(io, readOne(http::PolledStream::over(io, second[0]), size));
    });
    boost::asio::steady_timer later(io, std::chrono::milliseconds(20));
    later.async_wait([&](const boost::system::error_code&) { otherOfSecond.send("some"); });
    io.run();
    EXPECT_EQ(size, 4U);
}

} // namespace
