// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditpage/auditlog.h"
#include "domain/auditact.h"
#include "owner/profile.h"

#include <memory>

namespace fuseboard {

/// Reads a profile's audit log for the page *Audit*, beside whoever owns it, and checks it whole where that is asked for.
/// `last`: what was read before, or null.
Result<AuditLogView> readAuditLog(
    const Profile& profile, const AuditRequest& request, Instant now, const std::shared_ptr<const AuditLogView>& last);

/// The acts of the log's last rows, the newest first.
Result<std::vector<AuditAct>> readRecentActs(const Profile& profile);

/// Writes the whole log: as CSV where the file is called so, else as JSON lines. A text that says so and names the head.
Result<QString> exportAuditLog(const Profile& profile, const QString& file);

} // namespace fuseboard
