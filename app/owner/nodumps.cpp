// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/nodumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace fuseboard {

void forbidDumps()
{
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none {};
    ::setrlimit(RLIMIT_CORE, &none);
}

} // namespace fuseboard
