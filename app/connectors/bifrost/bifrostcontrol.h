// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controldialect.h"

namespace fuseboard {

/// A Bifrost gateway's virtual keys (`contracts/GATEWAYS.md` 2). Its teams have no switch, so that a team is held by all of its
/// keys. Read back from what the node itself goes by, not from what it has stored. It cuts no stream.
class BifrostControl : public ControlDialect {
public:
    [[nodiscard]] const ControlRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] std::string path(const ControlList& list, const std::string& page) const override;
    [[nodiscard]] Result<TargetPage> parse(
        const ControlList& list, const std::string& page, std::string_view body) const override;
    [[nodiscard]] std::vector<ControlRequest> hold(const ControlTarget& target) const override;
    [[nodiscard]] std::vector<ControlRequest> restore(const ControlTarget& target, const std::string& state) const override;
    [[nodiscard]] ControlRequest probe() const override;
    [[nodiscard]] Result<ProbeResult> parseProbe(const HttpAnswer& answer) const override;
};

} // namespace fuseboard
