// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storedrow.h"

#include "store/rowcheck.h"

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono;

// The numbers are on disk: an enumerator may be added, none may move.
static_assert(static_cast<int>(Ledger::invoice) == 0 && static_cast<int>(Ledger::providerCost) == 1
    && static_cast<int>(Ledger::gateway) == 2 && static_cast<int>(Ledger::providerUsage) == 3
    && static_cast<int>(Ledger::telemetry) == 4 && static_cast<int>(Ledger::localLog) == 5);
static_assert(static_cast<int>(CostBasis::invoiced) == 0 && static_cast<int>(CostBasis::reported) == 1
    && static_cast<int>(CostBasis::estimated) == 2);

constexpr std::size_t uuidText = 36;

int hexValue(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

bool isDash(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

/// Call ids of gateways are UUIDs in time order: half their text is enough. False where it is something else.
bool packUuid(const std::string& text, std::string& out)
{
    if (text.size() != uuidText)
        return false;
    std::string bytes;
    for (std::size_t i = 0; i < uuidText; ++i) {
        if (isDash(i)) {
            if (text[i] != '-')
                return false;
            continue;
        }
        const int high = hexValue(text[i]), low = hexValue(text[++i]);
        if (high < 0 || low < 0)
            return false;
        bytes.push_back(static_cast<char>(high << 4 | low));
    }
    out = bytes;
    return true;
}

std::string unpackUuid(const std::string& bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        text += std::format("{}{:02x}", isDash(text.size()) ? "-" : "", static_cast<unsigned char>(bytes[i]));
    return text;
}

} // namespace

std::int64_t StoredRow::check() const
{
    RowCheck sum;
    sum.add(start).add(width).add(source).add(record, binaryRecord).add(series).add(fraction).add(seq);
    sum.add(tokens.input).add(tokens.cacheRead).add(tokens.cacheWrite5m).add(tokens.cacheWrite1h).add(tokens.output);
    sum.add(tokens.reasoning).add(requests).add(failedRequests).add(cost).add(pricing).add(priceVersion).add(readAt);
    return sum.add(withdrawnAt).value();
}

bool StoredRow::saysTheSameAs(const StoredRow& other) const
{
    return tokens == other.tokens && requests == other.requests && failedRequests == other.failedRequests && cost == other.cost
        && pricing == other.pricing && priceVersion == other.priceVersion;
}

StoredRow storedRow(const UsageRow& row, std::int64_t source, std::int64_t series, Instant at, Names& names)
{
    const auto second = floor<seconds>(row.start);
    StoredRow out {.start = second.time_since_epoch().count(),
        .width = row.width.count(),
        .source = source,
        .record = row.recordId,
        .series = series,
        .fraction = (row.start - second).count(),
        .seq = static_cast<std::int64_t>(row.seq),
        .tokens = row.tokens,
        .requests = row.requests,
        .failedRequests = row.failedRequests,
        .cost = {},
        .priceVersion = names.idOf(row.priceVersion),
        .readAt = toUnixSeconds(at),
        .withdrawnAt = {}};
    Pricing pricing {.basis = row.basis, .priced = row.cost.has_value()};
    if (row.cost) {
        out.cost = row.cost->nano;
        pricing.currency = row.cost->currency.isSet() ? names.idOf(row.cost->currency.text()) : 0;
    }
    out.pricing = pricing.code();
    out.binaryRecord = packUuid(row.recordId, out.record);
    return out;
}

UsageRow usageRow(const StoredRow& row, const UsageRow& common, Names& names)
{
    UsageRow out = common;
    out.start = Instant(seconds(row.start) + microseconds(row.fraction));
    out.width = seconds(row.width);
    out.recordId = row.binaryRecord ? unpackUuid(row.record) : row.record;
    out.seq = static_cast<std::uint64_t>(row.seq);
    out.tokens = row.tokens;
    out.requests = row.requests;
    out.failedRequests = row.failedRequests;
    const Pricing pricing = Pricing::of(row.pricing);
    out.basis = pricing.basis;
    if (row.cost)
        out.cost = Money {*row.cost, Currency::parse(names.textOf(pricing.currency)).value_or(Currency())};
    out.priceVersion = names.textOf(row.priceVersion);
    return out;
}

StoredRow readStored(const sqlite::Statement& statement, const sqlite::Database& database, int first)
{
    const auto integer = [&](int column) { return statement.integer(first + column); };
    const auto optional = [&](int column) {
        return statement.isNull(first + column) ? std::nullopt : std::optional(statement.integer(first + column));
    };
    StoredRow row {.start = integer(0),
        .width = integer(1),
        .source = integer(2),
        .record = statement.bytes(first + 3),
        .binaryRecord = statement.isBlob(first + 3),
        .series = integer(4),
        .fraction = integer(5),
        .seq = integer(6),
        .tokens = {integer(7), integer(8), integer(9), integer(10), integer(11), integer(12)},
        .requests = integer(13),
        .failedRequests = integer(14),
        .cost = optional(15),
        .pricing = integer(16),
        .priceVersion = integer(17),
        .readAt = integer(18),
        .withdrawnAt = optional(19)};
    if (row.check() != integer(20))
        throw sqlite::Failure {{ErrorCode::historyDamaged, database.file().string(),
            std::format("a row of {} does not fit its check",
                toText(Instant(seconds(std::clamp<std::int64_t>(row.start, 0, 253'402'300'799)))))}};
    return row;
}

} // namespace fuseboard
