// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace fuseboard::test {

/// What goes wrong with the files of the watched directory. Mapped from a file where another program is to obey it.
struct FaultPlan {
    /// So many writes succeed, then one is short and all others fail with ENOSPC; negative: there is room.
    std::atomic<std::int64_t> writesLeft = -1;
    /// So many syncs of files succeed, then one fails with EIO and the next ones seem well again, as Linux has it; negative:
    /// none.
    std::atomic<std::int64_t> syncsLeft = -1;
    /// Locks fail with ENOLCK, as on a network file system without them.
    std::atomic<bool> locksFail = false;
    std::atomic<std::int64_t> writes = 0, syncs = 0; ///< tried so far
};

/// One step of a file or directory, as the shim writes it into its trace. Followed by path, other path and bytes.
struct TraceRecord {
    enum Kind : std::uint32_t { create, write, truncate, sync, rename, unlink, exchange } kind {};
    std::uint32_t pathLength = 0, otherLength = 0, byteCount = 0;
    std::int64_t offset = 0;
};

} // namespace fuseboard::test

// Where a test program is linked with the shim, it commands it by these; another program takes it by LD_PRELOAD, with
// FUSEBOARD_FAULT_DIRECTORY, FUSEBOARD_FAULT_TRACE and FUSEBOARD_FAULT_PLAN (files) in its environment.
extern "C" {
fuseboard::test::FaultPlan* fuseboardFaultPlan();
/// From now on: the directory's files, traced into `trace` where that is not empty. An empty directory ends it.
void fuseboardWatch(const char* directory, const char* trace);
}
