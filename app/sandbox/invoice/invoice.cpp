// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/invoice/invoice.h"

#include <boost/json.hpp>

namespace fuseboard::sandbox {
namespace {

constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS call(
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
  project TEXT NOT NULL, key TEXT NOT NULL, user TEXT NOT NULL, model TEXT NOT NULL, api TEXT NOT NULL,
  streamed INTEGER NOT NULL, ending TEXT NOT NULL,
  input INTEGER NOT NULL, cached_input INTEGER NOT NULL, cache_write INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL,
  output INTEGER NOT NULL, reasoning INTEGER NOT NULL,
  nano INTEGER NOT NULL, nano_input INTEGER NOT NULL, nano_cached_input INTEGER NOT NULL,
  nano_cache_write INTEGER NOT NULL, nano_cache_write_1h INTEGER NOT NULL, nano_output INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS call_by_time ON call(at);
)";

constexpr std::string_view columns =
    "id, at, project, key, user, model, api, streamed, ending, input, cached_input, cache_write, "
    "cache_write_1h, output, reasoning, nano, nano_input, nano_cached_input, nano_cache_write, "
    "nano_cache_write_1h, nano_output";

constexpr std::int64_t microsPerSecond = 1'000'000;

} // namespace

Invoice::Invoice(const std::string& path, Database::Open how)
    : m_database(path, how)
{
    if (how == Database::Open::readOnly)
        return;
    // A killed provider loses nothing; only a power cut may take the last calls of a made-up bill.
    m_database.execute("PRAGMA journal_mode=WAL");
    m_database.execute("PRAGMA synchronous=NORMAL");
    m_database.execute(schema);
}

void Invoice::add(const BilledCall& call)
{
    auto insert =
        m_database.prepare("INSERT INTO call(" + std::string(columns) + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    int at = 0;
    insert.bind(++at, call.id);
    insert.bind(++at, call.unixMicros);
    for (const auto* text : {&call.project, &call.key, &call.user, &call.model, &call.api})
        insert.bind(++at, *text);
    insert.bind(++at, std::int64_t {call.streamed});
    insert.bind(++at, call.ending);
    for (const Meter meter : meters)
        insert.bind(++at, call.tokens.of(meter));
    insert.bind(++at, call.tokens.reasoning);
    insert.bind(++at, call.cost.nano);
    for (const std::int64_t nano : call.cost.nanoByMeter)
        insert.bind(++at, nano);
    insert.run();
}

std::vector<BilledCall> Invoice::between(std::int64_t from, std::int64_t to) const
{
    auto select = m_database.prepare("SELECT " + std::string(columns) + " FROM call WHERE at >= ? AND at < ? ORDER BY number");
    select.bind(1, from * microsPerSecond).bind(2, to * microsPerSecond);
    std::vector<BilledCall> out;
    while (select.step()) {
        BilledCall call {.id = select.text(0),
            .unixMicros = select.integer(1),
            .project = select.text(2),
            .key = select.text(3),
            .user = select.text(4),
            .model = select.text(5),
            .api = select.text(6),
            .streamed = select.integer(7) != 0,
            .ending = select.text(8),
            .tokens = {select.integer(9), select.integer(10), select.integer(11), select.integer(12), select.integer(13),
                select.integer(14)},
            .cost = {select.integer(15), {}}};
        for (int i = 0; i < static_cast<int>(meters.size()); ++i)
            call.cost.nanoByMeter[static_cast<std::size_t>(i)] = select.integer(16 + i);
        out.push_back(std::move(call));
    }
    return out;
}

std::vector<InvoiceLine> Invoice::lines() const
{
    auto select = m_database.prepare("SELECT project, key, model, count(*), sum(input), sum(cached_input), sum(cache_write), "
                                     "sum(cache_write_1h), sum(output), sum(reasoning), sum(nano) FROM call "
                                     "GROUP BY project, key, model ORDER BY project, key, model");
    std::vector<InvoiceLine> out;
    while (select.step())
        out.push_back({select.text(0), select.text(1), select.text(2), select.integer(3),
            {select.integer(4), select.integer(5), select.integer(6), select.integer(7), select.integer(8), select.integer(9)},
            select.integer(10)});
    return out;
}

std::string invoiceJson(const std::vector<InvoiceLine>& lines)
{
    namespace json = boost::json;
    json::array array;
    std::int64_t calls = 0, total = 0;
    for (const InvoiceLine& line : lines) {
        calls += line.calls;
        total += line.nano;
        array.push_back({{"project", line.project}, {"key", line.key}, {"model", line.model}, {"calls", line.calls},
            {"input", line.tokens.input}, {"cachedInput", line.tokens.cachedInput}, {"cacheWrite", line.tokens.cacheWrite},
            {"cacheWrite1h", line.tokens.cacheWrite1h}, {"output", line.tokens.output}, {"reasoning", line.tokens.reasoning},
            {"nano", std::to_string(line.nano)}});
    }
    return json::serialize(
        json::value {{"currency", "USD"}, {"calls", calls}, {"total", std::to_string(total)}, {"lines", std::move(array)}});
}

} // namespace fuseboard::sandbox
