// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "theme/themechoice.h"

#include <QString>

#include <chrono>

namespace fuseboard {

/// What the user set, as a plain value: the program never sees the file.
struct Settings {
    ThemeChoice theme = ThemeChoice::system;
    QString timeZone; ///< IANA name, checked; empty: the system's
    unsigned fiscalDay = 1; ///< 1..28, first day of the business month
    QString currency = QStringLiteral("USD");
    std::chrono::seconds gatewayInterval {2};
    std::chrono::seconds providerInterval {300};
    std::chrono::days keepCalls {35}; ///< single calls; then they become hours
    std::chrono::days keepHours {400}; ///< then they become days, which stay
    QString drillTeam; ///< id of the team that drills freeze; empty: none are made on their own
    std::chrono::days drillEvery {7}; ///< zero: never
    bool keepWatching = false; ///< in the background, when the window is closed
    bool startAtLogin = false; ///< without a window; only where it keeps watching
    bool updatePrices = true; ///< look for newer prices each day
    QString priceAddress; ///< of a price list to look at; empty: LiteLLM's
    std::chrono::days backUpEvery {7}; ///< copies of the history; zero: none
    bool operator==(const Settings&) const = default;
};

/// Reads `config/fuseboardrc`; a missing file gives the defaults, an unknown time zone or currency is an error that
/// names the file.
Result<Settings> loadSettings(const QString& file);
Result<void> saveSettings(const QString& file, const Settings& settings);

} // namespace fuseboard
