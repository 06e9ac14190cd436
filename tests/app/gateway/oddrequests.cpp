// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oddrequests.h"

#include "oddpieces.h"

#include <algorithm>
#include <format>
#include <utility>

namespace fuseboard::test {
namespace {

using namespace std::string_literals;

std::string withSize(std::string text, std::size_t size, int base = 10)
{
    const auto number = [&](std::size_t of) { return base == 16 ? std::format("{:x}", of) : std::to_string(of); };
    const std::pair<char, std::size_t> places[] {{'N', size}, {'M', size - 1}, {'O', size + 40}};
    for (const auto& [mark, value] : places)
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
            text.replace(at, 1, number(value));
    return text;
}

void replaceFirst(std::string& text, std::string_view what, const std::string& by)
{
    if (const auto at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), by);
}

} // namespace

struct OddRequests::Made {
    std::string method = "POST", target, version = "HTTP/1.1";
    std::vector<std::string> fields; ///< without the one that frames
    std::string framing; ///< a field
    std::string body; ///< as JSON
    std::string sent; ///< as it stands behind the head
    std::string before, after, lineEnd = "\r\n";

    [[nodiscard]] std::string bytes() const
    {
        std::string out = before + method + " " + target + " " + version + lineEnd;
        for (const std::string& field : fields)
            out += field + lineEnd;
        if (!framing.empty())
            out += framing + lineEnd;
        return out + lineEnd + sent + after;
    }
};

std::string OddRequests::inChunks(const std::string& body)
{
    std::string out;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t size = std::min(body.size() - at, 1 + below(oneIn(4) ? 3 : 80));
        out += (oneIn(5) ? std::format("{:04X}", size) : std::format("{:x}", size)) + "\r\n" + body.substr(at, size) + "\r\n";
        at += size;
    }
    return out + "0\r\n\r\n";
}

OddRequests::Made OddRequests::plain()
{
    static const std::string words[] {
        "hello", "\\u0048i", "gr\xc3\xbc\xc3\x9f dich", "a\\r\\n\\r\\nGET / HTTP/1.1", "0\\r\\n\\r\\n", "}{"};
    static const std::string spaces[] {"", "", " ", "\n", "\r\n", "\t"};
    Made made;
    made.target = any(odd::paths);
    const std::string& space = any(spaces);
    made.body = std::format(
        R"({{{0}"model":{0}"m",{0}"max_tokens":20,{0}"content":{0}"{1} {2}"{0}}}{0})", space, any(words), ++m_number);
    made.fields = {
        "Host: gateway", oneIn(4) ? "x-api-key: tok-b" : "Authorization: Bearer tok-b", "Content-Type: application/json"};
    const bool chunked = oneIn(3);
    made.framing = chunked ? "Transfer-Encoding: chunked" : withSize("Content-Length: N", made.body.size());
    made.sent = chunked ? inChunks(made.body) : made.body;
    return made;
}

void OddRequests::vary(Made& made)
{
    if (oneIn(6))
        made.target += any(odd::queries);
    for (std::size_t more = below(3); more > 0; --more)
        made.fields.insert(
            made.fields.begin() + static_cast<std::ptrdiff_t>(below(made.fields.size() + 1)), any(odd::harmless));
    if (oneIn(5))
        for (std::string& field : made.fields) // names have no case
            std::transform(field.begin(), field.begin() + static_cast<std::ptrdiff_t>(field.find(':')), field.begin(),
                [this](char c) { return c >= 'a' && c <= 'z' && oneIn(2) ? static_cast<char>(c - 'a' + 'A') : c; });
    if (oneIn(8))
        replaceFirst(oneIn(2) ? made.framing : made.fields[0], ": ", ":");
    if (oneIn(8))
        made.framing += any(std::vector {" ", "\t", " \t "});
    if (oneIn(25))
        made = {.method = "GET",
            .target = any(std::vector {"/v1/models", "/fuseboard/me", "/nowhere"}),
            .fields = made.fields,
            .framing = {},
            .body = {},
            .sent = {},
            .before = {},
            .after = {}};
}

void OddRequests::spoilFirstLine(Made& made)
{
    switch (below(3)) {
    case 0: made.method = any(odd::methods); break;
    case 1: made.target = any(odd::targets); break;
    default: made.version = any(odd::versions);
    }
}

void OddRequests::spoilLength(Made& made)
{
    made.sent = made.body + (oneIn(3) ? odd::hidden : "");
    made.framing = withSize(any(odd::lengths), oneIn(8) ? made.sent.size() : made.body.size());
}

void OddRequests::spoilCoding(Made& made)
{
    const bool inLength = oneIn(3);
    made.sent = (inLength ? made.body : inChunks(made.body)) + (oneIn(3) ? odd::hidden : "");
    if (oneIn(6))
        made.sent = "0\r\n\r\n" + odd::hidden; // which only one of two readings sees
    made.framing = withSize(any(odd::codings), oneIn(3) ? made.sent.size() : made.body.size());
    if (oneIn(8))
        made.version = "HTTP/1.0";
}

void OddRequests::spoilFields(Made& made)
{
    if (oneIn(40)) {
        for (int i = 0; i < 100; ++i)
            made.fields.push_back(std::format("X-{}: a", i));
    } else if (oneIn(40)) {
        made.fields.push_back("X: " + std::string(17'000, 'a'));
    } else if (oneIn(20)) {
        made.fields.erase(made.fields.begin() + static_cast<std::ptrdiff_t>(below(2)));
    } else if (oneIn(10)) {
        made.before = any(std::vector {"\r\n"s, "\n"s, "\r\n\r\n"s, " "s, "\0"s, "\xef\xbb\xbf"s, "\r"s});
    } else if (oneIn(10)) {
        made.lineEnd = any(std::vector {"\n", "\r", "\r\r\n", "\n\r"});
    } else {
        const std::size_t at = oneIn(3) ? 0 : below(made.fields.size() + 1);
        made.fields.insert(made.fields.begin() + static_cast<std::ptrdiff_t>(at), any(odd::fields));
    }
}

void OddRequests::spoilChunks(Made& made)
{
    made.framing = "Transfer-Encoding: chunked";
    const std::size_t half = made.body.size() / 2;
    const std::string first = made.body.substr(0, half), second = made.body.substr(half);
    std::string firstSize = "N\r\n", secondSize = "N\r\n", firstEnd = "\r\n", end = "0\r\n\r\n";
    switch (below(4)) {
    case 0: firstSize = any(odd::sizes); break;
    case 1: secondSize = any(odd::sizes); break;
    case 2: firstEnd = any(odd::chunkEnds); break;
    default: end = any(odd::lastChunks);
    }
    made.sent = withSize(firstSize, first.size(), 16) + first + firstEnd + withSize(secondSize, second.size(), 16) + second
        + "\r\n" + end;
    if (oneIn(4))
        made.after = odd::hidden;
}

void OddRequests::spoil(Made& made)
{
    switch (below(6)) {
    case 0: spoilFirstLine(made); break;
    case 1: spoilLength(made); break;
    case 2: spoilCoding(made); break;
    case 3: spoilChunks(made); break;
    case 4:
        made.after = any(std::vector {odd::hidden, "\r\n"s, "\n"s, "GET /v1/models HTTP/1.1\r\n"s, "X"s, "0\r\n\r\n"s});
        break;
    default: spoilFields(made);
    }
}

/// A byte or few, anywhere.
void OddRequests::scratch(std::string& bytes)
{
    static const std::string pieces[] {"\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", "\0"s, "\x0b", "\x85", "0", "1", ",",
        ";", "%", "/", "Transfer-Encoding: chunked\r\n", "Content-Length: 1\r\n", "\r\n "};
    const std::size_t at = below(bytes.size());
    switch (below(3)) {
    case 0: bytes.insert(at, any(pieces)); break;
    case 1: bytes.erase(at, 1 + below(3)); break;
    default: bytes[at] = static_cast<char>(below(256));
    }
}

std::string OddRequests::request()
{
    Made made = plain();
    vary(made);
    for (const std::size_t chance : {2U, 10U})
        if (oneIn(chance))
            spoil(made);
    std::string bytes = made.bytes();
    if (oneIn(12))
        scratch(bytes);
    return bytes;
}

std::string OddRequests::last()
{
    const std::string body = std::format(R"({{"model":"m","max_tokens":20,"content":"last {}"}})", ++m_number);
    return std::format("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer tok-b\r\nConnection: "
                       "close\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
}

std::vector<std::string> OddRequests::next()
{
    std::string bytes;
    for (std::size_t count = 1 + below(3); count > 0; --count)
        bytes += request();
    std::vector<std::string> pieces;
    for (std::size_t cuts = oneIn(2) ? 0 : 1 + below(3); cuts > 0; --cuts) {
        const std::size_t at = 1 + below(bytes.size() / (cuts + 1));
        pieces.push_back(bytes.substr(0, at));
        bytes.erase(0, at);
    }
    // Where a reader still waits for some of a body, what it lacks, and then something that is no request.
    for (int i = 0; i < 5; ++i)
        bytes += last();
    pieces.push_back(std::move(bytes));
    return pieces;
}

} // namespace fuseboard::test
