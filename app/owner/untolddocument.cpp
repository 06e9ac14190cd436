// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/untolddocument.h"

#include "owner/documentvalues.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

using document::text;
using document::time;

using Name = QLatin1StringView;

constexpr std::array<std::pair<Ledger, std::string_view>, 7> ledgerWords {{{Ledger::invoice, "invoice"},
    {Ledger::providerCost, "costs"}, {Ledger::gateway, "calls"}, {Ledger::providerUsage, "usage"},
    {Ledger::telemetry, "telemetry"}, {Ledger::localLog, "logs"}, {Ledger::repository, "merges"}}};
constexpr std::array<std::pair<Untold::Why, std::string_view>, 3> whyWords {
    {{Untold::Why::leftOut, "leftOut"}, {Untold::Why::refused, "refused"}, {Untold::Why::countedMore, "countedMore"}}};

template <class Table>
auto valueOfWord(const Table& table, std::string_view word)
{
    using Value = std::remove_cvref_t<decltype(table.front().first)>;
    const auto* found = std::ranges::find(table, word, [](const auto& each) { return each.second; });
    return found == table.end() ? std::optional<Value>() : std::optional(found->first);
}

template <class Table, class Value>
QString wordOf(const Table& table, Value value)
{
    const auto* found = std::ranges::find(table, value, [](const auto& each) { return each.first; });
    return text(std::string(found->second));
}

} // namespace

UntoldDays untoldOf(const DocumentFields& fields)
{
    UntoldDays out;
    fields.each(Name("untold"), [&out](const DocumentFields& each) {
        out.push_back({.ledger = each.word(
                           Name("ledger"), [](const std::string& word) { return valueOfWord(ledgerWords, word); }, Ledger {}),
            .list = each.text(Name("list")),
            .days = {each.timeOr(Name("from"), {}), each.timeOr(Name("to"), {})},
            .why = each.word(
                Name("why"), [](const std::string& word) { return valueOfWord(whyWords, word); }, Untold::Why::leftOut),
            .wasTold = each.flag(Name("wasTold"), false)});
    });
    return out;
}

QJsonArray untoldDocument(const UntoldDays& untold)
{
    QJsonArray out;
    for (const Untold& each : untold)
        out += QJsonObject {{QStringLiteral("ledger"), wordOf(ledgerWords, each.ledger)},
            {QStringLiteral("list"), text(each.list)}, {QStringLiteral("from"), time(each.days.start)},
            {QStringLiteral("to"), time(each.days.end)}, {QStringLiteral("why"), wordOf(whyWords, each.why)},
            {QStringLiteral("wasTold"), each.wasTold}};
    return out;
}

} // namespace fuseboard
