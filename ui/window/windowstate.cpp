// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/windowstate.h"

#include <KConfigGroup>
#include <KSharedConfig>

#include <QScreen>

namespace fuseboard {
namespace {

constexpr QSize firstSize {1440, 900};
constexpr QSize frame {16, 48}; ///< what window managers put around a window, at most

const QString unallocatedRow = QStringLiteral("unallocated"); // no team's id: those start with "team-"

KConfigGroup groupIn(const QString& file)
{
    const KSharedConfig::Ptr config = KSharedConfig::openStateConfig(file);
    config->reparseConfiguration(); // another start may have written it since
    return config->group(QStringLiteral("MainWindow"));
}

QByteArray bytes(const KConfigGroup& group, const QString& key)
{
    return QByteArray::fromBase64(group.readEntry(key, QByteArray()));
}

} // namespace

WindowState loadWindowState(const QString& file)
{
    const KConfigGroup group = groupIn(file);
    WindowState state;
    state.geometry = bytes(group, QStringLiteral("Geometry"));
    state.panes = bytes(group, QStringLiteral("ThreePanes"));
    const QString selected = group.readEntry(QStringLiteral("Selection"), QString());
    if (selected == unallocatedRow)
        state.selection.kind = TeamRow::Kind::unallocated;
    else if (isTeamId(selected.toStdString()))
        state.selection = {TeamRow::Kind::team, selected.toStdString()};
    const int order = group.readEntry(QStringLiteral("TeamOrder"), 0);
    if (order >= 0 && order <= static_cast<int>(TeamOrder::used))
        state.order = static_cast<TeamOrder>(order);
    state.wasDrillOffered = group.readEntry(QStringLiteral("DrillOffered"), false);
    return state;
}

void saveWindowState(const QString& file, const WindowState& state)
{
    KConfigGroup group = groupIn(file);
    group.writeEntry(QStringLiteral("Geometry"), state.geometry.toBase64());
    group.writeEntry(QStringLiteral("ThreePanes"), state.panes.toBase64());
    const bool unallocated = state.selection.kind == TeamRow::Kind::unallocated;
    group.writeEntry(QStringLiteral("Selection"), unallocated ? unallocatedRow : QString::fromStdString(state.selection.team));
    group.writeEntry(QStringLiteral("TeamOrder"), static_cast<int>(state.order));
    group.writeEntry(QStringLiteral("DrillOffered"), state.wasDrillOffered);
    group.sync();
}

QSize firstSizeOn(const QScreen* screen) { return screen ? firstSize.boundedTo(screen->availableSize() - frame) : firstSize; }

} // namespace fuseboard
