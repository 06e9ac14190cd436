// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/acknowledgement.h"

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
    for (const AuditAct& act : acts)
        if (act.entry.action == acknowledge && (!act.outcome || !act.outcome->result.starts_with("failed")))
            out.try_emplace({act.entry.target, act.entry.before}, act.entry.actor, act.entry.at);
    return out;
}

} // namespace fuseboard
