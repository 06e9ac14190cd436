// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/windowstate.h"

#include <QSettings>

namespace fuseboard {
namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString panesKey = QStringLiteral("budgets/panes");
const QString selectionKey = QStringLiteral("budgets/selection"); // a team's id, "unallocated", or nothing for all

} // namespace

WindowState loadWindowState(const QString& file)
{
    const QSettings kept(file, QSettings::IniFormat);
    WindowState state;
    state.geometry = kept.value(geometryKey).toByteArray();
    state.panes = kept.value(panesKey).toByteArray();
    const QString selected = kept.value(selectionKey).toString();
    if (selected == QLatin1String("unallocated"))
        state.selection.kind = TeamRow::Kind::unallocated;
    else if (isTeamId(selected.toStdString()))
        state.selection = {TeamRow::Kind::team, selected.toStdString()};
    return state;
}

void saveWindowState(const QString& file, const WindowState& state)
{
    QSettings kept(file, QSettings::IniFormat);
    kept.setValue(geometryKey, state.geometry);
    kept.setValue(panesKey, state.panes);
    const bool unallocated = state.selection.kind == TeamRow::Kind::unallocated;
    kept.setValue(selectionKey, unallocated ? QStringLiteral("unallocated") : QString::fromStdString(state.selection.team));
}

} // namespace fuseboard
