// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/modelcall.h"

#include "sandbox/dice.h"
#include "sandbox/provider/hints.h"
#include "sandbox/provider/usagequery.h"

#include <boost/json.hpp>

#include <algorithm>
#include <format>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t bytesPerToken = 4;
constexpr std::int64_t mostTokens = 10'000'000; // of one kind; no model takes as many
constexpr std::int64_t mostMilliseconds = 600'000; // a pause nobody waits for

std::unexpected<ApiFault> missing(const std::string& name)
{
    return std::unexpected(
        ApiFault::invalid(std::format("Missing required parameter: '{}'.", name), name, "missing_required_parameter"));
}

std::unexpected<ApiFault> wrong(const std::string& name, std::string_view expected)
{
    return std::unexpected(
        ApiFault::invalid(std::format("Invalid type for '{}': expected {}.", name, expected), name, "invalid_type"));
}

std::expected<bool, ApiFault> flag(const json::object& object, const std::string& name)
{
    const auto* value = object.if_contains(name);
    if (value == nullptr || value->is_null())
        return false;
    if (!value->is_bool())
        return wrong(name, "a boolean");
    return value->get_bool();
}

/// The caller's limit on output tokens.
std::expected<std::optional<std::int64_t>, ApiFault> limitOf(Api api, const json::object& object)
{
    const std::string name = api == Api::messages  ? "max_tokens"
        : api == Api::responses                    ? "max_output_tokens"
        : object.contains("max_completion_tokens") ? "max_completion_tokens"
                                                   : "max_tokens";
    const auto* value = object.if_contains(name);
    if (value == nullptr || value->is_null()) {
        if (api == Api::messages)
            return missing(name);
        return std::nullopt;
    }
    if (!value->is_int64() || value->get_int64() < 1)
        return wrong(name, "a positive integer");
    return value->get_int64();
}

std::expected<void, ApiFault> checkPrompt(ModelCall& call, const json::object& object)
{
    const std::string name = call.api == Api::chat || call.api == Api::messages ? "messages" : "input";
    const auto* value = object.if_contains(name);
    if (value == nullptr)
        return missing(name);
    const bool list = value->is_array() && !value->get_array().empty();
    if (!list && (name == "messages" || !value->is_string()))
        return wrong(name, name == "messages" ? "a non-empty array" : "a string or a non-empty array");
    if (name == "messages")
        for (const auto& message : value->get_array())
            if (!message.is_object() || !message.get_object().contains("role"))
                return missing("messages[].role");
    if (call.api == Api::embeddings && list && !value->get_array().front().is_int64())
        call.inputs = value->get_array().size();
    return {};
}

/// Tools are named in three ways: {function:{name}}, {name}, and built-in ones by type only.
std::string firstTool(const json::object& object)
{
    const auto* tools = object.if_contains("tools");
    if (tools == nullptr || !tools->is_array() || tools->get_array().empty() || !tools->get_array().front().is_object())
        return {};
    const auto& tool = tools->get_array().front().get_object();
    const auto* function = tool.if_contains("function");
    const auto& named = function != nullptr && function->is_object() ? function->get_object() : tool;
    const auto* name = named.if_contains("name");
    return name != nullptr && name->is_string() ? std::string(name->get_string()) : std::string();
}

std::string_view textIn(const json::value& object, std::string_view key)
{
    const auto* text = object.is_object() ? object.get_object().if_contains(key) : nullptr;
    return text != nullptr && text->is_string() ? std::string_view(text->get_string()) : std::string_view();
}

/// Whether the prompt ends in what a tool has said: then the model concludes, or an agent that offers tools with every
/// call would never come to an end.
bool endsInToolResult(const json::object& object)
{
    const auto* list = object.if_contains("messages");
    if (list == nullptr)
        list = object.if_contains("input");
    if (list == nullptr || !list->is_array() || list->get_array().empty())
        return false;
    const json::value& last = list->get_array().back();
    if (textIn(last, "role") == "tool" || textIn(last, "type").ends_with("_call_output"))
        return true;
    const auto* content = last.is_object() ? last.get_object().if_contains("content") : nullptr;
    return content != nullptr && content->is_array()
        && std::ranges::any_of(content->get_array(), [](const auto& part) { return textIn(part, "type") == "tool_result"; });
}

std::expected<void, ApiFault> applyHints(ModelCall& call, const Hints& hints)
{
    std::int64_t delay = 0, pause = 0, again = 0;
    const std::map<std::string_view, std::pair<std::int64_t*, std::int64_t>> numbers {
        {"input", {&call.tokens.input, mostTokens}}, {"cacheRead", {&call.tokens.cachedInput, mostTokens}},
        {"cacheWrite5m", {&call.tokens.cacheWrite, mostTokens}}, {"cacheWrite1h", {&call.tokens.cacheWrite1h, mostTokens}},
        {"output", {&call.tokens.output, mostTokens}}, {"reasoning", {&call.tokens.reasoning, mostTokens}},
        {"delayMs", {&delay, mostMilliseconds}}, {"chunkMs", {&pause, mostMilliseconds}}, {"again", {&again, 1}}};
    const std::map<std::string_view, Trouble> troubles {{"400", Trouble::badRequest}, {"429", Trouble::rateLimit},
        {"500", Trouble::serverError}, {"529", Trouble::overloaded}, {"cut", Trouble::cut}, {"nousage", Trouble::noUsage}};
    for (const auto& [name, text] : hints) {
        const auto number = numbers.find(name);
        const auto value = wholeNumber(text);
        if (number != numbers.end() && value && *value >= 0 && *value <= number->second.second)
            *number->second.first = *value;
        else if (const auto trouble = troubles.find(text); name == "fail" && trouble != troubles.end())
            call.trouble = trouble->second;
        else
            return std::unexpected(ApiFault::invalid(std::format("The sandbox knows no hint {}={}.", name, text), "metadata"));
    }
    if (again != 0)
        call.tool = call.offeredTool; // an agent that goes round for ever
    call.delay = std::chrono::milliseconds(delay);
    call.chunkPause = std::chrono::milliseconds(pause);
    return {};
}

} // namespace

std::expected<ModelCall, ApiFault> parseModelCall(Api api, std::string_view body, const ProviderPrices& prices)
{
    boost::system::error_code error;
    const json::value document = json::parse(body, error);
    if (error || !document.is_object())
        return std::unexpected(ApiFault::invalid("We could not parse the JSON body of your request."));
    const auto& object = document.get_object();
    ModelCall call;
    call.api = api;

    const auto* model = object.if_contains("model");
    if (model == nullptr)
        return missing("model");
    if (!model->is_string())
        return wrong("model", "a string");
    call.model = model->get_string();
    const bool embeddingModel = call.model.starts_with("text-embedding");
    if (prices.vendorOf(call.model) != (api == Api::messages ? "anthropic" : "openai")
        || embeddingModel != (api == Api::embeddings))
        return std::unexpected(ApiFault {.status = 404,
            .type = api == Api::messages ? "not_found_error" : "invalid_request_error",
            .message = api == Api::messages
                ? "model: " + call.model
                : std::format("The model '{}' does not exist or you do not have access to it.", call.model),
            .param = "model",
            .code = "model_not_found"});

    if (const auto prompt = checkPrompt(call, object); !prompt)
        return std::unexpected(prompt.error());
    const auto stream = flag(object, "stream");
    if (!stream)
        return std::unexpected(stream.error());
    call.stream = *stream && api != Api::embeddings;
    if (const auto* options = object.if_contains("stream_options"); options != nullptr && options->is_object()) {
        const auto include = flag(options->get_object(), "include_usage");
        if (!include)
            return std::unexpected(include.error());
        call.includeUsage = *include;
    }
    if (api == Api::embeddings) {
        const auto* format = object.if_contains("encoding_format");
        call.base64 = format != nullptr && format->is_string() && format->get_string() == "base64";
        const auto* dimensions = object.if_contains("dimensions");
        call.dimensions = dimensions != nullptr && dimensions->is_int64()
            ? static_cast<int>(std::clamp<std::int64_t>(dimensions->get_int64(), 1, 3072))
            : 0;
    } else {
        call.offeredTool = firstTool(object);
        call.tool = endsInToolResult(object) ? std::string() : call.offeredTool;
    }

    const auto hints = hintsOf(object);
    call.tokens.input = (std::ssize(body) + bytesPerToken - 1) / bytesPerToken;
    if (api != Api::embeddings)
        call.tokens.output = Dice(seedFor(0, body)).between(40, 400);
    if (std::ranges::any_of(hints, [](const auto& hint) { return hint.first.starts_with("cache"); })
        && !hints.contains("input"))
        call.tokens.input = 0;
    if (const auto applied = applyHints(call, hints); !applied)
        return std::unexpected(applied.error());
    if (api == Api::embeddings) {
        call.tokens = {.input = call.tokens.prompt()};
        return call;
    }
    if (api != Api::messages)
        call.tokens.cacheWrite += std::exchange(call.tokens.cacheWrite1h, 0); // this dialect knows one kind of write
    const auto limit = limitOf(api, object);
    if (!limit)
        return std::unexpected(limit.error());
    call.lengthLimited = *limit && **limit < call.tokens.output;
    if (call.lengthLimited)
        call.tokens.output = **limit;
    call.tokens.reasoning = std::min(call.tokens.reasoning, call.tokens.output);
    return call;
}

} // namespace fuseboard::sandbox
