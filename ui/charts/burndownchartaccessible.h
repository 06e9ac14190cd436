// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fuseboard {

/// Lets assistive technology see a BurnDownChart as one thing of role Chart whose description says what it shows and
/// whose value is what the crosshair reads. QChartView itself says nothing.
void installBurnDownChartAccessibility();

} // namespace fuseboard
