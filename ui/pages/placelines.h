// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/bannertext.h"

namespace fuseboard {

/// What one place has shown.
BannerLine placeLine(const FreezeView& freeze, const PlaceView& place, const Calendar& calendar, Instant now);
/// One line per place; places that say the same share one: "Gateway eu-1, eu-2: refusing, proved 14:19:32".
std::vector<BannerLine> placeLines(const FreezeView& freeze, const Calendar& calendar, Instant now);

} // namespace fuseboard
