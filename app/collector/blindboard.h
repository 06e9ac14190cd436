// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/boardpublisher.h"
#include "connectors/sourceconfig.h"

namespace fuseboard {

/// Teams and sources without a figure, so that they can be frozen although the history can't be read (SAFETY KS10). Pure.
/// `within`: as `BoardInput`'s.
Board blindBoard(const BoardTerms& terms, const Organisation& organisation, PeriodKind kind, Instant within, Instant now,
    const Error& historyFault);

/// What its configuration says of a source; it has not answered.
SourceView viewOf(const SourceConfig& config);

} // namespace fuseboard
