// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/accountreconciliation.h"

#include <algorithm>
#include <cstdlib>
#include <functional>

namespace fuseboard {
namespace {

template <class Value>
void addTo(std::map<Instant, Value>& to, const std::map<Instant, Value>& more)
{
    for (const auto& [at, value] : more)
        to[at] += value;
}

using Models = std::map<std::string, ModelLedgers>;

Models byFamily(const Models& models, const std::function<std::optional<TokenPrices>(const std::string& model)>& pricesOf)
{
    Models out;
    for (const auto& [model, ledgers] : models) {
        ModelLedgers& merged = out[std::string(modelFamily(model))];
        addTo(merged.measured, ledgers.measured);
        addTo(merged.counted, ledgers.counted);
        addTo(merged.billed, ledgers.billed);
        if (const auto price = pricesOf(model))
            merged.prices = price;
    }
    return out;
}

} // namespace

std::vector<AccountReconciliation> reconcileAll(
    std::map<std::string, AccountLedgers> accounts, const PriceBook& prices, Period period, Currency currency)
{
    std::vector<AccountReconciliation> out;
    for (auto& [name, ledgers] : accounts) {
        ledgers.models = byFamily(
            ledgers.models, [&](const std::string& model) { return prices.pricesOf(name, model, period.start, currency); });
        AccountReconciliation account;
        account.account = name;
        account.settledBefore = ledgers.settledBefore;
        for (const Untold& each : ledgers.untold)
            if (const Period shared {std::max(each.days.start, period.start), std::min(each.days.end, period.end)};
                shared.start < shared.end) {
                account.untold.push_back(each);
                account.untold.back().days = shared;
            }
        account.days = reconcile(ledgers, period);
        account.isStated = !ledgers.billed.empty();
        for (const auto& [model, each] : ledgers.models) {
            account.isMeasured = account.isMeasured || !each.measured.empty();
            account.isStated = account.isStated || !each.counted.empty() || !each.billed.empty();
        }
        account.sum = sumOf(account.days);
        out.push_back(std::move(account));
    }
    return out;
}

Verdict verdictOf(const AccountReconciliation& account)
{
    const bool isCompared = std::ranges::any_of(account.days, &ReconciledDay::isCompared);
    if (!account.isStated || !account.isMeasured || !isCompared)
        return Verdict::notCompared;
    return account.sum.agrees() ? Verdict::agrees : Verdict::differs;
}

const ReconciledDay* mostOf(const AccountReconciliation& account, Cause cause)
{
    const ReconciledDay* most = nullptr;
    std::int64_t largest = 0;
    for (const ReconciledDay& day : account.days)
        for (const Difference& each : day.differences)
            if (each.cause == cause && std::abs(each.nano) > largest) {
                most = &day;
                largest = std::abs(each.nano);
            }
    return most;
}

Period utcMonth(const std::string& label, Instant now)
{
    return Calendar::utc().periodAt(parseInstant(label + "-15T00:00:00Z").value_or(now), PeriodKind::month);
}

std::string_view toText(Cause cause)
{
    switch (cause) {
    case Cause::timeZone: return "timeZone";
    case Cause::lateData: return "lateData";
    case Cause::cacheClass: return "cacheClass";
    case Cause::missingStream: return "missingStream";
    case Cause::bypass: return "bypass";
    case Cause::price: return "price";
    case Cause::unknown: return "unknown";
    }
    return "unknown";
}

} // namespace fuseboard
