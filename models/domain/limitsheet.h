// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/spendlimit.h"

#include <functional>
#include <memory>

namespace fuseboard {

/// What one limit has counted of one scope in one period.
struct LimitAccount {
    Period period;
    std::int64_t settledNano = 0;
    std::int64_t unsettledNano = 0; ///< of calls whose outcome nobody knows
    std::int64_t heldNano = 0; ///< of calls in flight
    bool told = false; ///< that it is used up
};

/// An account that counts a call; shared with the sheet, and kept by the call where its period ends first.
struct LimitShare {
    std::size_t limit = 0; ///< index
    std::shared_ptr<LimitAccount> account;
};

/// The running accounts of a set of limits. Periods go forward only: a clock that is set back opens none anew.
class LimitSheet {
public:
    explicit LimitSheet(std::shared_ptr<const SpendLimits> limits);

    [[nodiscard]] const SpendLimits& limits() const { return *m_limits; }
    [[nodiscard]] const std::shared_ptr<const SpendLimits>& shared() const { return m_limits; }
    [[nodiscard]] const Period& periodAt(PeriodKind kind, Instant at);
    /// The accounts that count a call of such a currency.
    void shares(const Spender& spender, const Currency& currency, Instant at, std::vector<LimitShare>& out);
    /// The account of whom the limit means, or of `id` where it means each; `team` matters for sessions only, because
    /// their ids are the callers' choice.
    const std::shared_ptr<LimitAccount>& account(std::size_t limit, std::string_view team, std::string_view id, Instant at);
    /// Each account of the running periods, with the scope it is of.
    void forEach(Instant at, const std::function<void(std::size_t limit, std::string_view id, const LimitAccount&)>& visit);
    /// Takes over what another sheet has settled for a limit of its own.
    void copySettled(std::size_t limit, const LimitSheet& from, std::size_t old);

private:
    struct Slot {
        std::shared_ptr<LimitAccount> account;
        Instant used;
    };
    using Slots = std::unordered_map<std::string, Slot, TextHash, std::equal_to<>>;

    const std::shared_ptr<LimitAccount>& current(Slot& slot, PeriodKind kind, Instant at);
    static void forgetIdle(Slots& slots);

    std::shared_ptr<const SpendLimits> m_limits;
    std::vector<Slot> m_named; ///< by limit
    std::vector<Slots> m_each; ///< by limit
    std::array<Period, 4> m_periods {}; ///< running, by kind
    std::vector<LimitMatch> m_matches; ///< kept, as is the key, so that admitting allocates no more than it must
    std::string m_key;
};

} // namespace fuseboard
