// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/slowdisk.h"

#include <atomic>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

std::atomic<bool> hangs = false;

} // namespace

/// In place of the C library's.
extern "C" int fdatasync(int descriptor)
{
    hangs.wait(true);
    return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

namespace fuseboard::test {

HangingDisk::HangingDisk() { hangs = true; }

HangingDisk::~HangingDisk()
{
    hangs = false;
    hangs.notify_all();
}

} // namespace fuseboard::test
