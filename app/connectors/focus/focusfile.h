// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/focus/focusrows.h"
#include "store/poll.h"

#include <QString>

#include <functional>

namespace fuseboard {

/// A FOCUS file, plain or gzip, of at most 2 GB. A fault names the file, and line and column in the detail.
Result<FocusFile> readFocusFile(const QString& path, const FocusReading& how);

/// What puts the file's months in the place of what an earlier file said of them; all to be stored together. `stateOf`
/// tells what is known of a source. Where the file is of one account, its complete days are settled.
Result<std::vector<Poll>> focusPolls(
    const FocusFile& file, const std::function<Result<SourceState>(const std::string& source)>& stateOf, Instant now);

} // namespace fuseboard
