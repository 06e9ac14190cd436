// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/stream.h"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>

namespace fuseboard::http {

Error toError(const boost::system::error_code& error)
{
    namespace asio = boost::asio;
    if (error.category() == asio::error::get_ssl_category() && error != asio::ssl::error::stream_truncated)
        return {ErrorCode::tlsFailed, "connection", error.message()};
    if (error == asio::error::connection_refused || error == asio::error::host_unreachable
        || error == asio::error::network_unreachable || error == asio::error::host_not_found
        || error == asio::error::host_not_found_try_again || error == boost::system::errc::no_such_file_or_directory)
        return {ErrorCode::unreachable, "connection", error.message()};
    if (error == asio::error::timed_out)
        return {ErrorCode::timedOut, "connection", error.message()};
    return {ErrorCode::cutOff, "connection", error.message()};
}

} // namespace fuseboard::http
