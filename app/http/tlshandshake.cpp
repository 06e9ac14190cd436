// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/tlshandshake.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace fuseboard::http {
namespace asio = boost::asio;

namespace {

constexpr std::string_view onlyTls = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 35\r\n"
                                     "Connection: close\r\n\r\nThis port speaks TLS: use https://\n";

bool isPlainHttp(const boost::system::error_code& error)
{
    return error.category() == asio::error::get_ssl_category()
        && ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_HTTP_REQUEST;
}

} // namespace

std::shared_ptr<TlsServerStream> makeTlsStream(asio::ip::tcp::socket socket, const TlsContext& context)
{
    return std::make_shared<TlsServerStream>(asio::ssl::stream<asio::ip::tcp::socket>(std::move(socket), *context));
}

Async<bool> shakeHands(std::shared_ptr<TlsServerStream> stream, SteadyTime deadline)
{
    auto& socket = stream->socket();
    asio::steady_timer timer(socket.get_executor(), deadline);
    timer.async_wait([weak = std::weak_ptr(stream)](const boost::system::error_code& error) {
        if (const auto open = weak.lock(); open && !error)
            open->close();
    });
    const auto [error] = co_await socket.async_handshake(asio::ssl::stream_base::server, nothrowAwait);
    if (isPlainHttp(error))
        co_await asio::async_write(socket.next_layer(), asio::buffer(onlyTls.data(), onlyTls.size()), nothrowAwait);
    co_return !error;
}

} // namespace fuseboard::http
