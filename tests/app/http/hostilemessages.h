// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace fuseboard::test::hostile {

struct Message {
    const char* name;
    std::string bytes;
};

using namespace std::string_literals;

inline const std::string host = "Host: a\r\n";
/// A request line, and a Host.
inline std::string line(const std::string& text) { return text + "\r\n" + host + "\r\n"; }
inline std::string hosted(const std::string& fields) { return "GET /x HTTP/1.1\r\n" + fields + "\r\n"; }
inline std::string post(const std::string& fields, const std::string& body = {})
{
    return "POST /x HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}
inline std::string length(const std::string& value) { return post("Content-Length: " + value + "\r\n", "a"); }
inline std::string coding(const std::string& value)
{
    return post("Transfer-Encoding: " + value + "\r\n", "1\r\na\r\n0\r\n\r\n");
}
inline std::string chunks(const std::string& body) { return post("Transfer-Encoding: chunked\r\n", body); }
inline std::string field(const std::string& text) { return post(text + "\r\nContent-Length: 0\r\n"); }

inline const Message firstLines[] {
    {"two blanks before the target", line("GET  / HTTP/1.1")},
    {"two blanks before the version", line("GET /  HTTP/1.1")},
    {"tabs for blanks", line("GET\t/\tHTTP/1.1")},
    {"a blank in front", line(" GET / HTTP/1.1")},
    {"a blank behind", line("GET / HTTP/1.1 ")},
    {"a tab behind", line("GET / HTTP/1.1\t")},
    {"HTTP/1.2", line("GET / HTTP/1.2")},
    {"a version without a point", line("GET / HTTP/11")},
    {"a version without its end", line("GET / HTTP/1.")},
    {"a version of three parts", line("GET / HTTP/1.1.1")},
    {"a version with a zero in front", line("GET / HTTP/01.1")},
    {"a version with a digit more", line("GET / HTTP/1.10")},
    {"a version with a comma", line("GET / HTTP/1,1")},
    {"a version of another protocol", line("GET / HTTPS/1.1")},
    {"a version with a blank", line("GET / HTTP /1.1")},
    {"HTTP/3", line("GET / HTTP/3")},
    {"the first line of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
    {"TRACE", line("TRACE / HTTP/1.1")},
    {"PROPFIND", line("PROPFIND / HTTP/1.1")},
    {"QUERY", line("QUERY / HTTP/1.1")},
    {"M-SEARCH", line("M-SEARCH / HTTP/1.1")},
    {"PURGE", line("PURGE / HTTP/1.1")},
    {"LINK", line("LINK / HTTP/1.1")},
    {"two methods in one", line("GETPOST / HTTP/1.1")},
    {"a method that goes on", line("POSTS / HTTP/1.1")},
    {"a method that is cut", line("POS / HTTP/1.1")},
    {"a method in mixed case", line("Post / HTTP/1.1")},
    {"no method", line("/ HTTP/1.1")},
    {"a NUL in the method", line("GE\0T / HTTP/1.1"s)},
    {"a byte order mark", line("\xef\xbb\xbfGET / HTTP/1.1")},
    {"a star that is asked for", line("GET * HTTP/1.1")},
    {"a target of a query alone", line("GET ?a HTTP/1.1")},
    {"a relative target", line("GET a/b HTTP/1.1")},
    {"an absolute target over TLS", line("GET https://a/ HTTP/1.1")},
    {"a host as target", line("GET a:443 HTTP/1.1")},
    {"a target with a NUL", line("GET /\0 HTTP/1.1"s)},
    {"a target with a tab", line("GET /a\tb HTTP/1.1")},
    {"a target with DEL", line("GET /\x7f HTTP/1.1")},
    {"a target with an escape", line("GET /\x1b[2J HTTP/1.1")},
    {"a target in Latin-1", line("GET /\xe9 HTTP/1.1")},
    {"a target with the last byte", line("GET /\xff HTTP/1.1")},
    {"a target with a fragment", line("GET /a#b HTTP/1.1")},
    {"a target with a fragment in its query", line("GET /a?b#c HTTP/1.1")},
    {"a path with a broken escape", line("GET /a%2 HTTP/1.1")},
    {"a path with an escape of no digits", line("GET /%zz HTTP/1.1")},
    {"a path with an escaped NUL", line("GET /a%00 HTTP/1.1")},
    {"a path that goes up", line("GET /a/../b HTTP/1.1")},
    {"a path that goes up at its end", line("GET /a/.. HTTP/1.1")},
    {"a path that goes up in escapes", line("GET /%2e%2E/ HTTP/1.1")},
    {"a target over 8 KiB", line("GET /" + std::string(8 * 1024, 'a') + " HTTP/1.1")},
    {"a line feed before the version", "GET /\nHTTP/1.1\r\n" + host + "\r\n"},
    {"a carriage return before the version", "GET /\rHTTP/1.1\r\n" + host + "\r\n"},
    {"two empty lines first", "\r\n\r\n" + line("GET / HTTP/1.1")},
    {"a line feed first", "\n" + line("GET / HTTP/1.1")},
    {"an answer", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
    {"SSH", "SSH-2.0-OpenSSH_9.9\r\n\r\n"},
    {"SMTP", "EHLO a\r\n\r\n"},
    {"a document", "{\"a\":1}\r\n\r\n"},
    {"the line of a proxy", "PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n" + line("GET / HTTP/1.1")},
};

inline const Message hosts[] {
    {"a host with a blank", hosted("Host: a b\r\n")},
    {"a host with a tab", hosted("Host: a\tb\r\n")},
    {"two hosts in one", hosted("Host: a, b\r\n")},
    {"a tab before a host", hosted("Host:\ta\r\n")},
    {"a tab behind a host", hosted("Host: a\t\r\n")},
    {"a host with a query", hosted("Host: a?b\r\n")},
    {"a host with a fragment", hosted("Host: a#b\r\n")},
    {"a host with a backslash", hosted("Host: a\\b\r\n")},
    {"a host with a percent sign", hosted("Host: a%00\r\n")},
    {"a host with a bracket", hosted("Host: <a>\r\n")},
    {"a host with a quote", hosted("Host: \"a\"\r\n")},
    {"a host with an 8-bit byte", hosted("Host: \xc3\xa9\r\n")},
    {"a host with a comma alone", hosted("Host: ,\r\n")},
    {"a host of 256 bytes", hosted("Host: " + std::string(256, 'a') + "\r\n")},
    {"the same host twice", hosted("Host: a\r\nHost: a\r\n")},
    {"two hosts in other letters", hosted("HOST: a\r\nhost: a\r\n")},
    {"two hosts apart", hosted("Host: a\r\nA: 1\r\nHost: a\r\n")},
    {"two hosts in HTTP/1.0", "GET /x HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
    {"a folded host", hosted("Host: a\r\n b\r\n")},
};

inline const Message fields[] {
    {"a length with an underscore", field("Content_Length: 1")},
    {"a coding with an underscore", field("Transfer_Encoding: chunked")},
    {"a key with an underscore", field("X_Api_Key: k")},
    {"a name of an underscore", field("_: 1")},
    {"a name with a blank", field("A B: 1")},
    {"a name with a tab", field("A\tB: 1")},
    {"a tab before the colon", field("A\t: 1")},
    {"a name with a NUL", field("A\0B: 1"s)},
    {"a name with an 8-bit byte", field("\xc3\x84: 1")},
    {"a name in quotes", field("\"A\": 1")},
    {"a name with a slash", field("A/B: 1")},
    {"a name with an at sign", field("A@B: 1")},
    {"a name with a semicolon", field("A;B: 1")},
    {"a name with an equals sign", field("A=B: 1")},
    {"a name with a comma", field("A,B: 1")},
    {"a name with a brace", field("{A}: 1")},
    {"a name with a backslash", field("A\\B: 1")},
    {"a name with a CR", field("A\rB: 1")},
    {"a name with a line feed", field("A\nB: 1")},
    {"no name and two colons", field(":: 1")},
    {"a blank line that is not empty", field(" ")},
    {"a first field that is folded", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
    {"a length folded behind its colon", post("Content-Length:\r\n 1\r\n", "a")},
    {"a coding folded behind its colon", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n")},
    {"an expectation of nothing known", field("Expect: nothing")},
    {"two expectations", field("Expect: 100-continue\r\nExpect: 100-continue")},
    {"two authorizations", field("Authorization: Bearer a\r\nauthorization: Bearer a")},
    {"two keys", field("x-api-key: a\r\nX-Api-Key: b")},
    {"two types", field("Content-Type: a/b\r\nContent-Type: a/b")},
    {"two ranges", field("Content-Range: bytes 0-1/2\r\nContent-Range: bytes 0-1/2")},
    {"a fold at the end", post("Content-Length: 0\r\nA: 1\r\n \r\n")},
    {"a vertical tab in a value", field("A: x\vy")},
    {"a form feed in a value", field("A: x\fy")},
    {"an escape in a value", field("A: x\x1by")},
    {"DEL in a value", field("A: x\x7fy")},
    {"the first control byte in a value", field("A: x\x01y")},
    {"a NUL alone as value", field("A: \0"s)},
    {"two carriage returns at an end", field("A: x\r")},
    {"an end the wrong way round", post("A: x\n\rContent-Length: 0\r\n")},
    {"a line feed that ends a field", post("A: x\nContent-Length: 0\r\n")},
    {"a line feed that ends the head", "GET /x HTTP/1.1\r\n" + host + "\n"},
    {"a carriage return that ends the head", "GET /x HTTP/1.1\r\n" + host + "\r"},
};

inline const Message framings[] {
    {"a length with a point", length("1.0")},
    {"a length with an exponent", length("1e0")},
    {"a length with an underscore in it", length("1_0")},
    {"a length of two numbers", length("1 1")},
    {"a length with a tab in it", length("1\t1")},
    {"a length with a semicolon", length("1;")},
    {"a length in quotes", length("\"1\"")},
    {"a length with a comma behind", length("1,")},
    {"a length with a comma in front", length(",1")},
    {"a list of equal lengths", length("1,1")},
    {"less than nothing, of nothing", length("-0")},
    {"more than nothing, of nothing", length("+0")},
    {"a tab before a length", post("Content-Length:\t1\r\n", "a")},
    {"a tab behind a length", length("1\t")},
    {"a tab before chunked", post("transfer-encoding:\tchunked\r\n", "0\r\n\r\n")},
    {"a length in other digits", length("\xd9\xa1")},
    {"a length in octal letters", length("0o1")},
    {"a length of binary letters", length("0b1")},
    {"a length that is no number", length("NaN")},
    {"a length without end", length("Infinity")},
    {"a length of far too many digits", length(std::string(40, '9'))},
    {"nothing, stated twice", post("Content-Length: 0\r\nContent-Length: 0\r\n")},
    {"two lengths in other letters", post("Content-Length: 1\r\ncontent-length: 1\r\n", "a")},
    {"two lengths apart", post("Content-Length: 1\r\nA: 1\r\nContent-Length: 2\r\n", "ab")},
    {"a length of nothing and a coding", post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
    {"a length and an unknown coding", post("Content-Length: 1\r\nTransfer-Encoding: x\r\n", "a")},
    {"a length and a coding in HTTP/1.0",
        "POST /x HTTP/1.0\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na"},
    {"identity", coding("identity")},
    {"identity behind chunked", coding("chunked, identity")},
    {"identity before chunked", coding("identity, chunked")},
    {"a letter before chunked", coding("xchunked")},
    {"a letter behind chunked", coding("chunkedx")},
    {"chunked in quotes", coding("\"chunked\"")},
    {"chunked with a parameter", coding("chunked;q=1")},
    {"a comma behind chunked", coding("chunked,")},
    {"a comma before chunked", coding(",chunked")},
    {"a blank within chunked", coding("chun ked")},
    {"a tab between two", coding("chunked\tchunked")},
    {"a vertical tab before chunked", coding("\vchunked")},
    {"no coding", coding("")},
    {"deflate before chunked", coding("deflate, chunked")},
    {"another coding alone", coding("br")},
    {"trailers as a coding", coding("trailers, chunked")},
    {"two coding fields in other letters", post("Transfer-Encoding: chunked\r\ntransfer-encoding: identity\r\n", "0\r\n\r\n")},
};

inline const Message bodies[] {
    {"a chunk of less than nothing", chunks("-1\r\na\r\n0\r\n\r\n")},
    {"a signed chunk", chunks("+1\r\na\r\n0\r\n\r\n")},
    {"a chunk with 0x", chunks("0x1\r\na\r\n0\r\n\r\n")},
    {"a blank before a chunk's size", chunks(" 1\r\na\r\n0\r\n\r\n")},
    {"a tab behind a chunk's size", chunks("1\t\r\na\r\n0\r\n\r\n")},
    {"a chunk without a size", chunks("\r\na\r\n0\r\n\r\n")},
    {"a size ended by a line feed", chunks("1\na\r\n0\r\n\r\n")},
    {"a size ended by a carriage return", chunks("1\ra\r\n0\r\n\r\n")},
    {"a chunk without its end", chunks("1\r\na0\r\n\r\n")},
    {"a chunk ended by a carriage return", chunks("1\r\na\r0\r\n\r\n")},
    {"a chunk ended by a line feed", chunks("1\r\na\n0\r\n\r\n")},
    {"an extension without a name", chunks("1;\r\na\r\n0\r\n\r\n")},
    {"an extension without a value", chunks("1;a\r\na\r\n0\r\n\r\n")},
    {"an extension in quotes", chunks("1;a=\"b\"\r\na\r\n0\r\n\r\n")},
    {"an extension with a line feed", chunks("1;a\nb\r\na\r\n0\r\n\r\n")},
    {"an extension of the last chunk", chunks("0;a=b\r\n\r\n")},
    {"a size with a comma", chunks("1,1\r\na\r\n0\r\n\r\n")},
    {"a size with a point", chunks("1.0\r\na\r\n0\r\n\r\n")},
    {"a size with an underscore", chunks("1_0\r\na\r\n0\r\n\r\n")},
    {"a chunk shorter than it says", chunks("3\r\na\r\n0\r\n\r\n")},
    {"a line feed behind the last size", chunks("0\n\r\n")},
    {"a length behind the body", chunks("1\r\na\r\n0\r\nContent-Length: 9\r\n\r\n")},
    {"a coding behind the body", chunks("1\r\na\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n")},
    {"a key behind the body", chunks("1\r\na\r\n0\r\nAuthorization: Bearer k\r\n\r\n")},
    {"a folded field behind the body", chunks("1\r\na\r\n0\r\nA: 1\r\n 2\r\n\r\n")},
};

} // namespace fuseboard::test::hostile
