// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/messagerules.h"
#include "fuzz/target.h"

#include <algorithm>

namespace fuseboard::test {
namespace {

std::string answer(const std::string& status, const std::string& fields, const std::string& body = {})
{
    return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n" + body;
}

const std::string chunked = "Transfer-Encoding: chunked\r\n", json = "Content-Type: application/json\r\n";

std::vector<std::string> corpus()
{
    return {answer("200 OK", json + "Content-Length: 2\r\n", "{}"), answer("200 OK", json, "until the end"),
        answer("200 OK", "Content-Type: text/event-stream\r\n" + chunked, "9\r\ndata: a\n\n\r\n0\r\n\r\n"),
        answer("200 OK", chunked, "1;a=b\r\nx\r\n0\r\nExpires: 0\r\nETag: b\r\n\r\n"), answer("204 No Content", ""),
        answer("304 Not Modified", "Content-Length: 5\r\n"),
        answer("100 Continue", "") + answer("200", "Content-Length: 0\r\n"),
        answer("103 Early Hints", "Link: </a>\r\n") + answer("200 OK", chunked, "3\r\nabc\r\n0\r\n\r\n"),
        answer("101 Switching Protocols", "Upgrade: h2c\r\nConnection: Upgrade\r\n"),
        answer("200 OK", "Content-Length: 1\r\n", "a") + answer("429 X", "Retry-After: 3\r\nContent-Length: 0\r\n"),
        answer("200 OK", "Connection: close\r\nContent-Length: 1\r\n", "a"), "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
        "HTTP/1.0 200 OK\r\n\r\nuntil the end",
        answer("500 ", "Set-Cookie: a=b\r\nSet-Cookie: c=d\r\nContent-Length: 3\r\n", "abc"),
        answer("200 OK", "Content-Length: 1\r\nContent-Length: 1\r\n", "a"),
        answer("200 OK", chunked + "Content-Length: 1\r\n", "1\r\na\r\n0\r\n\r\n"), answer("200 OK", "A: b\r\n c\r\n"),
        answer("200 OK", "Transfer-Encoding: gzip, chunked\r\n", "1\r\na\r\n0\r\n\r\n"),
        answer("200 OK", chunked, "ffffffffffffffff\r\na"), answer("200 OK", "x-request-id: 1\r\nContent-Length: 3\r\n", "abc"),
        answer("302 Found", "Location: http://127.0.0.1:1/\r\nContent-Length: 0\r\n")};
}

std::string brokenRule(const FedMessage<http::ResponseHead>& message)
{
    const auto& headers = message.head.headers;
    if (message.head.status < 200 || message.head.status > 999)
        return "an interim answer is taken for the final one";
    if (headers.has("transfer-encoding") && headers.has("content-length"))
        return "a coding and a length";
    const bool isEmpty = message.head.status == 204 || message.head.status == 304;
    if (isEmpty && !message.body.empty())
        return "a body where there can be none";
    if (message.framing.body == http::Framing::Body::length && message.body.size() != message.framing.length)
        return "a body that is not as long as stated";
    if (message.framing.body == http::Framing::Body::untilClose && message.framing.keepAlive)
        return "a connection that has ended would be used again";
    return {};
}

Reading read(const std::string& input)
{
    const auto whole = readAnswers(input, allAtOnce());
    Reading out {.kind = std::format("{} {}", std::min<std::size_t>(whole.messages.size(), 4), whole.ending), .fault = {}};
    out.fault = differenceByPieces(input, readAnswers, whole);
    out.accepted = !whole.messages.empty();
    for (const auto& message : whole.messages) {
        out.kind += std::format(
            " {}{}{}", message.head.status / 100, static_cast<int>(message.framing.body), message.framing.keepAlive ? "k" : "");
        if (out.fault.empty())
            out.fault = brokenRule(message);
        const bool isEmpty = message.head.status == 204 || message.head.status == 304;
        if (out.fault.empty() && !isEmpty)
            out.fault = differenceWhenRewritten(message, readAnswers);
    }
    return out;
}

} // namespace

FuzzTarget answerTarget()
{
    return {.name = "answers",
        .inputs = {.corpus = corpus(),
            .dictionary = {"\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
                "Content-Length: ", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "1\r\na\r\n", "Connection: close\r\n",
                ";a=b", "\n", "\r", "204", "304", "101", "199", "999", "HTTP/1.0", "Trailer: a\r\n"},
            .longest = 20 * 1024,
            .keepsSize = false},
        .read = read};
}

} // namespace fuseboard::test
