// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/powercut.h"

#include "crash/faultplan.h"
#include "crash/files.h"
#include "crash/tracedisk.h"

namespace fuseboard::test {

PowerCut::PowerCut(std::filesystem::path disk, std::filesystem::path aside)
    : m_disk(std::move(disk))
    , m_aside(std::move(aside))
{
}

void PowerCut::begin()
{
    const auto before = emptied(m_aside / "before");
    for (const auto& entry : std::filesystem::directory_iterator(m_disk))
        if (entry.is_regular_file())
            std::filesystem::copy_file(entry.path(), before / entry.path().filename());
    std::filesystem::remove(trace());
}

void PowerCut::cut(std::mt19937& random)
{
    const TraceDisk left(m_aside / "before", trace());
    left.leaveIn(emptied(m_disk), random);
}

Ending PowerCut::during(
    const std::function<void(const Acknowledge&)>& work, std::size_t acts, std::chrono::microseconds more, std::mt19937& random)
{
    begin();
    Ending ended = runAndKill(
        [&](const Acknowledge& acknowledge) {
            fuseboardWatch(m_disk.c_str(), trace().c_str());
            work(acknowledge);
        },
        acts, more);
    cut(random);
    return ended;
}

} // namespace fuseboard::test
