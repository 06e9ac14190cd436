// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/cursor/cursordialect.h"

#include "connectors/cursor/cursorapi.h"
#include "connectors/cursor/cursordaily.h"
#include "connectors/cursor/cursorlimits.h"
#include "connectors/jsonmoney.h"
#include "domain/usageterms.h"

#include <format>
#include <map>

namespace fuseboard {
namespace {

using cursor::millisecondsOf;
using cursor::pageNumber;
using std::chrono::days;
using std::chrono::hours;

constexpr auto events = "events";
constexpr auto members = "members";
constexpr std::int64_t pageLength = 1'000;
constexpr int cents = -2;

/// `Included in Business` and its kin: where an event tells no charge, the plan has paid for it.
bool isIncluded(std::string_view kind)
{
    std::string lower;
    for (const char c : kind)
        lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower.find("included") != std::string::npos;
}

TokenCounts tokensOf(json::Object& event, const std::string& path)
{
    TokenCounts out;
    const auto usage = json::optional(event, "tokenUsage", path); // events that are no model's have none
    if (!usage)
        return out;
    const std::string place = path + ".tokenUsage";
    json::Object counts = json::object(*usage, place);
    out.input = json::countOr(counts, "inputTokens", place);
    out.output = json::countOr(counts, "outputTokens", place);
    out.cacheWrite5m = json::countOr(counts, "cacheWriteTokens", place);
    out.cacheRead = json::countOr(counts, "cacheReadTokens", place);
    return out;
}

/// The contract guarantees no charge: where neither it nor the plan says what an event costs, nobody knows.
std::optional<Money> chargeOf(json::Object& event, bool included, const std::string& path)
{
    if (!json::optional(event, "chargedCents", path))
        return included ? std::optional(Money {0, Currency::usd()}) : std::nullopt;
    return json::moneyIn(Currency::usd(), event, "chargedCents", cents, path);
}

/// An event's row among those of its hour. Events have no id and pages shift while they are read: an event is known again by
/// all that it says.
UsageRow eventRow(json::Object& event, const UsageTask& task, const RowOrigin& origin, Instant at, const std::string& path)
{
    UsageRow row = bucketRow(task, origin, std::chrono::floor<hours>(at));
    row.person = json::textOr(event, "userEmail", path);
    row.model = json::textOr(event, "model", path);
    row.lineItem = json::textOr(event, "kind", path);
    row.tokens = tokensOf(event, path);
    row.requests = 1;
    row.cost = chargeOf(event, isIncluded(row.lineItem), path);
    if (row.cost)
        row.basis = CostBasis::reported;
    const TokenCounts& t = row.tokens;
    row.recordId = std::format("{} {} {} {} {} {}", millisecondsOf(at), t.input, t.output, t.cacheWrite5m, t.cacheRead,
        row.cost ? std::to_string(row.cost->nano) : std::string("?"));
    if (!row.cost) // apart from the others of its hour, whose charges are known
        row.lineItem += (row.lineItem.empty() ? "" : ", ") + std::string(unpricedWord);
    return row;
}

/// The same as a charge: its line item begins with the model.
UsageRow chargeRow(UsageRow row)
{
    row.ledger = Ledger::providerCost;
    row.tokens = {};
    row.requests = 0;
    if (!row.model.empty())
        row.lineItem = row.model + ", " + row.lineItem;
    return row;
}

/// Where the answer says it, else by a page that is not full.
bool hasMore(json::Object& root, std::size_t length)
{
    const auto pagination = json::optional(root, "pagination", "$");
    if (!pagination)
        return static_cast<std::int64_t>(length) >= pageLength;
    json::Object paging = json::object(*pagination, "$.pagination");
    const auto more = json::optional(paging, "hasNextPage", "$.pagination");
    return more ? json::boolean(*more, "$.pagination.hasNextPage") : static_cast<std::int64_t>(length) >= pageLength;
}

Result<UsagePage> parseEvents(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        std::map<std::string, int> alike; ///< on this page
        for (auto element : json::array(json::required(root, "usageEvents", "$"), "$.usageEvents")) {
            const std::string path = std::format("$.usageEvents[{}]", index++);
            json::Object event = json::object(element.value(), path);
            const Instant at = cursor::timestamp(event, "timestamp", path);
            if (at < task.period.start || at > task.period.end)
                throw json::Fault {path + ".timestamp", "not a time that was asked for"};
            UsageRow row = eventRow(event, task, origin, at, path);
            if (at == task.period.end) // whether the end is part of the question is not documented
                continue;
            const auto whole = std::format("{}\n{}\n{}\n{}", row.recordId, row.person, row.model, row.lineItem);
            row.recordId += std::format(" {}", ++alike[whole]);
            if (row.cost)
                page.rows.push_back(chargeRow(row));
            page.rows.push_back(std::move(row));
        }
        page.more = hasMore(root, index);
        if (page.more)
            page.next = std::to_string(pageNumber(task.page) + 1);
        return page;
    });
}

Result<UsagePage> parseMembers(std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        for (auto element : json::array(json::required(root, "teamMembers", "$"), "$.teamMembers")) {
            const std::string path = std::format("$.teamMembers[{}]", page.names.size());
            json::Object member = json::object(element.value(), path);
            const std::string email = json::text(json::required(member, "email", path), path + ".email");
            page.names.push_back({IdentityName::Kind::person, email, json::textOr(member, "name", path)});
        }
        return page;
    });
}

} // namespace

const UsageRules& CursorDialect::rules() const
{
    // The pages of events fill both ledgers. A day's events are few enough pages; usage is an hour late (PROVIDERS 5.1).
    static const UsageRules rules {
        .ledgers = {{.ledger = Ledger::providerUsage,
                        .lists = {{.name = events, .width = hours(1), .longest = days(1), .alsoFills = Ledger::providerCost}},
                        .counts = {{.name = cursor::dailyList, .width = days(1), .longest = days(30)}}},
            {.ledger = Ledger::providerCost, .lists = {}}},
        .directories = {members},
        .limits = {cursor::spendList},
        .lateness = hours(2)};
    return rules;
}

HttpHeaders CursorDialect::keyHeaders(const QByteArray& key) const
{
    return {{"Authorization", "Basic " + (key + ':').toBase64()}};
}

PageRequest CursorDialect::request(const UsageTask& task, const std::string& page) const
{
    if (task.list == cursor::spendList)
        return cursor::spendRequest(pageNumber(page));
    if (task.list == cursor::dailyList)
        return cursor::dailyRequest(task, pageNumber(page));
    if (task.directory)
        return {"/teams/members"};
    return cursor::asking("/teams/filtered-usage-events",
        std::format(R"({{"startDate":{},"endDate":{},"page":{},"pageSize":{}}})", millisecondsOf(task.period.start),
            millisecondsOf(task.period.end), pageNumber(page), pageLength));
}

Result<UsagePage> CursorDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    if (task.list == cursor::spendList)
        return cursor::parseSpend(pageNumber(task.page), body);
    if (task.list == cursor::dailyList)
        return cursor::parseDaily(task, pageNumber(task.page), body);
    return task.directory ? parseMembers(body) : parseEvents(task, body, origin);
}

std::string_view CursorDialect::knownMembers(const UsageTask& task) const
{
    if (task.list == cursor::spendList)
        return cursor::knownOfSpend;
    if (task.list == cursor::dailyList)
        return cursor::knownOfDaily;
    if (task.directory)
        return "teamMembers(name email role id isRemoved)";
    return "usageEvents(timestamp userEmail model kind maxMode requestsCosts isTokenBasedCall isChargeable isHeadless"
           " tokenUsage(inputTokens outputTokens cacheWriteTokens cacheReadTokens totalCents) chargedCents)"
           " pagination(numPages currentPage pageSize hasNextPage hasPreviousPage) totalUsageEventsCount period";
}

} // namespace fuseboard
