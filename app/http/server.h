// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"
#include "http/servertls.h"
#include "http/url.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <atomic>
#include <set>

namespace fuseboard::http {

/// Answers one request. An exception answers 500, or cuts an answer already begun.
using Handler = std::function<Async<void>(Exchange&)>;

/// Listens and keeps connections, all in the one thread that runs the io_context. Outlive it with the io_context.
class Server {
public:
    Server(boost::asio::io_context& io, Handler handler, ServerLimits limits = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// The address it listens at, with the port it got: `127.0.0.1:41234`. ErrorCode::portInUse where it is taken. With `tls`
    /// nobody is served without it.
    Result<std::string> listenTcp(const Endpoint& endpoint, std::shared_ptr<const ServerTls> tls = {});
    /// Takes its share of those who connect where `other` listens over TCP; both together have the connections of its limits.
    /// Before either runs.
    Result<void> listenBeside(const Server& other);
    /// A socket file that only its owner may use (0600). One that a dead process left is replaced; a live one is
    /// ErrorCode::portInUse.
    Result<void> listenUnix(const std::string& path);

    [[nodiscard]] std::size_t connections() const { return m_connections.size(); }
    /// Requests that have come, and whose answers are not out; in any thread.
    [[nodiscard]] int inWork() const { return *m_inWork; }
    /// Stops accepting, ends idle connections, lets exchanges under way finish.
    void stopAccepting();
    /// Cuts every connection.
    void closeAll();

private:
    using TcpAcceptor = boost::asio::ip::tcp::acceptor;
    struct Connection;
    struct Together;
    void take(std::shared_ptr<TcpAcceptor> acceptor, std::shared_ptr<const ServerTls> tls);
    template <class Acceptor>
    Async<void> acceptLoop(std::shared_ptr<Acceptor> acceptor, std::shared_ptr<const ServerTls> tls);
    /// Serves who has connected; where no place is left, ends that or another.
    template <class Socket>
    void welcome(Socket socket, const std::shared_ptr<const ServerTls>& tls);
    [[nodiscard]] bool makeRoom();
    Async<void> serve(std::shared_ptr<Connection> connection);
    Async<bool> serveOne(Connection& connection, MessageReader& reader, Places::Place& place);

    boost::asio::io_context& m_io;
    Handler m_handler;
    ServerLimits m_limits;
    std::shared_ptr<std::atomic<int>> m_inWork = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<TcpAcceptor> m_tcp; ///< the last
    std::shared_ptr<const ServerTls> m_tls; ///< of that
    bool m_stopping = false;
    std::shared_ptr<Places> m_places = std::make_shared<Places>();
    std::shared_ptr<Together> m_together;
    std::set<std::shared_ptr<Connection>> m_connections;
    std::vector<std::function<void()>> m_closeAcceptors;
    std::string m_socketPath;
};

} // namespace fuseboard::http
