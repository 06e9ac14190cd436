// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/refusal.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// How a caller that is not let in is answered; counts it for those who watch.
CallerError turnAway(Services& services, const CallIdentity& identity, const PolicyBook& policy, const Refused& refused);
/// The same, only answered.
CallerError answerFor(const CallIdentity& identity, const PolicyBook& policy, const Refused& refused);

} // namespace fuseboard::gateway
