// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/focus/focusrows.h"
#include "store/poll.h"

#include <QString>

#include <functional>
#include <set>

namespace fuseboard {

/// A regular file, plain or gzip, of at most 2 GB. A fault names the file, and line and column in the detail.
Result<FocusFile> readFocusFile(const QString& path, const FocusReading& how);

/// What puts the file's bills in the place of what an earlier file said of them; all to be stored together. `stateOf` tells
/// what is known of a bill. One that is without rows, and was before, is left out. The complete days of each are settled.
Result<std::vector<Poll>> focusPolls(
    const FocusFile& file, const std::function<Result<SourceState>(const std::string& source)>& stateOf, Instant now);

/// Which of the sources that tell an account's bill are not this file's: what they tell would count twice.
std::set<std::string> otherThan(const FocusFile& file, const FocusBill& bill, std::set<std::string> sources);
/// From its first row's day to the end of its last one's, in UTC days; empty where it has no rows.
std::optional<Period> daysOf(const FocusBill& bill);

} // namespace fuseboard
