// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/orderdocument.h"

#include <simdjson.h>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxTextBytes = 1024;

} // namespace

Result<HoldOrder> parseOrder(Scope scope, const std::string& body)
{
    namespace dom = simdjson::dom;
    dom::parser parser;
    dom::object object;
    if (parser.parse(body).get_object().get(object) != simdjson::SUCCESS)
        return fail(ErrorCode::badDocument, "order", "must be a JSON object");
    const auto text = [&](std::string_view key, std::string_view fallback) -> Result<std::string> {
        std::string_view value = fallback;
        const auto error = object.at_key(key).get_string().get(value);
        if (error != simdjson::SUCCESS && (error != simdjson::NO_SUCH_FIELD || fallback.empty()))
            return fail(ErrorCode::badDocument, std::string(key), "must be a text");
        if (value.empty() || value.size() > maxTextBytes)
            return fail(ErrorCode::badDocument, std::string(key), "must have 1 to 1024 bytes");
        return std::string(value);
    };
    const auto orderId = text("orderId", {});
    const auto stateText = text("state", {});
    const auto modeText = text("mode", "refuse");
    const auto reason = text("reason", {});
    const auto by = text("by", {});
    for (const auto* field : {&orderId, &stateText, &modeText, &reason, &by})
        if (!*field)
            return std::unexpected(field->error());
    std::int64_t generation = 0;
    if (object.at_key("generation").get_int64().get(generation) != simdjson::SUCCESS || generation < 1)
        return fail(ErrorCode::badDocument, "generation", "must be a whole number from 1");
    const auto state = parseHoldState(*stateText);
    const auto mode = parseFreezeMode(*modeText);
    if (!state)
        return fail(ErrorCode::badDocument, "state", state.error().detail);
    if (!mode)
        return fail(ErrorCode::badDocument, "mode", mode.error().detail);
    return HoldOrder {*orderId, std::move(scope), static_cast<std::uint64_t>(generation), *state, *mode, *reason, *by};
}

} // namespace fuseboard::gateway
