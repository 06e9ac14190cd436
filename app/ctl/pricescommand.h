// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/profile.h"

namespace fuseboard {

/// Prints what tokens cost on a day, with where each price comes from.
ExitCode showPrices(const CommandLine& line, const Profile& profile);
/// Puts a rate of the person's own beside the others; refused, with all as it was, where it would not be read back.
ExitCode setPrice(const CommandLine& line, const Profile& profile);
/// Takes over a price map from a file or an address, and prints what it changes. Past days keep their prices.
ExitCode updatePrices(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
