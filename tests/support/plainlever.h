// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/lever.h"

#include <memory>
#include <mutex>

namespace fuseboard::test {

/// What a gateway keeps, beyond the end of the app.
struct Holds {
    std::mutex mutex;
    std::map<Scope, HoldOrder> orders;
};

/// An honest place.
class PlainLever : public Lever {
public:
    explicit PlainLever(std::shared_ptr<Holds> holds, const char* id = "place")
        : m_holds(std::move(holds))
    {
        m_traits.id = m_traits.name = id;
        m_traits.watchEvery = m_traits.watchEveryUnderWay = std::chrono::milliseconds(50);
    }
    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override
    {
        const std::lock_guard lock(m_holds->mutex);
        LeverReport report;
        for (const auto& [scope, order] : m_holds->orders) {
            LeverObservation& seen = report.scopes[scope];
            seen.generation = order.generation;
            seen.state = order.state;
            seen.by = order.by;
        }
        return QtFuture::makeReadyValueFuture(Result<LeverReport>(report));
    }
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) override
    {
        const std::lock_guard lock(m_holds->mutex);
        const auto known = m_holds->orders.find(order.scope);
        const Hold inForce = known == m_holds->orders.end() ? Hold {} : Hold {known->second, {}};
        if (judge(known == m_holds->orders.end() ? nullptr : &inForce, order) == OrderVerdict::stale)
            return QtFuture::makeReadyValueFuture(
                Result<LeverAcknowledgement>(fail(ErrorCode::staleOrder, "place", std::to_string(inForce.order.generation))));
        m_holds->orders[order.scope] = order;
        return QtFuture::makeReadyValueFuture(
            Result<LeverAcknowledgement>({.generation = order.generation, .durable = true, .moneySetAside = {}}));
    }
    QFuture<Result<ProbeResult>> probe(Scope scope) override
    {
        const std::lock_guard lock(m_holds->mutex);
        const auto held = m_holds->orders.find(scope);
        const bool refuses = held != m_holds->orders.end() && held->second.state == HoldState::frozen;
        return QtFuture::makeReadyValueFuture(Result<ProbeResult>(refuses ? ProbeResult::refused : ProbeResult::served));
    }

private:
    LeverTraits m_traits;
    std::shared_ptr<Holds> m_holds;
};

} // namespace fuseboard::test
