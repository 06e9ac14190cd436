// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// A Bifrost gateway (`contracts/GATEWAYS.md` 2) by its log of calls, added up to hours, with Bifrost's own costs. A row's key
/// is the virtual key's id, its project the team or customer that the key belongs to now: entries do not tell.
class BifrostDialect : public UsageDialect {
public:
    [[nodiscard]] const UsageRules& rules() const override;
    /// `USER:PASSWORD` or the token of a session; none where the gateway asks for none.
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] PageRequest request(const UsageTask& task, const std::string& page) const override;
    [[nodiscard]] Result<UsagePage> parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const override;
    [[nodiscard]] std::string_view knownMembers(const UsageTask& task) const override;
};

} // namespace fuseboard
