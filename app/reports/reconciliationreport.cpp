// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/reconciliationreport.h"

namespace fuseboard {
namespace {

template <class Value>
void addTo(std::map<Instant, Value>& to, const std::map<Instant, Value>& more)
{
    for (const auto& [at, value] : more)
        to[at] += value;
}

std::map<std::string, ModelLedgers> byFamily(const std::map<std::string, ModelLedgers>& models, const PriceList& prices)
{
    std::map<std::string, ModelLedgers> out;
    for (const auto& [model, ledgers] : models) {
        ModelLedgers& merged = out[std::string(modelFamily(model))];
        addTo(merged.measured, ledgers.measured);
        addTo(merged.counted, ledgers.counted);
        addTo(merged.billed, ledgers.billed);
        if (const ModelPrice* price = prices.find(model))
            merged.prices = price->base;
    }
    return out;
}

} // namespace

std::vector<AccountReconciliation> reconcileAll(
    std::map<std::string, AccountLedgers> accounts, const PriceList& prices, Period period)
{
    std::vector<AccountReconciliation> out;
    for (auto& [name, ledgers] : accounts) {
        ledgers.models = byFamily(ledgers.models, prices);
        AccountReconciliation account;
        account.account = name;
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
