// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What honest clients may send (RFC 9112), in the spirit of h1spec (ACCEPTANCE, G2).
#include "echoserver.h"
#include "honestmessages.h"

using namespace fuseboard;
using test::RawSocket;
using test::honest::Message;

namespace {

/// What the answers' heads say of their bodies is what comes.
std::vector<std::string> bodiesOf(std::string_view answers)
{
    std::vector<std::string> out;
    while (answers.starts_with("HTTP/1.1 200 ")) {
        constexpr std::string_view name = "Content-Length: ";
        const auto end = answers.find("\r\n\r\n"), stated = answers.find(name);
        if (end == std::string_view::npos || stated > end)
            break;
        std::size_t size = 0;
        const std::string_view digits = answers.substr(stated + name.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), size);
        out.emplace_back(answers.substr(end + 4, size));
        answers.remove_prefix(std::min(answers.size(), end + 4 + size));
    }
    if (!answers.empty())
        out.push_back("and: " + std::string(answers));
    return out;
}

/// All answers; the connection's last request, where it takes one, is ours.
std::vector<std::string> answersTo(std::uint16_t port, const Message& each, std::size_t piece)
{
    RawSocket socket = RawSocket::tcp(port);
    for (std::size_t at = 0; at < each.bytes.size(); at += piece)
        if (!socket.send(std::string_view(each.bytes).substr(at, piece)))
            break;
    if (each.stays)
        socket.send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return bodiesOf(socket.receiveAll());
}

TEST(Conformance, honestRequestsAreAnsweredHoweverTheyArrive)
{
    http::ServerLimits limits = test::smallLimits();
    limits.head = limits.body = std::chrono::seconds(10);
    const test::ServedHttp server(test::echo(), limits);
    for (const Message& each : test::honest::messages) {
        SCOPED_TRACE(each.name);
        std::vector<std::string> expected = each.echoed;
        if (each.stays)
            expected.emplace_back("/last ");
        EXPECT_EQ(answersTo(server.port, each, each.bytes.size()), expected);
        EXPECT_EQ(answersTo(server.port, each, 7), expected);
        if (each.bytes.size() < 500) {
            EXPECT_EQ(answersTo(server.port, each, 1), expected);
        }
    }
}

} // namespace
