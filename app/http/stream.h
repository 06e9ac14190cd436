// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/instant.h"
#include "http/async.h"

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

#include <functional>
#include <memory>
#include <string_view>

namespace fuseboard::http {

/// When bytes go out that must not wait for long: now, or with all that this round of the event loop has to say.
enum class Sending { atOnce, withTheRound };

/// A connection's bytes, over TCP, TLS or a Unix socket. One reader and one writer may wait at a time. Every wait has
/// an absolute deadline; past it the connection is closed and the answer is ErrorCode::timedOut.
class Stream : public std::enable_shared_from_this<Stream> {
public:
    virtual ~Stream() = default;
    /// Bytes read; 0 where the other side has ended.
    virtual Async<Result<std::size_t>> readSome(boost::asio::mutable_buffer into, SteadyTime deadline) = 0;
    /// All of them or an error.
    virtual Async<Result<void>> write(std::string_view bytes, SteadyTime deadline, Sending when = Sending::atOnce) = 0;
    /// Says that no more will be written.
    virtual void shutdownSend() = 0;
    /// Whether it is open both ways and nothing has come that is not read yet.
    [[nodiscard]] virtual bool isQuiet() = 0;
    /// Ends every wait with ErrorCode::cutOff.
    virtual void close() = 0;
    /// Calls once when the other side has gone, as far as can be seen without reading; not after `close()` of ours, and not
    /// for a watch that a newer one has replaced.
    virtual void whenGone(std::function<void()> callback) = 0;
};

/// What a system error means here.
Error toError(const boost::system::error_code& error);

} // namespace fuseboard::http
