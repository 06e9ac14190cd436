// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/company/companymodel.h"
#include "sandbox/provider/usagefact.h"

#include <chrono>

namespace fuseboard::sandbox {

/// Two months that never were: what the company spent up to the day before the sandbox first started. The same seed and
/// first day give the same past for ever. Known by the hour.
class SeededPast {
public:
    SeededPast(std::uint64_t seed, std::chrono::sys_days firstLiveDay, const ProviderPrices& prices);

    /// The day of the month two months earlier, so that all of the month before is there.
    [[nodiscard]] std::chrono::sys_days begin() const { return m_begin; }
    [[nodiscard]] std::chrono::sys_days end() const { return m_end; }
    [[nodiscard]] std::vector<UsageFact> day(std::chrono::sys_days day) const;
    /// Facts of [from, to), Unix seconds.
    [[nodiscard]] std::vector<UsageFact> between(std::int64_t from, std::int64_t to) const;

private:
    void addKey(std::vector<UsageFact>& facts, const CompanyTeam& team, const CompanyKey& key, std::chrono::sys_days day) const;

    std::uint64_t m_seed;
    std::chrono::sys_days m_begin, m_end;
    const ProviderPrices& m_prices;
};

} // namespace fuseboard::sandbox
