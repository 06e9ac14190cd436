// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

namespace fuseboard {

/// The UTC day of an instant: `2026-11-23`.
std::string utcDateText(Instant at);
/// The start of a UTC day; one that there is, in exactly this form.
Result<Instant> parseUtcDate(std::string_view text);

} // namespace fuseboard
