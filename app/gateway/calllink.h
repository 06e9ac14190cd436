// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/client.h"

namespace fuseboard::gateway {

/// What others end a call through, in its lane's thread; outlives it where they still hold it.
struct CallLink {
    http::ConnectAbort abortConnect = std::make_shared<std::function<void()>>();
    std::shared_ptr<http::Stream> upstream;
    std::function<void()> abortCaller; ///< empty once the exchange is over
    std::int64_t writes = 0; ///< pieces handed to the caller's connection
    bool writing = false; ///< the caller has not taken the last of them yet
    bool cut = false;
    bool clientGone = false;

    [[nodiscard]] bool isEnded() const { return cut || clientGone; }
    void end() const;
    /// An order ends the call, and soon its connection, should the caller take nothing.
    static void cutOff(boost::asio::any_io_executor executor, const std::shared_ptr<CallLink>& link);
};

} // namespace fuseboard::gateway
