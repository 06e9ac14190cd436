// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server.h"

#include "http/polledstream.h"
#include "http/tlshandshake.h"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <netinet/tcp.h>
#include <sys/stat.h>
#include <tuple>

namespace fuseboard::http {
namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Local = asio::local::stream_protocol;

struct Server::Connection {
    std::shared_ptr<Stream> stream;
    Peer peer;
    bool busy = false;
    std::shared_ptr<TlsServerStream> unsecured {}; ///< the stream, until its TLS stands
};

/// Servers that listen beside each other, each in its thread.
struct Server::Together {
    struct One {
        asio::io_context& io;
        std::shared_ptr<Places> places;
    };
    std::vector<One> servers; ///< the same once they run
    std::atomic<std::size_t> connections = 0;
};

namespace {

constexpr std::size_t lingerBytes = 1024 * 1024;
constexpr int mostUnsent = 128 * 1024; // of a caller that does not read, the system would keep megabytes
constexpr auto lingerTime = std::chrono::seconds(2);
constexpr int acceptsATurn = 32; // about as many as are answered in one: newcomers would drown in a flood of requests
constexpr std::size_t mostLeaving = 32; // that another thread was asked to end and may not have yet
constexpr auto acceptPause = std::chrono::milliseconds(50); // out of descriptors: others must close some first

Peer peerOf(Tcp::socket& socket)
{
    boost::system::error_code error;
    socket.set_option(Tcp::no_delay(true), error);
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &mostUnsent, sizeof mostUnsent);
    const auto remote = socket.remote_endpoint(error);
    return {error ? std::string() : remote.address().to_string(), {}};
}

Peer peerOf(Local::socket& socket)
{
    ucred credentials {};
    socklen_t size = sizeof credentials;
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return {"unix", {}};
    return {"unix", credentials.uid};
}

/// A request from its first line to the end of its answer.
class Work {
public:
    Work(bool& busy, std::shared_ptr<std::atomic<int>> all)
        : m_busy(busy)
        , m_all(std::move(all))
    {
        m_busy = true;
        ++*m_all;
    }
    ~Work() { end(); }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    void end() const
    {
        if (std::exchange(m_busy, false))
            --*m_all;
    }

private:
    bool& m_busy;
    std::shared_ptr<std::atomic<int>> m_all; ///< may outlive its server
};

/// Closing with bytes unread would reset the connection and could destroy the answer on its way.
Async<void> linger(std::shared_ptr<Stream> stream)
{
    stream->shutdownSend();
    const auto deadline = std::chrono::steady_clock::now() + lingerTime;
    std::array<char, 4 * 1024> sink; // read over, never looked at
    for (std::size_t total = 0; total < lingerBytes;) {
        const auto size = co_await stream->readSome(asio::buffer(sink), deadline);
        if (!size || *size == 0)
            co_return;
        total += *size;
    }
}

} // namespace

Server::Server(asio::io_context& io, Handler handler, ServerLimits limits)
    : m_io(io)
    , m_handler(std::move(handler))
    , m_limits(limits)
    , m_together(std::make_shared<Together>())
{
    m_together->servers.push_back({m_io, m_places});
    asio::use_service<Poller>(io); // not first for a connection, when there may be no descriptor left for it
}

Server::~Server()
{
    stopAccepting();
    closeAll();
}

Result<std::string> Server::listenTcp(const Endpoint& endpoint, std::shared_ptr<const ServerTls> tls)
{
    const std::string subject = endpoint.host + ":" + std::to_string(endpoint.port);
    boost::system::error_code error;
    const auto address = asio::ip::make_address(endpoint.host == "localhost" ? "127.0.0.1" : endpoint.host, error);
    if (error)
        return fail(ErrorCode::badConfig, subject, "a listener needs a numeric address");
    auto acceptor = std::make_shared<Tcp::acceptor>(m_io);
    const Tcp::endpoint at(address, endpoint.port);
    acceptor->open(at.protocol(), error);
    if (!error)
        acceptor->set_option(Tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor->bind(at, error);
    if (!error)
        acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use)
        return fail(ErrorCode::portInUse, subject, error.message());
    if (error)
        return fail(ErrorCode::badConfig, subject, error.message());
    const std::string port = std::to_string(acceptor->local_endpoint().port());
    take(std::move(acceptor), std::move(tls));
    return (address.is_v6() ? "[" + endpoint.host + "]" : address.to_string()) + ":" + port;
}

Result<void> Server::listenBeside(const Server& other)
{
    const auto at = other.m_tcp->local_endpoint();
    const int shared = ::fcntl(other.m_tcp->native_handle(), F_DUPFD_CLOEXEC, 0);
    if (shared < 0)
        return fail(ErrorCode::badConfig, at.address().to_string(), std::system_category().message(errno));
    m_together = other.m_together;
    m_together->servers.push_back({m_io, m_places});
    take(std::make_shared<Tcp::acceptor>(m_io, at.protocol(), shared), other.m_tls);
    return {};
}

void Server::take(std::shared_ptr<TcpAcceptor> acceptor, std::shared_ptr<const ServerTls> tls)
{
    m_tcp = acceptor;
    m_tls = tls;
    m_closeAcceptors.emplace_back([acceptor] { acceptor->close(); });
    spawn(m_io, acceptLoop(std::move(acceptor), std::move(tls)));
}

Result<void> Server::listenUnix(const std::string& path)
{
    boost::system::error_code error;
    if (path.size() >= sizeof(sockaddr_un::sun_path))
        return fail(ErrorCode::badConfig, path, "the path of a Unix socket has at most 107 bytes");
    if (std::filesystem::exists(path)) {
        Local::socket probe(m_io);
        probe.connect(Local::endpoint(path), error);
        if (!error)
            return fail(ErrorCode::portInUse, path, "another process listens there");
        if (error != asio::error::connection_refused)
            return fail(ErrorCode::fileExists, path, error.message());
        std::filesystem::remove(path);
    }
    auto acceptor = std::make_shared<Local::acceptor>(m_io);
    acceptor->open(Local(), error);
    // The file is made by bind(): with this mask nobody else can connect in the instant before a chmod.
    const mode_t before = ::umask(0177);
    if (!error)
        acceptor->bind(Local::endpoint(path), error);
    ::umask(before);
    if (!error)
        acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return fail(ErrorCode::fileUnwritable, path, error.message());
    m_socketPath = path;
    m_closeAcceptors.emplace_back([acceptor, path] {
        acceptor->close();
        ::unlink(path.c_str());
    });
    spawn(m_io, acceptLoop(acceptor, nullptr));
    return {};
}

template <class Acceptor>
Async<void> Server::acceptLoop(std::shared_ptr<Acceptor> acceptor, std::shared_ptr<const ServerTls> tls)
{
    using Socket = typename Acceptor::protocol_type::socket;
    boost::system::error_code error;
    acceptor->non_blocking(true, error); // for those that are taken without a wait; the wait itself stays one
    for (;;) {
        Socket first(m_io);
        std::tie(error) = co_await acceptor->async_accept(first, nothrowAwait);
        if (!acceptor->is_open())
            co_return;
        if (error) {
            asio::steady_timer pause(m_io, acceptPause);
            co_await pause.async_wait(nothrowAwait);
            continue;
        }
        welcome(std::move(first), tls);
        for (int more = 1; more < acceptsATurn; ++more) {
            Socket next(m_io);
            acceptor->accept(next, error);
            if (error)
                break;
            welcome(std::move(next), tls);
        }
    }
}

template <class Socket>
void Server::welcome(Socket socket, const std::shared_ptr<const ServerTls>& tls)
{
    if (m_together->connections >= m_limits.connections && !makeRoom())
        return; // closing it is all that is cheap enough to say
    const Peer peer = peerOf(socket);
    try {
        auto connection = std::make_shared<Connection>(Connection {nullptr, peer});
        if constexpr (std::same_as<Socket, Tcp::socket>)
            if (tls)
                connection->stream = connection->unsecured = makeTlsStream(std::move(socket), tls->context());
        if (!connection->stream)
            connection->stream = PolledStream::over(m_io, socket.release());
        m_connections.insert(connection);
        ++m_together->connections;
        spawn(m_io, serve(connection));
    } catch (const std::exception&) {
        // The machine failed us (memory, watches): this connection ends, and others are still accepted.
    }
}

/// Where most give way: newcomers do not end each other while those who came long before sit elsewhere.
bool Server::makeRoom()
{
    const auto where =
        std::ranges::max_element(m_together->servers, {}, [](const Together::One& each) { return each.places->unclaimed(); });
    const bool isHere = where->places == m_places;
    if ((!isHere && m_together->connections >= m_limits.connections + mostLeaving) || !where->places->claim())
        return false;
    if (isHere)
        m_places->endClaimed();
    else
        asio::post(where->io, [places = where->places] { places->endClaimed(); });
    return true;
}

Async<void> Server::serve(std::shared_ptr<Connection> connection)
{
    bool goOn = true;
    MessageReader reader(connection->stream);
    Places::Place place(m_places, connection->stream);
    while (goOn) {
        try {
            if (const auto unsecured = std::exchange(connection->unsecured, {}))
                goOn = co_await shakeHands(unsecured, std::chrono::steady_clock::now() + m_limits.head);
            if (goOn)
                goOn = co_await serveOne(*connection, reader, place);
            else
                connection->stream->close();
        } catch (const std::exception&) {
            goOn = false; // the machine failed us (memory, descriptors): this connection ends, the others go on
            connection->stream->close();
        }
    }
    m_connections.erase(connection);
    --m_together->connections;
}

Async<bool> Server::serveOne(Connection& connection, MessageReader& reader, Places::Place& place)
{
    auto head = co_await reader.readRequest(std::chrono::steady_clock::now() + m_limits.idle, m_limits.head);
    if (head && !*head) {
        connection.stream->close();
        co_return false;
    }
    place.keep();
    const Work work(connection.busy, m_inWork);
    Exchange exchange(connection.stream, reader, head ? std::move(**head) : RequestHead(), connection.peer, m_limits, place);
    if (!head) {
        exchange.closeAfter();
        if (const int status = statusFor(head.error()); status != 0)
            co_await exchange.respond(status, {{"Content-Type", "text/plain"}}, head.error().detail + "\n");
    } else {
        if (m_stopping)
            exchange.closeAfter();
        bool failed = false;
        try {
            co_await m_handler(exchange);
        } catch (const std::exception&) {
            failed = true;
        }
        if (!exchange.started())
            co_await exchange.respond(500, {{"Content-Type", "text/plain"}}, "internal error\n");
        else if (failed)
            exchange.abort();
    }
    work.end();
    if (exchange.mayGoOn() && !m_stopping)
        co_return true;
    if (exchange.finished()) {
        place.giveWay();
        co_await linger(connection.stream);
    }
    connection.stream->close();
    co_return false;
}

void Server::stopAccepting()
{
    m_stopping = true;
    for (const auto& close : std::exchange(m_closeAcceptors, {}))
        close();
    for (const auto& connection : m_connections)
        if (!connection->busy)
            connection->stream->close();
}

void Server::closeAll()
{
    for (const auto& connection : m_connections)
        connection->stream->close();
}

} // namespace fuseboard::http
