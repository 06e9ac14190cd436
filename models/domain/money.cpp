// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/money.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace fuseboard {
namespace {

constexpr int nanoDigits = 9;
constexpr std::int64_t nanoPerUnit = 1'000'000'000;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

struct Decimal {
    bool negative = false;
    std::string digits; ///< without leading zeros
    long exponent = 0; ///< value = digits × 10^exponent
};

Result<Decimal> readDecimal(std::string_view text)
{
    const auto bad = [&] { return fail(ErrorCode::badDecimal, std::string(text.substr(0, 60))); };
    Decimal out;
    std::size_t at = 0;
    if (at < text.size() && text[at] == '-') {
        out.negative = true;
        ++at;
    }
    std::size_t seen = 0;
    for (; at < text.size() && isDigit(text[at]); ++at, ++seen)
        out.digits += text[at];
    if (at < text.size() && text[at] == '.') {
        for (++at; at < text.size() && isDigit(text[at]); ++at, ++seen) {
            out.digits += text[at];
            --out.exponent;
        }
    }
    if (seen == 0)
        return bad();
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && text[at] == '+')
            ++at;
        long exponent = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
        // Past this no amount of money fits, and the loops below must stay short.
        if (error != std::errc() || exponent > 400 || exponent < -400)
            return bad();
        at = static_cast<std::size_t>(end - text.data());
        out.exponent += exponent;
    }
    if (at != text.size())
        return bad();
    out.digits.erase(0, std::min(out.digits.find_first_not_of('0'), out.digits.size()));
    return out;
}

enum class Remainder { refuse, round };

Result<std::int64_t> scaled(std::string_view text, int fractionDigits, Remainder remainder)
{
    auto decimal = readDecimal(text);
    if (!decimal)
        return std::unexpected(decimal.error());
    std::string digits = decimal->digits;
    const long shift = decimal->exponent + fractionDigits;
    bool roundUp = false;
    if (shift >= 0 && !digits.empty()) {
        if (digits.size() + static_cast<std::size_t>(shift) > 19)
            return fail(ErrorCode::overflow, std::string(text.substr(0, 60)));
        digits.append(static_cast<std::size_t>(shift), '0');
    } else if (shift < 0) {
        const auto cut = static_cast<std::size_t>(-shift);
        const std::string tail =
            cut >= digits.size() ? std::string(cut - digits.size(), '0') + digits : digits.substr(digits.size() - cut);
        digits = cut >= digits.size() ? std::string() : digits.substr(0, digits.size() - cut);
        if (remainder == Remainder::refuse && tail.find_first_not_of('0') != std::string::npos)
            return fail(ErrorCode::badDecimal, std::string(text.substr(0, 60)), "more digits than can be kept exactly");
        roundUp = remainder == Remainder::round && tail[0] >= '5';
    }
    if (digits.size() > 19)
        return fail(ErrorCode::overflow, std::string(text.substr(0, 60)));
    Int128 value = 0;
    for (char c : digits)
        value = value * 10 + (c - '0');
    value += roundUp ? 1 : 0;
    if (value > std::numeric_limits<std::int64_t>::max())
        return fail(ErrorCode::overflow, std::string(text.substr(0, 60)));
    const auto magnitude = static_cast<std::int64_t>(value);
    return decimal->negative ? -magnitude : magnitude;
}

std::string magnitudeText(std::int64_t nano, int digits)
{
    // Unsigned, because the smallest 64-bit number has no positive twin.
    const std::uint64_t magnitude = nano < 0 ? 0 - static_cast<std::uint64_t>(nano) : static_cast<std::uint64_t>(nano);
    std::string fraction = std::to_string(magnitude % nanoPerUnit);
    fraction.insert(0, static_cast<std::size_t>(nanoDigits) - fraction.size(), '0');
    fraction.resize(static_cast<std::size_t>(digits));
    return std::to_string(magnitude / nanoPerUnit) + (digits > 0 ? "." + fraction : "");
}

Result<Currency> common(Money a, Money b)
{
    if (a.currency == b.currency || (b.isZero() && !b.currency.isSet()))
        return a.currency;
    if (a.isZero() && !a.currency.isSet())
        return b.currency;
    return fail(ErrorCode::currencyMismatch, a.currency.text() + " and " + b.currency.text());
}

} // namespace

Result<Currency> Currency::parse(std::string_view text)
{
    std::array<char, 3> code {};
    if (text.size() != code.size())
        return fail(ErrorCode::badDocument, std::string(text.substr(0, 20)), "not an ISO 4217 currency");
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
        if (c < 'A' || c > 'Z')
            return fail(ErrorCode::badDocument, std::string(text), "not an ISO 4217 currency");
        code[i] = c;
    }
    return Currency(code);
}

std::string Currency::text() const { return isSet() ? std::string(m_code.begin(), m_code.end()) : std::string(); }

Result<Money> Money::parse(std::string_view decimal, Currency currency)
{
    return parseScaledDecimal(decimal, nanoDigits).transform([&](std::int64_t nano) { return Money {nano, currency}; });
}

std::string Money::text() const
{
    std::string out = magnitudeText(nano, nanoDigits);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.')
        out.pop_back();
    return (nano < 0 ? "-" : "") + out;
}

std::string Money::rounded(int digits) const
{
    std::int64_t step = 1;
    for (int i = digits; i < nanoDigits; ++i)
        step *= 10;
    const Int128 half = nano < 0 ? -(step / 2) : step / 2;
    const Int128 whole = (static_cast<Int128>(nano) + half) / step * step;
    const auto kept = static_cast<std::int64_t>(
        std::clamp<Int128>(whole, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
    return (kept < 0 ? "-" : "") + magnitudeText(kept, digits);
}

Result<Money> add(Money a, Money b)
{
    auto currency = common(a, b);
    if (!currency)
        return std::unexpected(currency.error());
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.nano, b.nano, &sum))
        return fail(ErrorCode::overflow, a.text() + " + " + b.text());
    return Money {sum, *currency};
}

Result<Money> subtract(Money a, Money b)
{
    auto currency = common(a, b);
    if (!currency)
        return std::unexpected(currency.error());
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.nano, b.nano, &difference))
        return fail(ErrorCode::overflow, a.text() + " - " + b.text());
    return Money {difference, *currency};
}

Result<Money> scale(Money amount, std::int64_t numerator, std::int64_t denominator)
{
    const Int128 product = static_cast<Int128>(amount.nano) * numerator;
    const Int128 half = product < 0 ? -(denominator / 2) : denominator / 2;
    const Int128 value = (product + half) / denominator;
    if (value > std::numeric_limits<std::int64_t>::max() || value < std::numeric_limits<std::int64_t>::min())
        return fail(ErrorCode::overflow, amount.text());
    return Money {static_cast<std::int64_t>(value), amount.currency};
}

Result<std::int64_t> parseScaledDecimal(std::string_view decimal, int fractionDigits)
{
    return scaled(decimal, fractionDigits, Remainder::refuse);
}

Result<std::int64_t> parseScaledDecimalRounded(std::string_view decimal, int fractionDigits)
{
    return scaled(decimal, fractionDigits, Remainder::round);
}

} // namespace fuseboard
