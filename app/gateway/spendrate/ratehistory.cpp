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
constexpr std::int64_t sliceRows = 10'000; // some 20 ms

/// Calls with a cost that ended since then, from the latest on. Reads no more of the ledger than those.
template <class Take>
void eachSince(
    const std::filesystem::path& ledger, const Currency& currency, Instant since, const std::stop_token& stop, Take take)
{
    const sqlite::Database database(ledger, sqlite::Access::read);
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    for (std::int64_t rows = sliceRows; rows == sliceRows && !stop.stop_requested();) {
        sqlite::Statement calls(database,
            "SELECT team, token, endedAt, cost, currency, seq, cut FROM call WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
        calls.bind(before, sliceRows);
        for (rows = 0; calls.step(); ++rows) {
            before = calls.integer(5);
            const Instant endedAt {std::chrono::microseconds(calls.integer(2))};
            // What a kill left open stands where a start found it, however old.
            if (endedAt < since - disorder && calls.text(6) != "crash")
                return;
            if (endedAt >= since && !calls.isNull(3) && calls.integer(3) > 0 && calls.text(4) == currency.text())
                take(EndedSpending {calls.text(0), calls.text(1), endedAt, calls.integer(3)});
        }
    }
}

std::int64_t median(std::vector<std::int64_t> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

} // namespace

Result<std::map<Scope, std::int64_t>> readUsualHours(
    const std::filesystem::path& ledger, const Currency& currency, Instant now, const std::stop_token& stop)
{
    using Usual = Result<std::map<Scope, std::int64_t>>;
    auto read = sqlite::trying([&]() -> Usual {
        const Hour thisHour = std::chrono::floor<std::chrono::hours>(now);
        std::map<Scope, std::map<Hour, std::int64_t>> hours;
        eachSince(ledger, currency, thisHour - std::chrono::days(7), stop, [&](const EndedSpending& call) {
            const Hour hour = std::chrono::floor<std::chrono::hours>(call.endedAt);
            if (hour >= thisHour)
                return;
            for (const Scope& scope : {Scope::everything(), Scope::ofTeam(call.team), Scope {ScopeKind::token, call.token}}) {
                std::int64_t& sum = hours[scope][hour];
                if (__builtin_add_overflow(sum, call.costNano, &sum))
                    sum = std::numeric_limits<std::int64_t>::max();
            }
        });
        if (stop.stop_requested())
            return fail(ErrorCode::cutOff, ledger.string(), "reading was stopped");
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
    return read ? *std::move(read) : Usual(std::unexpected(read.error()));
}

Result<std::vector<EndedSpending>> readLateSpending(const std::filesystem::path& ledger, const Currency& currency, Instant now)
{
    return sqlite::trying([&] {
        std::vector<EndedSpending> out;
        eachSince(ledger, currency, now - SpendWindow::length, {}, [&](EndedSpending call) { out.push_back(std::move(call)); });
        return out;
    });
}

} // namespace fuseboard::gateway
