// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/github/githubdialect.h"
#include "connectors/targets/controldialect.h"

namespace fuseboard {

/// What the people of an organisation or enterprise may use of its AI credits (`contracts/PROVIDERS.md` 3.3): a budget of 0 for
/// a person stops that person at once, what the licence includes too. People are those with a seat or a budget of their own;
/// the other budgets only stop what is paid beyond the pool, and are left alone.
class GitHubControl : public ControlDialect {
public:
    /// `account`: the organisation's login, or the enterprise's slug.
    GitHubControl(GitHubPayer payer, const std::string& account);
    [[nodiscard]] const ControlRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] std::string path(const ControlList& list, const std::string& page) const override;
    [[nodiscard]] Result<TargetPage> parse(
        const ControlList& list, const std::string& page, std::string_view body) const override;
    [[nodiscard]] ControlTarget unread(const ControlList& list) const override;
    [[nodiscard]] std::vector<ControlTarget> join(std::vector<ControlTarget> told) const override;
    [[nodiscard]] std::vector<ControlRequest> hold(const ControlTarget& target) const override;
    [[nodiscard]] std::vector<ControlRequest> restore(const ControlTarget& target, const std::string& state) const override;

private:
    std::string m_seats, m_budgets; ///< paths
};

} // namespace fuseboard
