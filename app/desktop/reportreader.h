// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/profile.h"
#include "reportpages/reports.h"

#include <atomic>

namespace fuseboard {

/// Reads a profile's history and prices for the page *Reports*, beside whoever owns it.
Result<Reports> readReports(
    const Profile& profile, const ReportsRequest& request, Instant now, const std::atomic<bool>& isGivenUp);

} // namespace fuseboard
