// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

#include <random>

namespace fuseboard::test {

/// What rows add up to; the pages' own arithmetic, without the product's.
struct PageSums {
    std::int64_t input = 0, cacheRead = 0, cacheWrite = 0, output = 0, requests = 0;
    std::int64_t nano = 0; ///< that lines come to
    std::int64_t takenOff = 0; ///< by detail, off the lines that it explains
    std::int64_t rows = 0;
    PageSums& operator+=(const PageSums& other);
    bool operator==(const PageSums&) const = default;
};

PageSums sumsOf(const std::vector<UsageRow>& rows);

/// A page as a provider may answer it, and what its rows add up to.
struct MadeUpPage {
    std::string json;
    PageSums sums;
    std::int64_t buckets = 0;
    std::int64_t names = 0; ///< that it tells
    std::int64_t follow = 0; ///< lists that are to be asked for because of it
    bool more = false; ///< there is a next page
    std::string refusal {}; ///< the member that it lacks and we insist on; then it is to be refused
};

enum class MadeUpProvider { openAi, anthropic, gitHub, gitHubEnterprise, openRouter };

/// Valid answers with everything a contract leaves open: members in any order, optional ones absent, null or there, unknown
/// ones with anything in them, new values of enumerations, amounts as numbers and as texts, with exponents, finer than a
/// nano-unit, negative. The same bucket is the same whenever it is asked for.
class MadeUpPages {
public:
    /// `rowsPerBucket` at most.
    MadeUpPages(MadeUpProvider provider, std::uint64_t seed, int rowsPerBucket = 4);

    /// The buckets of `task` from one on, at most `limit`; `next` is the cursor of those that follow. Where a provider has no
    /// buckets, the answer to the task.
    [[nodiscard]] MadeUpPage page(const UsageTask& task, Instant from, int limit) const;
    /// What the whole period holds, of a provider with buckets.
    [[nodiscard]] PageSums sums(const UsageTask& task) const;

private:
    using Dice = std::mt19937_64;
    struct Bucket {
        std::string json;
        PageSums sums;
    };
    [[nodiscard]] Bucket bucket(const UsageTask& task, Instant start) const;

    MadeUpProvider m_provider;
    std::uint64_t m_seed;
    int m_rows;
};

} // namespace fuseboard::test
