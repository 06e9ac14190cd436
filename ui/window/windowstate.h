// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QByteArray>

namespace fuseboard {

/// What a window remembers between starts. A missing or damaged file gives the defaults: nothing of worth is lost.
struct WindowState {
    QByteArray geometry, panes;
    Selection selection;
};

WindowState loadWindowState(const QString& file);
void saveWindowState(const QString& file, const WindowState& state);

} // namespace fuseboard
