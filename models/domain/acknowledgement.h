// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditact.h"

#include <chrono>
#include <map>
#include <string>

namespace fuseboard {

/// Which incident, and which turn of it ("not proved", "changed outside"): another turn asks anew. Empty: it takes none.
struct IncidentTurn {
    std::string incident, turn;
    auto operator<=>(const IncidentTurn&) const = default;
};

/// A person's *I have it*: the incident asks nobody for half an hour, and asks again where it lasts. The audit log keeps it.
struct Acknowledgement {
    std::string by;
    Instant at;
    [[nodiscard]] Instant until() const { return at + std::chrono::minutes(30); }
};

/// The intent's row for the log, without when and by whom. `title`: the incident's, as the person read it.
AuditEntry acknowledgementEntry(IncidentTurn of, std::string title);
/// Of each the newest, unless something was seen of that freeze since. `acts`: the newest first.
std::map<IncidentTurn, Acknowledgement> acknowledgementsOf(const std::vector<AuditAct>& acts);

} // namespace fuseboard
