// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/troublelog.h"

#include <spdlog/spdlog.h>

namespace fuseboard::gateway {
namespace {

SteadyTime now() { return std::chrono::steady_clock::now(); }

std::string reason(const Error& why)
{
    if (why.code == ErrorCode::timedOut)
        return "it did not answer in time";
    return (why.code == ErrorCode::tlsFailed ? "TLS failed: " : "") + why.detail;
}

/// Of an episode that is over, and was told.
std::optional<std::int64_t> end(std::map<std::string, Episode>& episodes, const std::string& upstream)
{
    const auto found = episodes.find(upstream);
    return found == episodes.end() ? std::nullopt : found->second.ended();
}

} // namespace

void TroubleLog::unreachable(const UpstreamConfig& upstream, const Error& why)
{
    const std::lock_guard lock(m_mutex);
    if (m_unreachable[upstream.name].happened(now()))
        spdlog::error("the upstream {} at {} can't be reached: {}", upstream.name, upstream.url.text(), reason(why));
}

void TroubleLog::reached(const std::string& upstream)
{
    const std::lock_guard lock(m_mutex);
    if (const auto times = end(m_unreachable, upstream))
        spdlog::info("the upstream {} is reached again; {} tries were in vain", upstream, *times);
}

void TroubleLog::answered(const std::string& upstream, int status)
{
    const std::lock_guard lock(m_mutex);
    if (status == 401) { // 403 may be of a model or a place
        if (m_keyRefused[upstream].happened(now()))
            spdlog::error("the upstream {} refuses the gateway's key", upstream);
    } else if (status >= 200 && status < 300) {
        if (const auto times = end(m_keyRefused, upstream))
            spdlog::info("the upstream {} takes the gateway's key again; {} calls were refused", upstream, *times);
    }
}

void TroubleLog::ledgerFailed(const std::string& why)
{
    const std::lock_guard lock(m_mutex);
    if (m_ledger.happened(now()))
        spdlog::error("calls get 503 until the ledger can be written: {}", why);
}

void TroubleLog::ledgerWorks()
{
    const std::lock_guard lock(m_mutex);
    if (const auto times = m_ledger.ended())
        spdlog::info("the ledger can be written again; {} calls got 503", *times);
}

} // namespace fuseboard::gateway
