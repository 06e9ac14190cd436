// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reconciliation.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr int farthestZone = 14; ///< hours
constexpr int fewestDays = 3; ///< that must agree before a day is believed to begin at another hour

/// Tokens by class that the provider counted beyond what was measured; negative where it counted fewer.
using TokenDifference = std::array<std::int64_t, tokenClasses.size()>;

TokenDifference differenceOf(const TokenCounts& counted, const TokenCounts& measured)
{
    TokenDifference out {};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = counted.of(tokenClasses[i]) - measured.of(tokenClasses[i]);
    return out;
}

/// Rounded half away from zero.
std::int64_t worth(const TokenDifference& tokens, const TokenPrices& prices)
{
    constexpr std::int64_t tokensPerUnitPrice = 1'000'000;
    Int128 exact = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        exact += static_cast<Int128>(tokens[i]) * prices.of(tokenClasses[i]);
    const Int128 half = exact < 0 ? -tokensPerUnitPrice / 2 : tokensPerUnitPrice / 2;
    return static_cast<std::int64_t>((exact + half) / tokensPerUnitPrice);
}

LedgerFigures between(const std::map<Instant, LedgerFigures>& hours, Instant from, Instant to)
{
    LedgerFigures out;
    for (auto at = hours.lower_bound(from); at != hours.end() && at->first < to; ++at)
        out += at->second;
    return out;
}

/// The hours by which the provider's days begin later than UTC's, 0 where nothing speaks for another.
int shiftOf(const AccountLedgers& account, Period period)
{
    std::array<int, 2 * farthestZone + 1> agreeing {};
    int compared = 0;
    for (const auto& [model, ledgers] : account.models)
        for (const auto& [day, counted] : ledgers.counted) {
            if (!period.contains(day) || !account.isFinal(day) || (counted.requests == 0 && counted.tokens == TokenCounts()))
                continue;
            ++compared;
            for (int shift = -farthestZone; shift <= farthestZone; ++shift) {
                const LedgerFigures moved = between(ledgers.measured, day + hours(shift), day + hours(24 + shift));
                agreeing[static_cast<std::size_t>(shift + farthestZone)] +=
                    (counted.requests == 0 || moved.requests == counted.requests) && moved.tokens == counted.tokens;
            }
        }
    const auto best = std::ranges::max_element(agreeing);
    const int unmoved = agreeing[farthestZone];
    const bool isSure = *best > unmoved && *best >= fewestDays && *best * 2 > compared;
    return isSure ? static_cast<int>(best - agreeing.begin()) - farthestZone : 0;
}

class Day {
public:
    Day(std::string model, Instant day, std::int64_t measured)
        : m_day {.model = std::move(model), .day = day, .measuredNano = measured, .billedNano = measured}
    {
    }

    void explain(Cause cause, std::int64_t nano)
    {
        m_day.billedNano += nano;
        if (nano == 0)
            return;
        const auto at = std::ranges::lower_bound(m_day.differences, cause, {}, &Difference::cause);
        if (at != m_day.differences.end() && at->cause == cause)
            at->nano += nano;
        else
            m_day.differences.insert(at, {cause, nano});
        std::erase_if(m_day.differences, [](const Difference& each) { return each.nano == 0; });
    }
    /// What remains up to the amount.
    void explainRest(Cause cause, std::int64_t billed) { explain(cause, billed - m_day.billedNano); }
    void state() { m_day.isStated = true; }
    [[nodiscard]] const ReconciledDay& result() const { return m_day; }

private:
    ReconciledDay m_day;
};

/// Tokens that the provider counted otherwise, by what speaks for which cause. Whether all of them are explained.
bool explainTokens(Day& day, const LedgerFigures& counted, const LedgerFigures& measured, const TokenPrices& prices)
{
    const TokenDifference tokens = differenceOf(counted.tokens, measured.tokens);
    const std::int64_t nano = worth(tokens, prices);
    // A provider that counts no calls tells by its tokens whether there were more of them.
    const bool countsCalls = counted.requests > 0;
    const std::int64_t moreTokens = counted.tokens.total() - measured.tokens.total();
    const std::int64_t more = countsCalls ? counted.requests - measured.requests
        : measured.brokenRequests > 0     ? 0
                                          : std::max<std::int64_t>(moreTokens, 0);
    if (std::ranges::all_of(tokens, [](std::int64_t each) { return each == 0; }))
        return true;
    if (more == 0 && moreTokens == 0 && counted.tokens.output == measured.tokens.output)
        day.explain(Cause::cacheClass, nano);
    else if (more > 0 && measured.brokenRequests == 0)
        day.explain(Cause::bypass, nano);
    else if (more > 0) {
        // Both may be: calls nobody saw count as the mean call of the day.
        const std::int64_t unseen = static_cast<std::int64_t>(
            static_cast<Int128>(worth(differenceOf(counted.tokens, {}), prices)) * more / counted.requests);
        day.explain(Cause::bypass, std::min(unseen, nano));
        day.explain(Cause::missingStream, nano - std::min(unseen, nano));
    } else if (more == 0 && moreTokens > 0 && measured.brokenRequests > 0)
        day.explain(Cause::missingStream, nano);
    else {
        day.explain(Cause::unknown, nano);
        return false;
    }
    return true;
}

ReconciledDay reconcileDay(const std::string& model, const ModelLedgers& ledgers, Instant start, int shift, bool isSettled)
{
    const auto find = [start](const auto& map) {
        const auto at = map.find(start);
        return at == map.end() ? std::nullopt : std::optional(at->second);
    };
    const LedgerFigures here = between(ledgers.measured, start, start + days(1));
    const LedgerFigures measured = between(ledgers.measured, start + hours(shift), start + hours(24 + shift));
    const std::optional<LedgerFigures> counted = find(ledgers.counted);
    const std::optional<std::int64_t> billed = find(ledgers.billed);

    Day day(model, start, here.nano.value_or(0));
    if (billed)
        day.state();
    if (isSettled || !billed)
        day.explain(Cause::timeZone, measured.nano.value_or(0) - here.nano.value_or(0));
    if (!isSettled) {
        if (billed)
            day.explainRest(Cause::lateData, *billed);
        return day.result();
    }
    if (measured.requests == 0) {
        if (billed)
            day.explainRest(Cause::bypass, *billed);
        else if (counted && ledgers.prices)
            day.explain(Cause::bypass, worth(differenceOf(counted->tokens, {}), *ledgers.prices));
        return day.result();
    }
    const bool isExplained = counted
        && (counted->tokens == measured.tokens || (ledgers.prices && explainTokens(day, *counted, measured, *ledgers.prices)));
    if (billed)
        day.explainRest(isExplained ? Cause::price : Cause::unknown, *billed);
    return day.result();
}

bool isToldOf(const AccountLedgers& account, Instant day)
{
    return account.billed.contains(day) || std::ranges::any_of(account.models, [day](const auto& model) {
        return model.second.billed.contains(day) || model.second.counted.contains(day);
    });
}

} // namespace

bool AccountLedgers::isFinal(Instant day) const { return day + days(1) <= settledBefore && !lacksCost(untold, day); }

LedgerFigures& LedgerFigures::operator+=(const LedgerFigures& other)
{
    tokens += other.tokens;
    requests += other.requests;
    brokenRequests += other.brokenRequests;
    if (other.nano)
        nano = nano.value_or(0) + *other.nano;
    return *this;
}

std::vector<ReconciledDay> reconcile(const AccountLedgers& account, Period period)
{
    const int shift = shiftOf(account, period);
    std::vector<ReconciledDay> out;
    for (Instant start = dayOf(period.start); start < period.end; start += days(1)) {
        if (!isToldOf(account, start)) {
            for (const auto& [model, ledgers] : account.models)
                if (const auto measured = between(ledgers.measured, start, start + days(1)).nano.value_or(0); measured != 0)
                    out.push_back({.model = model, .day = start, .measuredNano = measured, .isCompared = false});
            continue;
        }
        std::int64_t expected = 0; // of the bill that names no model
        for (const auto& [model, ledgers] : account.models) {
            ReconciledDay day = reconcileDay(model, ledgers, start, shift, account.isFinal(start));
            if (!day.isStated)
                expected += day.billedNano;
            if (day.measuredNano != 0 || day.billedNano != 0)
                out.push_back(std::move(day));
        }
        const auto billed = account.billed.find(start);
        if (billed == account.billed.end())
            continue;
        const bool isSettled = account.isFinal(start);
        Day rest({}, start, 0);
        rest.state();
        rest.explain(!isSettled ? Cause::lateData : expected == 0 ? Cause::bypass : Cause::price, billed->second - expected);
        out.push_back(rest.result());
    }
    return out;
}

bool Reconciled::agrees() const
{
    const Int128 apart = static_cast<Int128>(billedNano) - measuredNano;
    return (apart < 0 ? -apart : apart) * 50 <= (billedNano < 0 ? -static_cast<Int128>(billedNano) : billedNano);
}

Reconciled sumOf(const std::vector<ReconciledDay>& days)
{
    Reconciled out;
    for (const ReconciledDay& day : days) {
        if (!day.isCompared) {
            out.notComparedNano += day.measuredNano;
            continue;
        }
        out.measuredNano += day.measuredNano;
        out.billedNano += day.billedNano;
        for (const Difference& each : day.differences)
            out.byCause[each.cause] += each.nano;
    }
    return out;
}

} // namespace fuseboard
