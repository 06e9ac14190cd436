// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/acknowledgement.h"

#include <string_view>

namespace fuseboard {
namespace {

constexpr std::string_view acknowledge = "acknowledge";

} // namespace

AuditEntry acknowledgementEntry(std::string incident, std::string title)
{
    AuditEntry out;
    out.action = acknowledge;
    out.target = std::move(incident);
    out.reason = std::move(title);
    return out;
}

std::map<std::string, Acknowledgement> acknowledgementsOf(const std::vector<AuditAct>& acts)
{
    std::map<std::string, Acknowledgement> out;
    for (const AuditAct& act : acts)
        if (act.entry.action == acknowledge && (!act.outcome || !act.outcome->result.starts_with("failed")))
            out.try_emplace(act.entry.target, act.entry.actor, act.entry.at);
    return out;
}

} // namespace fuseboard
