// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// With the messages of framingtest.cpp: more than 150 that the strict gate refuses (ACCEPTANCE, section 5, G1).
#include "echoserver.h"
#include "hostilemessages.h"

#include <array>

using namespace fuseboard;
using namespace fuseboard::test::hostile;
using test::RawSocket;

namespace {

/// What is answered to it and a second request behind it; whoever answers that one has been smuggled past.
std::string answerTo(std::uint16_t port, const std::string& bytes, bool byteByByte)
{
    const std::string whole = bytes + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    RawSocket socket = RawSocket::tcp(port);
    for (std::size_t at = 0; at < whole.size(); at += byteByByte ? 1 : whole.size())
        if (!socket.send(std::string_view(whole).substr(at, byteByByte ? 1 : whole.size())))
            break;
    return socket.receiveAll();
}

template <std::size_t Size>
void expectRefused(const Message (&messages)[Size])
{
    constexpr std::size_t longest = 500; // of those that are sent in single bytes
    const test::ServedHttp server(test::echo(), test::smallLimits());
    for (const Message& message : messages) {
        SCOPED_TRACE(message.name);
        const std::string answer = answerTo(server.port, message.bytes, false);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer;
        EXPECT_FALSE(answer.contains("smuggled")) << answer;
        EXPECT_TRUE(answer.contains("Connection: close\r\n")) << answer;
        if (message.bytes.size() > longest)
            continue;
        // A connection that was closed before its last byte came may have lost the answer.
        const std::string slow = answerTo(server.port, message.bytes, true);
        EXPECT_TRUE(slow.empty() || slow.starts_with("HTTP/1.1 400 ")) << slow;
        EXPECT_FALSE(slow.contains("smuggled")) << slow;
    }
}

TEST(Hostile, firstLinesAreRefused) { expectRefused(firstLines); }
TEST(Hostile, hostsAreRefused) { expectRefused(hosts); }
TEST(Hostile, fieldsAreRefused) { expectRefused(fields); }
TEST(Hostile, framingsAreRefused) { expectRefused(framings); }
TEST(Hostile, bodiesAreRefused) { expectRefused(bodies); }

static_assert(std::size(firstLines) + std::size(hosts) + std::size(fields) + std::size(framings) + std::size(bodies) >= 150);

} // namespace
