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
    using Visit = std::function<bool(std::size_t limit, std::string_view team, std::string_view id, const LimitAccount&)>;

    /// With the periods of that time.
    explicit LimitSheet(std::shared_ptr<const SpendLimits> limits, Instant at = Instant::min());

    [[nodiscard]] const SpendLimits& limits() const { return *m_limits; }
    [[nodiscard]] const std::shared_ptr<const SpendLimits>& shared() const { return m_limits; }
    [[nodiscard]] const Period& periodAt(PeriodKind kind, Instant at);
    /// The latest time it was asked about.
    [[nodiscard]] Instant latest() const { return m_latest; }
    /// This limit counts nothing here.
    void leaveOut(std::size_t limit) { m_counts[limit] = false; }

    /// The accounts that count a call of such a currency; opens those that are not there yet.
    void shares(const Spender& spender, const Currency& currency, Instant at, std::vector<LimitShare>& out);
    /// The same without opening any: an empty one stands in, which must not be changed. Whether all are there.
    bool look(const Spender& spender, const Currency& currency, Instant at, std::vector<LimitShare>& out);
    /// Each account of the running periods, with the scope it is of, until the visitor answers false. The team is told of
    /// sessions only. Those who share an account have the id `*`.
    void forEach(Instant at, const Visit& visit);

    /// What was spent in a period that runs, of whom the limit means or of `id` where it means each; `team` matters for
    /// sessions only, because their ids are the callers' choice.
    void add(std::size_t limit, std::string_view team, std::string_view id, const LimitAccount& spent);
    /// The accounts of another sheet's limit become this one's.
    void takeOver(std::size_t limit, LimitSheet& from, std::size_t old);
    /// What the other has counted for the same limit is counted here, in its accounts: calls hold them.
    void merge(std::size_t limit, LimitSheet& other);

private:
    using Slot = std::shared_ptr<LimitAccount>;
    struct Slots {
        std::unordered_map<std::string, Slot, TextHash, std::equal_to<>> byKey;
        Slot shared; ///< of those that came when it was full
    };

    Slot& open(const LimitMatch& match, std::string_view team, Instant at);
    Slot* find(const LimitMatch& match, std::string_view team, Instant at);
    Slot& current(Slot& slot, PeriodKind kind, Instant at);
    bool isCurrent(const Slot& slot, PeriodKind kind, Instant at);
    const std::string& keyOf(const LimitMatch& match, std::string_view team);
    static bool makeRoom(Slots& slots, const Period& period);

    std::shared_ptr<const SpendLimits> m_limits;
    std::vector<bool> m_counts; ///< by limit
    std::vector<Slot> m_named; ///< by limit
    std::vector<Slots> m_each; ///< by limit
    std::array<Period, 4> m_periods {}; ///< running, by kind
    std::array<Slot, 4> m_empty; ///< by kind of period
    Instant m_latest = Instant::min();
    std::vector<LimitMatch> m_matches; ///< kept, as is the key, so that admitting allocates no more than it must
    std::string m_key;
};

} // namespace fuseboard
