// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/client.h"
#include "sandbox/company/callplan.h"
#include "sandbox/company/tally.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <optional>

namespace fuseboard::sandbox {

struct CompanyOptions {
    http::Url gateway;
    std::optional<std::int64_t> calls; ///< ends after exactly so many
    std::optional<std::chrono::milliseconds> runawayAfter;
    std::function<void(const std::string&)> say; ///< a line for people
};

/// Makes the planned calls: bounded in number at once, each with a deadline, in the thread of the io_context.
class CompanyRun {
public:
    CompanyRun(boost::asio::io_context& io, CompanyOptions options, const std::vector<Caller>& callers, CallPlan plan);
    /// `done` comes once, when the calls asked for are over; it may be empty.
    void start(std::function<void()> done);
    [[nodiscard]] const Tally& tally() const { return m_tally; }

private:
    http::Async<void> ordinary();
    http::Async<void> runaway(const Caller& caller);
    http::Async<CallResult> make(PlannedCall call);
    http::Async<void> makeCounted(PlannedCall call);
    void count(const std::string& team, Api api, CallResult result);
    http::Async<void> room();
    [[nodiscard]] bool takeTicket();

    boost::asio::io_context& m_io;
    CompanyOptions m_options;
    std::function<void()> m_done;
    const std::vector<Caller>& m_callers;
    CallPlan m_plan;
    Tally m_tally;
    std::int64_t m_tickets = 0; ///< calls begun or about to
    int m_inFlight = 0;
    boost::asio::steady_timer m_roomMade;
    boost::asio::steady_timer m_allTaken; ///< cancelled when the last ticket is gone
    std::vector<http::Client> m_idle;
};

} // namespace fuseboard::sandbox
