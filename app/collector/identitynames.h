// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagesource.h"
#include "domain/board.h"

#include <map>

namespace fuseboard {

/// What providers call their keys and people. Ids stay what rows and rules are known by; only rows that people read get the
/// names. Not kept: every source tells them again when it is first asked.
class IdentityNames {
public:
    /// Those that were not known, or not so.
    std::vector<IdentityName> learn(const std::vector<IdentityName>& names);
    [[nodiscard]] std::string nameOf(IdentityName::Kind kind, const std::string& id) const; ///< the id where it has none
    void apply(Board& board) const;

private:
    std::map<std::pair<IdentityName::Kind, std::string>, std::string> m_names;
};

} // namespace fuseboard
