// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QRectF>

class QPainter;
class QPalette;

namespace fuseboard {

/// Our own one-colour drawings in resources/icons. `snowflake` means *is frozen*, nothing else.
enum class Icon {
    agent,
    budgets,
    calendar,
    clock,
    critical,
    down,
    exportFile,
    eye,
    flask,
    freeze,
    half,
    hourglass,
    key,
    laptop,
    minus,
    model,
    more,
    ok,
    outside,
    person,
    play,
    plus,
    refresh,
    resuming,
    runsOut,
    search,
    server,
    settings,
    shield,
    snowflake,
    sources,
    stale,
    unknown,
    warning,
};

/// Draws the icon into the rectangle, in one colour, crisp at any scale.
void paintIcon(QPainter& painter, Icon icon, const QRectF& rect, const QColor& colour);
/// For buttons and menus: the colour while off is paler by itself.
QIcon iconOf(Icon icon, const QColor& colour, const QColor& disabled = {});

} // namespace fuseboard
