// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breaker.h"

#include <QByteArray>

#include <mutex>
#include <thread>
#include <vector>

namespace fuseboard::test {

/// Callers that ask a proxy of this computer at a steady pace, over connections that are kept, from threads of their own.
class SteadyCalls {
public:
    struct Call {
        SteadyTime sent, answered;
        int status = 0; ///< 0: the connection was lost
    };

    /// `request`: whole, answered with a `content-length`. `perSecond` of all connections together.
    SteadyCalls(quint16 port, const QByteArray& request, int perSecond, int connections);
    /// Ends the calls. Those of each connection in order.
    [[nodiscard]] std::vector<Call> finish();

private:
    void call(
        const std::stop_token& stop, quint16 port, const QByteArray& request, std::chrono::nanoseconds pause, int connections);

    std::mutex m_guard;
    std::vector<Call> m_calls;
    std::vector<std::jthread> m_threads;
};

} // namespace fuseboard::test
