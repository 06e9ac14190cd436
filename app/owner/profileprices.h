// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricebook.h"
#include "owner/profile.h"

namespace fuseboard {

/// The prices of a profile: the list that came with the program, those taken over since, and the person's own rates.
Result<PriceBook> profilePrices(const Profile& profile);

/// What gateways price calls by from now on: the list in force, and the models that it lacks by the list that prices them
/// otherwise too, where that is of its currency. A newer list that lost models leaves none of them free.
PriceList pricesForGateways(const PriceBook& prices, Instant now);

/// Puts one more `[[rate]]` to the end of the person's own rates. Of two that are equally close the later one counts.
Result<void> addOwnRate(const Profile& profile, const std::string& toml);

/// Takes over a list that counts from its day on; lists taken over earlier stay for the days before it, those of its own
/// version too. Of one day's lists the last that was taken over counts: `now` is when.
Result<void> addPrices(const Profile& profile, const PriceList& list, Instant now);

} // namespace fuseboard
