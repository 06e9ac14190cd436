// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/meter.h"

#include "gateway/scratchparser.h"

#include <algorithm>
#include <array>

namespace fuseboard::gateway {
namespace {

namespace dom = simdjson::dom;

/// Bytes of text in a token, in the mean over English and code, rounded down so that a count is rather too high.
constexpr std::int64_t bytesPerToken = 3;
constexpr std::int64_t mostBytesPerToken = 6; // rounded up, so that a count is rather too low
constexpr std::int64_t mostEvents = 1'000'000'000; // of a stream; a higher number is none
constexpr int maxDepth = 12; // of text inside an event; deeper is nobody's answer

std::int64_t tokensFor(std::int64_t bytes) { return (bytes + bytesPerToken - 1) / bytesPerToken; }

std::optional<dom::object> member(dom::object parent, std::string_view name)
{
    dom::object value;
    return parent.at_key(name).get_object().get(value) == simdjson::SUCCESS ? std::optional(value) : std::nullopt;
}

bool isEmptyArray(dom::object parent, std::string_view name)
{
    dom::array list;
    return parent.at_key(name).get_array().get(list) == simdjson::SUCCESS && list.size() == 0;
}

std::string_view typeOf(const http::SseEvent& event, dom::object object)
{
    std::string_view type;
    return object.at_key("type").get_string().get(type) == simdjson::SUCCESS ? type : std::string_view(event.name);
}

/// Members whose text the model produced.
bool holdsText(std::string_view name)
{
    constexpr std::array<std::string_view, 9> names {
        "content", "reasoning_content", "refusal", "arguments", "delta", "text", "thinking", "partial_json", "input"};
    return std::ranges::find(names, name) != names.end();
}

} // namespace

Meter::Meter(Api api, const RequestFacts& facts)
    : m_api(api)
    , m_usageAsked(facts.usageAsked)
    , m_inputBytes(facts.inputBytes)
    , m_pictureTokens(facts.pictureTokens)
{
}

bool Meter::readUsage(dom::object holder)
{
    const auto usage = member(holder, "usage");
    if (usage)
        m_usage.merge(m_api, *usage);
    return usage.has_value();
}

void Meter::readModel(dom::object holder)
{
    std::string_view model;
    if (holder.at_key("model").get_string().get(model) == simdjson::SUCCESS && model.size() <= 200)
        m_model = model;
}

void Meter::countText(dom::element element, int depth)
{
    if (depth > maxDepth)
        return;
    if (dom::array list; element.get_array().get(list) == simdjson::SUCCESS)
        for (const dom::element item : list)
            countText(item, depth + 1);
    dom::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS)
        return;
    for (const auto& field : object)
        switch (field.value.type()) {
        case dom::element_type::STRING:
            if (holdsText(field.key))
                m_textBytes += static_cast<std::int64_t>(field.value.get_string_length().value_unsafe());
            break;
        case dom::element_type::ARRAY:
        case dom::element_type::OBJECT: countText(field.value, depth + 1); break;
        default: break;
        }
}

void Meter::countPiece(dom::element event)
{
    const std::int64_t before = m_textBytes;
    countText(event, 0);
    if (m_textBytes > before)
        ++m_pieces;
}

bool Meter::readWhole(const std::string& body)
{
    std::optional<dom::parser> aside;
    dom::element root;
    dom::object object;
    if (parseInScratch(body, aside).get(root) != simdjson::SUCCESS || root.get_object().get(object) != simdjson::SUCCESS)
        return false;
    readModel(object);
    readUsage(object);
    m_final = m_usage.isComplete();
    if (!m_final && m_api != Api::embeddings)
        countText(root, 0);
    return true;
}

void Meter::readPart(std::string_view body)
{
    if (m_api != Api::embeddings)
        m_textBytes += static_cast<std::int64_t>(body.size());
}

EventKind Meter::readEvent(const http::SseEvent& event)
{
    if (m_api == Api::chat && event.data == "[DONE]") {
        m_final = m_usage.isComplete();
        return EventKind::last;
    }
    if (event.data.empty())
        return EventKind::pass; // says nothing; some send it to keep the connection
    std::optional<dom::parser> aside;
    dom::element root;
    dom::object object;
    if (parseInScratch(event.data, aside).get(root) != simdjson::SUCCESS || root.get_object().get(object) != simdjson::SUCCESS)
        return EventKind::nonsense;
    return m_api == Api::messages ? readAnthropicEvent(event, object) : readOpenAiEvent(event, object);
}

EventKind Meter::readOpenAiEvent(const http::SseEvent& event, dom::object object)
{
    if (m_api == Api::chat) {
        readModel(object);
        if (member(object, "error"))
            return EventKind::failure;
        const bool statesUsage = readUsage(object);
        // Some providers state usage with every piece of text: only the chunk without any is the last word.
        const bool isLastWord = statesUsage && isEmptyArray(object, "choices");
        m_final = isLastWord && m_usage.isComplete();
        countPiece(object);
        return isLastWord && !m_usageAsked ? EventKind::drop : EventKind::pass;
    }
    if (std::int64_t number = 0; object.at_key("sequence_number").get_int64().get(number) == simdjson::SUCCESS)
        m_nextNumber = std::clamp<std::int64_t>(number, 0, mostEvents) + 1;
    const std::string_view type = typeOf(event, object);
    if (const auto response = member(object, "response")) {
        readModel(*response);
        readUsage(*response);
    }
    if (type.ends_with(".delta"))
        countPiece(object);
    if (type == "response.completed" || type == "response.incomplete") {
        m_final = m_usage.isComplete();
        return EventKind::last;
    }
    return type == "error" || type == "response.failed" ? EventKind::failure : EventKind::pass;
}

EventKind Meter::readAnthropicEvent(const http::SseEvent& event, dom::object object)
{
    const std::string_view type = typeOf(event, object);
    if (const auto message = member(object, "message")) {
        readModel(*message);
        readUsage(*message);
    }
    if (type == "message_delta" && readUsage(object))
        m_final = m_usage.isComplete();
    if (type == "content_block_delta" || type == "content_block_start")
        countPiece(object);
    if (type == "message_stop")
        return EventKind::last;
    return type == "error" ? EventKind::failure : EventKind::pass;
}

Metering Meter::metering() const { return counted(tokensFor(m_textBytes)); }

Metering Meter::least() const { return counted(std::max(m_pieces, m_textBytes / mostBytesPerToken)); }

Metering Meter::counted(std::int64_t outputTokens) const
{
    const TokenCounts stated = m_usage.counts(dialectOf(m_api));
    if (m_final)
        return {stated, false, m_model};
    TokenCounts counted = stated;
    if (!m_usage.input)
        counted.input = tokensFor(m_inputBytes) + m_pictureTokens;
    // A stream's first figure for output is a placeholder (PROVIDERS 6.1).
    counted.output = std::max(stated.output, outputTokens);
    return {counted, true, m_model};
}

} // namespace fuseboard::gateway
