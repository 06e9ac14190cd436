// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/livecall.h"

namespace fuseboard::gateway {

/// What is running in a scope.
struct ScopeLoad {
    std::int64_t calls = 0;
    std::int64_t reservedNano = 0;
    Currency currency;
};

/// Where calls are let in and orders come into force, each in one atomic step, so that after an order no call of its
/// scope is admitted any more. Used by the callers' and the admin thread.
class Desk {
public:
    explicit Desk(std::shared_ptr<const PolicyBook> policy);

    [[nodiscard]] std::shared_ptr<const PolicyBook> policy() const;
    void setPolicy(std::shared_ptr<const PolicyBook> policy);

    /// Lets the call in, or names the hold that refuses it.
    [[nodiscard]] std::optional<Hold> admit(const std::shared_ptr<LiveCall>& call);
    /// As admit(), for a caller who only asks.
    [[nodiscard]] std::optional<Hold> refusing(const CallIdentity& identity);
    void end(const std::shared_ptr<LiveCall>& call);

    /// What an order would do now.
    [[nodiscard]] OrderVerdict judgeOrder(const HoldOrder& order) const;
    OrderVerdict apply(const HoldOrder& order, Instant at);
    void restore(Hold hold);
    [[nodiscard]] std::optional<Hold> holdOf(const Scope& scope) const;
    [[nodiscard]] std::vector<ScopeState> states() const;

    [[nodiscard]] ScopeLoad load(const Scope& scope) const;
    [[nodiscard]] std::vector<std::shared_ptr<LiveCall>> calls() const;
    /// Ends what runs in the scope; how many that were.
    std::int64_t cut(const Hold& hold);

private:
    mutable std::mutex m_mutex;
    Guard m_guard;
    std::shared_ptr<const PolicyBook> m_policy;
    std::map<std::string, std::shared_ptr<LiveCall>> m_calls;
};

} // namespace fuseboard::gateway
