// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/exchangerates.h"

#include <algorithm>
#include <format>
#include <numeric>
#include <set>

namespace fuseboard {
namespace {

using std::chrono::days;

constexpr int longestScale = 9;
constexpr std::int64_t mostDigits = 999'999'999;

std::int64_t powerOfTen(int exponent)
{
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

std::string decimalText(std::int64_t digits, int scale)
{
    std::string out = std::format("{:0{}}", digits, scale + 1);
    if (scale > 0)
        out.insert(out.size() - static_cast<std::size_t>(scale), ".");
    return out;
}

DayRate reduced(DayRate rate)
{
    const std::int64_t common = std::gcd(rate.numerator, rate.denominator);
    rate.numerator /= common;
    rate.denominator /= common;
    return rate;
}

/// Of the same pair and day.
bool replaces(const ExchangeRate& later, const ExchangeRate& earlier) { return later.isOpenEnded() || !earlier.isOpenEnded(); }

} // namespace

std::string ExchangeRate::text() const { return decimalText(digits, scale); }

bool ExchangeRate::holdsOn(Instant on) const { return day <= on && (isOpenEnded() || on <= day + days(holdsDays)); }

Result<ExchangeRate> withRate(ExchangeRate rate, std::string_view decimal)
{
    const std::string subject(decimal.substr(0, 60));
    if (decimal.find_first_not_of("0123456789.") != std::string_view::npos)
        return fail(ErrorCode::badDecimal, subject, "a rate has digits and a point, like 1.0856");
    auto digits = parseScaledDecimal(decimal, longestScale);
    if (!digits && digits.error().code == ErrorCode::overflow)
        return fail(ErrorCode::badDecimal, subject, "a rate has at most nine digits");
    if (!digits)
        return std::unexpected(digits.error());
    rate.digits = *digits;
    rate.scale = longestScale;
    for (; rate.scale > 0 && rate.digits % 10 == 0; --rate.scale)
        rate.digits /= 10;
    if (rate.digits < 1 || rate.digits > mostDigits)
        return fail(ErrorCode::badDecimal, subject, "a rate is above zero and has at most nine digits");
    return rate;
}

Result<void> checkRate(const ExchangeRate& rate)
{
    const std::string subject = std::format("the rate {} to {}", rate.from.text(), rate.to.text());
    if (!rate.from.isSet() || !rate.to.isSet() || rate.from == rate.to)
        return fail(ErrorCode::badDocument, subject, "it is not between two currencies");
    if (rate.digits < 1 || rate.digits > mostDigits || rate.scale < 0 || rate.scale > longestScale || rate.holdsDays < 0)
        return fail(ErrorCode::badDocument, subject, "it is out of range");
    if (rate.day != dayOf(rate.day))
        return fail(ErrorCode::badDocument, subject, "it does not begin with a UTC day");
    return {};
}

std::string DayRate::text() const
{
    constexpr std::int64_t twelveDigits = 100'000'000'000;
    int scale = 0;
    Int128 scaled = numerator;
    for (; scale < 18 && scaled % denominator != 0 && scaled / denominator < twelveDigits; ++scale)
        scaled *= 10;
    return decimalText(static_cast<std::int64_t>((scaled + denominator / 2) / denominator), scale);
}

Result<Money> convert(Money amount, const DayRate& rate, Currency to)
{
    return scale(amount, rate.numerator, rate.denominator).transform([&](Money converted) {
        converted.currency = to;
        return converted;
    });
}

ExchangeRates::ExchangeRates(const std::vector<ExchangeRate>& rates)
{
    for (const ExchangeRate& rate : rates) {
        const auto [at, isNew] = m_rates[{rate.from, rate.to}].try_emplace(rate.day, rate);
        if (!isNew && replaces(rate, at->second))
            at->second = rate;
    }
}

const ExchangeRate* ExchangeRates::counting(const std::vector<ExchangeRate>& ofOneDay)
{
    const ExchangeRate* counts = nullptr;
    for (const ExchangeRate& rate : ofOneDay)
        if (!counts || replaces(rate, *counts))
            counts = &rate;
    return counts;
}

const ExchangeRate* ExchangeRates::stated(const Pair& pair, Instant day) const
{
    const auto rates = m_rates.find(pair);
    if (rates == m_rates.end())
        return nullptr;
    // A bank's rate that has run out does not hide a person's that holds on.
    for (auto at = rates->second.upper_bound(day); at != rates->second.begin();)
        if ((--at)->second.holdsOn(day))
            return &at->second;
    return nullptr;
}

std::optional<DayRate> ExchangeRates::leg(Currency from, Currency to, Instant day) const
{
    const ExchangeRate* direct = stated({from, to}, day);
    const ExchangeRate* inverse = stated({to, from}, day);
    if (!direct && !inverse)
        return std::nullopt;
    // As between two of one direction: the later day counts, and of one day what a person committed to.
    const auto rank = [](const ExchangeRate& rate) { return std::pair(rate.day, rate.isOpenEnded()); };
    const bool straight = direct && (!inverse || rank(*direct) >= rank(*inverse));
    const ExchangeRate& rate = straight ? *direct : *inverse;
    const std::int64_t unit = powerOfTen(rate.scale);
    return DayRate {.numerator = straight ? rate.digits : unit,
        .denominator = straight ? unit : rate.digits,
        .day = rate.day,
        .source = std::format("{}: 1 {} = {} {}", rate.source, rate.from.text(), rate.text(), rate.to.text())};
}

std::optional<DayRate> ExchangeRates::find(Currency from, Currency to, Instant day) const
{
    const Instant on = dayOf(day);
    if (auto own = leg(from, to, on))
        return reduced(*own);
    std::set<Currency> others;
    for (const auto& [pair, rates] : m_rates) {
        if (pair.first == from || pair.second == from)
            others.insert(pair.first == from ? pair.second : pair.first);
    }
    std::optional<DayRate> best;
    for (const Currency over : others) {
        const auto first = leg(from, over, on), second = leg(over, to, on);
        if (!first || !second)
            continue;
        const Instant older = std::min(first->day, second->day);
        if (best && best->day >= older)
            continue;
        best = {.numerator = first->numerator * second->numerator,
            .denominator = first->denominator * second->denominator,
            .day = older,
            .source = first->source + "; " + second->source};
    }
    return best.transform(reduced);
}

std::vector<ExchangeRate> ExchangeRates::lastOn(Instant day) const
{
    std::vector<ExchangeRate> out;
    for (const auto& [pair, rates] : m_rates) {
        const auto next = rates.upper_bound(day);
        if (const ExchangeRate* inForce = stated(pair, day))
            out.push_back(*inForce);
        else if (next != rates.begin())
            out.push_back(std::prev(next)->second);
    }
    return out;
}

std::vector<ExchangeRate> ExchangeRates::after(Instant day) const
{
    std::vector<ExchangeRate> out;
    for (const auto& [pair, rates] : m_rates)
        for (auto each = rates.upper_bound(day); each != rates.end(); ++each)
            out.push_back(each->second);
    return out;
}

} // namespace fuseboard
