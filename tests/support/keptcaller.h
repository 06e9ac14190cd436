// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rawsocket.h"

#include <chrono>
#include <string>

namespace fuseboard::test {

/// A caller's connection that is kept: one call at a time, told when there is something to read.
class KeptCaller {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Anew at that port of 127.0.0.1, and nothing sent.
    void connect(std::uint16_t port)
    {
        m_socket = RawSocket::tcp(port);
        forget();
    }
    [[nodiscard]] int fd() const { return m_socket.fd(); }
    [[nodiscard]] RawSocket& socket() { return m_socket; }

    bool send(std::string_view request);
    /// Takes what has come, of a readable connection. False: it is over.
    bool receive();
    /// What came of the last call's answer; the next call forgets it.
    [[nodiscard]] const std::string& answer() const { return m_answer; }
    [[nodiscard]] std::size_t bodyAt() const { return m_bodyAt; } ///< 0: the head is not whole yet
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] int status() const; ///< 0: none has come
    [[nodiscard]] bool isBusy() const { return m_busy; } ///< a call is sent whose answer is not whole
    [[nodiscard]] Time sentAt() const { return m_sentAt; } ///< just before the first byte left
    [[nodiscard]] Time receivedAt() const { return m_receivedAt; } ///< just after the last bytes came

private:
    void forget();
    void readHead();

    RawSocket m_socket;
    std::string m_answer;
    std::size_t m_bodyAt = 0;
    std::size_t m_length = 0; ///< of a body that is not chunked
    bool m_chunked = false, m_busy = false;
    Time m_sentAt, m_receivedAt;
};

} // namespace fuseboard::test
