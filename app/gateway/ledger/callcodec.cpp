// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/callcodec.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace fuseboard::gateway {
namespace {

using Length = std::uint32_t;

/// Puts numbers into one piece of memory of that size: most of a call are numbers.
template <std::size_t count>
void append(std::string& out, const std::array<std::int64_t, count>& numbers)
{
    out.append(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
}

void append(std::string& out, std::string_view text)
{
    const auto length = static_cast<Length>(text.size());
    out.append(reinterpret_cast<const char*>(&length), sizeof length).append(text);
}

template <class T>
bool take(std::string_view& bytes, T& into)
{
    if (bytes.size() < sizeof into)
        return false;
    std::memcpy(&into, bytes.data(), sizeof into);
    bytes.remove_prefix(sizeof into);
    return true;
}

template <class Text>
bool takeText(std::string_view& bytes, Text& text)
{
    Length length = 0;
    if (!take<Length>(bytes, length) || bytes.size() < length)
        return false;
    text = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return true;
}

/// The texts of a call, in the order in which they stand; the first is its id.
template <class Row>
auto textsOf(Row& row)
{
    return std::array {&row.callId, &row.team, &row.token, &row.person, &row.agent, &row.session, &row.dialect, &row.route,
        &row.modelAsked, &row.modelUsed, &row.reason, &row.priceVersion, &row.upstream, &row.cut, &row.modelSent, &row.tier};
}

using Numbers = std::array<std::int64_t, 15>;
constexpr std::int64_t unknown = -1;

template <class Text>
Numbers numbersOf(const BasicCallRow<Text>& row)
{
    const TokenCounts& t = row.tokens;
    return {row.at.time_since_epoch().count(), row.endedAt.time_since_epoch().count(), static_cast<std::int64_t>(row.status),
        t.input, t.cacheRead, t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning, row.cost ? row.cost->nano : 0,
        row.unsettledNano, row.counted ? 1 : 0, row.durationMs, row.firstByteMs.value_or(unknown), row.cost ? 1 : 0};
}

bool isKnown(std::int64_t status) { return status >= 0 && status <= static_cast<std::int64_t>(CallStatus::cut); }

} // namespace

void appendNumber(std::string& out, std::uint64_t number) { out.append(reinterpret_cast<const char*>(&number), sizeof number); }

std::optional<std::uint64_t> takeNumber(std::string_view& bytes)
{
    std::uint64_t number = 0;
    return take(bytes, number) ? std::optional(number) : std::nullopt;
}

template <class Text>
void appendCall(std::string& out, const BasicCallRow<Text>& row)
{
    append(out, numbersOf(row));
    for (const Text* text : textsOf(row))
        append(out, std::string_view(*text));
    const std::string currency = row.cost ? row.cost->currency.text() : std::string();
    append(out, std::string_view(currency));
}

template <class Text>
std::optional<BasicCallRow<Text>> takeCall(std::string_view& bytes)
{
    Numbers n {};
    BasicCallRow<Text> row {};
    if (!take(bytes, n) || !isKnown(n[2]))
        return {};
    for (Text* text : textsOf(row))
        if (!takeText(bytes, *text))
            return {};
    std::string_view currency;
    if (!takeText(bytes, currency))
        return {};
    row.at = Instant(std::chrono::microseconds(n[0]));
    row.endedAt = Instant(std::chrono::microseconds(n[1]));
    row.status = static_cast<CallStatus>(n[2]);
    row.tokens = {n[3], n[4], n[5], n[6], n[7], n[8]};
    if (n[14] != 0) {
        const auto known = Currency::parse(currency);
        if (!known && !currency.empty()) // a policy without prices has none
            return {};
        row.cost = Money {n[9], known.value_or(Currency())};
    }
    row.unsettledNano = n[10];
    row.counted = n[11] != 0;
    row.durationMs = n[12];
    if (n[13] != unknown)
        row.firstByteMs = n[13];
    return row;
}

std::string_view callIdIn(std::string_view call)
{
    call.remove_prefix(std::min(call.size(), sizeof(Numbers)));
    std::string_view id;
    takeText(call, id);
    return id;
}

template void appendCall(std::string& out, const CallRow& row);
template void appendCall(std::string& out, const CallView& row);
template std::optional<CallRow> takeCall(std::string_view& bytes);
template std::optional<CallView> takeCall(std::string_view& bytes);

} // namespace fuseboard::gateway
