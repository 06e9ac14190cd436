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
};

/// Every icon, for those who go through all of them.
inline constexpr int iconCount = static_cast<int>(Icon::Chevron) + 1;

/// Sharp at every size and scale; in the colour of disabled text when disabled.
QIcon icon(Icon name, const QColor& colour);
/// `size` in device-independent pixels.
QPixmap iconPixmap(Icon name, const QColor& colour, int size, qreal devicePixelRatio);
/// Into the rectangle, which is square.
void paintIcon(QPainter& painter, Icon name, const QRectF& rect, const QColor& colour);

} // namespace fuseboard
