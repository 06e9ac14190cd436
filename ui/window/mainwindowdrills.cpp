// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Drills as a person asks for them.
#include "pages/hintbar.h"
#include "window/actions.h"
#include "window/dialogs.h"
#include "window/mainwindow.h"
#include "window/sandboxstrip.h"

#include <QAction>

#include <algorithm>

namespace fuseboard {
namespace {

/// Teams and a place that can refuse them are there, and nothing is known of whether it does.
bool isUntried(const ShownState& state)
{
    if (!state.board || state.board->teams.empty() || !state.freezes || !state.drills.empty() || state.staleSince())
        return false;
    const auto isFreeze = [](const auto& each) { return each.second.stage != FreezeStage::allowed; };
    return std::ranges::none_of(state.freezes->views, isFreeze)
        && std::ranges::any_of(state.board->sources, &SourceView::canFreeze);
}

} // namespace

void MainWindow::connectDrills()
{
    connect(m_actions->drill, &QAction::triggered, m_dialogs,
        [this] { m_dialogs->drill(selection().team, selectionName(m_state, selection())); });
    connect(m_dialogs, &Dialogs::drillConfirmed, this, &MainWindow::drillRequested);
}

void MainWindow::offerDrill()
{
    const bool inSandbox = !m_strip->isHidden(); // which teaches it itself
    if (m_wasDrillOffered || inSandbox || !m_hintText.isEmpty() || !isUntried(m_state))
        return;
    m_wasDrillOffered = true;
    setHint(tr(
        "Try the switch before you need it: Freeze as a Drill… in the menu Team freezes the chosen team for a moment and shows "
        "which places refuse."));
}

void MainWindow::showDrill(const Drill& drill)
{
    const QString team = m_state.nameOf(Scope::ofTeam(drill.team));
    showDone(drill.passed() ? tr("The drill passed: every place has shown what it can, and lets %1 pass again.").arg(team)
                            : tr("The drill of %1 failed. Switchboard says at which place, and why.").arg(team));
}

} // namespace fuseboard
