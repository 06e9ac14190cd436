// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/holdsfile.h"
#include "gateway/writerthread.h"
#include "http/stream.h"

#include <atomic>
#include <map>

namespace fuseboard::gateway {

/// The holds behind their own thread, which nothing else can make wait. A freeze that could not be saved is tried again
/// by itself until it is; a release is not.
class HoldsKeeper {
public:
    explicit HoldsKeeper(HoldsFile file);

    /// False while a freeze is in force that a restart would lose.
    [[nodiscard]] bool isDurable() const { return m_durable; }
    /// Answers when the hold is on disk, or could not be put there. For a freeze nobody waits longer than a moment
    /// (SAFETY KS10): it is then ErrorCode::timedOut, and saving goes on.
    http::Async<Result<void>> keep(Hold hold);

private:
    struct Job {
        Hold hold;
        std::function<void(Result<void>)> done;
    };
    Worked work(const std::vector<Job>& jobs);
    void giveUp(std::vector<Job>& jobs, const char* why);

    HoldsFile m_file;
    std::map<Scope, Hold> m_unsaved; ///< freezes
    std::atomic<bool> m_durable = true;
    WriterThread<Job> m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::gateway
