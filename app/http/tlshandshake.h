// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/socketstream.h"
#include "http/tls.h"

namespace fuseboard::http {

using TlsServerStream = SocketStream<boost::asio::ssl::stream<boost::asio::ip::tcp::socket>>;

std::shared_ptr<TlsServerStream> makeTlsStream(boost::asio::ip::tcp::socket socket, const TlsContext& context);

/// The server's side of it; false where there is no connection to speak over. Whoever speaks HTTP without TLS is told so.
Async<bool> shakeHands(std::shared_ptr<TlsServerStream> stream, SteadyTime deadline);

} // namespace fuseboard::http
