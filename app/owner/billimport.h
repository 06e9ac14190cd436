// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/focus/focusrows.h"
#include "store/poll.h"

#include <QFuture>

namespace fuseboard {

class Engine;

/// What became of a FOCUS file.
struct BillImported {
    std::string version;
    std::int64_t charges = 0, otherServices = 0; ///< lines, and those left out because of their service
    std::vector<std::string> months; ///< "2026-11", by the starts of the billing periods
    std::vector<std::string> unknownColumns;
    Applied applied;
};

/// On record before and after; read beside the collector, stored whole or not at all.
QFuture<Result<BillImported>> importBill(Engine& engine, const QString& file, const FocusReading& how);

} // namespace fuseboard
