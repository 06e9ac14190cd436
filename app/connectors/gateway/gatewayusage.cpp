// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewayusage.h"

#include "connectors/jsonreader.h"

#include <charconv>
#include <format>

namespace fuseboard {
namespace {

/// About a megabyte of answer.
constexpr int rowsPerPage = 1000;
constexpr std::int64_t firstErrorStatus = 400;

/// ADMIN.md leaves open whether a row's status is HTTP's number or a word; only `completed` is a success then.
bool isFailure(json::Value status, const std::string& path)
{
    if (status.type() == simdjson::ondemand::json_type::string)
        return json::text(status, path) != "completed";
    return json::count(status, path) >= firstErrorStatus;
}

Instant instantOf(const std::string& text, const std::string& path)
{
    const auto at = parseInstant(text);
    if (!at)
        throw json::Fault {path, "not a time"};
    return *at;
}

TokenCounts tokensOf(json::Object tokens, const std::string& path)
{
    return {.input = json::countOr(tokens, "input", path),
        .cacheRead = json::countOr(tokens, "cacheRead", path),
        .cacheWrite5m = json::countOr(tokens, "cacheWrite5m", path),
        .cacheWrite1h = json::countOr(tokens, "cacheWrite1h", path),
        .output = json::countOr(tokens, "output", path),
        .reasoning = json::countOr(tokens, "reasoning", path)};
}

std::optional<Money> costOf(json::Object& row, const std::string& path)
{
    const auto value = json::optional(row, "cost", path);
    if (!value)
        return std::nullopt;
    const auto nano = parseScaledDecimal(json::decimal(*value, path + ".cost"), 0);
    if (!nano)
        throw json::Fault {path + ".cost", "not a whole number of nano-units"};
    const auto currency = Currency::parse(json::text(json::required(row, "currency", path), path + ".currency"));
    if (!currency)
        throw json::Fault {path + ".currency", "not an ISO 4217 currency"};
    return Money {*nano, *currency};
}

CostBasis basisOf(const std::string& text, const std::string& path)
{
    if (text == "estimated")
        return CostBasis::estimated;
    if (text == "reported")
        return CostBasis::reported;
    throw json::Fault {path, "neither estimated nor reported"};
}

UsageRow rowOf(json::Object row, const std::string& path, const std::string& sourceId)
{
    const auto text = [&](std::string_view name) {
        return json::text(json::required(row, name, path), path + "." + std::string(name));
    };
    UsageRow out {.start = instantOf(text("at"), path + ".at"),
        .source = sourceId,
        .account = json::textOr(row, "upstream", path),
        .ledger = Ledger::gateway,
        .recordId = text("callId"),
        .team = json::textOr(row, "team", path),
        .project = {},
        .key = json::textOr(row, "token", path),
        .person = json::textOr(row, "person", path),
        .agent = json::textOr(row, "agent", path),
        .model = json::textOr(row, "modelUsed", path),
        .lineItem = {},
        .tokens = {},
        .cost = {},
        .priceVersion = json::textOr(row, "priceVersion", path)};
    if (out.recordId.empty())
        throw json::Fault {path + ".callId", "empty"};
    out.seq = static_cast<std::uint64_t>(json::count(json::required(row, "seq", path), path + ".seq"));
    if (out.model.empty())
        out.model = json::textOr(row, "modelAsked", path);
    out.tokens = tokensOf(json::object(json::required(row, "tokens", path), path + ".tokens"), path + ".tokens");
    out.requests = 1;
    out.failedRequests = isFailure(json::required(row, "status", path), path + ".status") ? 1 : 0;
    out.cost = costOf(row, path);
    if (out.cost)
        out.basis = basisOf(text("costBasis"), path + ".costBasis");
    return out;
}

/// An hour, or whatever whole number of seconds the gateway says.
UsageRow telemetryRowOf(json::Object row, const std::string& path, const std::string& sourceId)
{
    const auto text = [&](std::string_view name) {
        return json::text(json::required(row, name, path), path + "." + std::string(name));
    };
    UsageRow out {.start = instantOf(text("start"), path + ".start"),
        .width = std::chrono::seconds(json::count(json::required(row, "seconds", path), path + ".seconds")),
        .source = sourceId,
        .account = text("account"),
        .ledger = Ledger::telemetry,
        .recordId = {},
        .seq = static_cast<std::uint64_t>(json::count(json::required(row, "seq", path), path + ".seq")),
        .team = {},
        .project = json::textOr(row, "project", path),
        .key = {},
        .person = json::textOr(row, "person", path),
        .agent = json::textOr(row, "agent", path),
        .model = json::textOr(row, "model", path),
        .lineItem = {},
        .tag = json::textOr(row, "tag", path),
        .tokens = tokensOf(json::object(json::required(row, "tokens", path), path + ".tokens"), path + ".tokens"),
        .requests = json::count(json::required(row, "requests", path), path + ".requests"),
        .cost = costOf(row, path),
        .priceVersion = {}};
    constexpr auto longest = std::chrono::hours(24);
    if (out.width < std::chrono::seconds(1) || out.width > longest
        || out.start.time_since_epoch() % out.width != out.width.zero())
        throw json::Fault {path + ".seconds", "not the width of a bucket that begins then"};
    return out;
}

} // namespace

GatewayCursor GatewayCursor::parse(std::string_view text)
{
    const auto colon = text.rfind(':');
    GatewayCursor cursor;
    if (colon == std::string_view::npos)
        return cursor;
    const auto digits = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), cursor.seq);
    if (error != std::errc() || end != digits.data() + digits.size())
        return {};
    cursor.ledgerId = text.substr(0, colon);
    return cursor;
}

std::string GatewayCursor::text() const { return std::format("{}:{}", ledgerId, seq); }

std::string gatewayUsagePath(const GatewayCursor& after, GatewayFeed feed)
{
    return std::format("/v1/{}?after={}&limit={}", feed == GatewayFeed::calls ? "usage" : "telemetry", after.seq, rowsPerPage);
}

Result<GatewayUsagePage> parseGatewayUsage(std::string_view bytes, const std::string& sourceId, GatewayFeed feed)
{
    const auto read = feed == GatewayFeed::calls ? rowOf : telemetryRowOf;
    return json::parse<GatewayUsagePage>(bytes, [&](json::Object& root) {
        GatewayUsagePage page;
        page.ledgerId = json::text(json::required(root, "ledgerId", "$"), "$.ledgerId");
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "rows", "$"), "$.rows")) {
            const std::string path = std::format("$.rows[{}]", index++);
            page.rows.push_back(read(json::object(element.value(), path), path, sourceId));
        }
        page.next = static_cast<std::uint64_t>(json::count(json::required(root, "next", "$"), "$.next"));
        page.more = json::boolean(json::required(root, "more", "$"), "$.more");
        if (page.ledgerId.empty())
            throw json::Fault {"$.ledgerId", "empty"};
        return page;
    });
}

Result<void> checkGatewayPage(const GatewayUsagePage& page, std::uint64_t after)
{
    std::uint64_t last = after;
    for (const UsageRow& row : page.rows) {
        if (row.seq <= last)
            return fail(ErrorCode::pagingBroken, "$.rows", std::format("seq {} after {}", row.seq, last));
        last = row.seq;
    }
    if (page.more && page.rows.empty())
        return fail(ErrorCode::pagingBroken, "$.more", "more is announced, and nothing comes");
    if (page.next < last || (page.more && page.next <= after))
        return fail(ErrorCode::pagingBroken, "$.next", std::format("{} after {}", page.next, last));
    return {};
}

std::string_view knownOfGatewayUsage(GatewayFeed feed)
{
    if (feed == GatewayFeed::telemetry)
        return "ledgerId rows(seq start seconds account person project agent model tag tokens(input cacheRead cacheWrite5m"
               " cacheWrite1h output reasoning) requests cost currency costBasis) next more";
    return "ledgerId rows(seq callId at endedAt team token person agent session dialect route modelAsked modelUsed tier reason"
           " status tokens(input cacheRead cacheWrite5m cacheWrite1h output reasoning) cost currency costBasis priceVersion"
           " usageSource upstream durationMs firstByteMs cut) next more";
}

} // namespace fuseboard
