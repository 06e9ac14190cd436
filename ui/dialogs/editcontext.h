// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"

namespace fuseboard {

/// What an editor of the organisation needs to know; ui/ asks no clock and no system.
struct EditContext {
    Organisation organisation;
    Currency currency = Currency::usd(); ///< offered first
    Instant now; ///< a changed budget holds from here on
    Instant periodStart; ///< a team's first budget holds from here on
    std::string by;
};

} // namespace fuseboard
