// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/loglibrary.h"
#include "domain/usagerow.h"

#include <QString>

namespace fuseboard {

/// Usage of one model, of a day or altogether.
struct ImportSum {
    TokenCounts tokens;
    std::int64_t responses = 0;
    std::map<std::string, std::int64_t> nano; ///< by currency
    std::int64_t unpriced = 0; ///< responses without a price
    std::set<std::string> priceVersions;
    void add(const UsageRow& row);
};

/// What the history has of a source of local logs.
struct ImportTotals {
    std::string source;
    LogCounts counts;
    std::vector<BrokenLine> broken;
    std::set<std::string> unreadable;
    std::map<Instant, std::map<std::string, ImportSum>> days; ///< by UTC day and model
    struct Unpriced {
        ImportSum sum;
        Instant since;
    };
    std::map<std::string, Unpriced> unpriced; ///< by model
    void add(const UsageRow& row);
    [[nodiscard]] ImportSum all() const;
};

QString importText(const ImportTotals& totals);
/// JSON that scripts may rely on: members are added, never renamed or removed.
QString importDocument(const ImportTotals& totals);

} // namespace fuseboard
