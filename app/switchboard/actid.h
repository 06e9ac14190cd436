// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

namespace fuseboard {

/// A UUIDv7 (RFC 9562 section 5.7): the millisecond, then chance.
std::string makeActId(Instant at);

} // namespace fuseboard
