// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controldialect.h"

namespace fuseboard {

/// The API keys of an Anthropic organisation (`contracts/PROVIDERS.md` 2.5), made inactive and active. Never `archived`, which
/// can't be undone. Logins that are no keys, of Claude Code on a subscription say, go on.
class AnthropicControl : public ControlDialect {
public:
    [[nodiscard]] const ControlRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] std::string path(const ControlList& list, const std::string& page) const override;
    [[nodiscard]] Result<TargetPage> parse(
        const ControlList& list, const std::string& page, std::string_view body) const override;
    [[nodiscard]] std::vector<ControlRequest> hold(const ControlTarget& target) const override;
    [[nodiscard]] std::vector<ControlRequest> restore(const ControlTarget& target, const std::string& state) const override;
};

} // namespace fuseboard
