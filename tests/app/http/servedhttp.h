// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/server.h"
#include "support/rawsocket.h"

#include <boost/asio/executor_work_guard.hpp>
#include <gtest/gtest.h>

#include <charconv>
#include <thread>

namespace fuseboard::test {

/// A server of ours in a thread of its own.
class ServedHttp {
public:
    explicit ServedHttp(http::Handler handler, http::ServerLimits limits = {}, std::shared_ptr<const http::ServerTls> tls = {})
        : m_server(m_io, std::move(handler), limits)
    {
        const auto address = m_server.listenTcp({"127.0.0.1", 0}, std::move(tls));
        EXPECT_TRUE(address);
        const std::string digits = address->substr(address->rfind(':') + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), port);
        m_thread = std::jthread([this] { m_io.run(); });
    }
    ~ServedHttp()
    {
        m_io.stop();
        m_thread.join();
    }
    ServedHttp(const ServedHttp&) = delete;
    ServedHttp& operator=(const ServedHttp&) = delete;

    std::uint16_t port = 0;

private:
    boost::asio::io_context m_io {1};
    http::Server m_server;
    std::jthread m_thread;
};

} // namespace fuseboard::test
