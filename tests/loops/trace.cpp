// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loops/dice.h"
#include "loops/sessions.h"

#include <simdjson.h>

#include <fstream>
#include <map>

namespace fuseboard::test::loops {
namespace {

namespace dom = simdjson::dom;
using Blocks = std::vector<std::uint64_t>;

constexpr std::size_t bytesOfBlock = 200; ///< of 512 tokens: a tenth of their text, so that the trace fits into memory

struct Line {
    std::int64_t at = 0; ///< milliseconds
    std::size_t output = 0; ///< tokens
    Blocks blocks;
};

std::optional<Line> readLine(dom::parser& parser, const std::string& text)
{
    dom::object object;
    dom::array blocks;
    std::uint64_t output = 0;
    Line line;
    if (parser.parse(text).get_object().get(object) != simdjson::SUCCESS
        || object["timestamp"].get_int64().get(line.at) != simdjson::SUCCESS
        || object["output_length"].get_uint64().get(output) != simdjson::SUCCESS
        || object["hash_ids"].get_array().get(blocks) != simdjson::SUCCESS)
        return {};
    line.output = output;
    for (const dom::element block : blocks)
        line.blocks.push_back(block.get_uint64().value_unsafe());
    return line;
}

std::string textOf(std::span<const std::uint64_t> blocks)
{
    std::string out;
    for (const std::uint64_t block : blocks)
        out += (out.empty() ? "" : " ") + Dice(block + 77).text(bytesOfBlock);
    return out.empty() ? "yes" : out;
}

class Rebuilding {
public:
    explicit Rebuilding(TraceSessions& out)
        : m_out(out)
    {
    }
    void add(const Line& line)
    {
        const auto [session, known] = sessionOf(line.blocks);
        LabelledSession& labelled = m_out.sessions[session];
        if (known > 0) {
            const std::span news = std::span(line.blocks).subspan(std::min(known, line.blocks.size()));
            Dice dice(session * 131 + labelled.calls.size());
            labelled.conversations[0].turns.push_back(
                {.said = dice.text(m_output[session] / 3 + 4), .calls = {}, .asked = textOf(news)});
        }
        m_output[session] = line.output;
        labelled.calls.push_back(
            {.conversation = 0, .turns = labelled.conversations[0].turns.size(), .at = std::chrono::milliseconds(line.at)});
        m_out.order.push_back({session, labelled.calls.size() - 1});
    }

private:
    /// Whose conversation goes on: its whole prompt but the last, unfilled block stands at the front of this one. The first
    /// block is everybody's. Second: how many blocks it had; 0 for a new one.
    std::pair<std::size_t, std::size_t> sessionOf(const Blocks& blocks)
    {
        std::optional<std::pair<std::size_t, std::size_t>> found;
        for (std::size_t length = blocks.size() - 1; length > 1 && !found; --length)
            if (const auto at = m_byPrefix.find(Blocks(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(length)));
                at != m_byPrefix.end())
                found.emplace(at->second, length);
        if (!found) {
            found.emplace(m_out.sessions.size(), 0);
            LabelledSession fresh {.pattern = "trace", .api = gateway::Api::chat, .kind = "chat"};
            fresh.conversations.push_back({.system = textOf(std::span(blocks).first(1)),
                .task = textOf(std::span(blocks).subspan(1)),
                .turns = {},
                .agent = {},
                .parent = {}});
            m_out.sessions.push_back(std::move(fresh));
            m_output.push_back(0);
        }
        if (blocks.size() > 2)
            m_byPrefix[Blocks(blocks.begin(), blocks.end() - 1)] = found->first;
        return *found;
    }

    TraceSessions& m_out;
    std::vector<std::size_t> m_output; ///< tokens of each session's last answer
    std::map<Blocks, std::size_t> m_byPrefix;
};

} // namespace

TraceSessions rebuildTrace(const std::filesystem::path& file, std::size_t most)
{
    TraceSessions out;
    Rebuilding rebuilding(out);
    std::ifstream in(file);
    dom::parser parser;
    for (std::string text; out.order.size() < most && std::getline(in, text);)
        if (const auto line = readLine(parser, text); line && !line->blocks.empty())
            rebuilding.add(*line);
    return out;
}

} // namespace fuseboard::test::loops
