// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// Whose bill it is.
enum class GitHubPayer { organisation, enterprise };

/// What an organisation or an enterprise pays GitHub for AI (`contracts/PROVIDERS.md` 3.1, 3.2): the bill of each day, net of
/// what the pool and other discounts cover; for days that cost something, by model, and for an organisation of few people by
/// person too. The detail is taken off the bill's line that it explains, so that the rows add up to the bill whatever the
/// detail says. An enterprise's rows have their cost centre as project. Credits and premium requests are units: only their
/// net price is money. Nothing is counted in tokens or calls.
class GitHubDialect : public UsageDialect {
public:
    /// `account`: the organisation's login or the enterprise's slug.
    GitHubDialect(GitHubPayer payer, std::string account);
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;

private:
    GitHubPayer m_payer;
    std::string m_account; ///< percent-encoded
};

} // namespace fuseboard
