// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/pinnedprogram.h"
#include "support/rawsocket.h"

#include <atomic>
#include <thread>

namespace fuseboard::bench {

inline constexpr int streamChunks = 50;

/// A provider that answers every POST at once: with 1 kB of JSON that states its usage or, where the body asks for a
/// stream, with chunks some milliseconds apart, each of which says when it was written. One thread on a processor.
class BenchProvider {
public:
    explicit BenchProvider(int processor);
    ~BenchProvider();
    BenchProvider(const BenchProvider&) = delete;
    BenchProvider& operator=(const BenchProvider&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_listener.port(); }

private:
    void run();

    test::RawListener m_listener;
    std::atomic<bool> m_stopping = false;
    std::jthread m_thread; ///< last: it uses all the others
};

/// By the steady clock, which a chunk carries after `"at":"`.
std::int64_t nanoseconds();

} // namespace fuseboard::bench
