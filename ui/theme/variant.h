// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QWidget;

namespace fuseboard {

/// Sets the dynamic property `variant` and has the style sheet read again. The looks stand in
/// resources/theme/style.qss:
///
/// frames: card, tile, alert (a card with a critical border), inset, toolbar, rail, strip, banner, bannerWarn,
///         bannerCrit, place, placeWarn, placeCrit, divider
/// buttons: outline, primary, danger, dangerSolid, quiet (no frame), flat (the same), link, rail, segmented; a dynamic
///         property `small` makes them 26 high
/// labels: title, figure, figureCrit, section, secondary, hint, strong, ok, warn, crit, frozen, unknown, badge, chip,
///         chipOk, chipWarn, chipCrit, chipCritSolid, chipFrozen, chipUnknown
/// fields: field (QLineEdit, QComboBox)
/// views: list (no frame, thin scroll bars; for scroll areas too), table
/// window: menubar, status, panes (QSplitter)
void setVariant(QWidget* widget, const char* variant);
/// Sets another dynamic property that the style sheet matches: \c small, \c edge.
void setLook(QWidget* widget, const char* property, const QString& look);
/// Makes buttons that stand in a row one segmented control: variant and outer edges.
void joinSegments(const std::vector<QWidget*>& buttons);

} // namespace fuseboard
