// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourceoffer.h"

namespace fuseboard {

/// Every kind of source that this program can connect, gateways first.
std::vector<SourceOffer> sourceOffers();

} // namespace fuseboard
