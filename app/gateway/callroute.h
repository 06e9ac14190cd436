// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tiers/tierchoice.h"
#include "gateway/desk.h"
#include "gateway/modeltrip.h"
#include "gateway/requestfacts.h"
#include "http/message.h"

namespace fuseboard::gateway {

/// Where a call goes: to the place that the policy's tiers name, then to what follows there; else where its dialect and
/// model go. What it was made of must outlive it.
class CallRoute {
public:
    /// Goes nowhere.
    CallRoute() = default;
    CallRoute(const LiveCall& call, Desk& desk, Api api, const RequestFacts& facts);

    [[nodiscard]] bool goesAnywhere() const { return !m_places.empty() && !m_places.front().upstream.empty(); }
    [[nodiscard]] const CallPlace& place() const { return m_places.at(m_at); }
    /// Where it goes after a failure. Null: nowhere.
    [[nodiscard]] const CallPlace* next() const { return m_at + 1 < m_places.size() ? &m_places[m_at + 1] : nullptr; }
    void goOn() { ++m_at; }
    [[nodiscard]] bool isFirst() const { return m_at == 0; }
    /// Leaves that place out.
    void dropNext() { m_places.erase(m_places.begin() + static_cast<std::ptrdiff_t>(m_at) + 1); }
    /// Whether that status is a failure to go on from.
    [[nodiscard]] bool failsWith(int status) const { return m_choice && m_choice->target->failsWith(status); }
    /// Until when the head of an answer is waited for, of a call that ends at `end`.
    [[nodiscard]] SteadyTime headDeadline(SteadyTime now, SteadyTime end) const;

    /// Null: no tier serves it.
    [[nodiscard]] const TierTarget* target() const { return m_choice ? m_choice->target : nullptr; }
    [[nodiscard]] bool isByBreaker() const { return m_choice && m_choice->reason == TierReason::breaker; }
    /// Tells the caller which model serves the call, and why.
    void addTo(http::Headers& answer) const;

private:
    std::optional<TierChoice> m_choice;
    std::vector<CallPlace> m_places;
    std::size_t m_at = 0;
};

} // namespace fuseboard::gateway
