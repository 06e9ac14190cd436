// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/engineoptions.h"

#include "settings/settings.h"

namespace fuseboard {

EngineOptions EngineOptions::from(const Settings& settings)
{
    return {.zone = settings.timeZone.toStdString(),
        .fiscalDay = settings.fiscalDay,
        .currency = Currency::parse(settings.currency.toStdString()).value_or(Currency::usd()),
        .keepCalls = settings.keepCalls,
        .keepHours = settings.keepHours,
        .backUpEvery = settings.backUpEvery,
        .drills = {settings.drillTeam.toStdString(), settings.drillEvery},
        .updatePrices = settings.updatePrices,
        .priceAddress = settings.priceAddress.toStdString()};
}

} // namespace fuseboard
