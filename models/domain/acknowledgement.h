// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditact.h"

#include <chrono>
#include <map>
#include <string>

namespace fuseboard {

/// A person's *I have it*: the incident asks nobody for half an hour, and asks again where it lasts. The audit log keeps it.
struct Acknowledgement {
    std::string by;
    Instant at;
    [[nodiscard]] Instant until() const { return at + std::chrono::minutes(30); }
};

/// The intent's row for the log, without when and by whom. `title`: the incident's, as the person read it.
AuditEntry acknowledgementEntry(std::string incident, std::string title);
/// By the incident's id, of each the newest. `acts`: the newest first. One that failed counts for nothing.
std::map<std::string, Acknowledgement> acknowledgementsOf(const std::vector<AuditAct>& acts);

} // namespace fuseboard
