// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricebook.h"
#include "owner/profile.h"

namespace fuseboard {

/// The prices of a profile: the list that came with the program, those taken over since, and the person's own rates.
Result<PriceBook> profilePrices(const Profile& profile);

/// Takes over a list that counts from its day on; lists taken over earlier stay for the days before it.
Result<void> addPrices(const Profile& profile, const PriceList& list);

} // namespace fuseboard
