// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/spendrate/ratehistory.h"

#include <algorithm>
#include <limits>

namespace fuseboard::gateway {
namespace {

using Hour = std::chrono::sys_time<std::chrono::hours>;

constexpr std::size_t fewestHours = 8;
/// Rows stand in the order in which calls were saved, which is nearly that of their ends.
constexpr std::chrono::minutes disorder {5};

/// Calls with a cost that ended since then, from the latest on. Reads no more of the ledger than those.
template <class Take>
void eachSince(const std::filesystem::path& ledger, const Currency& currency, Instant since, Take take)
{
    const sqlite::Database database(ledger, sqlite::Access::read);
    sqlite::Statement calls(database, "SELECT team, token, endedAt, cost, currency FROM call ORDER BY seq DESC");
    while (calls.step()) {
        const Instant endedAt {std::chrono::microseconds(calls.integer(2))};
        if (endedAt < since - disorder)
            break;
        if (endedAt >= since && !calls.isNull(3) && calls.integer(3) > 0 && calls.text(4) == currency.text())
            take(EndedSpending {calls.text(0), calls.text(1), endedAt, calls.integer(3)});
    }
}

std::int64_t median(std::vector<std::int64_t> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

} // namespace

Result<std::map<Scope, std::int64_t>> readUsualHours(const std::filesystem::path& ledger, const Currency& currency, Instant now)
{
    return sqlite::trying([&] {
        const Hour thisHour = std::chrono::floor<std::chrono::hours>(now);
        std::map<Scope, std::map<Hour, std::int64_t>> hours;
        eachSince(ledger, currency, thisHour - std::chrono::days(7), [&](const EndedSpending& call) {
            const Hour hour = std::chrono::floor<std::chrono::hours>(call.endedAt);
            if (hour >= thisHour)
                return;
            for (const Scope& scope : {Scope::everything(), Scope::ofTeam(call.team), Scope {ScopeKind::token, call.token}}) {
                std::int64_t& sum = hours[scope][hour];
                if (__builtin_add_overflow(sum, call.costNano, &sum))
                    sum = std::numeric_limits<std::int64_t>::max();
            }
        });
        std::map<Scope, std::int64_t> out;
        for (const auto& [scope, spent] : hours) {
            if (spent.size() < fewestHours)
                continue;
            std::vector<std::int64_t> sums;
            for (const auto& [hour, nano] : spent)
                sums.push_back(nano);
            out.emplace(scope, median(std::move(sums)));
        }
        return out;
    });
}

Result<std::vector<EndedSpending>> readLateSpending(const std::filesystem::path& ledger, const Currency& currency, Instant now)
{
    return sqlite::trying([&] {
        std::vector<EndedSpending> out;
        eachSince(ledger, currency, now - SpendWindow::length, [&](EndedSpending call) { out.push_back(std::move(call)); });
        return out;
    });
}

} // namespace fuseboard::gateway
