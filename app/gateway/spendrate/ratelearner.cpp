// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/spendrate/ratelearner.h"

#include "gateway/awaitanswer.h"
#include "gateway/spendrate/ratehistory.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace fuseboard::gateway {
namespace {

constexpr auto lookInterval = std::chrono::seconds(1);
constexpr auto learnInterval = std::chrono::hours(1); // whole hours count

} // namespace

RateLearner::RateLearner(Services& services)
    : m_services(services)
{
}

bool RateLearner::isDue(const std::shared_ptr<const PolicyBook>& policy) const
{
    const bool asks =
        std::ranges::any_of(policy->document().spendRates, [](const auto& rule) { return rule.factor.has_value(); });
    return asks && m_services.ledger
        && (policy != m_learnedFor || std::chrono::steady_clock::now() - m_learnedAt >= learnInterval);
}

http::Async<void> RateLearner::learn(std::shared_ptr<const PolicyBook> policy)
{
    using Usual = Result<std::map<Scope, std::int64_t>>;
    auto usual = co_await awaitAnswer<Usual>([&](std::function<void(Usual)> done) {
        m_reader.post([file = m_services.config()->data / "ledger.db", policy, done, stop = m_stop.get_token()] {
            const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
            done(readUsualHours(file, policy->document().prices.currency(), now, stop));
        });
    });
    if (usual)
        m_services.desk.learnRates(*std::move(usual));
    else
        spdlog::warn("what an hour usually costs can't be read: {}", usual.error().detail);
}

http::Async<void> RateLearner::run()
{
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (;;) {
        if (const auto policy = m_services.desk.policy(); isDue(policy)) {
            co_await learn(policy);
            m_learnedFor = policy;
            m_learnedAt = std::chrono::steady_clock::now();
        }
        timer.expires_after(lookInterval);
        if (const auto [error] = co_await timer.async_wait(http::nothrowAwait); error)
            co_return;
    }
}

} // namespace fuseboard::gateway
