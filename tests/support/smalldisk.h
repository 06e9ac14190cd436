// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/ownnamespaces.h"

#include <string>
#include <sys/mount.h>

namespace fuseboard::test {

/// Puts a file system of this size there, seen by this process alone, which must have no second thread yet. False where
/// the system lets nobody do so.
inline bool mountSmallDisk(const std::string& place, const std::string& size)
{
    return enterOwnNamespaces(CLONE_NEWNS) && ::mount("tmpfs", place.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
}

} // namespace fuseboard::test
