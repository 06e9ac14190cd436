// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/profile.h"
#include "store/history.h"

namespace fuseboard {

/// Opens the history for whoever owns the profile; makes it only where this profile never had one.
Result<std::unique_ptr<History>> openProfileHistory(const Profile& profile);

} // namespace fuseboard
