// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricelist.h"
#include "domain/spendlimit.h"
#include "domain/spendrate/spendraterule.h"
#include "domain/team.h"
#include "domain/tiers/tierpolicy.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard {

/// Where calls of a dialect go: the name of an upstream of `gateway.toml`. Empty model: any.
struct PolicyRoute {
    std::string dialect; ///< "openai" or "anthropic"
    std::string model;
    std::string upstream;
    bool operator==(const PolicyRoute&) const = default;
};

/// A rule of breakers: `loops` stops sessions that get nowhere, `failures` calls to models that fail.
struct PolicyBreaker {
    std::string rule;
    bool observe = false; ///< says what it would do, and does nothing
    int failuresToOpen = 5; ///< in a row; this and what follows is of `failures`
    std::chrono::seconds firstWait {300}; ///< open; doubles up to the last
    std::chrono::seconds lastWait {1800};
    std::chrono::seconds probeTime {60}; ///< in which the answer to a probe must have begun
    bool operator==(const PolicyBreaker&) const = default;
};

/// The most that one call may ask for, whoever makes it and whatever money there is (ACCEPTANCE L4). Empty: no limit.
struct CallLimits {
    std::optional<std::int64_t> promptTokens; ///< as the gateway estimates them, rather too many
    std::optional<std::int64_t> outputTokens; ///< of all its answers together; a call that states no cap is bounded to it
    std::optional<std::int64_t> choices; ///< answers
    std::optional<std::int64_t> tools; ///< offered to the model
    std::optional<std::int64_t> pictures;
    bool operator==(const CallLimits&) const = default;
};

/// `policy.json` (`contracts/ADMIN.md`): what a gateway enforces. Replaced whole, validated whole.
struct PolicyDocument {
    std::int64_t revision = 0;
    std::string zone = "Etc/UTC"; ///< business time zone of budget periods
    unsigned fiscalDay = 1;
    std::vector<Team> teams;
    std::vector<CallerKey> keys;
    std::vector<SpendLimit> budgets;
    std::vector<PolicyBreaker> breakers;
    std::vector<SpendRateRule> spendRates; ///< stand among the breakers, as `"rule":"spend-rate"`; one for each scope
    std::vector<PolicyRoute> routes;
    TierPolicy tiers;
    PriceList prices;
    /// What a model that has no price is taken to cost; empty: a hard budget refuses it.
    std::optional<TokenPrices> unpriced;
    /// Tokens that a call under a hard budget may produce where it states no cap of its own; empty: none is set.
    std::optional<std::int64_t> outputCap;
    CallLimits callLimits;

    /// Null: the policy has no such rule.
    [[nodiscard]] const PolicyBreaker* breaker(std::string_view rule) const;
};

/// Each fault with its path and reason (`teams[3].id: not a team id`), or the document. Unknown members, duplicate keys
/// and ids, blank or null fields, keys of unknown teams and anything over 8 MB are faults: nothing is applied in part.
std::expected<PolicyDocument, std::vector<Error>> parsePolicy(std::string_view json);
std::string writePolicy(const PolicyDocument& policy);

/// `{"version":"2026-08-01","currency":"USD","models":{"gpt-5.6":{"input":"5","output":"30","cacheRead":"0.5",…,
/// "tiers":[{"above":272000,"input":"10",…}],"services":{"batch":{"input":"2.5",…}},"factors":{"fast":"2"},"maxOutput":128000}}}`;
/// prices are decimal strings in the currency per million tokens. Beside the version may stand its "source" and the day "from"
/// which it counts.
std::expected<PriceList, std::vector<Error>> parsePriceList(std::string_view json);
std::string writePriceList(const PriceList& prices);

} // namespace fuseboard
