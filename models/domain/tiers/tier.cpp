// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tiers/tier.h"

namespace fuseboard {

const char* toText(Tier tier)
{
    switch (tier) {
    case Tier::premium: return "premium";
    case Tier::standard: return "standard";
    case Tier::economy: return "economy";
    case Tier::local: return "local";
    }
    return "premium";
}

std::optional<Tier> parseTier(std::string_view text)
{
    for (const Tier tier : {Tier::premium, Tier::standard, Tier::economy, Tier::local})
        if (text == toText(tier))
            return tier;
    return {};
}

} // namespace fuseboard
