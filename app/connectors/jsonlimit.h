// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "domain/providerlimit.h"

namespace fuseboard::json {

/// US dollars that a member states; missing and null are empty. `exponent`: -2 for cents.
std::optional<LimitAmount> dollarsOr(Object& object, std::string_view name, int exponent, const Place& place);
/// So many of a provider's own unit.
std::optional<LimitAmount> quantityOr(Object& object, std::string_view name, std::string unit, const Place& place);

} // namespace fuseboard::json
