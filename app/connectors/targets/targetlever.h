// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/holdrecords.h"
#include "connectors/targets/targetsystem.h"

namespace fuseboard {

class Clock;

/// Makes a lever of a system that keeps no orders: remembers the order, and before it touches anything what it found there,
/// so that a resume gives back exactly that. What somebody else has changed meanwhile is not overwritten unless a person says
/// so: the first resume names it and asks; another one leaves it as it is, or puts it back.
class TargetLever : public Lever {
public:
    /// The rules in force, asked in the switchboard's thread; empty: not known yet, so nothing can be said of any team.
    using Rules = std::function<std::optional<std::vector<AllocationRule>>()>;

    /// The clock must outlive the lever.
    TargetLever(std::unique_ptr<TargetSystem> system, std::unique_ptr<HoldRecords> records, Rules rules, const Clock& clock);

    [[nodiscard]] const LeverTraits& traits() const override { return m_system->traits(); }
    QFuture<Result<LeverReport>> observe() override;
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) override;
    QFuture<Result<ProbeResult>> probe(Scope scope) override;
    QFuture<Result<LeverLook>> look(Scope scope) override;

private:
    using Targets = std::vector<ControlTarget>;
    /// `staleOrder` where one that it does not overtake is in force.
    [[nodiscard]] Result<void> judged(const HoldOrder& order) const;
    QFuture<Result<void>> step(const HoldOrder& order, const std::function<QFuture<Result<void>>()>& change);
    [[nodiscard]] bool isUnderWay(const Scope& scope) const;
    QFuture<Result<LeverAcknowledgement>> freeze(const HoldOrder& order, const Targets& targets);
    QFuture<Result<LeverAcknowledgement>> release(const HoldOrder& order, const Targets& targets);
    /// All its targets, and whose they are; that only a team's scope asks.
    struct Found {
        Targets all;
        std::vector<AllocationRule> rules;
    };
    Result<Found> withRules(const Result<Targets>& all, bool needsRules);
    QFuture<Result<Found>> find(const Scope& scope);
    [[nodiscard]] Targets of(const Scope& scope, const Found& found) const;
    /// Those, and what the scope's freeze has found and the rules have given to others since: that is given back too.
    [[nodiscard]] Targets toGiveBack(const Scope& scope, const Found& found) const;
    [[nodiscard]] std::vector<UndoTarget> undoOf(const Scope& scope, const Targets& all) const;
    /// What a resume gives back: what is held, and to put back also what was changed. What another freeze still holds goes over
    /// to it.
    Targets givenBack(HoldRecord& record, const Targets& targets);
    void handOver(HoldRecord& record, RecordedTarget target, HoldRecord heir);
    /// Also notes in the record what has come into force.
    LeverObservation seen(HoldRecord record, const Found& found);
    LeverObservation seenFrozen(HoldRecord record, const Targets& targets, LeverObservation out);
    LeverObservation seenReleased(HoldRecord record, const Found& found, LeverObservation out);

    std::unique_ptr<TargetSystem> m_system;
    std::unique_ptr<HoldRecords> m_records;
    Rules m_rules;
    const Clock& m_clock;
    Found m_found; ///< at the last look
    std::map<Scope, std::shared_ptr<const char>> m_underWay; ///< shared with each change that is sent and not answered
};

} // namespace fuseboard
