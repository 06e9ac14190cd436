// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/litellm/litellmdialect.h"

namespace fuseboard {

/// The same proxy by its log of calls, added up to hours: tells people, tags and each call's provider too. What was before
/// the log was first read is told by day, as the aggregates do.
class LiteLlmCallsDialect : public LiteLlmDialect {
public:
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;
    [[nodiscard]] std::string otherList(const UsageTask& task) const override;
};

} // namespace fuseboard
