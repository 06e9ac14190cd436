// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "store/organisation.h"

namespace fuseboard {

/// Makes in `now` what somebody changed from `opened` to `edited`, and leaves everything else as others have made it meanwhile.
/// One thing is a team, a key, all steps of one scope's budget, its raises, or the list of rules, whose order counts. The
/// same thing changed differently by both is a `conflict`, and `now` stays as it is.
Result<void> mergeEdit(const Organisation& opened, const Organisation& edited, Organisation& now);

} // namespace fuseboard
