// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace fuseboard {

/// Sets the dynamic property `variant` and has the style sheet read again.
///
/// frames: card, tile, inset, alert (a card with a critical border), toolbar, rail, strip, banner, bannerWarn,
///         bannerCrit, chip, chipOk, chipWarn, chipCrit, chipFrozen, chipUnknown, badge, place, status
/// buttons: primary, danger, dangerSolid, quiet (no frame), flat, link, rail, segmented (checkable, in a row), small
/// labels: title, figure, section, secondary, hint, ok, warn, crit, frozen, unknown, axis
/// views: list (no frame, thin scroll bars), table
void setVariant(QWidget* widget, const char* variant);

} // namespace fuseboard
