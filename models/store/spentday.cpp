// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/spentday.h"

#include "domain/allocation.h"
#include "domain/costsplit.h"
#include "domain/spent.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace fuseboard {
namespace {

struct Entry {
    const Series* series = nullptr;
    Pricing pricing;
    const RollupSum* sum = nullptr;
    [[nodiscard]] Ledger ledger() const { return series->common.ledger; }
    [[nodiscard]] auto order() const { return std::tuple(series->order, series->id, sum->cost); }
    [[nodiscard]] std::int64_t successes() const { return sum->requests - sum->failedRequests; }
};

using Entries = std::vector<Entry>;

std::vector<std::int64_t> split(std::int64_t whole, std::span<const NumberedShare> shares)
{
    if (shares.size() == 1)
        return {whole};
    std::vector<TeamShare> plain;
    for (const NumberedShare& share : shares)
        plain.push_back({{}, share.millionths});
    return splitByShares(whole, plain);
}

Int128 sizeOf(std::int64_t value) { return value < 0 ? -Int128 {value} : Int128 {value}; }

void mustFit(Int128 size, const std::string& subject)
{
    if (size > std::numeric_limits<std::int64_t>::max())
        throw sqlite::Failure {{ErrorCode::overflow, subject, {}}};
}

/// No sum of the account's day can leave 64 bits, whatever is chosen.
void checkSize(const Entries& entries)
{
    Int128 total = 0;
    for (const Entry& entry : entries)
        total += sizeOf(entry.sum->cost);
    mustFit(total, "the costs of " + entries.front().series->common.account);
}

/// Nor can one across its accounts, whether by team, by model or of everything.
void checkSize(const DecidedDay& day)
{
    std::map<std::int64_t, Int128> byCurrency;
    for (const auto& [key, nano] : day.spent)
        mustFit(byCurrency[Pricing::of(key.pricing).currency] += sizeOf(nano), "the costs of a day across its accounts");
}

/// Nor can one of what is counted; none of it is negative.
void checkCounts(const DaySums& sums)
{
    Int128 total = 0;
    for (const auto& [key, sum] : sums) {
        const TokenCounts& t = sum.tokens;
        for (const std::int64_t count :
            {t.input, t.cacheRead, t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning, sum.requests})
            total += count;
    }
    mustFit(total, "the calls and tokens of a day across its accounts");
}

/// One account's lines of one currency on their way to being spent.
class Decision {
public:
    Decision(const Entries& entries, const DayFacts& facts)
        : m_entries(entries)
    {
        std::vector<CostLine> costs;
        for (const Entry& entry : entries)
            costs.push_back({entry.ledger(), facts.costGroup(*entry.series), entry.sum->cost});
        for (const CostPart& part : splitCosts(costs)) {
            const auto shares = facts.shares(*entries[part.onto].series);
            const auto nanos = split(*part.nano, shares);
            for (std::size_t i = 0; i < shares.size(); ++i) {
                m_lines.push_back({entries[part.line].ledger(), shares[i].team, nanos[i]});
                m_origins.push_back({part.line, part.onto});
            }
        }
    }

    AccountDecision decide(std::int64_t currency, bool settled, const DayFacts& facts, DecidedDay& day) const
    {
        const Spent spent = chooseSpent(m_lines, settled);
        AccountDecision out {m_entries.front().series->account, currency, spent.ledger, settled, spent.rest, 0};
        if (!spent.ledger)
            return out;
        const auto first =
            static_cast<std::size_t>(std::ranges::find(m_lines, *spent.ledger, &LedgerLine::ledger) - m_lines.begin());
        const Entry& chosen = m_entries[m_origins[first].money];
        for (const SpentPart& part : spent.parts) {
            const Origin& origin = m_origins[part.line];
            // Where a provider's ledger is chosen, a gateway's line stands on the provider's word.
            const bool own = m_lines[part.line].ledger == *spent.ledger;
            const Pricing pricing {currency, (own ? m_entries[origin.money] : chosen).pricing.basis, true};
            day.spent[{m_entries[origin.dimensions].series->id, m_lines[part.line].team, pricing.code(),
                part.billedElsewhere}] += part.nano;
            out.nano += part.nano;
        }
        if (spent.rest != 0)
            day.spent[{facts.rest(*chosen.series).id, 0, Pricing {currency, chosen.pricing.basis, true}.code(), true}] +=
                spent.rest;
        return out;
    }

private:
    struct Origin {
        std::size_t money = 0; ///< the entry whose ledger and basis count
        std::size_t dimensions = 0; ///< the entry whose model, person and so on count
    };
    const Entries& m_entries;
    std::vector<LedgerLine> m_lines;
    std::vector<Origin> m_origins;
};

/// That tell tokens where no gateway does, the better first.
constexpr std::array countingLedgers {Ledger::providerUsage, Ledger::telemetry, Ledger::localLog};

std::int64_t countCalls(const Entries& entries, const std::function<bool(const Entry&)>& counts)
{
    std::set<Ledger> telling;
    std::map<Ledger, std::int64_t> calls;
    for (const Entry& entry : entries) {
        telling.insert(entry.ledger());
        calls[entry.ledger()] += counts(entry) ? entry.successes() : 0;
    }
    const auto counted = countedLedger(telling);
    return counted ? calls[*counted] : 0;
}

using UsageByTeam = std::map<std::int64_t, UsageCount>;

UsageByTeam usageOf(const Entries& entries, Ledger ledger, const DayFacts& facts)
{
    UsageByTeam out;
    for (const Entry& entry : entries) {
        if (entry.ledger() != ledger)
            continue;
        const auto shares = facts.shares(*entry.series);
        const TokenCounts& t = entry.sum->tokens;
        if (shares.size() == 1) {
            out[shares.front().team].requests += entry.sum->requests;
            out[shares.front().team].tokens += t;
            continue;
        }
        const auto of = [&](std::int64_t whole) { return split(whole, shares); };
        const auto requests = of(entry.sum->requests), input = of(t.input), cacheRead = of(t.cacheRead),
                   cacheWrite5m = of(t.cacheWrite5m), cacheWrite1h = of(t.cacheWrite1h), output = of(t.output),
                   reasoning = of(t.reasoning);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            UsageCount& count = out[shares[i].team];
            count.requests += requests[i];
            count.tokens += {input[i], cacheRead[i], cacheWrite5m[i], cacheWrite1h[i], output[i], reasoning[i]};
        }
    }
    return out;
}

UsageCount total(const UsageByTeam& usage)
{
    UsageCount sum;
    for (const auto& [team, count] : usage) {
        sum.requests += count.requests;
        sum.tokens += count.tokens;
    }
    return sum;
}

void addUsage(const Entries& entries, const DayFacts& facts, UsageByTeam& out)
{
    UsageByTeam seen = usageOf(entries, Ledger::gateway, facts);
    UsageByTeam reported;
    for (const Ledger ledger : countingLedgers)
        if (reported.empty())
            reported = usageOf(entries, ledger, facts);
    if (seen.empty()) {
        seen = reported;
    } else {
        for (const auto& [team, count] : reported)
            if (team != 0)
                seen.try_emplace(team, count);
        const UsageCount all = total(reported), known = total(seen);
        if (all.requests > known.requests) {
            const auto beyond = [](std::int64_t whole, std::int64_t part) { return std::max<std::int64_t>(whole - part, 0); };
            UsageCount& rest = seen[0];
            rest.requests += all.requests - known.requests;
            rest.tokens += {beyond(all.tokens.input, known.tokens.input), beyond(all.tokens.cacheRead, known.tokens.cacheRead),
                beyond(all.tokens.cacheWrite5m, known.tokens.cacheWrite5m),
                beyond(all.tokens.cacheWrite1h, known.tokens.cacheWrite1h), beyond(all.tokens.output, known.tokens.output),
                beyond(all.tokens.reasoning, known.tokens.reasoning)};
        }
    }
    for (const auto& [team, count] : seen) {
        out[team].requests += count.requests;
        out[team].tokens += count.tokens;
    }
}

void decideAccount(const Entries& entries, const DayFacts& facts, DecidedDay& day)
{
    checkSize(entries);
    const std::int64_t account = entries.front().series->account;
    const bool settled = facts.isSettled(account);
    std::set<std::int64_t> currencies;
    for (const Entry& entry : entries)
        if (entry.pricing.priced && entry.pricing.currency != 0)
            currencies.insert(entry.pricing.currency);
    if (currencies.empty())
        currencies.insert(0);
    for (const std::int64_t currency : currencies) {
        // A stated zero may come without a currency.
        const auto counts = [&](const Entry& entry) {
            return entry.pricing.priced
                && (entry.pricing.currency == currency || (entry.pricing.currency == 0 && currency == *currencies.begin()));
        };
        Entries priced;
        std::ranges::copy_if(entries, std::back_inserter(priced), counts);
        if (priced.empty())
            continue;
        day.accounts.push_back(Decision(priced, facts).decide(currency, settled, facts, day));
        day.accounts.back().requests = currency == 0 ? 0 : countCalls(entries, counts);
    }
    const auto unpriced = countCalls(entries, [](const Entry& entry) { return !entry.pricing.priced; });
    if (!day.accounts.empty() && day.accounts.back().account == account && day.accounts.back().currency == 0)
        day.accounts.back().requests = unpriced;
    else if (unpriced != 0)
        day.accounts.push_back({account, 0, std::nullopt, settled, 0, unpriced});
    addUsage(entries, facts, day.usage);
}

} // namespace

std::optional<Ledger> countedLedger(const std::set<Ledger>& telling)
{
    if (telling.contains(Ledger::gateway))
        return Ledger::gateway;
    if (telling.contains(Ledger::providerCost))
        return std::nullopt;
    const auto* const found = std::ranges::find_if(countingLedgers, [&](Ledger each) { return telling.contains(each); });
    return found == countingLedgers.end() ? std::nullopt : std::optional(*found);
}

DecidedDay decideDay(const DaySums& sums, const DayFacts& facts)
{
    std::map<std::int64_t, Entries> byAccount;
    for (const auto& [key, sum] : sums) {
        const Series& series = facts.series(key.series);
        byAccount[series.account].push_back({&series, Pricing::of(key.pricing), &sum});
    }
    checkCounts(sums);
    DecidedDay day;
    for (auto& [account, entries] : byAccount) {
        std::ranges::sort(entries, {}, &Entry::order);
        decideAccount(entries, facts, day);
    }
    checkSize(day);
    return day;
}

} // namespace fuseboard
