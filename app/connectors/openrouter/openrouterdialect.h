// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// An OpenRouter account (`contracts/PROVIDERS.md` 4): what the last 30 ended UTC days cost by workspace, model and endpoint,
/// the same by key where a key that is still there accounts for it, tokens and calls by key; of the day that has not
/// ended what each key has spent. A row's project is its workspace, its key the key's hash. What is paid to others with
/// keys of one's own is not OpenRouter's bill and left out.
class OpenRouterDialect : public UsageDialect {
public:
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;
};

} // namespace fuseboard
