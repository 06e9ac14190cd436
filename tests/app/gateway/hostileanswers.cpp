// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostileanswers.h"

#include <format>

namespace fuseboard::test::hostile {
namespace {

using namespace std::string_literals;
using enum Expected;
using enum Ending;

const std::string usage = R"("usage":{"prompt_tokens":10,"completion_tokens":20})";
const std::string good = R"({"model":"m","choices":[{"message":{"content":"hello"}}],)" + usage + "}";
const std::string ok = "HTTP/1.1 200 OK\r\n";
const std::string json = "Content-Type: application/json\r\n";
const std::string chunked = "Transfer-Encoding: chunked\r\n";

std::string lengthOf(const std::string& body) { return std::format("Content-Length: {}\r\n", body.size()); }
/// A head with these fields, and the good body behind it.
std::string with(const std::string& fields) { return ok + json + fields + "\r\n" + good; }
/// Well framed, as JSON unless said.
std::string body(const std::string& text, const std::string& fields = json)
{
    return ok + fields + lengthOf(text) + "\r\n" + text;
}
std::string chunks(const std::string& text) { return ok + json + chunked + "\r\n" + text; }
std::string chunk(const std::string& text) { return std::format("{:x}\r\n{}\r\n", text.size(), text); }
/// The good body, properly in chunks.
const std::string goodChunks = chunk(good) + "0\r\n\r\n";
/// A first line, and a good rest.
std::string first(const std::string& line) { return line + "\r\n" + json + lengthOf(good) + "\r\n" + good; }
/// A field more in a good answer.
std::string field(const std::string& text) { return ok + json + text + "\r\n" + lengthOf(good) + "\r\n" + good; }
std::string used(const std::string& fields)
{
    return body(R"({"model":"m","choices":[{"message":{"content":"hello"}}],)" + fields + "}");
}
const std::string stolen = first("HTTP/1.1 200 OK") + "STOLEN";

std::string streamHead(const std::string& fields = chunked)
{
    return ok + "Content-Type: text/event-stream\r\n" + fields + "\r\n";
}
const std::string chatText = "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"hello \"}}]}\n\n";
const std::string chatUsage =
    "data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20}}\n\n";
const std::string chatDone = "data: [DONE]\n\n";
const std::string messageStart =
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":"
    "{\"input_tokens\":10,\"output_tokens\":1}}}\n\n";
const std::string messageText =
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"hello \"}}\n\n";
const std::string messageUsage =
    "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":20}}\n\n";
const std::string messageStop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

/// A stream that begins well and goes on with this, as it stands.
std::string chatThen(const std::string& raw) { return streamHead() + chunk(chatText) + raw; }
std::string messagesThen(const std::string& raw) { return streamHead() + chunk(messageStart) + chunk(messageText) + raw; }
std::string nested(int depth)
{
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

void add(std::vector<HostileAnswer>& to, std::vector<HostileAnswer> more) { to.insert(to.end(), more.begin(), more.end()); }

/// Those that pass are whole, and only what they say is odd.
std::vector<HostileAnswer> wellFramed(std::vector<HostileAnswer> answers)
{
    for (HostileAnswer& answer : answers)
        answer.isWellFramed = answer.expected == passed;
    return answers;
}

std::vector<HostileAnswer> framings()
{
    return {
        {"the same length twice", with(lengthOf(good) + lengthOf(good))},
        {"two lengths", with(lengthOf(good) + "Content-Length: 5\r\n")},
        {"a list of lengths", with(std::format("Content-Length: {0}, {0}\r\n", good.size()))},
        {"a length and chunks", ok + json + lengthOf(goodChunks) + chunked + "\r\n" + goodChunks},
        {"chunks and a length", ok + json + chunked + lengthOf(goodChunks) + "\r\n" + goodChunks},
        {"chunked twice", ok + json + chunked + chunked + "\r\n" + goodChunks},
        {"chunked twice in one field", ok + json + "Transfer-Encoding: chunked, chunked\r\n\r\n" + goodChunks},
        {"gzip below chunks", ok + json + "Transfer-Encoding: gzip, chunked\r\n\r\n" + goodChunks},
        {"chunks below gzip", ok + json + "Transfer-Encoding: chunked, gzip\r\n\r\n" + goodChunks},
        {"a transfer coding identity", ok + json + "Transfer-Encoding: identity\r\n\r\n" + good},
        {"a transfer coding xchunked", ok + json + "Transfer-Encoding: xchunked\r\n\r\n" + goodChunks},
        {"chunked with a parameter", ok + json + "Transfer-Encoding: chunked;q=1\r\n\r\n" + goodChunks},
        {"an empty transfer coding", ok + json + "Transfer-Encoding:\r\n\r\n" + good},
        {"chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\n" + json + chunked + "\r\n" + goodChunks},
        {"a negative length", with("Content-Length: -5\r\n")},
        {"a length with a sign", with("Content-Length: +5\r\n")},
        {"a length in hex", with("Content-Length: 0x10\r\n")},
        {"a length with letters", with("Content-Length: 5a\r\n")},
        {"an empty length", with("Content-Length:\r\n")},
        {"a length of 2^64", with("Content-Length: 18446744073709551616\r\n")},
        {"a length of thirty digits", with("Content-Length: 999999999999999999999999999999\r\n")},
        {"a length with a point", with("Content-Length: 5.0\r\n")},
        {"a length of two numbers", with("Content-Length: 5 5\r\n")},
    };
}

std::vector<HostileAnswer> heads()
{
    return {
        {"a folded field", field("X-A: a\r\n b")},
        {"a blank before the colon", field("X-A : a")},
        {"a length with a blank before its colon", ok + json + "Content-Length : 5\r\n\r\n" + good},
        {"a field without a colon", field("X-A")},
        {"a field without a name", field(": a")},
        {"a NUL in a field", field("X-A: a\0b"s)},
        {"a control byte in a field", field("X-A: a\x01")},
        {"a CR in a field", field("X-A: a\rb")},
        {"a name with a blank", field("X A: a")},
        {"a name of eight-bit bytes", field("X-\xc3\xa4: a")},
        {"bare LF for all line ends", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"},
        {"a bare LF for one", ok + "X-A: a\nX-B: b\r\n" + json + lengthOf(good) + "\r\n" + good},
        {"a bare LF at the head's end", ok + json + lengthOf(good) + "\n" + good},
        {"a bare CR for a line end", ok + "X-A: a\rX-B: b\r\n" + lengthOf(good) + "\r\n" + good},
        {"an empty line in front", "\r\n" + body(good)},
        {"a blank in front", " " + body(good)},
        {"a head of 20 KiB", field("X-A: " + std::string(20'000, 'a'))},
        {"a head of 101 fields", field([] {
             std::string out = "X-A: a";
             for (int i = 0; i < 101; ++i)
                 out += "\r\nX-A: a";
             return out;
         }())},
        {"a head without an end", ok, refused, flood, "X-A: " + std::string(4096, 'a') + "\r\n"},
        {"a status line without an end", "HTTP/1.1 200 ", refused, flood, std::string(4096, 'a')},
        {"a head that is cut", ok + "Content-Le", refused, close},
        {"nothing", "", refused, close},
        {"silence", "", late},
        {"a head that is never ended", ok + json, late},
    };
}

std::vector<HostileAnswer> firstLines()
{
    std::vector<HostileAnswer> out {
        {"no version", first("200 OK")},
        {"HTTP/2.0", first("HTTP/2.0 200 OK")},
        {"HTTP/1.2", first("HTTP/1.2 200 OK")},
        {"HTTP/0.9", good, refused, close},
        {"a version in small letters", first("http/1.1 200 OK")},
        {"a version with a digit more", first("HTTP/1.10 200 OK")},
        {"no status", first("HTTP/1.1")},
        {"a status of two digits", first("HTTP/1.1 20 OK")},
        {"a status of four digits", first("HTTP/1.1 2000 OK")},
        {"a status with a letter", first("HTTP/1.1 2OO OK")},
        {"a negative status", first("HTTP/1.1 -20 OK")},
        {"two blanks before the status", first("HTTP/1.1  200 OK")},
        {"a tab before the status", first("HTTP/1.1\t200 OK")},
        {"a status of 600", first("HTTP/1.1 600 X")},
        {"a status of 999", first("HTTP/1.1 999 X")},
        {"a status of 099 and the end", "HTTP/1.1 099 X\r\n\r\n", refused, close},
        {"a NUL in the reason", first("HTTP/1.1 200 O\0K"s)},
        {"an SMTP server", "220 mail.example ESMTP\r\n", refused, close},
        {"an SSH server", "SSH-2.0-OpenSSH_9.9\r\n", refused, close},
        {"a TLS alert", "\x15\x03\x01\x00\x02\x02\x46"s, refused, close},
        {"random bytes", "\xff\xfe\x80\x01\x7f\n\x00\x9a"s, refused, close},
        {"a request", "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"},
        {"another protocol unasked", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"},
        {"another protocol after 100", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 X\r\nUpgrade: websocket\r\n\r\n"},
        {"an empty answer before the end", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", refused, close},
        {"interim answers without an end", "", refused, flood, "HTTP/1.1 102 Processing\r\n\r\n"},
        {"interim answers without an end, and with fields", "", refused, flood,
            "HTTP/1.1 103 Early Hints\r\nX-A: " + std::string(8000, 'a') + "\r\n\r\n"},
        {"a hundred interim answers before a good one",
            [] {
                std::string interim;
                for (int i = 0; i < 100; ++i)
                    interim += "HTTP/1.1 100 Continue\r\n\r\n";
                return interim + body(good);
            }()},
        {"an interim answer that frames a body", "HTTP/1.1 100 X\r\nContent-Length: 6\r\n\r\nSTOLEN" + body(good)},
        {"a few interim answers", "HTTP/1.1 100 X\r\n\r\nHTTP/1.1 103 X\r\nLink: a\r\n\r\n" + body(good), passed, hold, {},
            false, true},
    };
    return out;
}

std::vector<HostileAnswer> bodies()
{
    return {
        {"a body that is cut", ok + json + "Content-Length: 1000\r\n\r\n" + good, refused, close},
        {"a body that does not go on", ok + json + "Content-Length: 1000\r\n\r\n" + good, late},
        {"no body", ok + json + "Content-Length: 1000\r\n\r\n", refused, close},
        {"a body of 2^63 bytes", ok + json + "Content-Length: 9223372036854775807\r\n\r\n" + good, refused, close},
        {"a body without an end", ok + json + "Content-Length: 9223372036854775807\r\n\r\n", refused, flood,
            std::string(65'536, ' ')},
        {"an unframed body without an end", ok + json + "\r\n", refused, flood, std::string(65'536, ' ')},
        {"a chunk of 2^64 bytes", chunks("10000000000000000\r\n" + good)},
        {"a chunk of thirty digits", chunks("ffffffffffffffffffffffffffffff\r\n" + good)},
        {"a negative chunk", chunks("-5\r\n" + good)},
        {"a chunk's size with 0x", chunks("0x5\r\nhello\r\n0\r\n\r\n")},
        {"a chunk's size with a sign", chunks("+5\r\nhello\r\n0\r\n\r\n")},
        {"a chunk's size in words", chunks("five\r\nhello\r\n0\r\n\r\n")},
        {"no chunk's size", chunks("\r\nhello\r\n0\r\n\r\n")},
        {"a chunk that is longer than said", chunks("2\r\nhello\r\n0\r\n\r\n")},
        {"a chunk that is shorter than said", chunks("ff\r\n{}\r\n0\r\n\r\n"), refused, close},
        {"chunks with bare LF", chunks(std::format("{:x}\n{}\n0\n\n", good.size(), good))},
        {"chunks without their end", chunks(chunk(good)), refused, close},
        {"chunks without their last line end", chunks(chunk(good) + "0\r\n"), refused, close},
        {"a chunk's size without an end", chunks(""), refused, flood, std::string(4096, '0')},
        {"a chunk's extension without an end", chunks("5;a="), refused, flood, std::string(4096, 'a')},
        {"a trailer without an end", chunks(chunk(good) + "0\r\n"), refused, flood, "X-A: " + std::string(4096, 'a') + "\r\n"},
        {"bytes after the end", body(good) + "STOLEN", passed},
        {"a line end after the end", body(good) + "\r\n", passed},
        {"a second answer", body(good) + stolen, passed},
        {"a second answer after chunks", chunks(goodChunks) + stolen, passed},
        {"an interim answer after the end", body(good) + "HTTP/1.1 100 Continue\r\n\r\n", passed},
        {"no content, with content", "HTTP/1.1 204 No Content\r\n" + json + lengthOf(good) + "\r\n" + good},
        {"not modified, with content", "HTTP/1.1 304 Not Modified\r\n" + json + lengthOf(good) + "\r\n" + good, refused, hold,
            {}, true},
        {"reset content, with content", "HTTP/1.1 205 X\r\n" + json + "Content-Length: 6\r\n\r\nSTOLEN"},
        {"a redirect", "HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", refused, hold, {}, true,
            true},
    };
}

std::vector<HostileAnswer> contents()
{
    return {
        {"gzip", body("\x1f\x8b\x08\x00"s, json + "Content-Encoding: gzip\r\n")},
        {"deflate", body("\x78\x9c"s, json + "Content-Encoding: deflate\r\n")},
        {"br", body("\x0b\x02"s, json + "Content-Encoding: br\r\n")},
        {"two codings", body(good, json + "Content-Encoding: identity, gzip\r\n")},
        {"an unknown coding", body(good, json + "Content-Encoding: x\r\n")},
        {"a page", body("<html>welcome</html>", "Content-Type: text/html\r\n")},
        {"a picture", body("\x89PNG\r\n\x1a\n"s, "Content-Type: image/png\r\n")},
        {"JSON without a type", body(good, ""), passed},
        {"an empty body", body("")},
        {"blanks", body("   \n")},
        {"JSON that is cut", body(good.substr(0, good.size() - 5))},
        {"a list", body("[1,2,3]")},
        {"a number", body("5")},
        {"a text", body("\"hello\"")},
        {"two documents", body(good + good)},
        {"JSON with a comma too much", body("{\"a\":1,}")},
        {"JSON with NaN", body("{\"a\":NaN}")},
        {"a number out of every range", body("{\"a\":1e999999}")},
        {"a NUL behind", body(good + "\0"s)},
        {"bytes that are no UTF-8", body("{\"a\":\"\xc3\x28\"}")},
        {"an overlong UTF-8", body("{\"a\":\"\xc0\xaf\"}")},
        {"a half of a surrogate pair as UTF-8", body("{\"a\":\"\xed\xa0\x80\"}")},
        {"a control byte in a text", body("{\"a\":\"\x01\"}")},
        {"JSON 5000 deep", body("{\"a\":" + nested(5000) + "}")},
        {"JSON a million deep", body("{\"a\":" + std::string(1'000'000, '[') + "}")},
        {"70 MB", body("{\"a\":\"" + std::string(70'000'000, 'a') + "\"}"), refused, close},
        {"events where none were asked for", body("data: {}\n\n", "Content-Type: text/event-stream\r\n"), brokenStream, close},
        {"negative usage", used(R"("usage":{"prompt_tokens":-10,"completion_tokens":-20})"), passed},
        {"negative output alone", used(R"("usage":{"prompt_tokens":10,"completion_tokens":-20})"), passed},
        {"usage of 2^63", used(R"("usage":{"prompt_tokens":9223372036854775808,"completion_tokens":9223372036854775808})"),
            passed},
        {"usage of 2^62", used(R"("usage":{"prompt_tokens":4611686018427387904,"completion_tokens":4611686018427387904})"),
            passed},
        {"usage as text", used(R"("usage":{"prompt_tokens":"10","completion_tokens":"20"})"), passed},
        {"usage in parts of a token", used(R"("usage":{"prompt_tokens":10.5,"completion_tokens":0.1})"), passed},
        {"usage that is null", used(R"("usage":null)"), passed},
        {"usage that is a list", used(R"("usage":[10,20])"), passed},
        {"usage that is empty", used(R"("usage":{})"), passed},
        {"no usage", used(R"("a":1)"), passed},
        {"usage twice", used(usage + R"(,"usage":{"prompt_tokens":0,"completion_tokens":0})"), passed},
        {"usage with more read than sent",
            used(R"("usage":{"prompt_tokens":10,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":4000000}})"),
            passed},
        {"a model's name of a megabyte", body("{\"model\":\"" + std::string(1'000'000, 'm') + "\"," + usage + "}"), passed},
    };
}

} // namespace

std::vector<HostileAnswer> hostileWholeAnswers()
{
    std::vector<HostileAnswer> out = framings();
    add(out, heads());
    add(out, firstLines());
    add(out, bodies());
    add(out, wellFramed(contents()));
    return out;
}

std::vector<HostileAnswer> hostileChatStreams()
{
    const std::string whole = chunk(chatText) + chunk(chatUsage) + chunk(chatDone);
    return {
        {"no last event", chatThen("0\r\n\r\n"), brokenStream},
        {"no last event, and the end", streamHead("") + chatText, brokenStream, close},
        {"no event at all", streamHead() + "0\r\n\r\n", brokenStream},
        {"the end inside a chunk", chatThen("ff\r\ndata: {"), brokenStream, close},
        {"silence", streamHead() + chunk(chatText), brokenStream},
        {"silence from the start", streamHead(), brokenStream},
        {"a chunk of 2^64 bytes", chatThen("10000000000000000\r\n"), brokenStream},
        {"a chunk without its line end", chatThen("2\r\nhello\r\n"), brokenStream},
        {"an event that is no JSON", chatThen(chunk("data: hello\n\n")), brokenStream},
        {"an event that is cut JSON", chatThen(chunk("data: {\"a\":\n\n")), brokenStream},
        {"an event that is a list", chatThen(chunk("data: [1]\n\n")), brokenStream},
        {"an event that is no UTF-8", chatThen(chunk("data: {\"a\":\"\xc3\x28\"}\n\n")), brokenStream},
        {"an event 5000 deep", chatThen(chunk("data: {\"a\":" + nested(5000) + "}\n\n")), brokenStream},
        {"a line of 20 MB", chatThen(chunk("data: {\"a\":\"" + std::string(20'000'000, 'a') + "\"}\n\n")), brokenStream, close},
        {"a line without an end", chatThen(""), brokenStream, flood, chunk("data: " + std::string(65'530, 'a'))},
        {"an event without an end", chatThen(""), brokenStream, flood, chunk("data: " + std::string(65'530, 'a') + "\n")},
        {"a page as a stream", streamHead() + chunk("<html>welcome</html>\n\n") + "0\r\n\r\n", brokenStream},
        {"a shorter length than the stream", streamHead("Content-Length: 20\r\n") + chatText, brokenStream},
        {"a coded stream", streamHead(chunked + "Content-Encoding: gzip\r\n") + chunk("\x1f\x8b"s), refused},
        {"a stream with two framings", streamHead(chunked + "Content-Length: 5\r\n") + whole, refused},
        {"more after the last event", streamHead() + whole + chunk("data: STOLEN\n\n") + "0\r\n\r\n", passed, hold, {}, false,
            true},
        {"a second answer after the last event", streamHead() + whole + "0\r\n\r\n" + stolen, passed},
        {"a framing that does not end", streamHead() + whole, passed},
        {"negative usage",
            chatThen(chunk("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":-1}}\n\n")
                + chunk(chatDone) + "0\r\n\r\n"),
            passed, hold, {}, false, true},
        {"usage twice, the second of nothing",
            chatThen(chunk(chatUsage)
                + chunk("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":null}}\n\n")
                + chunk(chatDone) + "0\r\n\r\n"),
            passed, hold, {}, false, true},
        {"no usage", chatThen(chunk(chatDone) + "0\r\n\r\n"), passed, hold, {}, false, true},
    };
}

std::vector<HostileAnswer> hostileMessageStreams()
{
    return {
        {"no last event", messagesThen(chunk(messageUsage) + "0\r\n\r\n"), brokenStream},
        {"no last event, and the end", messagesThen(""), brokenStream, close},
        {"an event that is no JSON", messagesThen(chunk("event: content_block_delta\ndata: hello\n\n")), brokenStream},
        {"silence", messagesThen(""), brokenStream},
        {"a chunk of 2^64 bytes", messagesThen("10000000000000000\r\n"), brokenStream},
        {"negative usage at the end",
            messagesThen(chunk("data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":-20}}\n\n") + chunk(messageStop)
                + "0\r\n\r\n"),
            passed, hold, {}, false, true},
        {"more after the last event, and no end",
            messagesThen(chunk(messageUsage) + chunk(messageStop) + chunk("data: STOLEN\n\n")), passed},
    };
}

} // namespace fuseboard::test::hostile
