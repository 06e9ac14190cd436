// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/errandthread.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// Reads from the ledger what scopes usually spend, for rules that go by that: soon after a policy with one comes into force,
/// and once an hour.
class RateLearner {
public:
    explicit RateLearner(Services& services);
    /// Does not wait for what is being read.
    ~RateLearner() { m_stop.request_stop(); }
    RateLearner(const RateLearner&) = delete;
    RateLearner& operator=(const RateLearner&) = delete;
    /// Goes on until its loop ends.
    http::Async<void> run();

private:
    [[nodiscard]] bool isDue(const std::shared_ptr<const PolicyBook>& policy) const;
    http::Async<void> learn(std::shared_ptr<const PolicyBook> policy);

    Services& m_services;
    std::shared_ptr<const PolicyBook> m_learnedFor;
    SteadyTime m_learnedAt;
    std::stop_source m_stop;
    ErrandThread m_reader;
};

} // namespace fuseboard::gateway
