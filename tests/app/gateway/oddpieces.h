// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace fuseboard::test::odd {

using namespace std::string_literals;

inline const std::string hidden = "POST /v1/embeddings HTTP/1.1\r\nHost: hidden\r\nAuthorization: Bearer tok-b\r\n"
                                  "Content-Length: 27\r\n\r\n{\"model\":\"m\",\"input\":\"hid\"}";

inline const std::string paths[] {
    "/v1/chat/completions", "/v1/chat/completions", "/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/v1/messages"};
inline const std::string queries[] {"?api-version=2024-10-21", "?beta=true", "?beta=true&key=sk-1&api-version=%41", "?",
    "??beta=a", "?a=b&beta=/v1/models?x", "?beta=%0d%0aHost:%20b", "?limit=5;after_id=6", "?beta=a%00b"};

/// Fields that a call may have, and that change nothing. An `Upgrade` without its `Connection`: of what comes with both, Node
/// reads no more than the first request.
inline const std::string harmless[] {"Accept: */*", "Accept: text/html, application/json;q=0.5",
    "User-Agent: odd/1.0 (\xc3\xa4; \x85)", "Connection: keep-alive", "Connection: Authorization",
    "Connection: content-length, host", "Connection: transfer-encoding", "Connection: keep-alive, X-Odd", "Connection: closed",
    "Connection: X-Close", "Connection: close;a", "Connection: CLOSE", "Keep-Alive: timeout=5", "Proxy-Connection: close",
    "TE: trailers", "Trailer: X-Sum", "Upgrade: h2c", "Expect: 100-continue", "Expect: 100-Continue", "Expect: nothing",
    "X-Odd:", "X-Odd:   \t ", "X-Odd: a\tb", "X-HTTP-Method-Override: DELETE", "X-Original-URL: /admin", "X-Forwarded-Host: b",
    "Forwarded: for=1.2.3.4;host=b", "Via: 1.0 a", "Max-Forwards: 0", "Range: bytes=0-1", "Cookie: a=b; c",
    "Accept-Encoding: gzip", "Content-Encoding: identity", "Content-Type: text/plain", "Content-Range: bytes 0-1/2",
    "anthropic-version: 2023-06-01", "anthropic-beta: a, b", "OpenAI-Beta: a", "Idempotency-Key: k\"1", "session_id: s-1",
    "Content-Length-Odd: 4", "X: \xff"};

inline const std::string methods[] {"post", "Post", "GET", "get", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE",
    "CONNECT", "QUERY", "POST ", "PO ST", " POST", "POST\t", "P\xd6ST", "POST\0"s, "GETPOST"};
inline const std::string targets[] {"http://gateway/v1/chat/completions", "HTTP://other:80/v1/chat/completions", "gateway:80",
    "*", "//v1/chat/completions", "/v1//chat/completions", "/v1/chat/completions/", "/v1/./chat/completions",
    "/v1/embeddings/../chat/completions", "/v1/%63hat/completions", "/v1/chat%2fcompletions", "/v1/chat/completions%00",
    "/v1/chat/completions%20HTTP/1.1%0d%0aX:%20", "/v1/chat/completions#a", "/v1/chat/completions;a=b", "/V1/chat/completions",
    "/v1/chat/completions?a b", "/v1/chat/completions HTTP/1.1", "/v1/chat/\xc3\xa4", "/v1/chat/completions\x0b",
    "v1/chat/completions", "?beta=1", "/v1/models", "/fuseboard/me", "/", "\\v1\\chat\\completions", "/v1/chat/completions\x7f",
    "/v1/chat\\completions"};
inline const std::string versions[] {"HTTP/1.0", "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "http/1.1", "HTTP/1.1 ", "HTTP/1.1\t",
    "HTTP/1", "HTTP/01.1", "HTTP/1.1.1", "HTTP /1.1", "", "HTTP/1.10", "HTTPS/1.1", " HTTP/1.1", "\tHTTP/1.1"};

/// Where a number is to stand: N the right one, M one less, O some more.
inline const std::string lengths[] {"Content-Length: M", "Content-Length: O", "Content-Length: +N", "Content-Length: -N",
    "Content-Length: 0xN", "Content-Length: 0N", "Content-Length: N.0", "Content-Length: Ne0", "Content-Length: N,N",
    "Content-Length: N, N", "Content-Length: N,M", "Content-Length: N M", "Content-Length: N;a", "Content-Length: \"N\"",
    "Content-Length: ", "Content-Length: N\t", "Content-Length:\tN", "Content-Length: N\x0b", "Content-Length: \x0cN",
    "Content-Length: N\0"s, "Content-Length: N_0", "Content-Length: 0", "Content-Length : N", "Content-Length\t: N",
    "Content_Length: N", " Content-Length: N", "Content-Length: 18446744073709551616N", "Content-Length: 99999999999",
    "content-length: N\r\nContent-Length: N", "Content-Length: N\r\nContent-Length: M",
    "Content-Length: M\r\nContent-Length: N", "X: a\nContent-Length: N", "X: a\rContent-Length: N",
    "X: a\r\n Content-Length: M", "Content-Length:\r\n N", "Content-Length: N\r\n ", "Content-Length: N\r\nContent_Length: M",
    "Content-Length", "(Content-Length): N", "Content-Length: N\r\nContent-Length : M",
    "Content-Length: N\r\nX-Content-Length: M",
    "\xef"
    "Content-Length: N",
    "Content-Length\xa0: N"};
inline const std::string codings[] {"Transfer-Encoding: Chunked", "Transfer-Encoding: xchunked",
    "Transfer-Encoding: chunked, identity", "Transfer-Encoding: identity, chunked", "Transfer-Encoding: identity",
    "Transfer-Encoding: gzip, chunked", "Transfer-Encoding:\tchunked", "Transfer-Encoding: chunked ",
    "Transfer-Encoding: chunked;a=b", "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: chunked\x0b",
    "Transfer-Encoding: \0chunked"s, "Transfer-Encoding: chunked,", "Transfer-Encoding: ,chunked",
    "Transfer-Encoding:", "Transfer-Encoding: cow", "Transfer-Encoding : chunked", "Transfer-Encoding\t: chunked",
    "Transfer_Encoding: chunked", " Transfer-Encoding: chunked", "Transfer-Encoding:\r\n chunked",
    "Transfer-Encoding\r\n: chunked", "X: a\nTransfer-Encoding: chunked", "X: a\rTransfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: N",
    "Content-Length: N\r\nTransfer-Encoding: chunked", "Content-Length: 4\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nContent-Length: 0", "Content-Length: N\r\nTransfer-Encoding: cow",
    "Content-Length: N\r\nTransfer-Encoding : chunked", "Content-Length: N\r\n Transfer-Encoding: chunked",
    "Transfer-Encoding: chunked chunked", "Content-Length: N\r\nTransfer_Encoding: chunked",
    "Content-Length: N\r\nTransfer-Encoding:\x0b"
    "chunked",
    "Transfer-Encoding: c\xc5\xbfhunked", "Content-Length: N\r\nConnection: close, Content-Length",
    "Transfer-Encoding: chunked\r\nConnection: Transfer-Encoding", "Transfer-Encoding: chunKED"};
inline const std::string fields[] {"Host: b", "Host: gateway", "Host:", "Host: a b", "Host: a,b", "Host: a@b", "Host: :80",
    "Host: a..b", "Host: a:b", "Host: [::1", "Host: a/b", "Host : b", "host\t: b", " Host: b", "X: a\r\n folded",
    "X: a\r\n\tfolded", "X: a\nY: b", "X: a\rY: b", "X: a\0b"s, "X: \x01", "X: \x7f", "X Y: a", "X\x0b: a", ": a", "no colon",
    "X: a\r\n\r\n", "\r\nX: a", "X(: a", "X\xe9: a", "X;: a", "\"X\": a", "X_Y: a", "Authorization: Bearer tok-a",
    "Authorization: Bearer nobody", "x-api-key: tok-a", "X: a\n\nGET /v1/models HTTP/1.1", "X: a\n\r\nGET /v1/models HTTP/1.1",
    "X: a\r\rY: b", "X: a\r\n\n", "X:: a", "X: a: b", "\tX: a", "Host:\tb", "Connection:\tclose", "Connection: clo se",
    "Proxy-Connection: Close"};
/// In place of a chunk's line: N is its size.
inline const std::string sizes[] {"N;a=b\r\n", "N;\r\n", "N ;a\r\n", "N;a=\"\r\n\"\r\n", "N;a\n", "N\n", "N\r", "N\r\r\n",
    "0xN\r\n", " N\r\n", "N \r\n", "N\t\r\n", "+N\r\n", "-N\r\n", "ffffffffffffffffN\r\n", "10000000000000000N\r\n", "N_0\r\n",
    "00000000000000000000N\r\n", "N,N\r\n", "N\0\r\n"s, "\r\n", "N\r\n\r\n", "N.0\r\n", "Ng\r\n", "\nN\r\n", "N;a;b=c; d\r\n"};
inline const std::string chunkEnds[] {"", "\n", "\r", "\r\n\r\n", "XX", "\r\n ", "aa\r\n", "\n\r\n"};
inline const std::string lastChunks[] {"0\r\n", "0\n\n", "0\r\n\n", "00\r\n\r\n", "0;a=b\r\n\r\n", "0\r\nX: a\r\n\r\n",
    "0\r\nContent-Length: 5\r\n\r\n", "0\r\nHost: b\r\n\r\n", "0\r\nX: a\n\r\n", "0\r\nX\r\n\r\n", "0\r\n X\r\n\r\n", "",
    "0 \r\n\r\n", "-0\r\n\r\n", "0\r\n\r\n\r\n", "0x0\r\n\r\n", "0\r\r\n\r\n", "0\r\n\r\r\n"};

} // namespace fuseboard::test::odd
