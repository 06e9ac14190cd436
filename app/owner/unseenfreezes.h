// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freeze.h"

#include <string>
#include <vector>

namespace fuseboard {

/// A freeze that was pressed and that no owner has answered yet.
struct FreezePress {
    Scope scope;
    FreezeMode mode = FreezeMode::refuse;
    std::string reason, by;
    Instant at;
    bool operator==(const FreezePress&) const = default;
};

/// What may still be said of freezes once nobody can be asked (`SAFETY.md` KS1, KS2): what was proved, or on its way, is not
/// proved any more, and no place is called proved. A press that no owner has is there as not proved and not saved.
FreezeBoard unseen(const FreezeBoard& last, const std::vector<FreezePress>& presses);

} // namespace fuseboard
