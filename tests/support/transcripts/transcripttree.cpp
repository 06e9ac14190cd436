// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transcripts/transcripttree.h"

#include "support/transcripts/transcriptlines.h"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <vector>

namespace fuseboard::test {
namespace {

/// In nano-dollars a token and the order of ClassCounts, by arithmetic of this file's own.
struct TreePrice {
    const char* model;
    ClassCounts base, longContext; ///< of more than 200,000 tokens of prompt
};
constexpr std::array<TreePrice, 5> prices {{
    {"claude-opus-5", {5000, 500, 6250, 10000, 25000}, {5000, 500, 6250, 10000, 25000}},
    {"claude-sonnet-4-5", {3000, 300, 3750, 6000, 15000}, {6000, 600, 7500, 12000, 22500}},
    {"claude-sonnet-5", {2000, 200, 2500, 4000, 10000}, {2000, 200, 2500, 4000, 10000}},
    {"claude-haiku-4-5", {1000, 100, 1250, 2000, 5000}, {1000, 100, 1250, 2000, 5000}},
    {treeModelWithoutPrice, {}, {}},
}};
constexpr std::int64_t longContext = 200'000;
constexpr const char* smallModel = "claude-haiku-4-5"; ///< which sessions of every model use for small things

constexpr std::int64_t firstDay = 1'780'272'000'000; ///< 2026-06-01T00:00:00Z
constexpr std::int64_t day = 86'400'000;

std::int64_t costOf(const Response& response)
{
    const auto* price = std::ranges::find(prices, response.model, &TreePrice::model);
    const ClassCounts& tokens = response.tokens;
    const bool isLong = tokens[0] + tokens[1] + tokens[2] + tokens[3] > longContext;
    const ClassCounts& of = isLong ? price->longContext : price->base;
    std::int64_t nano = std::inner_product(tokens.begin(), tokens.end(), of.begin(), std::int64_t {0});
    if (response.fast)
        nano *= 2;
    return response.us ? nano / 10 * 11 : nano; // every price is a multiple of ten
}

class TreeWriter {
public:
    TreeWriter(std::filesystem::path home, std::uint64_t seed)
        : m_projects(std::move(home) / "projects")
        , m_dice(seed)
        , m_lines(seed + 1)
    {
    }

    TreeTotals write(std::int64_t bytes)
    {
        while (m_totals.bytes < bytes)
            session();
        return std::move(m_totals);
    }

private:
    void session();
    void turn(const Session& session);
    void subagent(const Session& session, const std::filesystem::path& directory);
    Response response(bool sidechain);
    /// All lines of a response; only the last one knows its whole output.
    void tell(std::string& out, const Session& session, const Response& response);
    void count(const Response& response, std::int64_t millis);
    void breakSome(std::string& out, std::size_t lineStart);
    void save(const std::filesystem::path& file, const std::string& text);

    std::filesystem::path m_projects;
    Dice m_dice;
    LineWriter m_lines;
    TreeTotals m_totals;
    std::string m_text; ///< of the session's file
    struct Told {
        std::string text;
        std::int64_t usageLines = 0, passedOver = 0;
    };
    Told m_earlier; ///< what a resumed session repeats
    std::int64_t m_sessionUsage = 0, m_sessionPassedOver = 0;
    std::int64_t m_now = 0, m_context = 0, m_sessions = 0;
    std::string m_model; ///< that the session was started with
    std::vector<Response> m_told; ///< in this session
};

Response TreeWriter::response(bool sidechain)
{
    const bool grows = m_dice.oneIn(3);
    m_context = m_dice.oneIn(25) ? 0 : std::min<std::int64_t>(m_context + m_dice.between(200, 9'000), 260'000);
    Response out {.message = "msg_01" + m_dice.word(22),
        .request = "req_011C" + m_dice.word(20),
        .model = m_dice.oneIn(8) ? smallModel : m_model,
        .tokens = {m_dice.between(1, 40), m_context, m_dice.between(0, 4'000), grows ? m_dice.between(100, 9'000) : 0,
            m_dice.between(9, 4'000)},
        .writesBySpan = true,
        .sidechain = sidechain};
    if (!grows && m_dice.oneIn(8))
        out.writesBySpan = false;
    out.fast = out.model == std::string("claude-opus-5") && m_dice.oneIn(10);
    out.us = out.model == std::string("claude-sonnet-5") && m_dice.oneIn(5);
    return out;
}

void TreeWriter::count(const Response& response, std::int64_t millis)
{
    TreeSum& sum = m_totals.byDayAndModel[{timeText(millis).substr(0, 10), response.model}];
    for (std::size_t i = 0; i < sum.tokens.size(); ++i)
        sum.tokens[i] += response.tokens[i];
    ++sum.responses;
    sum.nano += costOf(response);
}

void TreeWriter::tell(std::string& out, const Session& session, const Response& response)
{
    const std::int64_t blocks = m_dice.between(1, 4);
    for (std::int64_t block = 1; block <= blocks; ++block) {
        m_now += m_dice.between(200, 9'000);
        const bool last = block == blocks;
        if (last)
            count(response, m_now);
        const std::size_t start = out.size();
        m_lines.assistant(out, session, response, last ? response.tokens.back() : m_dice.between(1, 8), m_now);
        ++m_totals.usageLines;
        ++m_sessionUsage;
        breakSome(out, start);
    }
}

/// A copy of the line that the disk lost the end of, a line of another version, or one that is nothing at all.
void TreeWriter::breakSome(std::string& out, std::size_t lineStart)
{
    const std::string line = out.substr(lineStart);
    if (m_dice.oneIn(300)) {
        out += line.substr(0, line.size() - static_cast<std::size_t>(m_dice.between(2, 40))) + '\n';
        ++m_totals.broken;
    }
    if (m_dice.oneIn(500)) {
        LineWriter::garbage(out);
        ++m_totals.broken;
    }
}

void TreeWriter::turn(const Session& session)
{
    m_now += m_dice.between(1'000, 90'000);
    const bool looksLikeUsage = m_dice.oneIn(40);
    m_lines.toolResult(m_text, session, m_now, looksLikeUsage);
    m_sessionPassedOver += looksLikeUsage ? 1 : 0;
    const Response told = response(false);
    tell(m_text, session, told);
    m_told.push_back(told);
    if (m_dice.oneIn(150)) { // what Claude Code itself says in the provider's place
        Response synthetic = told;
        synthetic.model = "<synthetic>";
        synthetic.message = m_dice.uuid();
        m_lines.assistant(m_text, session, synthetic, 0, m_now);
        ++m_sessionPassedOver;
    }
    if (m_dice.oneIn(200)) { // a build that names no version
        Session other = session;
        other.version = "dev";
        m_lines.assistant(m_text, other, response(false), 100, m_now);
        ++m_sessionPassedOver;
    }
}

void TreeWriter::subagent(const Session& session, const std::filesystem::path& directory)
{
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(m_told.size(), 3); ++i) { // the parent's, under requests of its own
        Response replayed = m_told[i];
        replayed.request = "req_011C" + m_dice.word(20);
        replayed.sidechain = true;
        m_lines.assistant(text, session, replayed, replayed.tokens.back(), m_now);
        ++m_totals.usageLines;
    }
    for (std::int64_t i = m_dice.between(2, 12); i > 0; --i) {
        m_now += 1'000;
        m_lines.toolResult(text, session, m_now, false);
        const Response own = response(true);
        const std::int64_t before = m_sessionUsage;
        tell(text, session, own);
        m_sessionUsage = before;
        if (m_dice.oneIn(2)) {
            m_lines.progress(m_text, session, own, m_now + 50);
            ++m_totals.usageLines;
            ++m_sessionUsage;
        }
    }
    save(directory / session.id / "subagents" / ("agent-" + m_dice.word(8) + ".jsonl"), text);
}

void TreeWriter::session()
{
    const std::string name = "service-" + std::to_string(m_dice.between(1, 14));
    const Session session {.id = m_dice.uuid(),
        .directory = "/home/ada/src/" + name,
        .branch = m_dice.oneIn(2) ? "main" : "fix/" + m_dice.word(5),
        .version = m_dice.oneIn(3) ? "1.0.128" : "2.1.14"};
    const auto directory = m_projects / ("-home-ada-src-" + name);
    m_now = firstDay + m_dice.between(0, 58) * day + m_dice.between(0, day - 1);
    m_text.clear();
    m_told.clear();
    m_context = m_sessionUsage = m_sessionPassedOver = 0;
    const std::int64_t brokenBefore = m_totals.broken;
    // Also a small tree has a session of the model without a price.
    m_model = prices[++m_sessions % 16 == 2 ? 4 : static_cast<std::size_t>(m_dice.between(0, 3))].model;
    m_lines.summary(m_text);
    const bool resumed = !m_earlier.text.empty() && m_dice.oneIn(8);
    if (resumed) {
        m_text += m_earlier.text;
        m_totals.usageLines += m_earlier.usageLines;
        m_totals.passedOver += m_earlier.passedOver;
    }
    for (std::int64_t turns = m_dice.between(3, 120); turns > 0; --turns) {
        turn(session);
        if (m_dice.oneIn(60))
            subagent(session, directory);
    }
    // Only what is whole is repeated: a resumed session copies messages, not blocks of a disk.
    if (!resumed && m_totals.broken == brokenBefore)
        m_earlier = {m_text, m_sessionUsage, m_sessionPassedOver};
    m_totals.passedOver += m_sessionPassedOver;
    save(directory / (session.id + ".jsonl"), m_text);
}

void TreeWriter::save(const std::filesystem::path& file, const std::string& text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    ++m_totals.files;
    m_totals.bytes += static_cast<std::int64_t>(text.size());
    m_totals.lines += std::ranges::count(text, '\n');
}

} // namespace

std::int64_t TreeTotals::duplicates() const { return usageLines - all().responses; }

TreeSum TreeTotals::all() const
{
    TreeSum sum;
    for (const auto& [key, each] : byDayAndModel) {
        for (std::size_t i = 0; i < sum.tokens.size(); ++i)
            sum.tokens[i] += each.tokens[i];
        sum.responses += each.responses;
        sum.nano += each.nano;
    }
    return sum;
}

TreeTotals writeTranscriptTree(const std::filesystem::path& home, std::int64_t bytes, std::uint64_t seed)
{
    return TreeWriter(home, seed).write(bytes);
}

} // namespace fuseboard::test
