// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fuseboard::bench {

/// What became of calls, sent on kept connections.
struct Calls {
    int failed = 0; ///< without a whole answer of status 200
    std::vector<double> micros; ///< from the request's first byte, or from when it was due, to the answer's last
    std::vector<double> chunkMicros; ///< of streams: from the provider's write to our read
    std::vector<std::string> bodies; ///< where they were to be kept: as sent, without the chunks' framing
};

struct CallPlan {
    std::string request; ///< whole, HTTP/1.1
    int calls = 0;
    int connections = 1;
    bool keepBodies = false;
    double perSecond = 0; ///< how many are due, whatever becomes of those before; 0: each once the one before was answered
};

/// Makes the calls from this thread, at that port of 127.0.0.1.
Calls makeCalls(std::uint16_t port, const CallPlan& plan);

} // namespace fuseboard::bench
