// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// An OpenAI organisation (`contracts/PROVIDERS.md` 1.1 to 1.3): usage of ten kinds without cost, costs by the day, and the
/// names of projects, keys and users. Tokens by the hour, or as finely as is chosen; what is not counted in tokens by the day,
/// as calls. The line item of usage tells its kind, and the tier where that has prices of its own.
class OpenAiDialect : public UsageDialect {
public:
    /// `bucket`: of tokens: 60, 3600 or 86400 s; 0: an hour. What is older than two months is told by the hour at most.
    explicit OpenAiDialect(std::chrono::seconds bucket = std::chrono::seconds(0));
    [[nodiscard]] const UsageRules& rules() const override { return m_rules; }
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;

private:
    UsageRules m_rules;
};

/// A day's costs: what a key is tried with.
UsageTask openAiCostsOf(Period period);

} // namespace fuseboard
