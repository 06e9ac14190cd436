// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "http/async.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace fuseboard::gateway {

/// Keeps a team that floods the gateway from taking the others' share of it (ACCEPTANCE L9): while several teams call, only so
/// many calls of each are begun at a time, and the team's others wait behind those. A call is begun until it is let in and
/// its row is open: what it costs by then is processor and disk, and no provider is waited for. Nobody is refused, and a team
/// that calls alone waits for nothing. Of one lane, in its thread.
class Turns {
    struct State;

public:
    using Clock = std::function<SteadyTime()>;
    static constexpr int usual = 16;
    static constexpr auto recently = std::chrono::seconds(10); ///< another team that called since then calls

    explicit Turns(int each = usual, Clock clock = std::chrono::steady_clock::now);
    ~Turns();
    Turns(const Turns&) = delete;
    Turns& operator=(const Turns&) = delete;

    /// A call that is begun, for as long as this is kept.
    class Begun {
    public:
        Begun() = default;
        Begun(std::shared_ptr<State> state, std::string team)
            : m_state(std::move(state))
            , m_team(std::move(team))
        {
        }
        Begun(Begun&&) = default;
        Begun& operator=(Begun&&) = delete;
        ~Begun() { release(); }
        void release();

    private:
        std::shared_ptr<State> m_state; ///< may outlive its Turns
        std::string m_team;
    };

    struct Turn {
        Turns& turns;
        const std::string& team;
        [[nodiscard]] bool await_ready() const { return turns.tryBegin(team); }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> waiting) const
        {
            turns.wait(team, http::Suspended(waiting));
        }
        [[nodiscard]] Begun await_resume() const { return {turns.m_state, team}; }
    };
    /// Awaited where a call of the team is to begin.
    [[nodiscard]] Turn of(const std::string& team) { return {*this, team}; }
    /// Whether a call of the team that came now would wait.
    [[nodiscard]] bool isFull(const std::string& team) const;

private:
    bool tryBegin(const std::string& team);
    void wait(const std::string& team, http::Suspended call);

    std::shared_ptr<State> m_state;
};

} // namespace fuseboard::gateway
