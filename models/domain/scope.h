// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <compare>
#include <string>

namespace fuseboard {

/// What a freeze or a breaker is about (`contracts/ADMIN.md`, kinds).
enum class ScopeKind { organisation, team, token, session, model };

struct Scope {
    ScopeKind kind = ScopeKind::organisation;
    std::string id = "all"; ///< team id, SHA-256 of the token, session id, model id; `all` for the organisation
    auto operator<=>(const Scope&) const = default;

    static Scope everything() { return {}; }
    static Scope ofTeam(std::string team) { return {ScopeKind::team, std::move(team)}; }
    /// `team/team-payments`
    [[nodiscard]] std::string text() const;
};

std::string toText(ScopeKind kind);
Result<ScopeKind> parseScopeKind(std::string_view text);
Result<Scope> parseScope(std::string_view kindSlashId);

} // namespace fuseboard
