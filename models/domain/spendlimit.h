// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"
#include "domain/money.h"

#include <array>
#include <cstdint>
#include <unordered_map>

namespace fuseboard {

enum class LimitKind { organisation, team, token, session, model, person };
std::string toText(LimitKind kind);
Result<LimitKind> parseLimitKind(std::string_view text);

/// Whose calls a limit counts.
struct LimitScope {
    LimitKind kind = LimitKind::organisation;
    /// `all` for the organisation, a team's id, a token's SHA-256, a session's or model's id, a person's name; `*`: each of
    /// its kind that has no limit of its own in such a period. A model's stands for all its names: with a provider's prefix,
    /// and with a snapshot's date.
    std::string id = "all";
    std::string agent; ///< of a person, the tool; empty: any
    auto operator<=>(const LimitScope&) const = default;

    static LimitScope everything() { return {}; }
    static LimitScope ofTeam(std::string team) { return {LimitKind::team, std::move(team), {}}; }
    [[nodiscard]] bool isEach() const { return id == "*"; }
    /// `team/team-payments`, `person/ada/claude-code`
    [[nodiscard]] std::string text() const;
};

/// What calls of a scope may cost in each period: `hard` refuses what would go over it, else it is only told.
struct SpendLimit {
    LimitScope scope;
    PeriodKind period = PeriodKind::month;
    Money amount; ///< not negative
    bool hard = false;
    bool operator==(const SpendLimit&) const = default;
};

/// Who a call is for, as limits see it; what is empty is in no such scope. Views into the call.
struct Spender {
    std::string_view team, token, session, model, person, agent;
};
/// The spender's id among scopes of that kind. A model's is its family, so that no other name of it passes a limit.
std::string_view idOf(LimitKind kind, const Spender& spender);

/// A limit that counts a call.
struct LimitMatch {
    std::size_t limit = 0; ///< index
    std::string_view id; ///< whom `*` stands for; empty where the limit names its scope
};

/// For looking texts up by views of them.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// The limits of a policy, and which of them count a call. Immutable.
class SpendLimits {
public:
    SpendLimits() = default;
    SpendLimits(std::vector<SpendLimit> limits, const Calendar& calendar);

    [[nodiscard]] const std::vector<SpendLimit>& all() const { return m_limits; }
    [[nodiscard]] const Calendar& calendar() const { return m_calendar; }
    /// Widest first; at most one of each scope and period.
    void match(const Spender& spender, std::vector<LimitMatch>& out) const;
    [[nodiscard]] bool anyHard(const Spender& spender) const;
    /// Whom a limit of `*` does not mean, because they have one of their own; in order.
    [[nodiscard]] std::vector<std::string_view> apart(const SpendLimit& each) const;

private:
    static constexpr std::size_t kinds = 6;
    using Named = std::unordered_map<std::string, std::vector<std::size_t>, TextHash, std::equal_to<>>;

    std::vector<SpendLimit> m_limits;
    Calendar m_calendar = Calendar::utc();
    bool m_anyHard = false;
    std::array<Named, kinds> m_named;
    std::array<std::vector<std::size_t>, kinds> m_each;
};

} // namespace fuseboard
