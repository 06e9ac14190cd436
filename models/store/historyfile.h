// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"
#include "store/sqlite.h"

namespace fuseboard {

/// Makes an empty history where there is no file; throws sqlite::Failure.
void makeHistoryFile(const std::filesystem::path& file);
/// Opens one, its owner bringing its schema up to date; throws sqlite::Failure.
sqlite::Database openHistoryFile(const std::filesystem::path& file, HistoryMode mode);

} // namespace fuseboard
