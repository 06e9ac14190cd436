// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/orderdocument.h"

#include "domain/team.h"
#include "gateway/jsonfault.h"
#include "http/message.h"

#include <simdjson.h>

#include <algorithm>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxTextBytes = 1024;

bool isFormOf(const Scope& scope)
{
    switch (scope.kind) {
    case ScopeKind::organisation: return scope.id == "all";
    case ScopeKind::team: return isTeamId(scope.id);
    case ScopeKind::token: return isSha256(scope.id);
    case ScopeKind::session:
    case ScopeKind::model: break;
    }
    return std::ranges::none_of(scope.id, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })
        && simdjson::validate_utf8(scope.id);
}

} // namespace

Result<Scope> orderScope(std::string_view path)
{
    const auto decoded = http::percentDecoded(path);
    auto scope = parseScope(decoded.value_or(""));
    if (!scope)
        return scope;
    if (!isFormOf(*scope))
        return fail(ErrorCode::badDocument, "scope",
            "The organisation's id is all, a team's team- and a slug, a token's its SHA-256 in lower-case hex.");
    return scope;
}

std::expected<HoldOrder, std::vector<Error>> parseOrder(Scope scope, const std::string& body)
{
    namespace dom = simdjson::dom;
    std::vector<Error> faults;
    const auto fault = [&](std::string_view path, std::string reason) {
        faults.push_back({ErrorCode::badDocument, std::string(path), std::move(reason)});
    };
    dom::parser parser;
    dom::object object;
    if (parser.parse(body).get_object().get(object) != simdjson::SUCCESS) {
        const std::string why = jsonFault(body);
        fault("order", why.empty() ? "must be a JSON object" : why);
        return std::unexpected(std::move(faults));
    }
    const auto text = [&](std::string_view key, std::string_view fallback = {}) {
        std::string_view value = fallback;
        const auto error = object.at_key(key).get_string().get(value);
        if (error != simdjson::SUCCESS && (error != simdjson::NO_SUCH_FIELD || fallback.empty()))
            fault(key, "must be a text");
        else if (value.empty() || value.size() > maxTextBytes)
            fault(key, "must have 1 to 1024 bytes");
        return std::string(value);
    };
    HoldOrder order;
    order.orderId = text("orderId");
    order.scope = std::move(scope);
    std::int64_t generation = 0;
    if (object.at_key("generation").get_int64().get(generation) != simdjson::SUCCESS || generation < 1)
        fault("generation", "must be a whole number from 1");
    order.generation = static_cast<std::uint64_t>(generation);
    if (const auto state = parseHoldState(text("state")))
        order.state = *state;
    else
        fault("state", state.error().detail);
    if (const auto mode = parseFreezeMode(text("mode", "refuse")))
        order.mode = *mode;
    else
        fault("mode", mode.error().detail);
    order.reason = text("reason");
    order.by = text("by");
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return order;
}

} // namespace fuseboard::gateway
