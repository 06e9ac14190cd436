// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iterator>
#include <string>
#include <vector>

namespace fuseboard::test::honest {

struct Message {
    const char* name;
    std::string bytes;
    std::vector<std::string> echoed; ///< the answers' bodies, each with 200
    bool stays = true; ///< the connection takes another request
};

inline std::string get(const std::string& fields, const std::string& target = "/x")
{
    return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}
inline std::string post(const std::string& fields, const std::string& body, const std::string& method = "POST")
{
    return method + " /x HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}
inline std::string many(int count)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += "F" + std::to_string(i) + ": 1\r\n";
    return out;
}

inline const std::string chunked = "Transfer-Encoding: chunked\r\n", host = "Host: a\r\n",
                         longTarget = "/" + std::string(8191, 'a');

inline const Message messages[] {
    {"a request", get(host), {"/x "}},
    {"the last one", get(host + "Connection: close\r\n"), {"/x "}, false},
    {"the last one, in capitals", get(host + "Connection: CLOSE\r\n"), {"/x "}, false},
    {"the last one, within a list", get(host + "Connection: keep-alive, close\r\n"), {"/x "}, false},
    {"the last one, as old clients say it", get(host + "Proxy-Connection: close\r\n"), {"/x "}, false},
    {"the last one, within another word", get(host + "Connection: Closed\r\n"), {"/x "}, false},
    {"HTTP/1.0", "GET /x HTTP/1.0\r\n\r\n", {"/x "}, false},
    {"HTTP/1.0 with a host", "GET /x HTTP/1.0\r\nHost: a\r\n\r\n", {"/x "}, false},
    {"a body", post("Content-Length: 3\r\n", "abc"), {"/x abc"}},
    {"an empty body", post("Content-Length: 0\r\n", ""), {"/x "}},
    {"a body of unstated length", post("", ""), {"/x "}},
    {"a length with zeros in front", post("Content-Length: 003\r\n", "abc"), {"/x abc"}},
    {"a body that looks like a request", post("Content-Length: 18\r\n", "GET / HTTP/1.1\r\n\r\n"),
        {"/x GET / HTTP/1.1\r\n\r\n"}},
    {"one chunk", post(chunked, "3\r\nabc\r\n0\r\n\r\n"), {"/x abc"}},
    {"many chunks", post(chunked, "1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n"), {"/x abc"}},
    {"no chunk but the last", post(chunked, "0\r\n\r\n"), {"/x "}},
    {"a size in capitals", post(chunked, "A\r\n0123456789\r\n0\r\n\r\n"), {"/x 0123456789"}},
    {"a size in small letters", post(chunked, "a\r\n0123456789\r\n0\r\n\r\n"), {"/x 0123456789"}},
    {"a size with zeros in front", post(chunked, "0003\r\nabc\r\n0\r\n\r\n"), {"/x abc"}},
    {"a chunk with line ends in it", post(chunked, "4\r\n\r\n\r\n\r\n0\r\n\r\n"), {"/x \r\n\r\n"}},
    {"the coding in capitals", post("TRANSFER-ENCODING: CHUNKED\r\n", "1\r\na\r\n0\r\n\r\n"), {"/x a"}},
    {"names in small letters", get("host: a\r\naccept: */*\r\n"), {"/x "}},
    {"blanks around a value", get("Host:  a  \r\nA: \t b \t \r\n"), {"/x "}},
    {"no blank before a value", get("Host:a\r\n"), {"/x "}},
    {"an empty value", get(host + "A:\r\n"), {"/x "}},
    {"a tab within a value", get(host + "A: b\tc\r\n"), {"/x "}},
    {"a value that is not ASCII", get(host + "A: \xc3\xa9\r\n"), {"/x "}},
    {"a host with a port", get("Host: a.example:8080\r\n"), {"/x "}},
    {"a host by its IPv6 address", get("Host: [::1]:8080\r\n"), {"/x "}},
    {"the same field twice", get(host + "A: 1\r\nA: 2\r\n"), {"/x "}},
    {"a query", get(host, "/x?a=b&c=%20d"), {"/x?a=b&c=%20d "}},
    {"a target of 8 KiB", get(host, longTarget), {longTarget + " "}},
    {"a hundred fields", get(host + many(99)), {"/x "}},
    {"nearly 16 KiB of fields", get(host + "A: " + std::string(16'000, 'x') + "\r\n"), {"/x "}},
    {"a body as long as allowed", post("Content-Length: 1000\r\n", std::string(1000, 'a')), {"/x " + std::string(1000, 'a')}},
    {"PUT", post("Content-Length: 1\r\n", "a", "PUT"), {"/x a"}},
    {"PATCH", post("Content-Length: 1\r\n", "a", "PATCH"), {"/x a"}},
    {"DELETE", post("", "", "DELETE"), {"/x "}},
    {"OPTIONS", post("", "", "OPTIONS"), {"/x "}},
    {"an offer of another protocol", get(host + "Connection: Upgrade\r\nUpgrade: websocket\r\n"), {"/x "}},
    {"the name that Codex has for its session", get(host + "session_id: 1\r\nconversation_id: 1\r\n"), {"/x "}},
    {"two requests at once", get(host, "/a") + get(host, "/b"), {"/a ", "/b "}},
    {"three bodies at once",
        post("Content-Length: 1\r\n", "a") + post(chunked, "1\r\nb\r\n0\r\n\r\n") + post("Content-Length: 1\r\n", "c"),
        {"/x a", "/x b", "/x c"}},
    {"nothing after the last one", get(host + "Connection: close\r\n", "/a") + get(host, "/b"), {"/a "}, false},
};
static_assert(std::size(messages) >= 33);

} // namespace fuseboard::test::honest
