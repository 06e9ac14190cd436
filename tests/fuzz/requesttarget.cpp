// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/honestmessages.h"
#include "app/http/hostilemessages.h"
#include "fuzz/messagerules.h"
#include "fuzz/target.h"

#include <algorithm>
#include <array>

namespace fuseboard::test {
namespace {

std::vector<std::string> corpus()
{
    std::vector<std::string> out;
    for (const auto& message : honest::messages)
        out.push_back(message.bytes);
    const auto add = [&](const auto& list) {
        for (const auto& message : list)
            out.push_back(message.bytes);
    };
    add(hostile::firstLines);
    add(hostile::hosts);
    add(hostile::fields);
    add(hostile::framings);
    add(hostile::bodies);
    std::string lines = "GET / HTTP/1.1\r\n";
    while (lines.size() < http::maxHeadBytes - 10)
        lines += "a\r\n";
    out.push_back(lines + "\r\n");
    return out;
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// The rules of SAFETY GW1 and GW2 once more, over what was let through.
std::string brokenRule(const http::RequestHead& head)
{
    constexpr std::array<std::string_view, 7> methods {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
    const auto& headers = head.headers;
    if (std::ranges::find(methods, head.method) == methods.end())
        return "a method that nothing serves";
    if (head.target.empty() || head.target.front() != '/' || head.target.size() > 8192
        || std::ranges::any_of(head.target, [](char c) { return c <= ' ' || static_cast<unsigned char>(c) >= 0x7f; }))
        return "a target that is no path of printable ASCII";
    if (headers.count("host") > 1 || (head.minorVersion == 1 && headers.get("host").empty()))
        return "not one Host";
    if (headers.has("transfer-encoding") && headers.has("content-length"))
        return "a coding and a length";
    if (headers.count("content-length") > 1 || headers.count("transfer-encoding") > 1)
        return "a length that is stated twice";
    if (headers.has("transfer-encoding")
        && (head.minorVersion == 0 || !http::equalsIgnoringCase(headers.get("transfer-encoding"), "chunked")))
        return "a coding that is not just chunked";
    std::size_t fields = 0;
    for (const auto& [name, value] : headers.all()) {
        ++fields;
        if (name.empty() || name.find_first_of(" \t:\r\n") != std::string_view::npos)
            return "a name that is none";
        if (name.contains('_') && !http::equalsIgnoringCase(name, "session_id")
            && !http::equalsIgnoringCase(name, "conversation_id"))
            return "a name with an underscore";
        if (std::ranges::any_of(value, [](char c) { return c != '\t' && isControl(c); }))
            return "a value with a control byte";
    }
    return fields > 100 ? "more than 100 fields" : "";
}

Reading read(const std::string& input)
{
    const auto whole = readRequests(input, allAtOnce());
    Reading out {.kind = std::format("{} {}", std::min<std::size_t>(whole.messages.size(), 4), whole.ending), .fault = {}};
    out.fault = differenceByPieces(input, readRequests, whole);
    out.accepted = !whole.messages.empty();
    for (const auto& message : whole.messages) {
        out.kind += std::format(
            " {}{}{}", message.head.method, static_cast<int>(message.framing.body), message.framing.keepAlive ? "k" : "");
        if (out.fault.empty())
            out.fault = brokenRule(message.head);
        if (out.fault.empty() && message.head.minorVersion == 1)
            out.fault = differenceWhenRewritten(message, readRequests);
    }
    return out;
}

} // namespace

FuzzTarget requestTarget()
{
    return {.name = "requests",
        .inputs = {.corpus = corpus(),
            .dictionary = {"\r\n", "\r\n\r\n", "Host: a\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n",
                "Connection: close\r\n", " HTTP/1.1\r\n", " HTTP/1.0\r\n", "POST /x", "GET /y HTTP/1.1\r\nHost: a\r\n\r\n",
                "chunked", "gzip, ", ";a=b", "\n", "\r", "\r\n ", "_", "1\r\na\r\n", "session_id: 1\r\n"},
            .longest = 20 * 1024,
            .keepsSize = false},
        .read = read};
}

} // namespace fuseboard::test
