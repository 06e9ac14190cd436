// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/conversationreader.h"

#include "gateway/loops/conversationitems.h"

#include <simdjson.h>

#include <algorithm>

namespace fuseboard::gateway {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t mostTool = 64;
constexpr std::size_t mostSentences = 24;
constexpr std::size_t bytesKept = 256 * 1024; ///< of a body, for which memory stays ready
constexpr std::size_t mostUses = 64; ///< of one turn
constexpr std::size_t mostValues = 64 * 1024; ///< of all items; what has more takes too long, and is no conversation

/// A tool's name as it can stand in a line of a log.
std::string plainName(std::string_view tool)
{
    std::string out(tool.substr(0, mostTool));
    std::ranges::replace_if(
        out,
        [](char c) {
            return !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')
                && !std::string_view("_.:-").contains(c);
        },
        '_');
    return out;
}

/// Of a task, so that it is known again where it stands in another.
std::vector<loops::Fingerprint> sentences(Fingerprints& fingerprints, std::string_view task)
{
    std::vector<loops::Fingerprint> out;
    while (!task.empty() && out.size() < mostSentences) {
        const std::size_t end = std::min(task.find_first_of(".!?\n"), task.size());
        if (end > 3) // spaces and marks say nothing
            out.push_back(fingerprints.print(task.substr(0, end)).steady);
        task.remove_prefix(std::min(end + 1, task.size()));
        task.remove_prefix(std::min(task.find_first_not_of(" \t"), task.size()));
    }
    std::ranges::sort(out);
    return out;
}

} // namespace

struct ConversationReader::Opened {
    dom::parser parser;
    std::vector<ConversationItem> items;
    std::size_t lastTurn = 0; ///< where it starts
    std::int64_t bytes = 0;
    std::string scratch, task, said, asked; ///< kept for their memory
};

ConversationReader::ConversationReader(const FingerprintKey& key)
    : m_fingerprints(key)
    , m_opened(std::make_unique<Opened>())
{
}

ConversationReader::~ConversationReader() = default;

bool ConversationReader::open(Api api, const std::string& body, loops::ConversationPrint& request)
{
    Opened& opened = *m_opened;
    opened.items.clear();
    opened.bytes = static_cast<std::int64_t>(body.size());
    dom::object root;
    if (opened.parser.parse(body).get_object().get(root) != simdjson::SUCCESS)
        return false;
    std::string& text = opened.scratch;
    text.assign(request.token).append("\n").append(request.session).append("\n").append(request.agent).append("\n");
    if (!listItems(api, root, opened.items, text))
        return false;

    request.prefixes.clear();
    request.prefixes.reserve(opened.items.size() + 1);
    request.prefixes.push_back(m_fingerprints.of(text));
    opened.lastTurn = 0;
    opened.task.clear();
    std::size_t valuesLeft = mostValues;
    for (std::size_t i = 0; i < opened.items.size(); ++i) {
        const ConversationItem& item = opened.items[i];
        text.assign(reinterpret_cast<const char*>(&request.prefixes.back()), sizeof(loops::Fingerprint));
        sketch(item, text, valuesLeft);
        if (valuesLeft == 0)
            return false;
        request.prefixes.push_back(m_fingerprints.of(text));
        if (item.isAnswer && (i == 0 || !opened.items[i - 1].isAnswer))
            opened.lastTurn = i;
        request.answeredBefore |= item.isAnswer;
        if (!request.answeredBefore)
            readTexts(item, opened.task);
    }
    if (!request.answeredBefore)
        request.task = sentences(m_fingerprints, opened.task);
    return !opened.items.empty();
}

loops::TurnDigest ConversationReader::turn(std::size_t known)
{
    Opened& opened = *m_opened;
    loops::TurnDigest out {.promptBytes = opened.bytes};
    opened.said.clear();
    opened.asked.clear();
    std::vector<std::string_view> ids;
    const auto useOf = [&](std::string_view id) -> loops::ToolUse* {
        if (const auto at = std::ranges::find(ids, id); at != ids.end())
            return &out.uses[static_cast<std::size_t>(at - ids.begin())];
        if (ids.size() == mostUses)
            return nullptr;
        ids.push_back(id);
        return &out.uses.emplace_back();
    };
    for (std::size_t i = known > 0 ? known : opened.lastTurn; i < opened.items.size(); ++i) {
        const ConversationItem& item = opened.items[i];
        readTexts(item, item.isAnswer ? opened.said : opened.asked);
        eachCall(item, [&](const CallPart& call) {
            if (loops::ToolUse* use = useOf(call.id)) {
                use->tool = plainName(call.tool);
                use->name = m_fingerprints.of(call.tool);
                use->arguments = m_fingerprints.print(call.arguments);
                use->words = m_fingerprints.words(call.arguments);
            }
        });
        eachResult(item, [&](const ResultPart& result) {
            if (loops::ToolUse* use = useOf(result.id)) {
                use->result = m_fingerprints.print(result.text);
                use->failed = result.failed || looksFailed(result.text);
            }
        });
    }
    out.said = m_fingerprints.print(opened.said);
    out.asked = m_fingerprints.print(opened.asked);
    return out;
}

void ConversationReader::close()
{
    if (static_cast<std::size_t>(m_opened->bytes) > bytesKept)
        m_opened = std::make_unique<Opened>();
}

} // namespace fuseboard::gateway
