// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/url.h"

#include <algorithm>
#include <charconv>

namespace fuseboard::http {
namespace {

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'
        || c == ':';
}

Result<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size())
        return fail(ErrorCode::badDocument, std::string(text), "not a port number");
    return port;
}

struct HostAndPort {
    std::string_view host, port;
};

Result<HostAndPort> split(std::string_view text)
{
    HostAndPort out;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos)
            return fail(ErrorCode::badDocument, std::string(text), "a bracket is not closed");
        out.host = text.substr(1, close - 1);
        const auto rest = text.substr(close + 1);
        if (!rest.empty() && rest.front() != ':')
            return fail(ErrorCode::badDocument, std::string(text), "not host:port");
        out.port = rest.empty() ? rest : rest.substr(1);
    } else {
        const auto colon = text.find(':');
        out.host = text.substr(0, colon);
        out.port = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    }
    if (out.host.empty() || !std::ranges::all_of(out.host, isHostCharacter))
        return fail(ErrorCode::badDocument, std::string(text), "not a host");
    return out;
}

} // namespace

Result<Url> Url::parse(std::string_view text)
{
    Url url;
    std::string_view rest = text;
    if (rest.starts_with("https://")) {
        url.tls = true;
        url.port = 443;
        rest.remove_prefix(8);
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else {
        return fail(ErrorCode::badDocument, std::string(text), "an address starts with http:// or https://");
    }
    const auto slash = rest.find('/');
    const auto parts = split(rest.substr(0, slash));
    if (!parts)
        return std::unexpected(parts.error());
    url.host = parts->host;
    if (!parts->port.empty()) {
        const auto port = parsePort(parts->port);
        if (!port)
            return std::unexpected(port.error());
        url.port = *port;
    }
    if (slash != std::string_view::npos)
        url.prefix = rest.substr(slash);
    while (url.prefix.ends_with('/'))
        url.prefix.pop_back();
    if (std::ranges::any_of(url.prefix, [](char c) { return c <= ' ' || c >= 0x7f || c == '?' || c == '#'; }))
        return fail(ErrorCode::badDocument, std::string(text), "a base address has no query, fragment or blanks");
    return url;
}

std::string Url::authority() const
{
    const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port == (tls ? 443 : 80) ? name : name + ":" + std::to_string(port);
}

std::string Url::text() const { return (tls ? "https://" : "http://") + authority() + prefix; }

Result<Endpoint> Endpoint::parse(std::string_view text)
{
    const auto parts = split(text);
    if (!parts)
        return std::unexpected(parts.error());
    const auto port = parsePort(parts->port);
    if (!port)
        return fail(ErrorCode::badDocument, std::string(text), "not host:port");
    return Endpoint {std::string(parts->host), *port};
}

bool Endpoint::isLoopback() const { return host == "localhost" || host == "::1" || host.starts_with("127."); }

} // namespace fuseboard::http
