// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/requestfacts.h"

#include "documents/jsonwriter.h"

#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <set>

namespace fuseboard::gateway {
namespace {

namespace dom = simdjson::dom;

/// Where a call states no cap: the longest answers of current models that are not asked for more.
constexpr std::int64_t defaultOutputCap = 32'000;
constexpr std::int64_t maxOutputCap = 1'000'000;
constexpr std::int64_t maxChoices = 128; // `n`, by the provider's specification

std::unexpected<Error> bad(std::string subject, std::string detail)
{
    return fail(ErrorCode::badDocument, std::move(subject), std::move(detail));
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Names that differ only in case count as the same: there are servers that read them so.
Result<void> refuseDoubles(dom::object object)
{
    std::set<std::string> seen;
    for (const auto& member : object)
        if (!seen.insert(lowerCase(member.key)).second)
            return bad(std::string(member.key.substr(0, 60)), "stands in the body twice");
    return {};
}

std::int64_t outputCap(dom::object object)
{
    // Where more than one is stated, the provider may go by the highest.
    std::optional<std::int64_t> highest;
    for (const auto* name : {"max_completion_tokens", "max_output_tokens", "max_tokens"})
        if (std::int64_t stated = 0; object.at_key(name).get_int64().get(stated) == simdjson::SUCCESS)
            highest = std::max(highest.value_or(0), stated);
    const std::int64_t cap = std::min(highest.value_or(defaultOutputCap), maxOutputCap);
    std::int64_t choices = 1;
    if (object.at_key("n").get_int64().get(choices) != simdjson::SUCCESS)
        choices = 1;
    return cap * std::clamp<std::int64_t>(choices, 1, maxChoices);
}

bool flag(dom::object object, const char* name)
{
    bool value = false;
    return object.at_key(name).get_bool().get(value) == simdjson::SUCCESS && value;
}

/// The caller's own stream options, with usage asked for.
void writeStreamOptions(JsonWriter& out, dom::object request)
{
    out.key("stream_options").beginObject();
    dom::object options;
    if (request.at_key("stream_options").get_object().get(options) == simdjson::SUCCESS)
        for (const auto& member : options)
            if (member.key != "include_usage")
                out.key(member.key).raw(simdjson::minify(member.value));
    out.member("include_usage", true).endObject();
}

} // namespace

Result<RequestFacts> readRequest(Api api, const std::string& body)
{
    dom::parser parser;
    dom::element root;
    dom::object object;
    if (const auto error = parser.parse(body).get(root); error != simdjson::SUCCESS)
        return bad("body", std::string("is not JSON: ") + simdjson::error_message(error));
    if (root.get_object().get(object) != simdjson::SUCCESS)
        return bad("body", "must be an object");
    if (auto single = refuseDoubles(object); !single)
        return std::unexpected(single.error());
    std::string_view model;
    if (object.at_key("model").get_string().get(model) != simdjson::SUCCESS || model.empty() || model.size() > 200)
        return bad("model", "must be a text of 1 to 200 bytes");
    if (std::ranges::any_of(model, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return bad("model", "must have no control characters");
    if (dom::element stream; object.at_key("stream").get(stream) == simdjson::SUCCESS && !stream.is_bool() && !stream.is_null())
        return bad("stream", "must be true or false");
    if (api == Api::responses && flag(object, "background"))
        return bad("background", "is not served here: an answer that is fetched later could not be metered");

    RequestFacts facts {.model = std::string(model),
        .stream = api != Api::embeddings && flag(object, "stream"),
        .usageAsked = false,
        .inputBytes = static_cast<std::int64_t>(body.size()),
        .outputCap = api == Api::embeddings ? 0 : outputCap(object),
        .body = {}};
    const bool asksUsage = api == Api::chat && facts.stream;
    dom::object options;
    if (asksUsage && object.at_key("stream_options").get_object().get(options) == simdjson::SUCCESS)
        facts.usageAsked = flag(options, "include_usage");

    JsonWriter out;
    out.beginObject();
    for (const auto& member : object)
        if (!asksUsage || member.key != "stream_options")
            out.key(member.key).raw(simdjson::minify(member.value));
    if (asksUsage)
        writeStreamOptions(out, object);
    facts.body = std::move(out.endObject()).str();
    return facts;
}

} // namespace fuseboard::gateway
