// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/provider/modelcall.h"

namespace fuseboard::sandbox {

/// The refusal a caller asked for; none where the trouble comes later or there is none.
std::optional<ApiFault> faultFor(const ModelCall& call);
ApiFault wrongKey(Api dialect);
ApiFault wrongAdminKey();
/// A body that could not be read: too large, too slow, badly framed.
ApiFault unreadable(Api dialect, int status);
/// How an answered call stands on the invoice.
std::string endingOf(const ModelCall& call);

} // namespace fuseboard::sandbox
