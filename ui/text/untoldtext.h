// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/untold.h"

#include <QStringList>

namespace fuseboard {

/// For a source or an account, a sentence for what it left out and one for what it refused; none where it told all.
/// `name` is safe to show; `dayName` says a UTC day as people read it there.
QStringList untoldSentences(const QString& name, const UntoldDays& untold, QString (*dayName)(Instant));
/// "figures left out": for a cell.
QString untoldShortText();

} // namespace fuseboard
