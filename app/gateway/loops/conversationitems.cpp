// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/conversationitems.h"

#include <algorithm>
#include <array>

namespace fuseboard::gateway {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t edge = 32; ///< bytes of a text's start and end that a sketch takes
constexpr std::size_t mostOfError = 160; ///< bytes in which a result says that it is one
constexpr int sketchDepth = 5; ///< a result's text blocks stand four deep
constexpr std::size_t mostResult = 256 * 1024; ///< bytes of a result that are read
constexpr std::size_t mostItems = 4096;
constexpr std::size_t mostBlocks = 4096; ///< of all items
constexpr std::size_t mostMembers = 64 * 1024; ///< of all items
constexpr std::string_view reminder = "<system-reminder>"; // Claude Code's, between people's words and results

std::string_view textAt(dom::object object, std::string_view name)
{
    std::string_view out;
    return object.at_key(name).get_string().get(out) == simdjson::SUCCESS ? out : std::string_view();
}

void sketchText(std::string_view text, std::string& out)
{
    const auto size = static_cast<std::uint32_t>(text.size());
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out.append(text.substr(0, edge));
    if (text.size() > edge)
        out.append(text.substr(std::max(edge, text.size() - edge)));
}

/// A text, or the texts of a list of blocks.
template <class Visit>
void eachText(dom::element content, Visit visit)
{
    std::string_view text;
    dom::array blocks;
    if (content.get_string().get(text) == simdjson::SUCCESS) {
        visit(text);
    } else if (content.get_array().get(blocks) == simdjson::SUCCESS) {
        for (const dom::element block : blocks)
            if (dom::object object; block.get_object().get(object) == simdjson::SUCCESS
                && object.at_key("text").get_string().get(text) == simdjson::SUCCESS)
                visit(text);
    }
}

template <class Visit>
void eachObject(dom::object item, std::string_view name, Visit visit)
{
    dom::array list;
    if (item.at_key(name).get_array().get(list) != simdjson::SUCCESS)
        return;
    for (const dom::element element : list)
        if (dom::object object; element.get_object().get(object) == simdjson::SUCCESS)
            visit(object);
}

/// The mark of what the provider is to keep moves from call to call, and is no part of what was said.
constexpr std::string_view keepMark = "cache_control";

void sketchElement(dom::element element, int depth, std::string& out, std::size_t& left)
{
    if (left == 0)
        return;
    --left;
    std::string_view text;
    dom::object object;
    dom::array list;
    if (element.get_string().get(text) == simdjson::SUCCESS) {
        sketchText(text, out);
    } else if (depth > 0 && element.get_object().get(object) == simdjson::SUCCESS) {
        for (const auto& member : object)
            if (left > 0 && member.key != keepMark)
                sketchElement(member.value, depth - 1, out, left);
    } else if (depth > 0 && element.get_array().get(list) == simdjson::SUCCESS) {
        for (const dom::element part : list)
            sketchElement(part, depth - 1, out, left);
    }
}

bool isAnswer(dom::object item)
{
    const std::string_view type = textAt(item, "type");
    return textAt(item, "role") == "assistant" || type == "function_call" || type == "custom_tool_call"
        || type == "local_shell_call" || type == "reasoning";
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool standsIn(std::string_view text, std::string_view sign) { return !std::ranges::search(text, sign, {}, small).empty(); }

std::string_view joined(dom::element content, std::string& buffer)
{
    std::string_view text;
    if (content.get_string().get(text) == simdjson::SUCCESS)
        return text.substr(0, mostResult);
    buffer.clear();
    eachText(content,
        [&](std::string_view part) { buffer.append(part.substr(0, mostResult - std::min(mostResult, buffer.size()))); });
    return buffer;
}

/// Of a list: without looking at each.
std::size_t sizeAt(dom::object object, std::string_view name)
{
    dom::array list;
    return object.at_key(name).get_array().get(list) == simdjson::SUCCESS ? list.size() : 0;
}

} // namespace

bool listItems(Api api, dom::object request, std::vector<ConversationItem>& items, std::string& start)
{
    std::size_t blocks = sizeAt(request, "system") + sizeAt(request, "instructions");
    if (blocks > mostBlocks)
        return false;
    for (const std::string_view name : {"system", "instructions"})
        if (dom::element value; request.at_key(name).get(value) == simdjson::SUCCESS)
            eachText(value, [&](std::string_view text) { sketchText(text, start); });
    std::size_t members = 0;
    dom::array list;
    if (request.at_key(api == Api::responses ? "input" : "messages").get_array().get(list) != simdjson::SUCCESS
        || list.size() > mostItems)
        return false;
    for (const dom::element element : list)
        if (dom::object object; element.get_object().get(object) == simdjson::SUCCESS) {
            members += object.size();
            if (members > mostMembers)
                return false;
            blocks += sizeAt(object, "content") + sizeAt(object, "tool_calls");
            if (blocks > mostBlocks)
                return false;
            items.push_back({object, isAnswer(object)});
        }
    return !items.empty();
}

void sketch(const ConversationItem& item, std::string& out, std::size_t& valuesLeft)
{
    for (const auto& member : item.object)
        if (member.key != keepMark)
            sketchElement(member.value, sketchDepth, out, valuesLeft);
}

void readTexts(const ConversationItem& item, std::string& out)
{
    const std::string_view role = textAt(item.object, "role");
    dom::element content;
    if (role == "tool" || role == "system" || role == "developer"
        || item.object.at_key("content").get(content) != simdjson::SUCCESS)
        return;
    eachText(content, [&](std::string_view text) {
        if (!text.starts_with(reminder) && out.size() < mostResult)
            out.append(text);
    });
}

void eachCall(const ConversationItem& item, const std::function<void(const CallPart&)>& visit)
{
    if (!item.isAnswer)
        return;
    eachObject(item.object, "tool_calls", [&](dom::object call) {
        for (const std::string_view kind : {"function", "custom"})
            if (dom::object wish; call.at_key(kind).get_object().get(wish) == simdjson::SUCCESS)
                visit({textAt(call, "id"), textAt(wish, "name"), textAt(wish, kind == "custom" ? "input" : "arguments")});
    });
    eachObject(item.object, "content", [&](dom::object block) {
        if (dom::element input; textAt(block, "type") == "tool_use" && block.at_key("input").get(input) == simdjson::SUCCESS)
            visit({textAt(block, "id"), textAt(block, "name"), simdjson::minify(input)});
    });
    const std::string_view type = textAt(item.object, "type");
    if (type == "function_call")
        visit({textAt(item.object, "call_id"), textAt(item.object, "name"), textAt(item.object, "arguments")});
    else if (type == "custom_tool_call")
        visit({textAt(item.object, "call_id"), textAt(item.object, "name"), textAt(item.object, "input")});
    else if (dom::element action; type == "local_shell_call" && item.object.at_key("action").get(action) == simdjson::SUCCESS)
        visit({textAt(item.object, "call_id"), type, simdjson::minify(action)});
}

void eachResult(const ConversationItem& item, const std::function<void(const ResultPart&)>& visit)
{
    if (item.isAnswer)
        return;
    std::string buffer;
    dom::element content;
    if (textAt(item.object, "role") == "tool" && item.object.at_key("content").get(content) == simdjson::SUCCESS)
        visit({textAt(item.object, "tool_call_id"), joined(content, buffer), false});
    if (textAt(item.object, "type").ends_with("_call_output") && item.object.at_key("output").get(content) == simdjson::SUCCESS)
        visit({textAt(item.object, "call_id"), joined(content, buffer), false});
    eachObject(item.object, "content", [&](dom::object block) {
        if (textAt(block, "type") != "tool_result")
            return;
        bool failed = false;
        if (block.at_key("is_error").get_bool().get(failed) != simdjson::SUCCESS)
            failed = false;
        const std::string_view text =
            block.at_key("content").get(content) == simdjson::SUCCESS ? joined(content, buffer) : std::string_view();
        visit({textAt(block, "tool_use_id"), text, failed});
    });
}

bool looksFailed(std::string_view result)
{
    constexpr std::array<std::string_view, 8> starts {
        "error", "failed", "failure", "fatal", "traceback", "exception", "{\"error\"", "<error"};
    constexpr std::array<std::string_view, 5> parts {"error: ", "denied", "refused", "timed out", "fatal: "};
    const std::string_view start = result.substr(0, mostOfError);
    return std::ranges::any_of(starts, [&](std::string_view sign) { return standsIn(start.substr(0, sign.size()), sign); })
        || std::ranges::any_of(parts, [&](std::string_view sign) { return standsIn(start, sign); });
}

} // namespace fuseboard::gateway
