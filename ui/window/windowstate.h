// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "pages/teamorder.h"

#include <QByteArray>
#include <QSize>

class QScreen;

namespace fuseboard {

/// What a window remembers between starts. A missing or damaged file gives the defaults: nothing of worth is lost.
struct WindowState {
    QByteArray geometry, panes;
    Selection selection;
    TeamOrder order = TeamOrder::asAdded;
    bool wasDrillOffered = false;
};

/// `file` is absolute: each profile has a state configuration of its own.
WindowState loadWindowState(const QString& file);
void saveWindowState(const QString& file, const WindowState& state);
/// The size of a first start: that of the pictures, or what the screen has room for.
QSize firstSizeOn(const QScreen* screen);

} // namespace fuseboard
