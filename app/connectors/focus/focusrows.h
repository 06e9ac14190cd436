// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "domain/usagerow.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// How a FOCUS file is read (`contracts/FOCUS.md` 12). The default is strict.
struct FocusReading {
    std::string source; ///< what the bills are called; each has an id of its own, `SOURCE/2026-11-01/ACCOUNT`
    std::string tagKey = "team"; ///< the tag whose value rules may ask for
    bool lenient =
        false; ///< `NULL` is null, times may have a blank for `T`, no seconds or ` UTC`, unknown columns are left out
    bool assumeUtc = false; ///< times without a zone are UTC; else they are an error
    bool allServices = false; ///< not only those of the category "AI and Machine Learning"
    std::optional<Instant> now; ///< charges more than two years later are refused; empty: they are not
};

/// What one account is billed for one billing period. A newer file of the same takes its place.
struct FocusBill {
    std::string account;
    Period billing;
    std::vector<UsageRow> rows; ///< one for each period, account, project, key, person, model, service and tag
};

struct FocusFile {
    std::string version;
    std::string source; ///< as in `FocusReading`
    std::map<std::string, FocusBill> bills; ///< by id; one whose lines are all left out has no rows
    std::vector<std::string> unknownColumns; ///< left out; only where reading is lenient
    std::int64_t charges = 0; ///< lines of the file
    std::int64_t otherServices = 0; ///< of them, left out because of their service
};

/// Reads the whole text, or nothing of it: the first fault's subject is line and column. Costs are effective costs, summed
/// exactly and rounded once to the nano-unit, half away from zero. Token counts are taken where the meter is a token class;
/// elsewhere they are unknown. A charge that counts must lie between 13 months before and 2 months after its billing period.
Result<FocusFile> readFocus(std::string_view csv, const FocusReading& how);

} // namespace fuseboard
