// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/policydocument.h"
#include "gateway/requestfacts.h"

namespace fuseboard::gateway {

/// Which limit of the policy's the call is above, as its caller is told; empty: none.
std::optional<std::string> aboveLimits(const CallLimits& limits, const RequestFacts& facts);

} // namespace fuseboard::gateway
