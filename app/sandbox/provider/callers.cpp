// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/callers.h"

#include "sandbox/company/companymodel.h"
#include "sandbox/provider/directory.h"

namespace fuseboard::sandbox {

Callers::Callers(const Secrets& secrets)
    : m_upstreamKey(secrets.upstreamKey())
{
    for (const CompanyTeam& team : company())
        for (const CompanyKey& key : team.keys)
            m_company[secrets.callerToken(key.label)] = {team.projectId(), key.id(), key.userId()};
}

std::optional<CallerIdentity> Callers::find(std::string_view key, std::string_view openAiProject) const
{
    if (key == m_upstreamKey)
        return CallerIdentity {
            std::string(openAiProject.empty() ? gatewayProject : openAiProject), std::string(gatewayKey), {}};
    const auto found = m_company.find(key);
    return found == m_company.end() ? std::nullopt : std::optional(found->second);
}

} // namespace fuseboard::sandbox
