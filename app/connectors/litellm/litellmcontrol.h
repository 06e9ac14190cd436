// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controldialect.h"

namespace fuseboard {

/// A LiteLLM proxy's teams and keys (`contracts/GATEWAYS.md` 1.4, 1.5, 1.7). It stores a block at once and may go on serving
/// for as long as its workers keep what they know, so that only a canary key's refusal proves anything. It cuts no stream.
class LiteLlmControl : public ControlDialect {
public:
    [[nodiscard]] const ControlRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] std::string path(const ControlList& list, const std::string& page) const override;
    [[nodiscard]] Result<TargetPage> parse(
        const ControlList& list, const std::string& page, std::string_view body) const override;
    [[nodiscard]] std::vector<ControlRequest> hold(const ControlTarget& target) const override;
    [[nodiscard]] std::vector<ControlRequest> restore(const ControlTarget& target, const std::string& state) const override;
    [[nodiscard]] LeverCaveat caveatOf(std::string_view about) const override;
    [[nodiscard]] ControlRequest probe() const override;
    [[nodiscard]] Result<ProbeResult> parseProbe(const HttpAnswer& answer) const override;
    [[nodiscard]] HttpHeaders changeHeaders(const std::string& by) const override;
};

} // namespace fuseboard
