// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/framing.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fuseboard::http {
namespace {

std::unexpected<Error> bad(std::string reason) { return fail(ErrorCode::badDocument, "message head", std::move(reason)); }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Which bytes are letters, digits or one of these.
consteval std::array<bool, 256> lettersAnd(std::string_view symbols)
{
    std::array<bool, 256> out {};
    for (std::size_t c = 0; c < out.size(); ++c)
        out[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    for (const char c : symbols)
        out[static_cast<unsigned char>(c)] = true;
    return out;
}

bool consistsOf(std::string_view text, const std::array<bool, 256>& allowed)
{
    return std::ranges::all_of(text, [&](char c) { return allowed[static_cast<unsigned char>(c)]; });
}

bool isToken(std::string_view text)
{
    static constexpr auto allowed = lettersAnd("!#$%&'*+-.^_`|~");
    return !text.empty() && consistsOf(text, allowed);
}

bool isMethod(std::string_view text)
{
    static constexpr std::array<std::string_view, 7> allowed {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
    return std::ranges::contains(allowed, text);
}

/// Servers that take `-` and `_` for the same would read another field. Codex names its sessions so.
bool isAmbiguousName(std::string_view name)
{
    return name.contains('_') && !equalsIgnoringCase(name, "session_id") && !equalsIgnoringCase(name, "conversation_id");
}

/// nginx takes a tab for part of their value, as others do not.
bool isReadStrictly(std::string_view name)
{
    static constexpr std::array<std::string_view, 3> names {"host", "content-length", "transfer-encoding"};
    return std::ranges::any_of(names, [name](std::string_view each) { return equalsIgnoringCase(name, each); });
}

/// What servers that resolve paths do not refuse.
bool isPlainPath(std::string_view path)
{
    const auto decoded = percentDecoded(path);
    return decoded && !decoded->contains('\0') && !decoded->contains("/../") && !decoded->ends_with("/..");
}

bool isVersion(std::string_view text) { return text == "HTTP/1.1" || text == "HTTP/1.0"; }

Result<void> checkRequestLine(std::string_view line)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return bad("the request line is not METHOD target HTTP/1.1");
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    if (!isMethod(method))
        return bad("the method is not one that is served here");
    if (target.size() > maxTargetBytes)
        return bad("the target has more than 8 KiB");
    if (!target.starts_with('/') || !std::ranges::all_of(target, [](char c) { return c > ' ' && c < 0x7f && c != '#'; }))
        return bad("the target is not a path of printable ASCII without a fragment");
    if (!isPlainPath(target.substr(0, target.find('?'))))
        return bad("the path has a broken escape, a NUL or a step up");
    if (!isVersion(line.substr(last + 1)))
        return bad("the version is not HTTP/1.1 or HTTP/1.0");
    return {};
}

Result<void> checkStatusLine(std::string_view line)
{
    if (!isVersion(line.substr(0, 8)) || line.size() < 12 || line[8] != ' ' || !std::ranges::all_of(line.substr(9, 3), isDigit)
        || (line.size() > 12 && line[12] != ' ') || !isFieldText(line))
        return bad("the status line is not HTTP/1.1 and three digits");
    return {};
}

Result<void> checkField(std::string_view line)
{
    if (line.front() == ' ' || line.front() == '\t')
        return bad("a field is folded over two lines");
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        return bad("a field has no well-formed name");
    if (!isFieldText(line.substr(colon + 1)))
        return bad("a field has a control byte");
    return {};
}

Result<void> checkRequestField(std::string_view line)
{
    if (auto checked = checkField(line); !checked)
        return checked;
    const auto name = line.substr(0, line.find(':'));
    if (isAmbiguousName(name))
        return bad("a field's name has an underscore");
    if (line.contains('\t') && isReadStrictly(name))
        return bad("a tab stands in a host, length or coding");
    return {};
}

using LineCheck = Result<void> (*)(std::string_view);

Result<void> checkRawHead(std::string_view head, LineCheck checkFirst, LineCheck checkOther)
{
    std::size_t lineNumber = 0;
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        if (end == std::string_view::npos)
            return bad("a line does not end in CRLF");
        const auto line = head.substr(0, end);
        head.remove_prefix(end + 2);
        if (line.empty())
            return lineNumber > 0 && head.empty() ? Result<void>() : bad("an empty line stands inside the head");
        if (lineNumber > maxFields)
            return fail(ErrorCode::tooLarge, "message head", "more than 100 fields");
        if (auto checked = lineNumber == 0 ? checkFirst(line) : checkOther(line); !checked)
            return line.contains('\r') || line.contains('\n') ? bad("a line has a bare CR or LF") : checked;
        ++lineNumber;
    }
    return bad("the head is not ended by an empty line");
}

/// `name`, `1.2.3.4` or `[::1]`, each with or without `:port`.
bool isWellFormedHost(std::string_view host)
{
    if (host.empty())
        return false;
    static constexpr auto inName = lettersAnd(".-_"), inAddress = lettersAnd(".:");
    const auto colon = host.find(':', host.starts_with('[') ? std::min(host.find(']'), host.size()) : 0);
    const auto port = host.substr(std::min(colon, host.size() - 1) + 1);
    auto name = host.substr(0, colon);
    const bool isAddress = name.starts_with('[') && name.ends_with(']');
    if (isAddress)
        name = name.substr(1, name.size() - 2);
    return host.size() <= 255 && !name.empty() && !name.starts_with('.') && !name.contains("..")
        && consistsOf(name, isAddress ? inAddress : inName) && std::ranges::all_of(port, isDigit);
}

/// Also where only some servers hear it: Node in old clients' spelling, nginx within another word.
bool saysClose(const Headers& headers)
{
    return std::ranges::any_of(headers.all(), [](const auto& field) {
        const auto& [name, value] = field;
        return (equalsIgnoringCase(name, "connection") || equalsIgnoringCase(name, "proxy-connection"))
            && !std::ranges::search(value, std::string_view("close"), [](char a, char b) { return (a | 0x20) == b; }).empty();
    });
}

/// The body's framing where the message says one; Body::none where it says nothing.
Result<Framing> statedFraming(const Headers& headers, int minorVersion)
{
    Framing framing;
    framing.keepAlive = minorVersion == 1 && !saysClose(headers);
    const auto codings = headers.count("transfer-encoding");
    const auto lengths = headers.count("content-length");
    if (codings > 1 || lengths > 1)
        return bad("the length is stated twice");
    if (codings == 1 && lengths == 1)
        return bad("both a length and a transfer coding are stated");
    if (codings == 1) {
        if (minorVersion == 0)
            return bad("a transfer coding in HTTP/1.0");
        if (!equalsIgnoringCase(headers.get("transfer-encoding"), "chunked"))
            return bad("a transfer coding other than chunked");
        framing.body = Framing::Body::chunked;
    } else if (lengths == 1) {
        const auto text = headers.get("content-length");
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), framing.length);
        if (text.empty() || error != std::errc() || end != text.data() + text.size())
            return bad("the length is not a number");
        framing.body = framing.length > 0 ? Framing::Body::length : Framing::Body::none;
    }
    return framing;
}

} // namespace

Result<void> checkRawRequestHead(std::string_view head) { return checkRawHead(head, checkRequestLine, checkRequestField); }
Result<void> checkRawResponseHead(std::string_view head) { return checkRawHead(head, checkStatusLine, checkField); }

Result<Framing> frameOf(const RequestHead& head)
{
    const auto hosts = head.headers.count("host");
    if (hosts > 1 || (hosts == 0 && head.minorVersion == 1))
        return bad("there must be one Host");
    if (hosts == 1 && !isWellFormedHost(head.headers.get("host")))
        return bad("the Host is not well-formed");
    for (const auto name : {"authorization", "content-range", "content-type", "expect", "x-api-key"})
        if (head.headers.count(name) > 1) // of which some servers take the first, some the last and some none
            return bad("a field stands there twice");
    if (head.headers.has("expect") && !equalsIgnoringCase(head.headers.get("expect"), "100-continue"))
        return bad("an expectation other than 100-continue"); // after which servers go on to read in different ways
    return statedFraming(head.headers, head.minorVersion);
}

Result<Framing> frameOf(const ResponseHead& head)
{
    auto framing = statedFraming(head.headers, head.minorVersion);
    if (!framing)
        return framing;
    if (head.status < 200 || head.status == 204 || head.status == 304) {
        framing->body = Framing::Body::none;
    } else if (framing->body == Framing::Body::none && !head.headers.has("content-length")) {
        framing->body = Framing::Body::untilClose;
        framing->keepAlive = false;
    }
    return framing;
}

} // namespace fuseboard::http
