// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rawsocket.h"

#include <atomic>
#include <string>
#include <thread>

namespace fuseboard::test {

class GatewayProcess;

/// A provider of the Anthropic dialect whose streams never end: each pours as fast as it is taken. One thread.
class Fountain {
public:
    Fountain();
    ~Fountain() { m_thread.request_stop(); }
    Fountain(const Fountain&) = delete;
    Fountain& operator=(const Fountain&) = delete;

    /// Before its start: the gateway asks this provider for all messages, and the first one for everything else.
    void standBehind(const GatewayProcess& gateway, std::string policy) const;
    [[nodiscard]] int streams() const { return m_streams; } ///< that have begun so far
    /// Waits until so many streams have been hung up.
    [[nodiscard]] bool waitForHangUps(int count, std::chrono::seconds patience = std::chrono::seconds(10)) const;
    [[nodiscard]] std::int64_t poured() const { return m_poured; } ///< bytes that were taken of all of them

    /// What a caller sends for such a stream.
    static std::string request();

private:
    struct Stream;
    void run(const std::stop_token& stop);
    bool goOn(Stream& stream, std::uint32_t events);

    RawListener m_listener;
    std::string m_pieces; ///< over and over
    std::atomic<int> m_streams = 0, m_hangUps = 0;
    std::atomic<std::int64_t> m_poured = 0;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::test
