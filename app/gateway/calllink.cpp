// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/calllink.h"

#include <boost/asio/steady_timer.hpp>

namespace fuseboard::gateway {
namespace {

/// For a caller that takes nothing when its call is cut: then it is cut off, so that 250 ms hold (SAFETY KS4).
constexpr auto lastPieceTime = std::chrono::milliseconds(100);

} // namespace

void CallLink::end() const
{
    if (*abortConnect)
        (*abortConnect)();
    if (upstream)
        upstream->close();
}

void CallLink::cutOff(boost::asio::any_io_executor executor, const std::shared_ptr<CallLink>& link)
{
    link->cut = true;
    link->end();
    if (!link->writing)
        return;
    const auto timer = std::make_shared<boost::asio::steady_timer>(executor, lastPieceTime);
    timer->async_wait([timer, weak = std::weak_ptr(link), write = link->writes](const boost::system::error_code& error) {
        const auto stalled = weak.lock();
        if (!error && stalled && stalled->writing && stalled->writes == write && stalled->abortCaller)
            stalled->abortCaller();
    });
}

} // namespace fuseboard::gateway
