// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "http/async.h"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace fuseboard::gateway {

/// Keeps a team that floods the gateway from taking the others' share of it (ACCEPTANCE L9): while several teams call, only so
/// many calls of each are begun at a time, and the team's others wait behind those. A call is begun until it is let in and
/// its row is open: what it costs by then is processor and disk, and no provider is waited for. Nobody is refused, and a team
/// that calls alone waits for nothing. In the callers' thread.
class Turns {
    struct Team {
        int begun = 0;
        std::deque<http::Suspended> waiting;
    };
    struct State {
        int each;
        std::map<std::string, Team> teams; ///< that have calls here
        std::string latest; ///< team
        SteadyTime othersAt {}; ///< when a team came last that was not the latest
        SteadyTime latestAt {};

        bool tryBegin(const std::string& team);
        [[nodiscard]] bool isFree(const Team& team, SteadyTime now) const;
        void end(const std::string& team);
    };

public:
    static constexpr int usual = 16;
    explicit Turns(int each = usual)
        : m_state(std::make_shared<State>(State {.each = each, .teams = {}, .latest = {}}))
    {
    }
    ~Turns();
    Turns(const Turns&) = delete;
    Turns& operator=(const Turns&) = delete;

    /// A call that is begun, for as long as this is kept.
    class Begun {
    public:
        Begun() = default;
        Begun(Begun&&) = default;
        Begun& operator=(Begun&& other) noexcept
        {
            release();
            m_state = std::move(other.m_state);
            m_team = std::move(other.m_team);
            return *this;
        }
        ~Begun() { release(); }
        void release()
        {
            if (const auto state = std::exchange(m_state, {}))
                state->end(m_team);
        }

    private:
        friend class Turns;
        Begun(std::shared_ptr<State> state, std::string team)
            : m_state(std::move(state))
            , m_team(std::move(team))
        {
        }
        std::shared_ptr<State> m_state; ///< may outlive its Turns
        std::string m_team;
    };

    struct Turn {
        Turns& turns;
        const std::string& team;
        [[nodiscard]] bool await_ready() const { return turns.m_state->tryBegin(team); }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> waiting) const
        {
            turns.m_state->teams[team].waiting.emplace_back(waiting);
        }
        [[nodiscard]] Begun await_resume() const { return {turns.m_state, team}; }
    };
    /// Awaited where a call of the team is to begin.
    [[nodiscard]] Turn of(const std::string& team) { return {*this, team}; }

private:
    std::shared_ptr<State> m_state;
};

} // namespace fuseboard::gateway
