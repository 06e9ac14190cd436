// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crash/writer.h"

#include <filesystem>
#include <random>

namespace fuseboard::test {

/// Cuts the power of a directory, again and again.
class PowerCut {
public:
    /// `disk`: the directory. `aside`: an empty one for what is needed beside it.
    PowerCut(std::filesystem::path disk, std::filesystem::path aside);

    [[nodiscard]] const std::filesystem::path& disk() const { return m_disk; }
    [[nodiscard]] std::filesystem::path trace() const { return m_aside / "trace"; }

    /// All that stands in the directory is on disk. From here on `trace()` is to be written.
    void begin();
    /// What was not synced is gone, or torn.
    void cut(std::mt19937& random);
    /// A process that works in the directory until it has acknowledged so many acts and a moment more; then the cut.
    Ending during(const std::function<void(const Acknowledge&)>& work, std::size_t acts, std::chrono::microseconds more,
        std::mt19937& random);

private:
    std::filesystem::path m_disk, m_aside;
};

} // namespace fuseboard::test
