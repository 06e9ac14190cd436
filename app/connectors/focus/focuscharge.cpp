// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focuscharge.h"

#include "domain/iso4217.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace fuseboard {
namespace {

constexpr std::int64_t mostTokens = std::int64_t {1} << 53;
constexpr int costDigits = 18;

std::unexpected<Error> bad(FocusColumn column, std::string why)
{
    return fail(ErrorCode::badDocument, std::string(nameOf(column)), std::move(why));
}

constexpr int largestExponent = 30;

/// `mEn`, as FOCUS writes very small numbers (numeric format), without the exponent; text that is none stays as it is.
std::string withoutExponent(std::string_view text)
{
    const auto e = text.find('E');
    int exponent = 0;
    if (e != std::string_view::npos) {
        const auto [end, error] = std::from_chars(text.data() + e + 1, text.data() + text.size(), exponent);
        if (error != std::errc() || end != text.data() + text.size() || std::abs(exponent) > largestExponent)
            return std::string(text);
    }
    std::string digits(text.substr(0, e));
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    const auto point = digits.find('.');
    const bool isNumber = digits.size() > sign && digits[sign] >= '0' && digits[sign] <= '9' && !digits.ends_with('.')
        && digits.find('.', std::min(point, digits.size() - 1) + 1) == std::string::npos;
    if (e == std::string_view::npos || !isNumber)
        return std::string(text);
    auto at = static_cast<std::ptrdiff_t>(std::min(point, digits.size()) - sign) + exponent; // of the point, behind the sign
    if (point != std::string::npos)
        digits.erase(point, 1);
    if (at < 1) {
        digits.insert(sign, static_cast<std::size_t>(1 - at), '0');
        at = 1;
    }
    const std::size_t place = sign + static_cast<std::size_t>(at);
    if (place >= digits.size())
        return digits + std::string(place - digits.size(), '0');
    return digits.insert(place, 1, '.');
}

/// Digits with a point, or `mEn`; no grouping or sign `+`. Below 1e-18 cut off.
Result<Int128> parseCost(std::string_view written)
{
    const std::string plain = withoutExponent(written);
    const std::string_view text = plain;
    const bool negative = text.starts_with('-');
    std::string_view rest = negative ? text.substr(1) : text;
    constexpr Int128 most = static_cast<Int128>(9'000'000'000) * 1'000'000'000 * 1'000'000'000;
    Int128 value = 0;
    int fraction = -1;
    bool anyDigit = false;
    for (const char c : rest) {
        if (c == '.' && fraction < 0) {
            fraction = 0;
            continue;
        }
        if (c < '0' || c > '9')
            return fail(ErrorCode::badDecimal);
        anyDigit = true;
        if (fraction >= costDigits)
            continue;
        value = value * 10 + (c - '0');
        fraction += fraction >= 0 ? 1 : 0;
        if (value > most)
            return fail(ErrorCode::overflow);
    }
    if (!anyDigit || rest.ends_with('.') || rest.starts_with('.'))
        return fail(ErrorCode::badDecimal);
    for (int digits = std::max(fraction, 0); digits < costDigits; ++digits) {
        value *= 10;
        if (value > most)
            return fail(ErrorCode::overflow);
    }
    return negative ? -value : value;
}

Result<Instant> parseTime(const std::string& written, const FocusReading& how)
{
    std::string text = written;
    const std::string quoted = "'" + written.substr(0, 40) + "'";
    if (how.lenient && text.ends_with(" UTC"))
        text.replace(text.size() - 4, 4, "Z");
    if (how.lenient && text.size() > 10 && text[10] == ' ')
        text[10] = 'T';
    const auto zone = text.find_first_of("Z+-", std::min<std::size_t>(text.size(), 11));
    if (zone == std::string::npos) {
        if (!how.assumeUtc)
            return fail(ErrorCode::badInstant, {}, quoted + " has no time zone");
        text += 'Z';
    }
    if (how.lenient && text.size() == 17 && text.back() == 'Z')
        text.insert(16, ":00");
    auto at = parseInstant(text);
    if (!at || text[10] != 'T')
        return fail(ErrorCode::badInstant, {}, quoted + " is not a time like 2026-11-03T00:00:00Z");
    return at;
}

/// Of one flat JSON object: the first of the members that is there, as text; empty where none is. One that is there twice is
/// refused: whose money it is would depend on who reads it.
Result<std::string> memberOf(const std::string& json, std::initializer_list<std::string_view> names)
{
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(json).get(object) != simdjson::SUCCESS)
        return fail(ErrorCode::badDocument, {}, "not a JSON object");
    for (const std::string_view name : names) {
        std::optional<simdjson::dom::element> value;
        for (const auto& [key, each] : object) {
            if (key != name)
                continue;
            if (value)
                return fail(ErrorCode::badDocument, {}, "'" + std::string(name) + "' is there twice");
            value = each;
        }
        if (!value || value->is_null())
            continue;
        std::string_view text;
        return value->get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::minify(*value);
    }
    return std::string();
}

struct Meter {
    std::string_view name;
    std::int64_t TokenCounts::* count;
};
constexpr std::array meters {Meter {"Input Tokens", &TokenCounts::input},
    Meter {"Cache Read Input Tokens", &TokenCounts::cacheRead}, Meter {"Cache Write Input Tokens", &TokenCounts::cacheWrite5m},
    Meter {"Cache Write Input Tokens (1h)", &TokenCounts::cacheWrite1h}, Meter {"Output Tokens", &TokenCounts::output}};

class Line {
public:
    Line(const std::vector<std::string>& fields, const FocusHeader& header, const FocusReading& how)
        : m_fields(fields)
        , m_header(header)
        , m_how(how)
    {
    }

    /// Empty for null.
    [[nodiscard]] std::string text(FocusColumn column) const
    {
        const int place = m_header.placeOf(column);
        if (place < 0)
            return {};
        const std::string& field = m_fields[static_cast<std::size_t>(place)];
        return m_how.lenient && field == "NULL" ? std::string() : field;
    }

    Result<std::string> required(FocusColumn column) const
    {
        auto value = text(column);
        if (value.empty())
            return bad(column, "it is empty");
        return value;
    }

    Result<Period> period(FocusColumn start, FocusColumn end) const
    {
        const auto from = time(start), to = time(end);
        if (!from || !to)
            return std::unexpected(!from ? from.error() : to.error());
        if (*from >= *to)
            return bad(end, "the period ends before it starts");
        return Period {*from, *to};
    }

    /// The history keeps whole seconds: charges that begin within the same one would take each other's place.
    Result<Period> chargePeriod() const
    {
        using std::chrono::floor, std::chrono::seconds;
        const auto period = this->period(FocusColumn::chargePeriodStart, FocusColumn::chargePeriodEnd);
        if (period)
            for (const auto& [column, at] :
                {std::pair {FocusColumn::chargePeriodStart, period->start}, {FocusColumn::chargePeriodEnd, period->end}})
                if (floor<seconds>(at) != at)
                    return bad(column, "it has a fraction of a second");
        return period;
    }

    Result<Int128> cost() const
    {
        const auto value = required(FocusColumn::effectiveCost);
        if (!value)
            return std::unexpected(value.error());
        const auto cost = parseCost(*value);
        if (!cost)
            return fail(cost.error().code, std::string(nameOf(FocusColumn::effectiveCost)), "'" + value->substr(0, 40) + "'");
        return *cost;
    }

    Result<void> readQuantity(FocusCharge& charge) const
    {
        const std::string unit = text(FocusColumn::consumedUnit), quantity = text(FocusColumn::consumedQuantity);
        if (quantity.empty() || (unit != "Tokens" && unit != "Requests"))
            return {};
        const auto count = parseScaledDecimal(quantity, 0);
        const bool isCount = count && *count >= 0 && *count <= mostTokens;
        if (unit == "Requests") {
            charge.requests = isCount ? *count : 0; // some clouds meter parts of requests
            return {};
        }
        if (!isCount)
            return bad(FocusColumn::consumedQuantity, "'" + quantity.substr(0, 40) + "' is not a count of tokens");
        const std::string meter = text(FocusColumn::skuMeter);
        for (const auto& [name, member] : meters)
            if (meter == name)
                charge.tokens.*member = *count;
        return {};
    }

    Result<std::string> model() const
    {
        if (auto named = text(FocusColumn::modelId); !named.empty())
            return named;
        const std::string details = text(FocusColumn::skuPriceDetails);
        return details.empty() ? Result<std::string>(std::string())
                               : inColumn(memberOf(details, {"x_ModelId", "ModelId"}), FocusColumn::skuPriceDetails);
    }

    Result<std::string> tag() const
    {
        const std::string tags = text(FocusColumn::tags);
        return tags.empty() ? Result<std::string>(std::string()) : inColumn(memberOf(tags, {m_how.tagKey}), FocusColumn::tags);
    }

    Result<CostBasis> basis() const
    {
        const std::string word = text(FocusColumn::costBasis);
        if (word.empty() || word == "Reported")
            return CostBasis::reported;
        if (word == "Invoiced")
            return CostBasis::invoiced;
        if (word == "Estimated")
            return CostBasis::estimated;
        return bad(FocusColumn::costBasis, "'" + word.substr(0, 40) + "' is no basis");
    }

private:
    Result<Instant> time(FocusColumn column) const
    {
        const auto value = required(column);
        if (!value)
            return std::unexpected(value.error());
        const auto at = parseTime(*value, m_how);
        if (!at)
            return bad(column, at.error().detail);
        return at;
    }
    static Result<std::string> inColumn(Result<std::string> value, FocusColumn column)
    {
        return value ? std::move(value) : bad(column, value.error().detail);
    }

    const std::vector<std::string>& m_fields;
    const FocusHeader& m_header;
    const FocusReading& m_how;
};

/// Puts a value where it belongs, or keeps the first error.
template <class T>
void take(Result<T> value, T& into, std::optional<Error>& error)
{
    if (value)
        into = *std::move(value);
    else if (!error)
        error = value.error();
}

} // namespace

Result<FocusCharge> readCharge(const std::vector<std::string>& fields, const FocusHeader& header, const FocusReading& how)
{
    if (fields.size() != header.width)
        return fail(ErrorCode::badDocument, std::to_string(fields.size()) + " fields",
            "the header has " + std::to_string(header.width));
    const Line line(fields, header, how);
    FocusCharge charge;
    std::optional<Error> error;
    using Column = FocusColumn;
    take(line.required(Column::billingAccountId), charge.account, error);
    take(line.period(Column::billingPeriodStart, Column::billingPeriodEnd), charge.billing, error);
    take(line.chargePeriod(), charge.period, error);
    take(line.cost(), charge.cost, error);
    take(line.required(Column::serviceCategory), charge.serviceCategory, error);
    take(line.required(Column::serviceName), charge.service, error);
    take(line.model(), charge.model, error);
    take(line.tag(), charge.tag, error);
    take(line.basis(), charge.basis, error);
    charge.project = line.text(Column::subAccountId);
    charge.key = line.text(Column::credentialId);
    charge.person = line.text(Column::principalId);
    const auto currency = knownCurrency(line.text(Column::billingCurrency));
    if (!currency && !error)
        error =
            bad(Column::billingCurrency, "'" + line.text(Column::billingCurrency).substr(0, 40) + "' is no currency").error();
    if (auto quantity = line.readQuantity(charge); !quantity && !error)
        error = quantity.error();
    if (error)
        return std::unexpected(*error);
    charge.currency = *currency;
    return charge;
}

} // namespace fuseboard
