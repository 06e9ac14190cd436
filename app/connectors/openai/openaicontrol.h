// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controldialect.h"

namespace fuseboard {

/// The spend limits of an OpenAI organisation and of its projects (`contracts/PROVIDERS.md` 1.4): a cent a month. A limit is
/// *armed* until the provider says that it is enforcing, which it does after the first cent of a month. A key can't be held
/// alone: keys are read to know whether all of a project belongs to a team.
class OpenAiControl : public ControlDialect {
public:
    [[nodiscard]] const ControlRules& rules() const override;
    [[nodiscard]] HttpHeaders keyHeaders(const QByteArray& key) const override;
    [[nodiscard]] std::string path(const ControlList& list, const std::string& page) const override;
    [[nodiscard]] Result<TargetPage> parse(
        const ControlList& list, const std::string& page, std::string_view body) const override;
    [[nodiscard]] ControlTarget unread(const ControlList& list) const override;
    [[nodiscard]] std::vector<ControlRequest> hold(const ControlTarget& target) const override;
    [[nodiscard]] std::vector<ControlRequest> restore(const ControlTarget& target, const std::string& state) const override;
};

} // namespace fuseboard
