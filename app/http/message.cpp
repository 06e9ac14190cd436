// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message.h"

#include <format>
#include <ranges>

namespace fuseboard::http {
namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

constexpr std::size_t usualHeadBytes = 512;

constexpr std::string_view lineEnd = "\r\n", colon = ": ";

void append(std::string& out, const Headers& headers)
{
    const bool allSafe = headers.isFieldText(); // nearly always; else each is looked at
    for (const auto& [name, value] : headers.all())
        if (!name.empty() && (allSafe || (isFieldText(name) && isFieldText(value))))
            out.append(name).append(colon).append(value).append(lineEnd);
    out += lineEnd;
}

} // namespace

std::string_view RequestHead::path() const { return std::string_view(target).substr(0, target.find('?')); }

std::string_view RequestHead::query() const
{
    const auto at = target.find('?');
    return at == std::string::npos ? std::string_view() : std::string_view(target).substr(at + 1);
}

std::optional<std::string> RequestHead::parameter(std::string_view name) const
{
    for (const auto part : std::views::split(query(), '&')) {
        const std::string_view pair(part);
        const auto equals = pair.find('=');
        if (pair.substr(0, equals) == name)
            return percentDecoded(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    }
    return {};
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0)
            return {};
        out += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
        i += 2;
    }
    return out;
}

std::string_view reasonPhrase(int status)
{
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "Status";
    }
}

std::string httpDate(std::chrono::system_clock::time_point at)
{
    // Formatting it is dear, and each answer of a second has the same.
    static thread_local std::pair<std::chrono::sys_seconds, std::string> last;
    if (const auto second = std::chrono::floor<std::chrono::seconds>(at); second != last.first || last.second.empty())
        last = {second, std::format("{:%a, %d %b %Y %H:%M:%S} GMT", second)};
    return last.second;
}

std::string serialise(const RequestHead& head, std::string_view body)
{
    std::string out;
    out.reserve(usualHeadBytes + body.size());
    out.append(head.method).append(" ").append(head.target).append(" HTTP/1.1\r\n");
    append(out, head.headers);
    return out.append(body);
}

std::string serialise(const ResponseHead& head, std::string_view body)
{
    std::string out;
    out.reserve(usualHeadBytes + body.size());
    out.append("HTTP/1.1 ").append(std::to_string(head.status)).append(" ").append(reasonPhrase(head.status)).append("\r\n");
    append(out, head.headers);
    return out.append(body);
}

} // namespace fuseboard::http
