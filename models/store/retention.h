// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

namespace fuseboard {

/// How long rows stay as fine as they came (DESIGN, "Rows").
struct Retention {
    Instant callsBefore; ///< calls older than this become hours; the start of a UTC day
    Instant hoursBefore; ///< hours and finer buckets older than this become days; the start of a UTC day
};

} // namespace fuseboard
