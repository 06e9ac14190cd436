// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// An Anthropic organisation (`contracts/PROVIDERS.md` 2.1 to 2.5): messages by the hour without cost or number of calls,
/// costs by the day without keys, and the names of workspaces, keys and users. A row's project is its workspace; that of
/// the default workspace is empty.
class AnthropicDialect : public UsageDialect {
public:
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;
};

} // namespace fuseboard
