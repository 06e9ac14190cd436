// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// What Claude Code told an Anthropic organisation (`contracts/PROVIDERS.md` 2.3): tokens and estimated cost by day, person or
/// key, and model. It overlaps what the organisation is billed, so it is `Ledger::telemetry`. Of a subscription's use the
/// cost is zero, since the seat has paid for it, and the line item says so. A key is known by its name only.
class ClaudeCodeAnalyticsDialect : public UsageDialect {
public:
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;
};

} // namespace fuseboard
