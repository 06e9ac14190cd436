// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

class QPainter;

namespace fuseboard {

/// Our own one-colour drawings in resources/icons. Every state has its own shape.
enum class Icon {
    Freeze, ///< octagon with a hand: the button that freezes
    Snowflake, ///< is frozen, and nothing else
    RunsOut,
    Check,
    Warning,
    Alert,
    Clock,
    HalfCircle, ///< partly proved
    Unknown,
    Budgets,
    Sources,
    Switchboard,
    Reports,
    Audit,
    Settings,
    Calendar,
    Refresh,
    Export,
    Plus,
    Search,
    More,
    Eye,
    Flask,
    Key,
    Agent,
    Person,
    Model,
    Shield,
    Play,
    Laptop,
    Server,
    Stop,
    Resume,
    Hourglass, ///< ordered, not there yet
    Changed, ///< changed outside
    Pending, ///< too early to tell
    Loop,
    Chevron, ///< opens a list below
    Close,
};

/// Every icon, for those who go through all of them.
inline constexpr int iconCount = static_cast<int>(Icon::Close) + 1;

/// Sharp at every size and scale; in the colour of disabled text when disabled. At a size wider than high the drawing stands
/// at the leading edge and the rest stays empty: the distance to a button's text, which no style sheet can set.
QIcon icon(Icon name, const QColor& colour);
/// Of a button that has a text too: 16 px of drawing, and 4 px more than the 4 that Qt leaves, as in the pictures.
inline constexpr QSize iconBesideText {20, 16};
/// `size` in device-independent pixels.
QPixmap iconPixmap(Icon name, const QColor& colour, int size, qreal devicePixelRatio);
/// Into the rectangle, which is square; as lines, on whatever is painted on.
void paintIcon(QPainter& painter, Icon name, const QRectF& rect, const QColor& colour);

} // namespace fuseboard
