// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/audittrail.h"
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
    tooMany, ///< asked to come again in 30 s
};

/// Where calls can be refused, as the world asks it.
struct SimulatedPoint {
    virtual ~SimulatedPoint() = default;
    /// Whether no call of the scope is let through: the truth that no answer changes.
    [[nodiscard]] virtual bool refuses(const Scope& scope) const = 0;
    virtual Result<LeverAcknowledgement> order(const HoldOrder& order) = 0;
    virtual Result<LeverReport> observe() = 0;
    virtual Result<ProbeResult> probe(const Scope& scope) = 0;

    bool servesAnyway = false; ///< stores the block and goes on serving
    bool dead = false;
    std::function<Fate()> fate {}; ///< of its own requests; empty: the world's
};

/// A gateway as the contract has it: judge() arbitrates.
struct SimulatedGateway : SimulatedPoint {
    std::map<Scope, Hold> holds;
    std::optional<LeverReport> oldReport; ///< told instead of what is so now
    bool isEmpty = false; ///< nothing of any scope is there
    bool cannotTry = false;
    std::optional<std::int64_t> running {}; ///< calls of each scope; empty: it does not say
    bool cannotSave = false; ///< keeps what it is told in memory
    bool asksOnce = false; ///< a resume finds something changed; a second one goes ahead
    std::uint64_t disputed = 0;
    bool hidesReleased = true; ///< lists only what is not plainly closed, as the contract allows

    [[nodiscard]] bool refuses(const Scope& scope) const override;
    Result<LeverAcknowledgement> order(const HoldOrder& order) override;
    Result<LeverReport> observe() override { return oldReport ? *oldReport : report(); }
    Result<ProbeResult> probe(const Scope& scope) override;
    [[nodiscard]] LeverReport report() const;
    /// Somebody else's order, above everything.
    void outside(const Scope& scope, HoldState state);
};

/// Counts an act's rows as the history keeps them: one that is there already is not written again.
class SimulatedAudit : public AuditSink {
public:
    struct Rows {
        int intents = 0, outcomes = 0;
    };
    QFuture<Result<void>> write(AuditEntry entry) override;
    std::map<std::string, Rows> acts;
    bool isAwaited = false; ///< somebody waits for the answer to a row
};

/// A reconciler, its journal, its audit log and some gateways in simulated time.
class SimulatedWorld {
public:
    /// `shape` says how a lever differs from one that can do everything. `others` come after the gateways, and outlive it.
    explicit SimulatedWorld(
        int gateways, std::function<void(LeverTraits& lever)> shape = {}, std::vector<SimulatedPoint*> others = {});

    void want(HoldState state, const Scope& scope, FreezeMode mode = FreezeMode::refuse);
    /// Kills the program and starts it again from its journal.
    void killApp();
    /// Somebody sets the clock.
    void setClock(std::chrono::hours by) { m_now.utc += by; }
    /// Lets the time pass in steps of at most 10 ms.
    void run(std::chrono::milliseconds time);

    [[nodiscard]] const FreezeView* view(const Scope& scope);
    [[nodiscard]] Moment now() const { return m_now; }
    /// This world's; it lives as long as the world.
    [[nodiscard]] const Clock& clock() const { return m_clock; }
    /// Empty, or how the board claimed what was not so: *frozen* while a place serves, for longer than it takes to look
    /// there twice, or to miss it three times where it did not answer (KS2, KS8).
    [[nodiscard]] const std::string& falsehood() const { return m_falsehood; }
    /// The longest that *frozen* outlived the truth.
    [[nodiscard]] std::chrono::milliseconds longestClaim() const { return m_longestClaim; }

    /// Empty, or the first act that has not exactly one intent and one outcome on record.
    [[nodiscard]] std::string auditFault() const;

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
    [[nodiscard]] SimulatedPoint& point(std::size_t index);
    void checkTruth();
    void checkClaim(const Scope& scope, const FreezeView& view, std::size_t index, SteadyTime servingSince);
    /// The longest that *frozen* may outlive the truth there.
    [[nodiscard]] std::chrono::milliseconds allowance(std::size_t index, SteadyTime servingSince) const;

    std::function<void(LeverTraits& lever)> m_shape;
    std::vector<SimulatedPoint*> m_others;
    std::vector<LeverTraits> m_traits;
    Moment m_now;
    class WorldClock : public Clock {
    public:
        explicit WorldClock(const Moment& now)
            : m_moment(now)
        {
        }
        [[nodiscard]] Instant now() const override { return m_moment.utc; }
        [[nodiscard]] SteadyTime steady() const override { return m_moment.steady; }

    private:
        const Moment& m_moment;
    };
    WorldClock m_clock {m_now};
    SimulatedAudit m_audit;
    std::unique_ptr<AuditTrail> m_trail;
    std::unique_ptr<Reconciler> m_reconciler;
    JournalState m_journal;
    std::uint64_t m_sequence = 0, m_acts = 0, m_incarnation = 0;
    std::vector<Delivery> m_deliveries;
    std::map<std::pair<Scope, std::size_t>, SteadyTime> m_servingSince; ///< of scopes that a gateway lets through
    std::map<std::size_t, SteadyTime> m_lastMissed; ///< when a request went out there that got no answer
    std::map<std::pair<Scope, std::size_t>, bool> m_claimed; ///< at the last look: frozen though it serves
    std::string m_falsehood;
    std::chrono::milliseconds m_longestClaim {0};
    std::mt19937 m_chance {1};
};

} // namespace fuseboard::test
