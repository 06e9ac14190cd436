// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/tally.h"

#include <boost/json.hpp>

namespace fuseboard::sandbox {

void Tally::add(const std::string& team, const std::string& api, CallResult result)
{
    ++m_calls;
    ++m_byApi[api];
    Team& own = m_byTeam[team];
    ++own.calls;
    if (result.status == 0)
        ++m_unreachable;
    else
        ++m_byStatus[result.status];
    if (result.status != 0 && !result.whole)
        ++m_cut;
    ++(result.status == 200 && result.whole ? own.ok : result.status == 403 ? own.refused : own.failed);
}

std::string Tally::json() const
{
    namespace json = boost::json;
    json::object statuses, apis, teams;
    for (const auto& [status, count] : m_byStatus)
        statuses[std::to_string(status)] = count;
    for (const auto& [api, count] : m_byApi)
        apis[api] = count;
    for (const auto& [id, team] : m_byTeam)
        teams[id] = {{"calls", team.calls}, {"ok", team.ok}, {"refused", team.refused}, {"failed", team.failed}};
    return json::serialize(json::value {{"calls", m_calls}, {"unreachable", m_unreachable}, {"cut", m_cut},
        {"byStatus", std::move(statuses)}, {"byApi", std::move(apis)}, {"byTeam", std::move(teams)}});
}

} // namespace fuseboard::sandbox
