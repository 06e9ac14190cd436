// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/shownstate.h"

#include "items/freshness.h"
#include "text/chiptext.h"
#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {

std::optional<Scope> Selection::scope() const
{
    switch (kind) {
    case TeamRow::Kind::all: return Scope::everything();
    case TeamRow::Kind::unallocated: return std::nullopt;
    case TeamRow::Kind::team: return Scope::ofTeam(team);
    }
    return std::nullopt;
}

const TeamBoard* ShownState::boardOf(const Selection& selection) const
{
    if (!board)
        return nullptr;
    switch (selection.kind) {
    case TeamRow::Kind::all: return &board->all;
    case TeamRow::Kind::unallocated: return &board->unallocated;
    case TeamRow::Kind::team: break;
    }
    const auto found = std::ranges::find(board->teams, selection.team, &TeamBoard::id);
    return found == board->teams.end() ? nullptr : &*found;
}

std::optional<TeamRow> ShownState::rowOf(const Selection& selection) const
{
    if (!board)
        return std::nullopt;
    for (TeamRow& row : teamRows(*board, freezes.get(), now))
        if (row.kind == selection.kind && row.id == selection.team)
            return std::move(row);
    return std::nullopt;
}

const FreezeView* ShownState::freezeOf(const Selection& selection) const
{
    if (!freezes)
        return nullptr;
    const FreezeView* view = nullptr;
    if (selection.kind == TeamRow::Kind::team) {
        view = freezes->forTeam(selection.team);
    } else if (const auto found = freezes->views.find(Scope::everything()); found != freezes->views.end()) {
        view = &found->second;
    }
    return view && view->stage != FreezeStage::allowed && view->stage != FreezeStage::resumed ? view : nullptr;
}

std::optional<Instant> ShownState::staleSince() const
{
    return board ? fuseboard::staleSince(board->sources, now) : std::nullopt;
}

std::optional<Instant> ShownState::linesEnd(const TeamRow& row) const
{
    return row.unknown ? board->period.start : staleSince();
}

const CostlyHour* ShownState::costlyHourOf(const TeamBoard& team) const
{
    const auto& costly = team.costlyHour;
    const bool isOver = costly && now >= costly->start + std::chrono::hours(2);
    return costly && !isOver && board->period.contains(now) && !staleSince() ? &*costly : nullptr;
}

namespace {

/// As people know a caller's key: by whose it is and its label, or by the first digits of its hash.
QString keyName(const std::string& sha256, const std::vector<CallerKey>& keys)
{
    const auto key = std::ranges::find(keys, sha256, &CallerKey::sha256);
    const bool isKnown = key != keys.end();
    const QString label = shown(isKnown && !key->label.empty() ? key->label : sha256.substr(0, 12), 60);
    return isKnown && !key->person.empty()
        ? QCoreApplication::translate("ShownState", "%1, key %2").arg(shown(key->person, 60), label)
        : QCoreApplication::translate("ShownState", "Key %1").arg(label);
}

} // namespace

QString ShownState::nameOf(const Scope& scope) const
{
    if (scope.kind == ScopeKind::token)
        return keyName(scope.id, organisation ? organisation->keys : std::vector<CallerKey>());
    if (scope.kind == ScopeKind::session)
        return QCoreApplication::translate("ShownState", "Session %1").arg(shown(scope.id, 40));
    if (scope.kind == ScopeKind::organisation)
        return QCoreApplication::translate("ShownState", "All teams");
    if (board)
        for (const TeamBoard& team : board->teams)
            if (team.id == scope.id)
                return shown(team.name, 60);
    return shown(scope.id, 60);
}

bool ShownState::asksBeforeFreezing(const Scope& scope) const
{
    const auto isProtected = [&](const TeamBoard& team) { return team.id == scope.id && team.isProtected; };
    const bool must = scope.kind == ScopeKind::organisation
        || (scope.kind == ScopeKind::team && board && std::ranges::any_of(board->teams, isProtected));
    if (!must || !freezes)
        return must;
    const auto view = freezes->views.find(scope);
    return view == freezes->views.end() || !isHeld(&view->second) || view->second.stage == FreezeStage::changedOutside;
}

bool isHeld(const FreezeView* freeze)
{
    return freeze && freeze->wanted == HoldState::frozen && freeze->stage != FreezeStage::allowed
        && freeze->stage != FreezeStage::resumed && freeze->stage != FreezeStage::resumeRequested;
}

QString selectionName(const ShownState& state, const Selection& selection)
{
    const auto row = state.rowOf(selection);
    return row ? shown(rowName(*row).toStdString(), 60) : QString();
}

} // namespace fuseboard
