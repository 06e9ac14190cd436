// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controltarget.h"
#include "switchboard/lever.h"

namespace fuseboard {

/// What a system without orders and generations lets us do: look, hold and give back. Each call answers once, in its own
/// thread, within a deadline of its own; none of them ends anything that can't be undone.
class TargetSystem {
public:
    virtual ~TargetSystem() = default;
    [[nodiscard]] virtual const LeverTraits& traits() const = 0;
    /// Of the version that it said it is; nothing known: none.
    [[nodiscard]] virtual LeverCaveat caveat() const { return LeverCaveat::none; }
    /// Changes that it bears at a time.
    [[nodiscard]] virtual std::size_t atOnce() const { return 8; }

    /// Everything that can be held there; what could not be read now is among it as such. An error: nothing could.
    virtual QFuture<Result<std::vector<ControlTarget>>> targets() = 0;
    /// Makes it refuse calls. Holding what is held changes nothing.
    virtual QFuture<Result<void>> hold(ControlTarget target, std::string by) = 0;
    /// Gives back a state that `targets` has told.
    virtual QFuture<Result<void>> restore(ControlTarget target, std::string state, std::string by) = 0;
    /// `cannot` where there is nothing to try the scope with.
    virtual QFuture<Result<ProbeResult>> probe(Scope scope) = 0;
    /// Whether its test call of the scope, where refused, tells of all these, which `targets` has told.
    [[nodiscard]] virtual bool speaksFor(const Scope& /*scope*/, const std::vector<ControlTarget>& /*targets*/) const
    {
        return true;
    }
};

} // namespace fuseboard
