// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// A LiteLLM proxy by its daily aggregates (`contracts/GATEWAYS.md` 1.6): one row a day, model and key, with LiteLLM's own
/// costs, cheap to ask at any traffic. A row's project is LiteLLM's team, its key the hash.
class LiteLlmDialect : public UsageDialect {
public:
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;
};

} // namespace fuseboard
