// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rawsocket.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace fuseboard::test {

enum class Slow {
    head, ///< sends its request's head, a byte a second
    body, ///< sends the head at once, and the body so
    reader, ///< reads an endless stream so
    idle, ///< says nothing
};

/// Connections that take their time. One thread, which looks at each once a second.
class SlowClients {
public:
    struct Kind {
        Slow what = Slow::idle;
        int count = 0;
    };
    SlowClients(std::uint16_t port, std::vector<Kind> kinds);

    [[nodiscard]] bool areOpen() const { return m_open; } ///< all of them
    [[nodiscard]] int count() const;
    /// How long those that were cut had been open, in seconds; a reader does not see it.
    [[nodiscard]] std::vector<double> cutAfter(Slow what) const;

private:
    struct Client;
    void run(const std::stop_token& stop);
    void open(Client& client) const;
    static bool goOn(Client& client);

    std::uint16_t m_port;
    std::vector<Kind> m_kinds;
    std::atomic<bool> m_open = false;
    mutable std::mutex m_mutex;
    std::vector<std::pair<Slow, double>> m_cuts;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::test
