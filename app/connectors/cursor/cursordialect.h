// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// A Cursor team (`contracts/PROVIDERS.md` 5.1): its usage events, added up by hour, person, model and kind, as tokens and as
/// what was charged. What a plan includes is counted and costs nothing. A row's person is the e-mail.
class CursorDialect : public UsageDialect {
public:
    [[nodiscard]] const UsageRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;
};

} // namespace fuseboard
