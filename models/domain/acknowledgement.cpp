// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/acknowledgement.h"

#include <set>
#include <string_view>

namespace fuseboard {
namespace {

constexpr std::string_view acknowledge = "acknowledge";

} // namespace

AuditEntry acknowledgementEntry(IncidentTurn of, std::string title)
{
    AuditEntry out;
    out.action = acknowledge;
    out.target = std::move(of.incident);
    out.before = std::move(of.turn);
    out.reason = std::move(title);
    return out;
}

std::map<IncidentTurn, Acknowledgement> acknowledgementsOf(const std::vector<AuditAct>& acts)
{
    std::map<IncidentTurn, Acknowledgement> out;
    std::set<std::string> seen; // incidents of which something newer was seen
    for (const AuditAct& act : acts) {
        if (act.entry.isObserved())
            seen.insert("freeze/" + act.entry.target);
        else if (act.entry.action == acknowledge && !seen.contains(act.entry.target))
            out.try_emplace({act.entry.target, act.entry.before}, act.entry.actor, act.entry.at);
    }
    return out;
}

} // namespace fuseboard
