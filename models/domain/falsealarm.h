// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/acknowledgement.h"

namespace fuseboard {

/// A person's word that a judgement of Fuseboard's was none that matters: that turn of the incident is over. The audit log
/// keeps it.
struct FalseAlarm {
    std::string by;
    Instant at;
    std::string reason; ///< may be empty
    bool operator==(const FalseAlarm&) const = default;
};

inline constexpr std::string_view falseAlarm = "false alarm"; ///< the act in the log

/// The intent's row for the log, without when and by whom. `title`: the incident's, as the person read it.
AuditEntry falseAlarmEntry(IncidentTurn of, std::string title, std::string reason);
/// Of each turn the newest. `acts`: the newest first.
std::map<IncidentTurn, FalseAlarm> falseAlarmsOf(const std::vector<AuditAct>& acts);

} // namespace fuseboard
