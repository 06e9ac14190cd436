// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditact.h"
#include "pages/shownstate.h"
#include "reportpages/tablerowsmodel.h"

namespace fuseboard {

/// When, who, what, of what, why, and what came of it.
std::vector<TableColumn> actColumns();
/// `key` is the number of the act's first row.
std::vector<TableRow> actRows(const std::vector<AuditAct>& acts, const ShownState& state);
/// Everything that the log has of an act, for the pane under the table: a line for each.
QString actDetails(const AuditAct& act, const Calendar& calendar);

} // namespace fuseboard
