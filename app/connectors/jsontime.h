// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "domain/instant.h"

namespace fuseboard::json {

/// The UTC day that a member names: `2026-11-22`, with or without a time behind it (providers differ, and change).
Instant day(Object& object, std::string_view name, const Place& owner);
/// The time that a member tells, UTC where it names no zone; missing and null are empty.
std::optional<Instant> instantOr(Object& object, std::string_view name, const Place& owner);

} // namespace fuseboard::json
