// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/scope.h"

#include <array>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 5> names {"organisation", "team", "token", "session", "model"};
constexpr std::size_t maxIdLength = 256;

} // namespace

std::string toText(ScopeKind kind) { return std::string(names[static_cast<std::size_t>(kind)]); }

Result<ScopeKind> parseScopeKind(std::string_view text)
{
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == text)
            return static_cast<ScopeKind>(i);
    return fail(ErrorCode::badDocument, std::string(text.substr(0, 60)), "not a kind of scope");
}

std::string Scope::text() const { return toText(kind) + "/" + id; }

Result<Scope> parseScope(std::string_view text)
{
    const auto slash = text.find('/');
    auto kind = parseScopeKind(text.substr(0, slash));
    if (!kind)
        return std::unexpected(kind.error());
    const std::string_view id = slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
    if (id.empty() || id.size() > maxIdLength)
        return fail(ErrorCode::badDocument, std::string(text.substr(0, 60)), "a scope needs an id of 1 to 256 bytes");
    return Scope {*kind, std::string(id)};
}

} // namespace fuseboard
