// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <sys/types.h>

namespace fuseboard::bench {

/// A proxy under measurement, as its callers and the kernel see it.
struct Proxy {
    std::string name;
    std::uint16_t port = 0; ///< on 127.0.0.1
    std::string request; ///< a whole HTTP/1.1 request that it answers with 200
    pid_t process = 0;
};

/// The processor time of a process so far, user and system; the kernel counts it in hundredths of a second.
std::chrono::microseconds processorTime(pid_t process);

/// Sends so many requests over connections that are kept, each waiting for its answer. Answers how many did not get 200.
int call(const Proxy& proxy, int calls, int connections);

} // namespace fuseboard::bench
