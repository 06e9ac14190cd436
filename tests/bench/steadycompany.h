// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/madeuppages.h"

namespace fuseboard::bench {

/// A company whose combinations of project, key, person, model and tier stay the same from week to week, as OpenAI tells its
/// hourly completions: all members of a result, in the order of the contract. A few products call at all hours, many people
/// in working hours; what an hour counts differs, from single calls to thousands.
class SteadyCompany {
public:
    explicit SteadyCompany(std::uint64_t seed);

    [[nodiscard]] std::size_t combinations() const { return m_combinations.size(); }
    /// All of the task's buckets on one page. The same for the same task.
    [[nodiscard]] test::MadeUpPage page(const UsageTask& task) const;

private:
    struct Combination {
        std::string dimensions; ///< as members
        bool isProduct = false;
        std::int64_t prompt = 0; ///< tokens that a call of it has at most
    };

    std::uint64_t m_seed;
    std::vector<Combination> m_combinations;
};

} // namespace fuseboard::bench
