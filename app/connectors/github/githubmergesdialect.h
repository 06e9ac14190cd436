// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// Merged pull requests of an organisation's repositories, by day and author, found by GitHub's search: asked for a day at a
/// time, and by halves of it where there are more than a search tells. Only what the token may see is counted. Titles, branches
/// and contents are not read.
class GitHubMergesDialect : public UsageDialect {
public:
    /// `account`: the organisation's login.
    explicit GitHubMergesDialect(std::string account);
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;

private:
    std::string m_account;
};

} // namespace fuseboard
