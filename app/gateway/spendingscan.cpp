// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/spendingscan.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace fuseboard::gateway {
namespace {

constexpr std::array<const char*, 6> columns {
    "''", "team", "token", "session", "iif(modelSent = '', modelAsked, modelSent)", "person"}; // by kind

void add(std::int64_t& sum, std::int64_t nano)
{
    if (__builtin_add_overflow(sum, nano, &sum))
        sum = std::numeric_limits<std::int64_t>::max();
}

/// Only what is asked for is read of a call.
std::string selectFor(const SpendingQuestion& question)
{
    std::array<bool, columns.size()> needed {};
    bool byTool = false;
    for (const SpendingAsked& asked : question.asked) {
        needed[static_cast<std::size_t>(asked.scope.kind)] = true;
        byTool = byTool || !asked.scope.agent.empty();
    }
    // Teams name their sessions alike.
    needed[static_cast<std::size_t>(LimitKind::team)] |= needed[static_cast<std::size_t>(LimitKind::session)];
    std::string out = "SELECT at, cost, unsettled, currency, ";
    out += "callId";
    out += byTool ? ", agent" : ", ''";
    for (std::size_t kind = 1; kind < columns.size(); ++kind)
        out += std::string(", ") + (needed[kind] ? columns[kind] : "''");
    return out + " FROM call WHERE at >= ?1 AND cost IS NOT NULL";
}

/// The sums of one question, by the scope's key.
struct Sums {
    const SpendingAsked* asked = nullptr;
    std::string currency;
    std::unordered_map<std::string, ScopeSpending> byKey;
};

} // namespace

std::vector<ScopeSpending> scanSpending(const sqlite::Database& ledger, const SpendingQuestion& question)
{
    if (question.asked.empty())
        return {};
    std::vector<Sums> sums(question.limits->all().size()); // by limit
    Instant since = Instant::max();
    for (const SpendingAsked& asked : question.asked) {
        sums[asked.limit] = {.asked = &asked, .currency = asked.currency.text(), .byKey = {}};
        since = std::min(since, asked.period.start);
    }
    std::unordered_set<std::string> counted(question.openCalls.begin(), question.openCalls.end());
    sqlite::Statement calls(ledger, selectFor(question));
    calls.bind(since.time_since_epoch().count());
    std::vector<LimitMatch> matches;
    for (bool first = true; calls.step(); first = false) {
        // What is written from the first row on is not seen any more, so that nobody else is let in whose row would be.
        if (first)
            for (std::string& id : question.admittedSince())
                counted.insert(std::move(id));
        if (!counted.empty() && counted.contains(calls.text(4)))
            continue;
        const Instant at {std::chrono::microseconds(calls.integer(0))};
        const std::string currency = calls.text(3), agent = calls.text(5), team = calls.text(6), token = calls.text(7),
                          session = calls.text(8), model = calls.text(9), person = calls.text(10);
        question.limits->match({team, token, session, model, person, agent}, matches);
        for (const LimitMatch& match : matches) {
            Sums& of = sums[match.limit];
            if (!of.asked || !of.asked->period.contains(at) || of.currency != currency)
                continue;
            const bool byTeam = of.asked->scope.kind == LimitKind::session && of.asked->scope.isEach();
            ScopeSpending& sum = of.byKey[(byTeam ? team + "\n" : std::string()) + std::string(match.id)];
            sum.limit = match.limit;
            sum.team = byTeam ? team : std::string();
            sum.id = match.id;
            add(sum.settledNano, calls.integer(1));
            add(sum.unsettledNano, calls.integer(2));
        }
    }
    std::vector<ScopeSpending> out;
    for (Sums& of : sums)
        for (auto& [key, sum] : of.byKey)
            out.push_back(std::move(sum));
    return out;
}

Result<std::vector<ScopeSpending>> readSpending(const std::filesystem::path& ledger, const SpendingQuestion& question)
{
    return sqlite::trying([&] { return scanSpending(sqlite::Database(ledger, sqlite::Access::read), question); });
}

} // namespace fuseboard::gateway
