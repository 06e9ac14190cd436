// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// An Anthropic organisation (`contracts/PROVIDERS.md` 2.1 to 2.5): messages by the hour, or as finely as is chosen, without
/// cost or number of calls, costs by the day without keys, and the names of workspaces, keys and users. A row's project is its
/// workspace; that of the default workspace is empty.
class AnthropicDialect : public UsageDialect {
public:
    /// `bucket`: of messages: 60, 3600 or 86400 s; 0: an hour. What is older than two months is told by the hour at most.
    explicit AnthropicDialect(std::chrono::seconds bucket = std::chrono::seconds(0));
    [[nodiscard]] const UsageRules& rules() const override { return m_rules; }
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;

private:
    UsageRules m_rules;
};

} // namespace fuseboard
