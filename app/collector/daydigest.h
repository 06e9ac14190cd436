// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"

#include <map>
#include <set>

namespace fuseboard {

/// Money under one name of a breakdown.
struct NamedAmount {
    std::int64_t nano = 0;
    std::int64_t estimatedNano = 0;
    bool operator==(const NamedAmount&) const = default;
};

/// What one team spent in a span of time.
struct TeamSpend {
    std::map<Instant, std::int64_t> byHour; ///< by the hour's start
    std::int64_t nano = 0;
    std::int64_t estimatedNano = 0;
    std::int64_t billedElsewhereNano = 0;
    std::map<std::string, NamedAmount> byAgent, byModel, byPerson; ///< each adds up to `nano`
    std::set<std::string> people, agents, keys;
    std::int64_t requests = 0;
    TokenCounts tokens;

    TeamSpend& operator+=(const TeamSpend& other);
    bool operator==(const TeamSpend&) const = default;
};

/// One span of time of all teams; empty id: unallocated.
struct SpendDigest {
    std::map<TeamId, TeamSpend> teams;
    std::int64_t unpricedRequests = 0; ///< calls that are in no sum, for want of a price or in another currency

    SpendDigest& operator+=(const SpendDigest& other);
    bool operator==(const SpendDigest&) const = default;
};

/// How a day is to be digested.
struct DigestTerms {
    Currency currency;
    Period clip; ///< hours that start outside are left out; they hold their share of a bucket that is longer than an hour
    Instant now; ///< a daily cost of the running day is spread over its hours so far
    std::map<std::string, Instant> costsKnownUpTo; ///< by account: when its provider last answered
    bool operator==(const DigestTerms&) const = default;
};

/// Allocates one UTC day of all accounts and sums it up. A cost that is only known for a whole day is spread evenly over
/// the day's hours (of the running day: so far), so that a line drawn from it does not jump. Tokens and requests are those
/// the gateway saw of a team, else those the provider reports of it; the provider's surplus is unallocated.
SpendDigest digestDay(const std::vector<AccountDayRows>& accounts, const Organisation& organisation, const DigestTerms& terms);

} // namespace fuseboard
