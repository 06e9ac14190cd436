// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/requestfacts.h"

#include "documents/jsonwriter.h"
#include "gateway/jsonfault.h"
#include "gateway/pictures.h"
#include "gateway/scratchparser.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <format>
#include <iterator>
#include <list>
#include <optional>
#include <span>
#include <vector>

namespace fuseboard::gateway {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t mostExplained = 1024 * 1024; // a longer body would keep other callers waiting
constexpr std::int64_t maxOutputCap = 1'000'000;
constexpr std::int64_t maxChoices = 128; // `n`, by the provider's specification

/// What is read beside the prompt's text, in tokens: a picture in its finest rendering, a file that stands elsewhere, and an
/// earlier conversation as long as most models take.
constexpr std::int64_t pictureTokens = 6'000;
constexpr std::int64_t fileTokens = 100'000;
constexpr std::int64_t conversationTokens = 200'000;

std::unexpected<Error> bad(std::string subject, std::string detail)
{
    return fail(ErrorCode::badDocument, std::move(subject), std::move(detail));
}

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (isUpper(c))
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Members by which a call is bounded, counted or passed on otherwise than it came.
constexpr std::array<std::string_view, 11> knownNames {"model", "stream", "stream_options", "n", "max_tokens",
    "max_completion_tokens", "max_output_tokens", "background", "previous_response_id", "conversation", "prompt"};

/// Members by which some upstreams let a caller choose whom they ask, with which key, for which other model (ACCEPTANCE L5).
constexpr std::array<std::string_view, 9> refusedNames {"api_key", "api_base", "base_url", "custom_llm_provider",
    "extra_headers", "fallbacks", "model_list", "models", "user_config"};

/// Empty: each stands there once.
std::optional<std::string_view> standingTwice(std::vector<std::string_view>& names)
{
    constexpr std::size_t few = 24; // of which each is compared with each, as most requests have
    if (names.size() > few) {
        std::ranges::sort(names);
        const auto twice = std::ranges::adjacent_find(names);
        return twice == names.end() ? std::nullopt : std::optional(*twice);
    }
    for (auto one = names.begin(); one != names.end(); ++one)
        if (std::find(one + 1, names.end(), *one) != names.end())
            return *one;
    return {};
}

/// Names that differ only in case count as the same: there are servers that read them so.
Result<void> refuseDoubtful(dom::object object)
{
    std::vector<std::string_view> names;
    names.reserve(object.size());
    std::list<std::string> lowered; // of those that are not written so
    for (const auto& member : object) {
        if (std::ranges::none_of(member.key, isUpper)) {
            names.push_back(member.key);
        } else {
            names.push_back(lowered.emplace_back(lowerCase(member.key)));
            if (std::ranges::contains(knownNames, names.back()))
                return bad(std::string(member.key), "must be written " + lowered.back());
        }
        if (std::ranges::contains(refusedNames, names.back()))
            return bad(std::string(member.key), "is not the caller's to say here");
    }
    if (const auto twice = standingTwice(names))
        return bad(std::string(twice->substr(0, 60)), "stands in the body twice");
    return {};
}

/// The members by which a call bounds its answer; the last is the one that is set where it uses none.
std::span<const std::string_view> capNames(Api api)
{
    static constexpr std::array<std::string_view, 2> chat {"max_tokens", "max_completion_tokens"};
    static constexpr std::array<std::string_view, 1> responses {"max_output_tokens"};
    static constexpr std::array<std::string_view, 1> messages {"max_tokens"};
    switch (api) {
    case Api::chat: return chat;
    case Api::responses: return responses;
    case Api::messages: return messages;
    case Api::embeddings:
    case Api::models:
    case Api::countTokens: break;
    }
    return {};
}

bool isCapOfNone(Api api, std::string_view name, dom::element value)
{
    return value.is_null() && std::ranges::contains(capNames(api), name);
}

Result<void> readCap(Api api, dom::object object, RequestFacts& facts)
{
    if (capNames(api).empty())
        return {};
    dom::element choices;
    if (api == Api::chat && object.at_key("n").get(choices) == simdjson::SUCCESS && !choices.is_null()
        && (choices.get_int64().get(facts.choices) != simdjson::SUCCESS || facts.choices < 1 || facts.choices > maxChoices))
        return bad("n", std::format("must be a whole number from 1 to {}", maxChoices));
    // Where more than one is stated, the provider may go by the highest.
    std::optional<std::int64_t> highest;
    facts.capName = capNames(api).back();
    for (const std::string_view name : capNames(api)) {
        dom::element value;
        if (object.at_key(name).get(value) != simdjson::SUCCESS)
            continue;
        facts.capName = name;
        if (value.is_null())
            continue;
        std::int64_t stated = 0;
        if (value.get_int64().get(stated) != simdjson::SUCCESS || stated < 0)
            return bad(std::string(name), "must be a whole number that is not negative");
        if (stated > 0)
            highest = std::max(highest.value_or(0), stated);
    }
    facts.statesCap = highest.has_value();
    facts.outputCap = std::min(highest.value_or(likelyOutput), maxOutputCap) * facts.choices;
    return {};
}

std::int64_t countOf(std::string_view part, std::string_view text)
{
    std::int64_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

bool isSet(dom::object object, std::string_view name)
{
    dom::element value;
    return object.at_key(name).get(value) == simdjson::SUCCESS && !value.is_null();
}

/// Half a token for each byte, for a tokeniser nobody knows here, a tenth more and 64 on top (ACCEPTANCE, section 2); and
/// what the provider reads though it does not stand in the body.
std::int64_t inputTokens(dom::object object, std::string_view body, const Shown& shown)
{
    const std::int64_t bytes = static_cast<std::int64_t>(body.size()) - shown.pictureBytes;
    std::int64_t tokens = (bytes * 11 + 19) / 20 + 64 + shown.pictures * pictureTokens + shown.documents * fileTokens;
    if (body.contains(R"("file_)"))
        for (const std::string_view file : {R"("file_id")", R"("file_url")"})
            tokens += countOf(file, body) * fileTokens;
    for (const std::string_view earlier : {"previous_response_id", "conversation", "prompt"})
        if (isSet(object, earlier))
            tokens += conversationTokens;
    return tokens;
}

bool flag(dom::object object, const char* name)
{
    bool value = false;
    return object.at_key(name).get_bool().get(value) == simdjson::SUCCESS && value;
}

std::int64_t toolsIn(dom::object object)
{
    std::int64_t count = 0;
    for (const auto* name : {"tools", "functions"}) {
        dom::array tools;
        if (object.at_key(name).get_array().get(tools) == simdjson::SUCCESS)
            count += std::distance(tools.begin(), tools.end()); // its own size() ends at 0xffffff
    }
    return count;
}

/// Past the text of a JSON document that begins there.
std::size_t textEnd(std::string_view json, std::size_t start)
{
    std::size_t at = start + 1;
    while (json[at] != '"')
        at += json[at] == '\\' ? std::size_t {2} : 1;
    return at + 1;
}

/// The value of the member `model` of a whole document without spaces: its start and length.
std::pair<std::size_t, std::size_t> modelPlace(std::string_view json)
{
    constexpr std::string_view name = R"("model":)";
    int depth = 0;
    for (std::size_t at = 0; at < json.size();) {
        if (depth == 1 && json.substr(at).starts_with(name)) {
            const std::size_t start = at + name.size();
            return {start, textEnd(json, start) - start};
        }
        depth += json[at] == '{' || json[at] == '[' ? 1 : json[at] == '}' || json[at] == ']' ? -1 : 0;
        at = json[at] == '"' ? textEnd(json, at) : at + 1;
    }
    return {json.size(), 0};
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

/// A whole document as it was written but for its spaces. Empty: a name in it may be written in a way that not all read alike.
std::string withoutSpaces(const std::string& json)
{
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    if (json.contains("\\u") || json.starts_with(byteOrderMark))
        return {};
    std::string out;
    std::size_t size = 0;
    out.resize_and_overwrite(json.size() + simdjson::SIMDJSON_PADDING, [&](char* into, std::size_t) {
        return simdjson::minify(json.data(), json.size(), into, size) == simdjson::SUCCESS ? size : 0;
    });
    return out;
}

/// What the provider gets: the body anew, with usage asked for, and without caps that say nothing.
std::string passedBody(Api api, dom::object object, const std::string& body, bool asksUsage)
{
    const bool isPassedWhole =
        !asksUsage && std::ranges::none_of(object, [&](const auto& m) { return isCapOfNone(api, m.key, m.value); });
    if (isPassedWhole) {
        std::string whole = withoutSpaces(body);
        return whole.empty() ? simdjson::minify(object) : whole;
    }
    JsonWriter out;
    out.beginObject();
    for (const auto& member : object)
        if ((!asksUsage || member.key != "stream_options") && !isCapOfNone(api, member.key, member.value))
            out.key(member.key).raw(simdjson::minify(member.value));
    if (asksUsage)
        writeStreamOptions(out, object);
    return std::move(out.endObject()).str();
}

} // namespace

Result<RequestFacts> readRequest(Api api, const std::string& body)
{
    std::optional<dom::parser> aside;
    dom::element root;
    dom::object object;
    if (parseInScratch(body, aside).get(root) != simdjson::SUCCESS) {
        std::string why = body.size() <= mostExplained ? jsonFault(body) : std::string();
        return bad("body", why.empty() ? "is not JSON" : std::move(why));
    }
    if (root.get_object().get(object) != simdjson::SUCCESS)
        return bad("body", "must be an object");
    if (auto single = refuseDoubtful(object); !single)
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
        .stream = !capNames(api).empty() && flag(object, "stream"),
        .usageAsked = false,
        .inputBytes = static_cast<std::int64_t>(body.size()),
        .body = {}};
    if (auto read = readCap(api, object, facts); !read)
        return std::unexpected(read.error());
    const bool asksUsage = api == Api::chat && facts.stream;
    dom::object options;
    if (asksUsage && object.at_key("stream_options").get_object().get(options) == simdjson::SUCCESS)
        facts.usageAsked = flag(options, "include_usage");

    facts.body = passedBody(api, object, body, asksUsage);
    const Shown shown = shownIn(root);
    facts.inputBytes -= shown.pictureBytes;
    facts.pictureTokens = shown.pictures * pictureTokens;
    facts.inputTokens = inputTokens(object, facts.body, shown);
    facts.tools = toolsIn(object);
    facts.pictures = shown.pictures;
    facts.writesCache = facts.body.contains(R"("cache_control")");
    facts.writesLongCache = facts.writesCache && facts.body.contains(R"("1h")");
    return facts;
}

bool setModel(RequestFacts& facts, std::string model)
{
    const auto [start, length] = modelPlace(facts.body);
    if (length == 0)
        return false;
    JsonWriter name;
    name.text(model);
    facts.body.replace(start, length, std::move(name).str());
    facts.model = std::move(model);
    return true;
}

void setOutputCap(Api api, RequestFacts& facts, std::int64_t tokens)
{
    std::optional<dom::parser> aside;
    dom::object object;
    if (facts.statesCap || facts.capName.empty()
        || parseInScratch(facts.body, aside).get_object().get(object) != simdjson::SUCCESS)
        return;
    JsonWriter out;
    out.beginObject();
    for (const auto& member : object)
        if (!std::ranges::contains(capNames(api), member.key)) // one of 0 would stand there twice
            out.key(member.key).raw(simdjson::minify(member.value));
    facts.body = std::move(out.member(facts.capName, tokens).endObject()).str();
    facts.cappedTo = tokens;
    facts.outputCap = tokens * facts.choices;
}

void expectOutput(Api api, RequestFacts& facts, std::int64_t tokens)
{
    if (!facts.statesCap && !capNames(api).empty())
        facts.outputCap = std::min(tokens, maxOutputCap) * facts.choices;
}

} // namespace fuseboard::gateway
