// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/accountreconciliation.h"
#include "reportpages/tablerowsmodel.h"

namespace fuseboard {

/// Account, measured, billed, difference, of the bill, verdict, bill final up to. What a side never told is a dash.
std::vector<TableColumn> accountColumns();
std::vector<TableRow> accountRows(const std::vector<AccountReconciliation>& accounts, Currency currency);

/// Cause, amount, where most of it is; the largest first.
std::vector<TableColumn> causeColumns();
std::vector<TableRow> causeRows(const AccountReconciliation& account, Currency currency);

/// Day, model, measured, billed, difference, causes; the largest difference first.
std::vector<TableColumn> dayColumns();
std::vector<TableRow> dayRows(const AccountReconciliation& account, Currency currency);

} // namespace fuseboard
