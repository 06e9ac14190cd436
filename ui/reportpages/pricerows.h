// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricebook.h"
#include "reportpages/tablerowsmodel.h"
#include "store/spending.h"

namespace fuseboard {

/// Model, what the row is of (the usual, a long prompt, batch …), and each class per million tokens. A class without a price
/// of its own says whose it takes.
std::vector<TableColumn> priceColumns();
std::vector<TableRow> priceRows(const PriceList& list);

/// Source, account, model, calls, tokens, first and last day.
std::vector<TableColumn> unpricedColumns();
std::vector<TableRow> unpricedRows(const std::vector<UnpricedUsage>& unpriced);

/// Model, price, from, to, per cent.
std::vector<TableColumn> changeColumns();
std::vector<TableRow> changeRows(const std::vector<PriceChange>& changes, Currency currency);

/// Version, source, the day from which it counts, how many models, state at a moment; the newest first.
std::vector<TableColumn> listColumns();
std::vector<TableRow> listRows(const PriceBook& book, Instant now);

/// Account, model, from, until, what was agreed.
std::vector<TableColumn> ownRateColumns();
std::vector<TableRow> ownRateRows(const std::vector<OwnRate>& rates);

/// The lists before the one in force, ascending.
std::span<const PriceList> listsBefore(const PriceBook& book, Instant now);

} // namespace fuseboard
