// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedhttp.h"

#include <atomic>
#include <filesystem>
#include <sys/resource.h>

using namespace fuseboard;
using test::RawSocket;

namespace {

const std::string get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Server, keepsAConnectionForManyRequests)
{
    const test::ServedHttp server([](http::Exchange& e) -> http::Async<void> { co_await e.respond(200, {}, "hello"); });
    RawSocket socket = RawSocket::tcp(server.port);
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(socket.send(get));
        ASSERT_TRUE(socket.receiveUntil("hello").ends_with("hello"));
    }
    ASSERT_TRUE(socket.send("GET /a HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(socket.receiveAll().ends_with("hello")); // and then closes
    EXPECT_FALSE(socket.timedOut());
}

TEST(Server, answersRequestsThatCameTogetherInTheirOrder)
{
    const test::ServedHttp server(
        [](http::Exchange& e) -> http::Async<void> { co_await e.respond(200, {}, e.request().target); });
    RawSocket socket = RawSocket::tcp(server.port);
    ASSERT_TRUE(socket.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    const std::string all = socket.receiveAll();
    EXPECT_LT(all.find("/1"), all.find("/2"));
    EXPECT_NE(all.find("/2"), std::string::npos);
}

TEST(Server, streamsInChunksAndCutsWhatIsNotFinished)
{
    const test::ServedHttp server([](http::Exchange& e) -> http::Async<void> {
        co_await e.start(200, {});
        co_await e.write("one");
        if (e.request().target == "/whole")
            co_await e.finish("two");
        else
            e.abort();
    });
    RawSocket whole = RawSocket::tcp(server.port);
    ASSERT_TRUE(whole.send("GET /whole HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    EXPECT_TRUE(whole.receiveAll().ends_with("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"));
    RawSocket cut = RawSocket::tcp(server.port);
    ASSERT_TRUE(cut.send("GET /cut HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_TRUE(cut.receiveAll().ends_with("3\r\none\r\n"));
}

TEST(Server, whoHasAskedNothingGivesWayToANewcomer)
{
    http::ServerLimits limits;
    limits.connections = 3;
    const test::ServedHttp server(
        [](http::Exchange& e) -> http::Async<void> {
            if (e.request().target == "/stranger")
                e.giveWay();
            co_await e.respond(200, {}, "hello");
        },
        limits);
    const auto ask = [](RawSocket& socket, const std::string& target) {
        return socket.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n") && socket.receiveUntil("hello").ends_with("hello");
    };
    RawSocket known = RawSocket::tcp(server.port);
    ASSERT_TRUE(ask(known, "/"));
    RawSocket stranger = RawSocket::tcp(server.port);
    ASSERT_TRUE(ask(stranger, "/stranger"));
    RawSocket silent = RawSocket::tcp(server.port);
    ASSERT_TRUE(silent.send("GET / HT"));
    std::vector<RawSocket> newcomers;
    for (RawSocket* cut : {&stranger, &silent}) { // strangers first
        ASSERT_TRUE(ask(newcomers.emplace_back(RawSocket::tcp(server.port)), "/"));
        EXPECT_EQ(cut->receiveAll(), "");
        EXPECT_FALSE(cut->timedOut());
        EXPECT_TRUE(ask(known, "/"));
    }
    RawSocket tooMany = RawSocket::tcp(server.port); // all others are known now
    EXPECT_EQ(tooMany.receiveAll(), "");
    EXPECT_FALSE(tooMany.timedOut());
    for (RawSocket& newcomer : newcomers)
        EXPECT_TRUE(ask(newcomer, "/"));
}

TEST(Server, whoHasAskedNothingGivesWayToANewcomerAtAServerBeside)
{
    http::ServerLimits limits;
    limits.connections = 3;
    const http::Handler hello = [](http::Exchange& e) -> http::Async<void> { co_await e.respond(200, {}, "hello"); };
    boost::asio::io_context firstIo {1}, besideIo {1};
    http::Server first(firstIo, hello, limits), beside(besideIo, hello, limits);
    const auto address = first.listenTcp({"127.0.0.1", 0});
    ASSERT_TRUE(address && beside.listenBeside(first));
    const auto port = static_cast<std::uint16_t>(std::stoi(address->substr(address->rfind(':') + 1)));
    const auto take = [](boost::asio::io_context& io, const http::Server& server, std::size_t count) {
        for (const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(2);
            server.connections() < count && std::chrono::steady_clock::now() < until;)
            io.poll();
        return server.connections() == count;
    };
    std::vector<RawSocket> silent;
    for (int i = 0; i < 3; ++i)
        silent.push_back(RawSocket::tcp(port));
    ASSERT_TRUE(take(firstIo, first, 3)); // all of them
    std::vector<RawSocket> newcomers;
    for (std::size_t i = 1; i <= 2; ++i) {
        newcomers.push_back(RawSocket::tcp(port));
        EXPECT_TRUE(take(besideIo, beside, i)) << "and leave who came just before";
    }
    std::vector<std::jthread> threads;
    for (boost::asio::io_context* io : {&firstIo, &besideIo})
        threads.emplace_back([io] { io->run(); });
    for (RawSocket& newcomer : newcomers) {
        EXPECT_TRUE(newcomer.send(get));
        EXPECT_TRUE(newcomer.receiveUntil("hello").ends_with("hello"));
    }
    for (std::size_t i = 0; i < 2; ++i) { // the longest first
        EXPECT_EQ(silent[i].receiveAll(), "");
        EXPECT_FALSE(silent[i].timedOut());
    }
    EXPECT_TRUE(silent[2].send(get));
    EXPECT_TRUE(silent[2].receiveUntil("hello").ends_with("hello"));
    firstIo.stop();
    besideIo.stop();
}

TEST(Server, aHandlerThatThrowsAnswers500AndTheServerGoesOn)
{
    const test::ServedHttp server([](http::Exchange& e) -> http::Async<void> {
        if (e.request().target == "/bad")
            throw std::runtime_error("broken");
        co_await e.respond(200, {}, "fine");
    });
    RawSocket socket = RawSocket::tcp(server.port);
    ASSERT_TRUE(socket.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_TRUE(socket.receiveUntil("internal error").starts_with("HTTP/1.1 500"));
    ASSERT_TRUE(socket.send(get));
    EXPECT_TRUE(socket.receiveUntil("fine").ends_with("fine"));
}

TEST(Server, asksForABodyThatWaitsToBeAsked)
{
    const test::ServedHttp server([](http::Exchange& e) -> http::Async<void> {
        const auto body = co_await e.readBody();
        co_await e.respond(200, {}, body.value_or("none"));
    });
    RawSocket socket = RawSocket::tcp(server.port);
    ASSERT_TRUE(socket.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
    EXPECT_EQ(socket.receiveUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    ASSERT_TRUE(socket.send("body"));
    EXPECT_TRUE(socket.receiveUntil("body").ends_with("body"));
}

TEST(Server, seesThatItsClientHasGone)
{
    std::atomic<bool> gone = false;
    const test::ServedHttp server([&](http::Exchange& e) -> http::Async<void> {
        co_await e.start(200, {});
        e.whenClientGone([&] {
            gone = true;
            gone.notify_all();
        });
        while (!gone)
            if (!co_await e.write(std::string(1024, 'x')))
                break;
        gone = true;
        gone.notify_all();
    });
    RawSocket socket = RawSocket::tcp(server.port);
    ASSERT_TRUE(socket.send(get));
    ASSERT_FALSE(socket.receive().empty());
    socket.close();
    gone.wait(false); // the test's own time limit is the bound
    EXPECT_TRUE(gone);
}

TEST(Server, aUnixSocketIsItsOwnersAloneAndNamesTheUser)
{
    boost::asio::io_context io;
    http::Server server(io, [](http::Exchange& e) -> http::Async<void> {
        co_await e.respond(200, {}, "uid " + std::to_string(e.peer().uid.value_or(9999999)));
    });
    const std::string path = std::filesystem::temp_directory_path() / ("fbs" + std::to_string(::getpid()));
    ASSERT_TRUE(server.listenUnix(path));
    EXPECT_EQ(
        std::filesystem::status(path).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::jthread thread([&] { io.run(); });
    RawSocket socket = RawSocket::local(path);
    ASSERT_TRUE(socket.send(get));
    const std::string wanted = "uid " + std::to_string(::getuid());
    EXPECT_TRUE(socket.receiveUntil(wanted).ends_with(wanted));
    // A second server finds the first one alive.
    boost::asio::io_context otherIo;
    http::Server other(otherIo, [](http::Exchange& e) -> http::Async<void> { co_await e.respond(200, {}, ""); });
    const auto taken = other.listenUnix(path);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::portInUse);
    io.stop();
    thread.join();
}

TEST(Server, servesAFirstConnectionThatTakesTheLastDescriptor)
{
    const test::ServedHttp server([](http::Exchange& e) -> http::Async<void> { co_await e.respond(200, {}, "hello"); });
    RawSocket mine(::dup(0)), served(::dup(0));
    rlimit before {};
    ::getrlimit(RLIMIT_NOFILE, &before);
    const rlimit low {static_cast<rlim_t>(served.fd()) + 1, before.rlim_max};
    mine.close();
    served.close();
    ::setrlimit(RLIMIT_NOFILE, &low);
    RawSocket socket = RawSocket::tcp(server.port);
    EXPECT_TRUE(socket.send(get));
    EXPECT_TRUE(socket.receiveUntil("hello").ends_with("hello"));
    ::setrlimit(RLIMIT_NOFILE, &before);
}

TEST(Server, aTakenPortIsNamed)
{
    const test::RawListener taken;
    boost::asio::io_context io;
    http::Server server(io, [](http::Exchange& e) -> http::Async<void> { co_await e.respond(200, {}, ""); });
    const auto listening = server.listenTcp({"127.0.0.1", taken.port()});
    ASSERT_FALSE(listening);
    EXPECT_EQ(listening.error().code, ErrorCode::portInUse);
    EXPECT_EQ(listening.error().subject, "127.0.0.1:" + std::to_string(taken.port()));
}

} // namespace
