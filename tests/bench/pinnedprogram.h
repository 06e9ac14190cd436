// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include <sys/types.h>

namespace fuseboard::bench {

inline constexpr int anyProcessor = -1;
void pinThisThread(int processor);

/// A program under measurement, pinned to one processor or `anyProcessor`, as the kernel sees it. Ended with this.
class PinnedProgram {
public:
    /// `out` gets what it says until `until` stands there, or its end.
    PinnedProgram(const std::vector<std::string>& command, int processor, const std::string& until, std::string* out);
    ~PinnedProgram();
    PinnedProgram(const PinnedProgram&) = delete;
    PinnedProgram& operator=(const PinnedProgram&) = delete;

    [[nodiscard]] pid_t pid() const { return m_pid; }
    /// Processor time so far, user and system, of the whole program and of the thread that used most of it.
    [[nodiscard]] std::chrono::nanoseconds processorTime() const;
    [[nodiscard]] std::chrono::nanoseconds busiestThread() const;
    [[nodiscard]] double residentMiB() const;
    [[nodiscard]] std::ptrdiff_t descriptors() const;

private:
    pid_t m_pid = -1;
};

} // namespace fuseboard::bench
