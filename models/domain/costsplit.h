// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

#include <string_view>
#include <vector>

namespace fuseboard {

/// A row of one account and UTC day as the splitting of costs sees it.
struct CostLine {
    Ledger ledger = Ledger::providerUsage;
    std::int64_t group = 0; ///< the caller's number of project, key, model and currency; of a cost, the model its item names
    std::optional<std::int64_t> nano;
};

/// Money of one line, told by the dimensions of another: itself where it was not split.
struct CostPart {
    std::size_t line = 0, onto = 0;
    std::optional<std::int64_t> nano;
    bool operator==(const CostPart&) const = default;
};

/// Providers report cost by day without a person, and usage with one (`contracts/PROVIDERS.md` 1.2). Each cost whose line
/// item names a model ("gpt-5.6, input") is split over the priced usage of the same group, in proportion to its price, so
/// that it gets people; the parts add up to it exactly. All other lines stay as they are.
std::vector<CostPart> splitCosts(const std::vector<CostLine>& lines);

/// The model a cost's line item names: what stands before its first comma.
std::string_view modelOfLineItem(std::string_view lineItem);

} // namespace fuseboard
