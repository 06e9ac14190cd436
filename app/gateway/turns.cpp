// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/turns.h"

#include <boost/asio/post.hpp>

namespace fuseboard::gateway {
namespace {

constexpr auto recently = std::chrono::seconds(1); ///< other teams that called since then call

} // namespace

Turns::~Turns()
{
    for (auto& [name, team] : m_state->teams) // whoever waits ends there and then, and may hold nothing of this
        const auto ended = std::exchange(team.waiting, {});
}

bool Turns::State::isFree(const Team& team, SteadyTime now) const { return team.begun < each || othersAt + recently < now; }

bool Turns::State::tryBegin(const std::string& team)
{
    const SteadyTime now = std::chrono::steady_clock::now();
    if (team != latest) {
        othersAt = latestAt;
        latest = team;
    }
    latestAt = now;
    Team& mine = teams[team];
    if (!mine.waiting.empty() || !isFree(mine, now))
        return false;
    ++mine.begun;
    return true;
}

void Turns::State::end(const std::string& team)
{
    const auto found = teams.find(team);
    Team& mine = found->second;
    --mine.begun;
    for (const SteadyTime now = std::chrono::steady_clock::now(); !mine.waiting.empty() && isFree(mine, now); ++mine.begun) {
        const auto executor = mine.waiting.front().executor();
        boost::asio::post(executor, [next = std::move(mine.waiting.front())]() mutable { next.resume(); });
        mine.waiting.pop_front();
    }
    if (mine.begun == 0)
        teams.erase(found);
}

} // namespace fuseboard::gateway
