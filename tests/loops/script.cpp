// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loops/script.h"

#include <numeric>

namespace fuseboard::test::loops {
namespace {

using gateway::Api;

const std::vector<std::string> openings {
    "Let me look at that.", "I'll check it.", "", "Now I see. Next I look at the caller.", ""};

std::uint64_t seedOf(const std::string& pattern, unsigned seed)
{
    return std::accumulate(pattern.begin(), pattern.end(), std::uint64_t {seed},
        [](std::uint64_t sum, char c) { return sum * 131 + static_cast<unsigned char>(c); });
}

} // namespace

Script::Script(std::string pattern, unsigned seed)
    : dice(seedOf(pattern, seed))
{
    session.pattern = std::move(pattern);
    session.seed = seed;
    session.api = dice.pick(std::vector {Api::messages, Api::chat, Api::responses});
    if (session.api != Api::chat && dice.chance(0.8))
        session.session = dice.uuid();
    begin({.system = "You are an agent that works with tools. " + dice.text(600),
              .task = dice.text(dice.number(60, 900)),
              .turns = {},
              .agent = {},
              .parent = {}},
        0);
}

std::size_t Script::begin(Conversation conversation, std::size_t apart)
{
    session.conversations.push_back(std::move(conversation));
    m_seconds += apart;
    session.calls.push_back({.conversation = session.conversations.size() - 1, .at = std::chrono::seconds(m_seconds)});
    return session.conversations.size() - 1;
}

void Script::answer(Turn turn, std::size_t apart, std::size_t index)
{
    conversation(index).turns.push_back(std::move(turn));
    again(apart, index);
}

void Script::again(std::size_t apart, std::size_t index)
{
    m_seconds += apart;
    session.calls.push_back(
        {.conversation = index, .turns = conversation(index).turns.size(), .at = std::chrono::seconds(m_seconds)});
}

Turn Script::work()
{
    const std::string path = dice.path();
    Turn turn {
        .said = dice.chance(0.6) ? dice.pick(openings) + " " + dice.text(dice.number(20, 200)) : "", .calls = {}, .asked = {}};
    switch (dice.number(0, 4)) {
    case 0: turn.calls = {{"Read", std::format(R"({{"path":"{}"}})", path), dice.listing(dice.number(300, 4000))}}; break;
    case 1:
        turn.calls = {
            {"Grep", std::format(R"({{"pattern":"{}","path":"{}"}})", dice.name(), path), dice.listing(dice.number(80, 900))}};
        break;
    case 2:
        turn.calls = {{"Edit", std::format(R"({{"path":"{}","old":"{}","new":"{}"}})", path, dice.words(6), dice.words(7)),
            "The file has been updated."}};
        break;
    case 3:
        turn.calls = {{"Bash", std::format(R"({{"command":"{} --{} {}"}})", dice.word(), dice.word(), path),
            dice.listing(dice.number(40, 1500)), dice.chance(0.15)}};
        break;
    case 4:
        turn.calls = {{"Read", std::format(R"({{"path":"{}"}})", path), dice.listing(dice.number(300, 2000))},
            {"Read", std::format(R"({{"path":"{}"}})", dice.path()), dice.listing(dice.number(300, 2000))}};
        break;
    }
    return turn;
}

void Script::work(std::size_t turns, std::size_t index)
{
    for (std::size_t i = 0; i < turns; ++i)
        answer(work(), dice.number(3, 25), index);
}

} // namespace fuseboard::test::loops
