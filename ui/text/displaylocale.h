// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace fuseboard {

/// The locale all amounts, dates and times go through. The C locale has no grouping and no short forms for people, so
/// where that is all the system says, British English stands in.
QLocale displayLocale();

} // namespace fuseboard
