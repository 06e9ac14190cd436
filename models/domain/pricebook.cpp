// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pricebook.h"

#include <algorithm>
#include <format>
#include <limits>
#include <ranges>
#include <set>

namespace fuseboard {
namespace {

bool holds(const OwnRate& rate, Instant at) { return (!rate.from || *rate.from <= at) && (!rate.until || at < *rate.until); }

/// How closely a rate names what is asked for; none: it does not.
std::optional<int> closeness(const OwnRate& rate, std::string_view account, std::string_view model)
{
    const int ofModel = rate.model.empty() ? 0 : modelCloseness(rate.model, model);
    if ((!rate.account.empty() && rate.account != account) || (!rate.model.empty() && ofModel == 0))
        return std::nullopt;
    return (rate.account.empty() ? 0 : 10) + ofModel;
}

/// Rounded half up; prices are not negative.
TokenPrices reduced(TokenPrices prices, std::int64_t percentOff)
{
    const auto reduce = [percentOff](UnitPrice price) {
        return static_cast<UnitPrice>((static_cast<Int128>(price) * (100 - percentOff) + 50) / 100);
    };
    prices.input = reduce(prices.input);
    prices.output = reduce(prices.output);
    for (auto* price : {&prices.cacheRead, &prices.cacheWrite5m, &prices.cacheWrite1h, &prices.reasoning})
        *price = price->transform(reduce);
    return prices;
}

void name(std::map<std::string, UnitPrice>& out, const TokenPrices& prices, const std::string& before, const std::string& after)
{
    const auto put = [&](std::string_view what, std::optional<UnitPrice> price) {
        if (price)
            out.emplace(std::format("{}{}{}", before, what, after), *price);
    };
    put("input", prices.input);
    put("output", prices.output);
    put("cacheRead", prices.cacheRead);
    put("cacheWrite5m", prices.cacheWrite5m);
    put("cacheWrite1h", prices.cacheWrite1h);
    put("reasoning", prices.reasoning);
}

void name(std::map<std::string, UnitPrice>& out, const TokenPrices& base, const std::vector<PriceTier>& tiers,
    const std::string& before)
{
    name(out, base, before, {});
    for (const PriceTier& tier : tiers)
        name(out, tier.prices, before, std::format(" above {}k", tier.abovePromptTokens / 1000));
}

} // namespace

PriceBook::PriceBook(PriceList list) { m_lists.push_back(std::move(list)); }

PriceBook::PriceBook(std::vector<PriceList> lists, std::vector<OwnRate> rates)
    : m_lists(std::move(lists))
    , m_rates(std::move(rates))
{
    std::ranges::stable_sort(m_lists, {}, [](const PriceList& list) { return list.origin().from.value_or(Instant::min()); });
}

/// Of the last list that counts at a moment.
std::size_t PriceBook::placeOf(Instant at) const
{
    const auto after = std::ranges::find_if(m_lists, [at](const PriceList& list) { return list.origin().from > at; });
    const auto count = static_cast<std::size_t>(after - m_lists.begin());
    return count > 0 ? count - 1 : 0;
}

const PriceList* PriceBook::inForce(Instant at) const { return m_lists.empty() ? nullptr : &m_lists[placeOf(at)]; }

const PriceList* PriceBook::listFor(std::string_view model, Instant at) const
{
    // What an earlier list tells held on the day; what a later one tells was not known of it.
    const std::span<const PriceList> all = m_lists;
    const std::size_t until = std::min(placeOf(at) + 1, all.size());
    const auto knows = [model](const PriceList& list) { return list.find(model) != nullptr; };
    for (const PriceList& each : all.first(until) | std::views::reverse)
        if (knows(each))
            return &each;
    const auto later = std::ranges::find_if(all.subspan(until), knows);
    return later == all.end() ? nullptr : &*later;
}

const OwnRate* PriceBook::rateFor(std::string_view account, std::string_view model, Instant at) const
{
    const OwnRate* best = nullptr;
    int closest = -1;
    for (const OwnRate& rate : m_rates)
        if (const auto close = closeness(rate, account, model); close && holds(rate, at) && *close >= closest) {
            best = &rate;
            closest = *close;
        }
    return best;
}

std::optional<TokenPrices> PriceBook::pricesOf(
    std::string_view account, std::string_view model, Instant at, Currency currency) const
{
    const OwnRate* own = rateFor(account, model, at);
    if (own && own->committed)
        return own->currency == currency ? std::optional(own->committed->base) : std::nullopt;
    const PriceList* list = listFor(model, at);
    if (!list || list->currency() != currency)
        return std::nullopt;
    return reduced(list->find(model)->base, own ? own->percentOff : 0);
}

Result<BookCharge> PriceBook::charge(std::string_view account, std::string_view model, const TokenCounts& tokens, Instant at,
    std::int64_t requests, const UsageTerms& terms) const
{
    if (!terms.hasPrice()) // no list of ours tells what it costs
        return fail(
            ErrorCode::unpricedModel, std::string(model), terms.otherMedia ? std::string("audio or images") : terms.text());
    const OwnRate* own = rateFor(account, model, at);
    const auto told = [&](Result<Charge> charge, std::string version) -> Result<BookCharge> {
        if (!charge)
            return fail(charge.error().code, std::string(model));
        return BookCharge {*charge, std::move(version)};
    };
    if (own && own->committed)
        return told(chargeAt(*own->committed, own->currency, tokens, requests, terms), "own rates");
    const PriceList* list = listFor(model, at);
    if (!list)
        return fail(ErrorCode::unpricedModel, std::string(model), m_lists.empty() ? "" : inForce(at)->version());
    const std::int64_t off = own ? own->percentOff : 0;
    return told(chargeAt(*list->find(model), list->currency(), tokens, requests, terms, off),
        off == 0 ? list->version() : std::format("{}, {}% off", list->version(), off));
}

std::map<std::string, UnitPrice> namedPrices(const ModelPrice& price)
{
    std::map<std::string, UnitPrice> out;
    name(out, price.base, price.tiers, {});
    for (const auto& [service, prices] : price.services)
        name(out, prices.base, prices.tiers, UsageTerms {.tier = service, .region = {}}.text() + ' ');
    for (const auto& [factor, millionths] : price.factors)
        out.emplace("times " + factor, millionths);
    return out;
}

std::optional<std::int64_t> PriceChange::percentHundredths() const
{
    if (!before || !after || *before == 0)
        return std::nullopt;
    const Int128 difference = static_cast<Int128>(*after - *before) * 10'000;
    const Int128 half = *before / 2;
    const Int128 rounded = (difference + (difference < 0 ? -half : half)) / *before;
    if (rounded > std::numeric_limits<std::int64_t>::max() || rounded < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return static_cast<std::int64_t>(rounded);
}

std::vector<PriceChange> changesBy(const PriceList& list, std::span<const PriceList> before)
{
    std::set<std::string> models;
    const auto take = [&models](const PriceList& each) {
        for (const auto& [model, price] : each.models())
            models.insert(model);
    };
    take(list);
    std::ranges::for_each(before, take);
    const auto priceBefore = [before](const std::string& model) -> const ModelPrice* {
        for (const PriceList& each : std::views::reverse(before))
            if (const ModelPrice* price = each.find(model))
                return price;
        return nullptr;
    };
    std::vector<PriceChange> out;
    for (const std::string& model : models) {
        const ModelPrice* after = list.find(model);
        if (!after)
            continue;
        const ModelPrice* known = priceBefore(model);
        const auto old = known ? namedPrices(*known) : std::map<std::string, UnitPrice>(), fresh = namedPrices(*after);
        std::set<std::string> names;
        for (const auto* prices : {&old, &fresh})
            for (const auto& [what, price] : *prices)
                names.insert(what);
        const auto priceOf = [](const std::map<std::string, UnitPrice>& prices, const std::string& what) {
            const auto found = prices.find(what);
            return found == prices.end() ? std::optional<UnitPrice>() : found->second;
        };
        for (const std::string& what : names)
            if (const PriceChange change {model, what, priceOf(old, what), priceOf(fresh, what)}; change.before != change.after)
                out.push_back(change);
    }
    return out;
}

} // namespace fuseboard
