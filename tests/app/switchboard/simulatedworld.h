// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/journalrecord.h"
#include "switchboard/reconciler.h"

#include <functional>
#include <random>
#include <vector>

namespace fuseboard::test {

/// How a simulated gateway treats one request.
enum class Fate {
    fine,
    lostRequest, ///< never arrives; the caller sees a time-out
    lostAnswer, ///< takes effect; the caller sees a time-out
    late, ///< the caller sees a time-out at once, it takes effect seconds later
    serverError,
    garbage,
};

/// A gateway as the contract has it: judge() arbitrates.
struct SimulatedGateway {
    std::map<Scope, Hold> holds;
    bool servesAnyway = false; ///< stores the block and goes on serving
    bool dead = false;
    bool isEmpty = false; ///< nothing of any scope is there
    bool cannotTry = false;
    bool asksOnce = false; ///< a resume finds something changed; a second one goes ahead
    std::uint64_t disputed = 0;
    bool hidesReleased = true; ///< lists only what is not plainly closed, as the contract allows

    [[nodiscard]] bool refuses(const Scope& scope) const;
    Result<LeverAcknowledgement> order(const HoldOrder& order);
    [[nodiscard]] LeverReport report() const;
    /// Somebody else's order, above everything.
    void outside(const Scope& scope, HoldState state);
};

/// A reconciler, its journal and some gateways in simulated time.
class SimulatedWorld {
public:
    /// `shape` says how a gateway's lever differs from one that can do everything.
    explicit SimulatedWorld(int gateways, std::function<void(LeverTraits& lever)> shape = {});

    void want(HoldState state, const Scope& scope, FreezeMode mode = FreezeMode::refuse);
    /// Kills the program and starts it again from its journal.
    void killApp();
    /// Lets the time pass in steps of at most 10 ms.
    void run(std::chrono::milliseconds time);

    [[nodiscard]] const FreezeView* view(const Scope& scope);
    [[nodiscard]] Moment now() const { return m_now; }
    /// Empty, or how the board claimed what was not so.
    [[nodiscard]] const std::string& falsehood() const { return m_falsehood; }

    std::vector<SimulatedGateway> gateways;
    std::function<Fate()> fate = [] { return Fate::fine; };
    std::vector<Happening> happenings;
    int ordersSent = 0, watches = 0;

private:
    struct Delivery {
        SteadyTime due;
        std::uint64_t incarnation; ///< 0: whatever runs
        std::function<void()> act;
    };
    void launch();
    void deliver(const Step& step);
    void later(std::chrono::milliseconds after, std::function<void()> act, bool survivesTheApp = false);
    void collect();
    void checkTruth();

    std::function<void(LeverTraits& lever)> m_shape;
    Moment m_now;
    std::unique_ptr<Reconciler> m_reconciler;
    JournalState m_journal;
    std::uint64_t m_sequence = 0, m_acts = 0, m_incarnation = 0;
    std::vector<Delivery> m_deliveries;
    std::map<std::pair<Scope, std::size_t>, SteadyTime> m_servingSince; ///< of scopes that a gateway lets through
    std::string m_falsehood;
    std::mt19937 m_chance {1};
};

} // namespace fuseboard::test
