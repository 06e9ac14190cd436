// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "support/rawsocket.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gtest/gtest.h>

#include <thread>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

/// What a client of ours makes of a server that sends exactly these bytes and closes.
Result<http::Response> ask(const std::string& bytes, bool thenHang = false)
{
    const test::RawListener listener;
    std::jthread server([&] {
        test::RawSocket socket = listener.accept();
        socket.receiveUntil("\r\n\r\n");
        socket.send(bytes);
        if (thenHang)
            socket.receiveAll();
    });
    boost::asio::io_context io;
    Result<http::Response> answer = fail(ErrorCode::cannotStart);
    auto exchange = [&]() -> http::Async<void> {
        const auto deadline = std::chrono::steady_clock::now() + (thenHang ? 200ms : 5000ms);
        const http::Url url {.host = "127.0.0.1", .port = listener.port()};
        auto client = co_await http::Client::connect(url, deadline);
        if (client)
            answer = co_await client->exchange({.target = "/x"}, {}, deadline, 1000);
        else
            answer = std::unexpected(client.error());
    };
    http::spawn(io, exchange());
    io.run();
    return answer;
}

const std::string whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";

TEST(Client, readsWholeAnswersOfEveryFraming)
{
    for (const std::string& bytes :
        {whole, chunked, std::string("HTTP/1.1 200 OK\r\n\r\nhello"), "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + whole}) {
        const auto answer = ask(bytes);
        ASSERT_TRUE(answer) << bytes << answer.error().detail;
        EXPECT_EQ(answer->body, "hello");
    }
    EXPECT_EQ(ask("HTTP/1.1 204 No Content\r\n\r\n")->body, "");
}

TEST(Client, anAnswerCutAtAnyByteIsNeverWhole)
{
    for (const std::string& bytes : {whole, chunked})
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto answer = ask(bytes.substr(0, size));
            ASSERT_FALSE(answer) << bytes.substr(0, size);
            EXPECT_EQ(answer.error().code, ErrorCode::cutOff) << size;
        }
}

TEST(Client, answersThatCouldBeReadInTwoWaysAreRefused)
{
    for (const char* head : {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
             "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/2 200\r\nContent-Length: 5\r\n\r\n",
             "HTTP/1.1 20 OK\r\nContent-Length: 5\r\n\r\n", "220 smtp ready\r\n\r\n"}) {
        const auto answer = ask(std::string(head) + "hello");
        ASSERT_FALSE(answer) << head;
        EXPECT_EQ(answer.error().code, ErrorCode::badDocument) << head;
    }
}

TEST(Client, deadlinesAndLimitsHold)
{
    EXPECT_EQ(ask("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", true).error().code, ErrorCode::timedOut);
    EXPECT_EQ(
        ask("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x')).error().code, ErrorCode::tooLarge);
    const std::string open = chunked.substr(0, chunked.size() - 2); // fields may follow
    EXPECT_EQ(ask(open + "A:" + std::string(16'000, ' ') + "\r\n\r\n")->body, "hello");
    EXPECT_EQ(ask(open + "A:" + std::string(16'400, ' ') + "\r\n\r\n").error().code, ErrorCode::tooLarge);
}

/// What ends the body of an answer.
http::Async<std::optional<Error>> readWithoutEnd(http::Client& client, SteadyTime deadline)
{
    if (const auto sent = co_await client.send({.target = "/x"}, {}, deadline); !sent)
        co_return sent.error();
    if (const auto head = co_await client.readHead(deadline); !head)
        co_return head.error();
    for (;;) {
        const auto piece = co_await client.readBody(deadline);
        if (!piece)
            co_return piece.error();
        if (piece->empty())
            co_return std::optional<Error>();
    }
}

TEST(Client, interimAnswersWithoutAnEndAreNone)
{
    const test::RawListener listener;
    std::jthread server([&] {
        const test::RawSocket socket = listener.accept();
        while (socket.send("HTTP/1.1 100 Continue\r\n\r\n")) { }
    });
    boost::asio::io_context io;
    std::optional<Error> failed;
    auto exchange = [&]() -> http::Async<void> {
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        if (auto client = co_await http::Client::connect({.host = "127.0.0.1", .port = listener.port()}, deadline))
            failed = co_await readWithoutEnd(*client, deadline);
    };
    http::spawn(io, exchange());
    io.run();
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->code, ErrorCode::badAnswer) << failed->detail;
}

TEST(Client, aServerThatNeverPausesHoldsUpNobody)
{
    const test::RawListener listener;
    std::jthread server([&] {
        test::RawSocket socket = listener.accept();
        socket.send("HTTP/1.1 200 OK\r\n\r\n");
        const std::string all(500'000, 'a');
        while (socket.send(all)) { }
    });
    boost::asio::io_context io;
    int turns = 0;
    bool isOver = false;
    auto others = [&]() -> http::Async<void> {
        for (boost::asio::steady_timer pause(io); !isOver; ++turns) {
            pause.expires_after(10ms);
            co_await pause.async_wait(http::nothrowAwait);
        }
    };
    std::optional<Error> failed;
    auto exchange = [&]() -> http::Async<void> {
        const auto deadline = std::chrono::steady_clock::now() + 1s;
        auto client = co_await http::Client::connect({.host = "127.0.0.1", .port = listener.port()}, deadline);
        if (client)
            failed = co_await readWithoutEnd(*client, deadline);
        isOver = true;
    };
    http::spawn(io, others());
    http::spawn(io, exchange());
    io.run();
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->code, ErrorCode::timedOut) << failed->detail;
    EXPECT_GE(turns, 10);
}

TEST(Client, aRefusedConnectionIsUnreachable)
{
    std::uint16_t port = 0;
    {
        const test::RawListener gone;
        port = gone.port();
    }
    boost::asio::io_context io;
    std::optional<ErrorCode> failed;
    auto connect = [&]() -> http::Async<void> {
        const http::Url url {.host = "127.0.0.1", .port = port};
        const auto client = co_await http::Client::connect(url, std::chrono::steady_clock::now() + 5s);
        failed = client ? ErrorCode::conflict : client.error().code;
    };
    http::spawn(io, connect());
    io.run();
    EXPECT_EQ(failed, ErrorCode::unreachable);
}

} // namespace
