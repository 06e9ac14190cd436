// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/holdskeeper.h"

#include "gateway/awaitanswer.h"

#include <boost/asio/steady_timer.hpp>
#include <spdlog/spdlog.h>

namespace fuseboard::gateway {
namespace {

/// A healthy disk takes milliseconds, and a freeze is acknowledged within a second whatever the disk does (SAFETY KS10).
constexpr auto waitForDisk = std::chrono::milliseconds(300);

} // namespace

HoldsKeeper::HoldsKeeper(HoldsFile file)
    : m_file(std::move(file))
    , m_thread([this](const std::vector<Job>& jobs) { return work(jobs); },
          [this](std::vector<Job>& jobs, const char* why) { giveUp(jobs, why); })
{
}

/// What is in force stays so, and nothing more is saved.
void HoldsKeeper::giveUp(std::vector<Job>& jobs, const char* why)
{
    if (m_durable.exchange(false))
        spdlog::error("the thread of holds.db has failed and no freeze is saved until the gateway is started anew: {}", why);
    jobs.clear();
}

Worked HoldsKeeper::work(const std::vector<Job>& jobs)
{
    for (const Job& job : jobs) {
        const Scope& scope = job.hold.order.scope;
        const auto kept = m_file.keep(job.hold);
        if (kept)
            m_unsaved.erase(scope);
        else if (job.hold.order.state == HoldState::frozen)
            m_unsaved.insert_or_assign(scope, job.hold);
        m_durable = m_unsaved.empty();
        job.done(kept);
    }
    if (jobs.empty())
        std::erase_if(m_unsaved, [this](const auto& unsaved) { return m_file.keep(unsaved.second).has_value(); });
    m_durable = m_unsaved.empty();
    return m_durable ? Worked::done : Worked::again;
}

http::Async<Result<void>> HoldsKeeper::keep(Hold hold)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    auto start = [this, executor, hold = std::move(hold)](std::function<void(Result<void>)> done) {
        if (hold.order.state == HoldState::frozen) {
            const auto timer = std::make_shared<boost::asio::steady_timer>(executor, waitForDisk);
            timer->async_wait([timer, done](const boost::system::error_code& error) {
                if (!error)
                    done(fail(ErrorCode::timedOut, "holds.db", "the disk has not answered yet"));
            });
        }
        m_thread.post({hold, std::move(done)});
    };
    co_return co_await awaitAnswer<Result<void>>(std::move(start));
}

} // namespace fuseboard::gateway
