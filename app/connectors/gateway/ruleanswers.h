// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rulebreaker.h"

#include <QJsonArray>

namespace fuseboard {

/// What rules do, of a gateway's list of breakers: the first 200 (`keepFirst`). What is not whole, or of a kind that came later
/// than this program, is left out: nobody's freeze depends on it.
std::vector<RuleBreaker> parseRuleBreakers(const QJsonArray& breakers);

} // namespace fuseboard
