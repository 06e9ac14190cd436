// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/writerthread.h"

namespace fuseboard::gateway {

/// A thread for whatever takes time: it runs what it is given, one after the other.
class ErrandThread : public WriterThread<std::function<void()>> {
public:
    ErrandThread()
        : WriterThread([](const std::vector<std::function<void()>>& errands) {
            for (const auto& errand : errands)
                errand();
            return Worked::done;
        })
    {
    }
};

} // namespace fuseboard::gateway
