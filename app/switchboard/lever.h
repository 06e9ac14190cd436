// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freeze.h"

#include <QFuture>
#include <QString>

namespace fuseboard {

/// What one enforcement point said when asked for its state of a scope.
struct LeverObservation {
    std::uint64_t generation = 0; ///< 0: it has never heard of the scope
    HoldState state = HoldState::released;
    FreezeMode mode = FreezeMode::refuse;
    std::int64_t inFlight = 0;
    std::optional<Money> moneySetAside;
};

struct LeverAcknowledgement {
    std::uint64_t generation = 0;
    bool durable = false;
    std::int64_t cut = 0, inFlight = 0;
    std::optional<Money> moneySetAside;
};

enum class ProbeResult { refused, served };

/// One thing at one system that can refuse a scope's calls: the control half of a connector. Each call answers once;
/// an answer that is not exactly what the contract says is an Error (`badAnswer`), never a success.
class Lever {
public:
    virtual ~Lever() = default;
    [[nodiscard]] virtual std::string id() const = 0; ///< source id
    [[nodiscard]] virtual std::string name() const = 0; ///< for people
    /// Past this without proof the freeze is *not proved* (10 s at a gateway of ours).
    [[nodiscard]] virtual std::chrono::milliseconds bound() const = 0;
    [[nodiscard]] virtual bool canProbe() const = 0;

    virtual QFuture<Result<LeverObservation>> observe(Scope scope) = 0;
    /// A conflict is `ErrorCode::staleOrder` with the generation in force as `detail`.
    virtual QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) = 0;
    virtual QFuture<Result<ProbeResult>> probe(Scope scope) = 0;
};

} // namespace fuseboard
