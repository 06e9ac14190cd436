// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/falsealarm.h"

namespace fuseboard {

AuditEntry falseAlarmEntry(IncidentTurn of, std::string title, std::string reason)
{
    AuditEntry out;
    out.action = falseAlarm;
    out.target = std::move(of.incident);
    out.before = std::move(of.turn);
    out.reason = std::move(reason);
    out.after = std::move(title);
    return out;
}

std::map<IncidentTurn, FalseAlarm> falseAlarmsOf(const std::vector<AuditAct>& acts)
{
    std::map<IncidentTurn, FalseAlarm> out;
    for (const auto& [entry, outcome] : acts)
        if (entry.action == falseAlarm)
            out.try_emplace({entry.target, entry.before}, entry.actor, entry.at, entry.reason);
    return out;
}

} // namespace fuseboard
