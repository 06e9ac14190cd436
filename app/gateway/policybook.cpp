// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/policybook.h"

#include "gateway/uuid.h"

namespace fuseboard::gateway {

PolicyBook::PolicyBook(std::shared_ptr<const Config> config, PolicyDocument policy, std::string text)
    : m_config(std::move(config))
    , m_policy(std::move(policy))
    , m_limits(std::make_shared<SpendLimits>(
          m_policy.budgets, Calendar::make(m_policy.zone, m_policy.fiscalDay).value_or(Calendar::utc())))
    , m_text(std::move(text))
    , m_etag("\"" + sha256Hex(m_text).substr(0, 32) + "\"")
{
    for (std::size_t i = 0; i < m_policy.keys.size(); ++i)
        m_keys.emplace(m_policy.keys[i].sha256, i);
    for (std::size_t i = 0; i < m_policy.teams.size(); ++i)
        m_teams.emplace(m_policy.teams[i].id, i);
}

std::shared_ptr<const PolicyBook> PolicyBook::invalid(
    std::shared_ptr<const Config> config, std::string text, std::string because)
{
    auto out = std::make_shared<PolicyBook>(std::move(config), PolicyDocument(), std::move(text));
    out->m_closedBecause = std::move(because);
    return out;
}

const CallerKey* PolicyBook::key(const std::string& sha256) const
{
    const auto found = m_keys.find(sha256);
    return found == m_keys.end() ? nullptr : &m_policy.keys[found->second];
}

const Team* PolicyBook::team(const std::string& id) const
{
    const auto found = m_teams.find(id);
    return found == m_teams.end() ? nullptr : &m_policy.teams[found->second];
}

std::string PolicyBook::route(const std::string& dialect, const std::string& model) const
{
    std::string chosen;
    for (const PolicyRoute& route : m_policy.routes) {
        if (route.dialect != dialect)
            continue;
        if (!route.model.empty() && route.model == model)
            return route.upstream;
        if (route.model.empty())
            chosen = route.upstream;
    }
    return chosen;
}

} // namespace fuseboard::gateway
