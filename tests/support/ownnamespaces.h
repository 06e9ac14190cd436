// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <sched.h>
#include <unistd.h>

namespace fuseboard::test {

/// Gives this process, which must have no second thread yet, namespaces of its own (`CLONE_NEWNS`, `CLONE_NEWNET`), and makes
/// it root there. False where the system lets nobody do so.
inline bool enterOwnNamespaces(int kinds)
{
    const auto uid = ::geteuid();
    const auto gid = ::getegid();
    if (::unshare(CLONE_NEWUSER | kinds) != 0)
        return false;
    // Without a mapping nobody here may make a file.
    std::ofstream("/proc/self/setgroups") << "deny";
    std::ofstream("/proc/self/uid_map") << "0 " << uid << " 1";
    std::ofstream("/proc/self/gid_map") << "0 " << gid << " 1";
    return ::geteuid() == 0;
}

} // namespace fuseboard::test
