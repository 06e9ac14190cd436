// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

#include <map>
#include <random>
#include <tuple>

namespace fuseboard::test {

enum class MadeUpGateway { liteLlm, bifrost };

/// Start of the bucket, account, project, key, person, model, tag, line item.
using CallGroup =
    std::tuple<Instant, std::string, std::string, std::string, std::string, std::string, std::string, std::string>;
/// Input, cache reads, cache writes, output, calls, failures, nano-units.
using CallSums = std::map<CallGroup, std::array<std::int64_t, 7>>;

CallSums callSumsOf(const std::vector<UsageRow>& rows);

/// Calls that a gateway of another maker has logged, told as its API may tell them: members in any order, counts and amounts
/// as numbers or texts, optional ones absent or null, metadata whole or as a text, times in several forms; in pages shorter
/// than asked for. What the contract does not allow to be asked is remembered.
class MadeUpCalls {
public:
    MadeUpCalls(MadeUpGateway gateway, std::uint64_t seed, Period period, int calls);

    /// The body for a path with its query; empty: there is no such path.
    [[nodiscard]] std::string answer(const std::string& target);
    /// From now on the first call since then that has ended is counted, and listed no more; when it was.
    Instant forgetCall(Instant since);
    [[nodiscard]] const std::vector<std::string>& violations() const { return m_violations; }
    /// What the calls of a period add up to, by hours, or by days as the daily aggregates do.
    [[nodiscard]] CallSums sums(Period period, std::chrono::seconds width) const;

private:
    struct Call {
        std::string id;
        Instant at;
        std::string provider, model, key, team, person, tag;
        std::int64_t plain = 0, read = 0, written = 0, output = 0, nano = 0;
        bool priced = true, failed = false, running = false, forgotten = false;
    };
    using Query = std::map<std::string, std::string>;

    [[nodiscard]] std::string spendLogs(const Query& query);
    [[nodiscard]] std::string activity(const Query& query);
    [[nodiscard]] std::string bifrostLogs(const Query& query);
    [[nodiscard]] std::string bifrostHistogram(const std::string& path, const Query& query);
    [[nodiscard]] Instant timeIn(const Query& query, const char* name);
    [[nodiscard]] std::string names(const std::string& path, const Query& query);
    [[nodiscard]] std::string spendRow(const Call& call);
    [[nodiscard]] std::string bifrostRow(const Call& call);
    [[nodiscard]] std::string number(std::int64_t count);
    [[nodiscard]] std::vector<const Call*> within(Instant first, Instant last) const;
    void expect(bool good, const std::string& what);

    MadeUpGateway m_gateway;
    std::mt19937_64 m_dice;
    std::vector<Call> m_calls; ///< by time
    std::vector<std::string> m_violations;
    std::size_t m_pageSize;
};

} // namespace fuseboard::test
