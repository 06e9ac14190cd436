// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/profile.h"
#include "store/history.h"

#include <chrono>

namespace fuseboard {

/// Opens the history for whoever owns the profile; makes it only where this profile never had one.
Result<std::unique_ptr<History>> openProfileHistory(const Profile& profile);
/// The same, in a thread of the pool: a disk that hangs, a lock somebody holds or a file that is brought up to date must not
/// keep anybody from freezing (SAFETY KS10). `historyUnreadable` where it takes longer than that; the thread then ends by
/// itself. Zero: however long it takes.
Result<std::unique_ptr<History>> openProfileHistory(const Profile& profile, std::chrono::milliseconds patience);

} // namespace fuseboard
