// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/turns.h"

#include <boost/asio/post.hpp>

namespace fuseboard::gateway {

struct Turns::State {
    struct Team {
        int begun = 0;
        std::deque<http::Suspended> waiting;
    };

    [[nodiscard]] bool isFree(const std::string& name, int begun, SteadyTime now) const
    {
        const SteadyTime others = name == latest ? beforeAt : latestAt;
        return begun < each || others + recently < now;
    }

    int each;
    Clock clock;
    std::map<std::string, Team> teams; ///< that have calls here
    std::string latest; ///< team that came
    SteadyTime latestAt = SteadyTime::min(); ///< when it last did
    SteadyTime beforeAt = SteadyTime::min(); ///< when another team last did before
};

Turns::Turns(int each, Clock clock)
    : m_state(std::make_shared<State>(State {.each = each, .clock = std::move(clock), .teams = {}, .latest = {}}))
{
}

Turns::~Turns()
{
    for (auto& [name, team] : m_state->teams) // whoever waits ends there and then
        const auto ended = std::exchange(team.waiting, {});
}

bool Turns::isFull(const std::string& team) const
{
    const auto found = m_state->teams.find(team);
    if (found == m_state->teams.end())
        return false;
    return !found->second.waiting.empty() || !m_state->isFree(team, found->second.begun, m_state->clock());
}

bool Turns::tryBegin(const std::string& team)
{
    State& state = *m_state;
    const SteadyTime now = state.clock();
    if (team != state.latest) {
        state.beforeAt = state.latestAt;
        state.latest = team;
    }
    state.latestAt = now;
    State::Team& mine = state.teams[team];
    if (!mine.waiting.empty() || !state.isFree(team, mine.begun, now))
        return false;
    ++mine.begun;
    return true;
}

void Turns::wait(const std::string& team, http::Suspended call) { m_state->teams[team].waiting.push_back(std::move(call)); }

void Turns::Begun::release()
{
    const auto state = std::exchange(m_state, {});
    if (!state)
        return;
    const auto found = state->teams.find(m_team);
    State::Team& mine = found->second;
    --mine.begun;
    for (const SteadyTime now = state->clock(); !mine.waiting.empty() && state->isFree(m_team, mine.begun, now); ++mine.begun) {
        const auto executor = mine.waiting.front().executor();
        boost::asio::post(executor, [next = std::move(mine.waiting.front())]() mutable { next.resume(); });
        mine.waiting.pop_front();
    }
    if (mine.begun == 0)
        state->teams.erase(found);
}

} // namespace fuseboard::gateway
