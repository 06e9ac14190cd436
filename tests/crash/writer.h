// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

namespace fuseboard::test {

/// Tells the world outside that a numbered act is done: from now on it must not be lost.
using Acknowledge = std::function<void(std::int64_t)>;

struct Ending {
    std::vector<std::int64_t> acknowledged;
    int status = 0; ///< as of waitpid
    [[nodiscard]] bool wasKilled() const;
    [[nodiscard]] int exitCode() const; ///< -1: by a signal
};

/// Runs the work in a process of its own until it has acknowledged so many acts and a moment more, then ends it with
/// SIGKILL. Where the work ends by itself, so does the wait; it never lasts longer than 30 s.
Ending runAndKill(const std::function<void(const Acknowledge&)>& work, std::size_t acts, std::chrono::microseconds more);

/// Runs the work in a process of its own to its end, at most 30 s. It fails by throwing or by a signal.
Ending runApart(const std::function<void(const Acknowledge&)>& work);

} // namespace fuseboard::test
