// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/awaitanswer.h"
#include "gateway/holdsfile.h"
#include "gateway/writerthread.h"

namespace fuseboard::gateway {

/// The holds behind their own thread, which nothing else can make wait.
class HoldsKeeper {
public:
    explicit HoldsKeeper(HoldsFile file)
        : m_file(std::move(file))
        , m_thread([](std::vector<std::function<void()>> jobs) {
            for (const auto& job : jobs)
                job();
        })
    {
    }

    /// Answers when the hold is on disk, or could not be put there.
    http::Async<Result<void>> keep(Hold hold)
    {
        co_return co_await awaitAnswer<Result<void>>([this, hold = std::move(hold)](std::function<void(Result<void>)> done) {
            m_thread.post([this, hold, done = std::move(done)] { done(m_file.keep(hold)); });
        });
    }

private:
    HoldsFile m_file;
    WriterThread<std::function<void()>> m_thread; ///< last: it uses the file
};

} // namespace fuseboard::gateway
