// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/writerthread.h"

#include <spdlog/spdlog.h>

namespace fuseboard::gateway {

/// A thread for whatever takes time: it runs what it is given, one after the other. An errand that throws ends alone.
class ErrandThread : public WriterThread<std::function<void()>> {
public:
    ErrandThread()
        : WriterThread(runAll, [](std::vector<std::function<void()>>& errands, const char*) { errands.clear(); })
    {
    }

private:
    static Worked runAll(std::vector<std::function<void()>>& errands)
    {
        for (auto& errand : errands) {
            try {
                errand();
            } catch (const std::exception& error) {
                spdlog::error("something was not done to its end: {}", error.what());
            }
            errand = {}; // who waits for it hears that it is over
        }
        return Worked::done;
    }
};

} // namespace fuseboard::gateway
