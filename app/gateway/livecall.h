// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reservationbook.h"
#include "gateway/guard.h"
#include "gateway/policybook.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace fuseboard::gateway {

/// A call in flight, as other threads see it. The exchange that runs it lives in its lane's thread; a cut reaches it
/// there through `stop`.
struct LiveCall {
    std::string id; ///< UUIDv7
    CallIdentity identity;
    std::shared_ptr<const PolicyBook> policy; ///< in force at admission: prices and names come from it
    Instant since;
    std::optional<std::int64_t> worstNano; ///< the most it may cost; empty: its model has no price
    std::int64_t outputCap = 0; ///< tokens that it may produce, or likely will
    bool capped = false; ///< may
    std::atomic<std::int64_t> reservedNano = 0; ///< set aside for it until it is settled; grows with what is counted
    Currency currency;
    std::optional<ReservationId> reservation; ///< the desk's
    bool limited = false; ///< a hard budget counts it
    bool downgraded = false; ///< goes to a cheaper model because of a breaker
    std::uint64_t allowance = 0; ///< a person's, for its session, of which it took its worst case; 0: none
    std::atomic<std::int64_t> tokens = 0;
    std::atomic<std::int64_t> costNano = 0;
    std::atomic<bool> cutOrdered = false;
    std::function<void()> stop; ///< may be called in any thread, and after the call's end

    void orderCut(std::optional<Hold> by)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!cutOrdered)
                m_cutBy = std::move(by);
        }
        if (!cutOrdered.exchange(true))
            stop();
    }
    /// The freeze that cut it; empty where a person cut just this call.
    [[nodiscard]] std::optional<Hold> cutBy() const
    {
        const std::lock_guard lock(m_mutex);
        return m_cutBy;
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Hold> m_cutBy;
};

} // namespace fuseboard::gateway
