// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/limitsheet.h"

#include <expected>
#include <optional>

namespace fuseboard {

/// More money for a scope, until then: it adds to the scope's hard limit of that kind of period and currency, in the period
/// that ran when it was given, so that it counts once.
struct Allowance {
    LimitScope scope; ///< never `*`
    Money amount; ///< above zero
    Instant at, until;
    PeriodKind period = PeriodKind::month;
    std::string team {}; ///< whose session it is; matters where a limit means each session
    bool operator==(const Allowance&) const = default;
};

/// A limit and what it has counted in its running period, of the one scope that is named.
struct LimitStanding {
    LimitScope scope; ///< never `*`, but where newcomers share what is left of their limit's accounts
    PeriodKind periodKind = PeriodKind::month;
    Period period;
    bool hard = false;
    bool each = false; ///< its limit is one of `*`
    Money limit; ///< without allowances
    std::int64_t allowanceNano = 0; ///< in force now
    std::int64_t settledNano = 0;
    std::int64_t unsettledNano = 0; ///< kept of calls whose outcome nobody knows, until the period ends
    std::int64_t heldNano = 0; ///< of calls in flight

    /// The limit in force: with its allowances.
    [[nodiscard]] Money amount() const;
    /// What no running call can give back any more.
    [[nodiscard]] Int128 spentNano() const { return Int128 {settledNano} + unsettledNano; }
    /// What is left for a call now; negative where it is overspent.
    [[nodiscard]] Int128 leftNano() const { return amount().nano - spentNano() - heldNano; }
    [[nodiscard]] bool isSpent() const { return spentNano() >= amount().nano; }
};

/// Why a call was not let in.
struct LimitRefusal {
    LimitStanding standing;
    std::optional<std::int64_t> neededNano; ///< empty: its model has no price, so nobody knows what it may cost
    bool waitingHelps = false; ///< it would fit once running calls are settled
};

using ReservationId = std::uint64_t;

/// A call that was let in.
struct Reserved {
    ReservationId id = 0;
    bool limited = false; ///< some hard limit counts it
    std::vector<LimitStanding> reached; ///< limits that are not hard and are used up already, each told once a period
};

/// Spending of a scope in a period that the book has not counted itself.
struct SpendingAsked {
    std::size_t limit = 0; ///< index among the limits being prepared
    LimitScope scope; ///< `*`: of each
    Period period;
    Currency currency;
};

/// Limits that are to follow, compared with those in force.
struct LimitChange {
    LimitSheet sheet; ///< of what is counted for them from now on
    std::vector<std::optional<std::size_t>> known; ///< by limit: the one in force that counts the same; an index
    std::vector<SpendingAsked> asked; ///< what nobody here has counted
};
/// Costs time with the number of limits; in any thread. `at`: not before ReservationBook::latest().
LimitChange compareLimits(const SpendLimits& inForce, std::shared_ptr<const SpendLimits> next, Instant at);

/// Money of calls by limit: what is settled, and what is held for calls in flight. A call is let in where its worst case
/// fits into every hard limit that counts it, in one step, and keeps that much until it is settled. Decides; does no I/O and
/// knows no thread.
class ReservationBook {
public:
    explicit ReservationBook(std::shared_ptr<const SpendLimits> limits = std::make_shared<SpendLimits>());
    ReservationBook(const ReservationBook&) = delete;
    ReservationBook& operator=(const ReservationBook&) = delete;

    [[nodiscard]] const SpendLimits& limits() const { return m_inForce.limits(); }
    [[nodiscard]] const std::shared_ptr<const SpendLimits>& shared() const { return m_inForce.shared(); }
    /// The latest time it was told of.
    [[nodiscard]] Instant latest() const { return m_inForce.latest(); }
    /// How each limit that counts the spender's calls stands.
    [[nodiscard]] std::vector<LimitStanding> standings(const Spender& spender, const Currency& currency, Instant now);
    /// How each limit stands, of every scope it has counted, up to so many.
    [[nodiscard]] std::vector<LimitStanding> standings(Instant now, std::size_t most);
    /// Calls that are not settled.
    [[nodiscard]] std::size_t open() const { return m_open.size(); }

    /// `worstNano` empty: not known, which no hard limit lets in. What the spender's views point to must outlive the
    /// reservation. It counts in the periods of `now` for good.
    std::expected<Reserved, LimitRefusal> admit(
        const Spender& spender, std::optional<std::int64_t> worstNano, const Currency& currency, Instant now);
    /// The hard limit of which nothing is left for the spender, whatever runs now; with nothing needed of it.
    [[nodiscard]] std::optional<LimitRefusal> spentFor(const Spender& spender, const Currency& currency, Instant now);
    /// Sets aside more for a call in flight where all its hard limits have room for it.
    bool extend(ReservationId id, std::int64_t moreNano, Instant now);
    /// The call's charge, and what stays set aside because nobody knows its outcome. Answers limits that are not hard and
    /// are used up with it, each told once a period.
    std::vector<LimitStanding> settle(ReservationId id, std::int64_t chargeNano, std::int64_t unsettledNano = 0);
    /// Of a call that was let in then, this much is not set aside any more.
    void release(const Spender& spender, const Money& unsettled, Instant at);

    /// A person's allowance, in force from now on.
    void allow(Allowance allowance);

    /// Limits that are to follow: from now on they are counted too, but not enforced. What was asked must be told by
    /// enforce(): calls in flight now are counted here, and must be left out there.
    void prepare(LimitChange change, Instant now);
    /// They come into force, with what was spent before in a sheet of their own. Answers what is of no use any more.
    LimitSheet enforce(LimitSheet past);
    void abandon();

private:
    struct Open {
        Spender spender;
        Instant at;
        Currency currency;
        std::int64_t heldNano = 0;
        std::vector<LimitShare> shares; ///< of the limits in force
        std::vector<LimitShare> next; ///< of those being prepared
    };
    [[nodiscard]] LimitStanding standing(const LimitShare& share, const Spender& spender, Instant now) const;
    [[nodiscard]] LimitStanding standing(
        std::size_t limit, std::string_view team, std::string_view id, const LimitAccount& account, Instant now) const;
    [[nodiscard]] std::optional<LimitRefusal> refusing(
        const Open& call, std::optional<std::int64_t> neededNano, Instant now) const;
    [[nodiscard]] std::int64_t allowanceNano(const LimitStanding& standing, std::string_view team, Instant now) const;
    std::vector<LimitStanding> tellReached(const Open& call, Instant now);

    LimitSheet m_inForce;
    std::optional<LimitChange> m_next;
    std::unordered_map<ReservationId, Open> m_open;
    std::vector<Allowance> m_allowances;
    ReservationId m_lastId = 0;
    std::vector<LimitShare> m_asked; ///< kept, because it is asked for each call
};

} // namespace fuseboard
