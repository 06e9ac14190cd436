// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill.h"
#include "domain/money.h"

#include <chrono>
#include <string>

namespace fuseboard {

struct Settings;

struct EngineOptions {
    std::string zone; ///< business time zone; empty: the system's
    unsigned fiscalDay = 1;
    Currency currency = Currency::usd();
    std::chrono::days keepCalls {35}; ///< single calls; then they become hours
    std::chrono::days keepHours {400}; ///< then they become days
    std::chrono::days backUpEvery {7}; ///< copies of the history; zero: none
    DrillPlan drills; ///< no team: none are made on their own
    bool updatePrices = true; ///< look for newer ones each day
    std::string priceAddress; ///< empty: LiteLLM's
    bool poll = true; ///< poll on the sources' intervals and keep house; false: only when asked

    /// As the person set them: the same for the window and for programs without one.
    static EngineOptions from(const Settings& settings);
    bool operator==(const EngineOptions&) const = default;
};

} // namespace fuseboard
