// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/undotext.h"

#include "text/errortext.h"
#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(UndoText)
};

constexpr qsizetype namesShown = 5;
constexpr int longestState = 120;

/// The first, and how many more.
QString firstOf(const QStringList& names)
{
    const qsizetype more = names.size() - namesShown;
    const QString first = names.mid(0, namesShown).join(QStringLiteral(", "));
    return more > 0 ? Words::tr("%1 and %2 more").arg(first, QString::number(more)) : first;
}

/// Of those things of a kind.
QString namesOf(const std::vector<UndoTarget>& targets, UndoTarget::Kind kind)
{
    QStringList names;
    for (const UndoTarget& target : targets)
        if (target.kind == kind)
            names += shown(target.name, 60);
    return firstOf(names);
}

QString namesOf(const std::vector<std::string>& things)
{
    QStringList names;
    for (const std::string& thing : things)
        names += shown(thing, 60);
    return firstOf(names);
}

QString changeText(const UndoTarget& target)
{
    return Words::tr("asks first, as somebody has changed %1: before the freeze %2, now %3")
        .arg(shown(target.name, 60), shown(target.before, longestState), shown(target.now, longestState));
}

QString undoText(const std::vector<UndoTarget>& undo)
{
    using enum UndoTarget::Kind;
    QStringList parts;
    if (const auto change = std::ranges::find(undo, changed, &UndoTarget::kind); change != undo.end())
        parts += changeText(*change);
    if (const QString names = namesOf(undo, givesBack); !names.isEmpty())
        parts += Words::tr("gives back %1").arg(names);
    if (const QString names = namesOf(undo, staysHeld); !names.isEmpty())
        parts += Words::tr("leaves held, as before the freeze or for another one: %1").arg(names);
    if (const QString names = namesOf(undo, gone); !names.isEmpty())
        parts += Words::tr("can’t give back what is gone: %1").arg(names);
    if (const QString names = namesOf(undo, notRead); !names.isEmpty())
        parts += Words::tr("leaves held until it can be read again: %1").arg(names);
    return parts.join(QStringLiteral("; "));
}

bool isOpen(const UndoTarget& target)
{
    return target.kind == UndoTarget::Kind::changed || target.kind == UndoTarget::Kind::notRead;
}

} // namespace

std::set<std::string> placesHoldingAll(const FreezeBoard& freezes)
{
    std::set<std::string> out;
    const auto all = freezes.views.find(Scope::everything());
    if (all == freezes.views.end() || all->second.wanted != HoldState::frozen)
        return out;
    for (const PlaceView& place : all->second.places)
        if (place.stage != PlaceStage::nothingHere && place.stage != PlaceStage::unable
            && place.stage != PlaceStage::changedOutside)
            out.insert(place.id);
    return out;
}

std::vector<UndoLine> undoLines(const BlastPreview& preview, const std::set<std::string>& holdAll)
{
    std::vector<UndoLine> out;
    for (const LeverOutlook& outlook : preview.outlooks) {
        const auto lever = std::ranges::find(preview.levers, outlook.lever, &LeverView::id);
        const QString place = shown(lever == preview.levers.end() ? outlook.lever : lever->name, 60);
        if (!outlook.look)
            out.push_back({place, Words::tr("can’t be looked at now: %1").arg(shortText(outlook.look.error())), true});
        else if (!outlook.look->undo.empty())
            out.push_back({place, undoText(outlook.look->undo), std::ranges::any_of(outlook.look->undo, isOpen)});
        else if (!outlook.look->notRead.empty())
            out.push_back({place, Words::tr("can’t be looked at now: %1").arg(namesOf(outlook.look->notRead)), true});
        else if (!outlook.look->isEmpty && preview.scope != Scope::everything() && holdAll.contains(outlook.lever))
            out.push_back({place, Words::tr("gives back its own freeze; that of all teams stays ordered there"), false});
        else if (!outlook.look->isEmpty)
            out.push_back({place, Words::tr("lets its calls pass again"), false});
    }
    return out;
}

} // namespace fuseboard
