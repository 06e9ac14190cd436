// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "domain/instant.h"
#include "domain/money.h"
#include "domain/tiers/tierpolicy.h"

#include <map>
#include <mutex>

namespace fuseboard::gateway {

/// A call that was served by one tier and is priced by another one too.
struct ShadowCall {
    Tier tier = Tier::premium; ///< that served it
    std::string team;
    Money cost;
    std::optional<std::int64_t> shadowNano; ///< what it would have cost; empty: the other tier's model has no price
};

/// What a share of calls would have cost at another tier, summed up in memory since the start or the last change of what is
/// compared. Nothing is sent for it. Used by the callers' threads and the admin's.
class ShadowBook {
public:
    explicit ShadowBook(Instant start)
        : m_since(start)
    {
    }

    /// A policy is in force. Sums of different shares or tiers would mean nothing: where that is another one they begin anew.
    void follow(const std::optional<TierShadow>& shadow, Instant now);
    /// `shadow`: of the call's policy; one that is in force no more counts for nothing.
    void add(const TierShadow& shadow, const ShadowCall& call);
    /// What `GET /v1/shadow` answers.
    JsonWriter view();

private:
    struct Sum {
        std::int64_t calls = 0, unpriced = 0; ///< those without a price are in no other figure
        std::int64_t costNano = 0, shadowNano = 0;
    };
    struct Key {
        Tier tier = Tier::premium;
        std::string team, currency;
        auto operator<=>(const Key&) const = default;
    };
    std::mutex m_mutex;
    std::optional<TierShadow> m_shadow;
    Instant m_since;
    std::map<Key, Sum> m_sums;
};

/// Whether a call is of the share, the same at any time.
bool isOfShare(std::string_view callId, int percent);

} // namespace fuseboard::gateway
