// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echoserver.h"

using namespace fuseboard;
using test::echo;
using test::RawSocket;
using test::smallLimits;

namespace {

struct Row {
    const char* name;
    std::string bytes;
    const char* status; ///< of the answer; empty: closed without one
};

const std::string host = "Host: a\r\n";
std::string post(const std::string& fields, const std::string& body = {})
{
    return "POST /x HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}
std::string many(int count)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += "F" + std::to_string(i) + ": 1\r\n";
    return out;
}

/// Everything that must not be understood in two ways (SAFETY GW1), and the limits of GW2.
const Row refused[] {
    {"length and coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"},
    {"coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), "400"},
    {"two lengths that differ", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"), "400"},
    {"two lengths that agree", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a"), "400"},
    {"a list of lengths", post("Content-Length: 1, 1\r\n", "a"), "400"},
    {"a signed length", post("Content-Length: +1\r\n", "a"), "400"},
    {"a negative length", post("Content-Length: -1\r\n", "a"), "400"},
    {"a hexadecimal length", post("Content-Length: 0x1\r\n", "a"), "400"},
    {"an empty length", post("Content-Length: \r\n"), "400"},
    {"a length that does not fit", post("Content-Length: 18446744073709551616\r\n"), "400"},
    {"another coding", post("Transfer-Encoding: gzip\r\n"), "400"},
    {"another coding before chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), "400"},
    {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), "400"},
    {"two coding fields", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"},
    {"a coding with a tab in its name", post("Transfer-Encoding:\tx chunked\r\n", "0\r\n\r\n"), "400"},
    {"a coding in HTTP/1.0", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
    {"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
    {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
    {"an empty host", "GET / HTTP/1.1\r\nHost: \r\n\r\n", "400"},
    {"a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400"},
    {"a host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", "400"},
    {"a folded field", post("A: 1\r\n 2\r\nContent-Length: 0\r\n"), "400"},
    {"a field folded by a tab", post("A: 1\r\n\t2\r\nContent-Length: 0\r\n"), "400"},
    {"a blank before the colon", post("Content-Length : 1\r\n", "a"), "400"},
    {"a name with a bracket", post("Content(Length: 1\r\n", "a"), "400"},
    {"a field without a colon", post("nonsense\r\n"), "400"},
    {"a field without a name", post(": x\r\n"), "400"},
    {"a NUL in a value", post(std::string("A: x\0y\r\n", 8)), "400"},
    {"a bell in a value", post("A: x\ay\r\n"), "400"},
    {"a bare CR in a value", post("A: x\ry\r\n"), "400"},
    {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", "400"},
    {"a bare line feed in the head", "GET / HTTP/1.1\r\nHost: a\nA: b\r\n\r\n", "400"},
    {"a target with a control byte", "GET /\x01 HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"a target with an 8-bit byte", "GET /\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"a target with a blank", "GET /a b HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"an absolute target", "GET http://a/ HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"a tunnel", "CONNECT a:443 HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"a star", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"no target", "GET HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"no version", "GET /\r\n" + host + "\r\n", "400"},
    {"HTTP/2", "GET / HTTP/2.0\r\n" + host + "\r\n", "400"},
    {"HTTP/0.9", "GET / HTTP/0.9\r\n" + host + "\r\n", "400"},
    {"a version in lower case", "GET / http/1.1\r\n" + host + "\r\n", "400"},
    {"a method in lower case", "get / HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"an unknown method", "FETCH / HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"an empty line first", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", "400"},
    {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), "400"},
    {"a chunk size that is none", post("Transfer-Encoding: chunked\r\n", "z\r\na\r\n0\r\n\r\n"), "400"},
    {"a chunk size that does not fit", post("Transfer-Encoding: chunked\r\n", "11111111111111111\r\na\r\n0\r\n\r\n"), "400"},
    {"a chunk extension", post("Transfer-Encoding: chunked\r\n", "1;x=y\r\na\r\n0\r\n\r\n"), "400"},
    {"a chunk longer than it says", post("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n"), "400"},
    {"a chunk ended by a bare line feed", post("Transfer-Encoding: chunked\r\n", "1\na\n0\n\n"), "400"},
    {"a field after the body", post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nHost: b\r\n\r\n"), "400"},
    {"a head over 16 KiB", post("A: " + std::string(17 * 1024, 'x') + "\r\n"), "431"},
    {"more than 100 fields", post(many(101)), "431"},
    {"a body over the limit", post("Content-Length: 2000\r\n"), "413"},
    {"chunks over the limit", post("Transfer-Encoding: chunked\r\n", "7d0\r\n" + std::string(2000, 'x') + "\r\n0\r\n\r\n"),
        "413"},
};

TEST(Framing, whatCouldBeReadInTwoWaysIsRefusedAndTheConnectionCloses)
{
    const test::ServedHttp server(echo(), smallLimits());
    for (const Row& row : refused) {
        SCOPED_TRACE(row.name);
        RawSocket socket = RawSocket::tcp(server.port);
        // A second request behind the first: whoever answers it has been smuggled past.
        ASSERT_TRUE(socket.send(row.bytes + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"));
        const std::string answer = socket.receiveAll();
        EXPECT_FALSE(socket.timedOut());
        EXPECT_EQ(answer.substr(0, 13), std::string("HTTP/1.1 ") + row.status + " ") << answer;
        EXPECT_EQ(answer.find("smuggled"), std::string::npos);
        EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
    }
}

TEST(Framing, whatIsWellFormedIsReadWhereverItIsCut)
{
    const test::ServedHttp server(echo(), smallLimits());
    for (const std::string& bytes :
        {post("Content-Length: 3\r\n", "abc"), post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"),
            post("transfer-encoding: CHUNKED\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n",
                "3\r\nabc\r\n0\r\n\r\n")}) {
        RawSocket socket = RawSocket::tcp(server.port);
        for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
            ASSERT_TRUE(socket.send(bytes.substr(0, cut)));
            ASSERT_TRUE(socket.send(bytes.substr(cut)));
            ASSERT_TRUE(socket.receiveUntil("/x abc").ends_with("/x abc")) << cut;
        }
    }
}

TEST(Framing, slowHeadsAndBodiesEndAtAnAbsoluteDeadline)
{
    const test::ServedHttp server(echo(), smallLimits());
    for (const std::string& start : {std::string("GET / HTTP/1.1\r\nA: "), post("Content-Length: 900\r\n")}) {
        RawSocket socket = RawSocket::tcp(server.port);
        ASSERT_TRUE(socket.send(start));
        const auto since = std::chrono::steady_clock::now();
        std::string answer;
        // One byte after the other: an idle timer alone would wait for ever.
        while (answer.empty() && std::chrono::steady_clock::now() - since < std::chrono::seconds(5)) {
            if (!socket.send("x"))
                break;
            answer = socket.receive(std::chrono::milliseconds(20));
            if (answer.empty() && !socket.timedOut())
                break;
        }
        EXPECT_LT(std::chrono::steady_clock::now() - since, std::chrono::seconds(3));
    }
}

} // namespace
