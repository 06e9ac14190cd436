// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "http/polledstream.h"
#include "http/socketstream.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/this_coro.hpp>

namespace fuseboard::http {
namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Local = asio::local::stream_protocol;

namespace {

/// Closes a socket at the deadline, or when somebody beside it wants no connection any more.
template <class Socket>
class ConnectGuard {
public:
    ConnectGuard(const std::shared_ptr<Socket>& socket, SteadyTime deadline, ConnectAbort abort = {})
        : m_abort(std::move(abort))
        , m_timer(socket->get_executor(), deadline)
    {
        const auto end = [weak = std::weak_ptr<Socket>(socket), ended = m_ended](ErrorCode why) {
            const auto open = weak.lock();
            if (!open || *ended)
                return;
            *ended = why;
            boost::system::error_code ignored; // closing is final whatever the system says of it
            open->lowest_layer().close(ignored);
        };
        m_timer.async_wait([end](const boost::system::error_code& error) {
            if (!error)
                end(ErrorCode::timedOut);
        });
        if (m_abort)
            *m_abort = [end] { end(ErrorCode::cutOff); };
    }
    ~ConnectGuard()
    {
        if (m_abort)
            *m_abort = {};
    }
    ConnectGuard(const ConnectGuard&) = delete;
    ConnectGuard& operator=(const ConnectGuard&) = delete;

    /// Also where the socket was not open yet, so that nothing could be closed.
    [[nodiscard]] bool hasEnded() const { return m_ended->has_value(); }
    [[nodiscard]] Error failure(const std::string& subject, const boost::system::error_code& error) const
    {
        if (!hasEnded()) {
            Error failed = toError(error);
            failed.subject = subject;
            return failed;
        }
        return {**m_ended, subject, **m_ended == ErrorCode::timedOut ? "the deadline passed" : "it was given up"};
    }

private:
    std::shared_ptr<std::optional<ErrorCode>> m_ended = std::make_shared<std::optional<ErrorCode>>();
    ConnectAbort m_abort;
    asio::steady_timer m_timer;
};

Async<Result<std::shared_ptr<Tcp::socket>>> connectTcp(const Url& url, SteadyTime deadline, ConnectAbort abort)
{
    const auto executor = co_await asio::this_coro::executor;
    auto socket = std::make_shared<Tcp::socket>(executor);
    const ConnectGuard guard(socket, deadline, std::move(abort));
    Tcp::resolver resolver(executor);
    const auto [resolveError, found] = co_await resolver.async_resolve(url.host, std::to_string(url.port), nothrowAwait);
    if (resolveError || guard.hasEnded())
        co_return std::unexpected(guard.failure(url.text(), resolveError));
    const auto [error, endpoint] = co_await asio::async_connect(*socket, found, nothrowAwait);
    if (error)
        co_return std::unexpected(guard.failure(url.text(), error));
    boost::system::error_code ignored; // only slower without
    socket->set_option(Tcp::no_delay(true), ignored);
    co_return socket;
}

template <class Socket>
std::shared_ptr<Stream> plainStream(Socket& socket)
{
    auto& io = static_cast<asio::io_context&>(asio::query(socket.get_executor(), asio::execution::context));
    return PolledStream::over(io, socket.release());
}

using TlsSocket = asio::ssl::stream<Tcp::socket>;

Async<Result<std::shared_ptr<TlsSocket>>> handshake(
    const Url& url, Tcp::socket plain, TlsContext tls, SteadyTime deadline, ConnectAbort abort)
{
    auto socket = std::make_shared<TlsSocket>(std::move(plain), *tls);
    SSL_set_tlsext_host_name(socket->native_handle(), url.host.c_str());
    socket->set_verify_callback(asio::ssl::host_name_verification(url.host));
    const ConnectGuard guard(socket, deadline, std::move(abort));
    const auto [error] = co_await socket->async_handshake(asio::ssl::stream_base::client, nothrowAwait);
    if (error)
        co_return std::unexpected(guard.failure(url.text(), error));
    co_return socket;
}

} // namespace

Client::Client(std::shared_ptr<Stream> stream, std::string host, std::string prefix)
    : m_stream(std::move(stream))
    , m_reader(std::make_unique<MessageReader>(m_stream))
    , m_host(std::move(host))
    , m_prefix(std::move(prefix))
{
}

Async<Result<Client>> Client::connect(Url url, SteadyTime deadline, TlsContext tls, ConnectAbort abort)
{
    const auto socket = co_await connectTcp(url, deadline, abort);
    if (!socket)
        co_return std::unexpected(socket.error());
    if (!url.tls)
        co_return Client(plainStream(**socket), url.authority(), url.prefix);
    if (!tls)
        co_return fail(ErrorCode::tlsFailed, url.text(), "no TLS is set up");
    const auto secured = co_await handshake(url, std::move(**socket), tls, deadline, abort);
    if (!secured)
        co_return std::unexpected(secured.error());
    co_return Client(std::make_shared<SocketStream<TlsSocket>>(std::move(**secured)), url.authority(), url.prefix);
}

Async<Result<Client>> Client::connectUnix(std::string path, SteadyTime deadline)
{
    auto socket = std::make_shared<Local::socket>(co_await asio::this_coro::executor);
    const ConnectGuard guard(socket, deadline);
    const auto [error] = co_await socket->async_connect(Local::endpoint(path), nothrowAwait);
    if (error)
        co_return std::unexpected(guard.failure(path, error));
    co_return Client(plainStream(*socket), "localhost", {});
}

Async<Result<void>> Client::send(RequestHead head, std::string body, SteadyTime deadline)
{
    for (const auto name : {"host", "content-length", "transfer-encoding", "connection"})
        head.headers.remove(name);
    head.target.insert(0, m_prefix);
    head.headers.addFirst("Host", m_host);
    if (!body.empty() || head.method == "POST" || head.method == "PUT")
        head.headers.add("Content-Length", std::to_string(body.size()));
    if (m_close)
        head.headers.add("Connection", "close");
    const std::string bytes = serialise(head, body);
    co_return co_await m_stream->write(bytes, deadline, Sending::withTheRound);
}

Async<Result<std::string>> Client::readWholeBody(std::size_t maxBytes, SteadyTime deadline, std::string* part)
{
    std::string body;
    for (;;) {
        auto piece = co_await readBody(deadline);
        const bool isTooLarge = piece && body.size() + piece->size() > maxBytes;
        if ((!piece || isTooLarge) && part)
            *part = std::move(body);
        if (!piece)
            co_return piece;
        if (piece->empty())
            co_return body;
        if (body.empty())
            body = *std::move(piece);
        else
            body += *piece;
        if (isTooLarge)
            co_return fail(ErrorCode::tooLarge, "answer", "more than " + std::to_string(maxBytes) + " bytes");
    }
}

Async<Result<Response>> Client::exchange(RequestHead head, std::string body, SteadyTime deadline, std::size_t maxBytes)
{
    if (const auto sent = co_await send(std::move(head), std::move(body), deadline); !sent)
        co_return std::unexpected(sent.error());
    auto answer = co_await readHead(deadline);
    if (!answer)
        co_return std::unexpected(answer.error());
    auto whole = co_await readWholeBody(maxBytes, deadline);
    if (!whole)
        co_return std::unexpected(whole.error());
    co_return Response {std::move(*answer), std::move(*whole)};
}

} // namespace fuseboard::http
