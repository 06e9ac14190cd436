// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/previewfacts.h"

#include "text/counttext.h"
#include "text/errortext.h"
#include "text/moneytext.h"
#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PreviewFacts)
};

std::string nameOf(const BlastPreview& preview, const std::string& lever)
{
    const auto found = std::ranges::find(preview.levers, lever, &LeverView::id);
    return found == preview.levers.end() ? lever : found->name;
}

std::vector<std::string> teamNames(const std::set<TeamId>& teams, const Board& board)
{
    std::vector<std::string> out;
    for (const TeamId& id : teams) {
        const auto team = std::ranges::find(board.teams, id, &TeamBoard::id);
        out.push_back(team == board.teams.end() ? id : team->name);
    }
    return out;
}

template <class Fits>
std::vector<std::string> placesThat(const BlastPreview& preview, const Fits& fits)
{
    std::vector<std::string> out;
    for (const LeverView& lever : preview.levers)
        if (fits(lever))
            out.push_back(lever.name);
    return out;
}

/// What keeps a place from being looked at, or for good from refusing the scope.
void addCause(FactBox& box, const QString& place, const Error& cause)
{
    if (cause.code == ErrorCode::cannotRefuse)
        box.add(Icon::HalfCircle, Words::tr("Goes on at %1").arg(place), shortText(cause), true);
    else
        box.add(Icon::Alert, Words::tr("Not reached now: %1").arg(place), shortText(cause), true);
}

QString heldText(const LeverLook& look)
{
    if (look.isEmpty)
        return Words::tr("nothing of it is there");
    if (look.holds.empty() && !look.notRead.empty())
        return Words::tr("can’t be read now");
    if (look.holds.empty())
        return look.heldAlready.empty() ? Words::tr("refuses its calls") : Words::tr("nothing more");
    return Words::tr("holds %1").arg(firstOf(look.holds));
}

/// Why there is no preview.
void addUnanswered(FactBox& box, const PlacesAnswer& answer)
{
    const QString what = Words::tr("What the places hold and run now");
    if (answer)
        box.add(Icon::Alert, what, Words::tr("not known: %1").arg(shortText(answer->error())), true);
    else
        box.add(Icon::Hourglass, what, Words::tr("asking them…"));
}

const BlastPreview* previewIn(const PlacesAnswer& answer) { return answer && *answer ? &**answer : nullptr; }

/// What runs at the places now, what is set aside for it, who else goes through the same, and which can't be looked at.
void addPlaceFacts(FactBox& box, const BlastPreview& preview, const Board& board, FreezeMode mode)
{
    const bool isTold = std::ranges::any_of(
        preview.outlooks, [](const LeverOutlook& outlook) { return outlook.look && outlook.look->running; });
    box.add(
        Icon::Play, Words::tr("Requests that run now"), isTold ? countText(preview.running()) : Words::tr("no place tells"));
    if (const auto money = preview.moneySetAside(); money && !money->isZero())
        box.add(Icon::Hourglass, Words::tr("Money set aside for them"), amountText(*money));
    box.addNames(
        Icon::Warning, Words::tr("Also stops, for they share keys or projects"), teamNames(preview.alsoStops(), board), true);
    for (const LeverOutlook& outlook : preview.outlooks)
        if (!outlook.look)
            addCause(box, shown(nameOf(preview, outlook.lever), 60), outlook.look.error());
        else
            box.addNames(Icon::Alert, Words::tr("Can’t be read now at %1").arg(shown(nameOf(preview, outlook.lever), 60)),
                outlook.look->notRead, true);
    const ScopeKind kind = preview.scope.kind;
    if (mode == FreezeMode::cut)
        box.addNames(Icon::HalfCircle, Words::tr("Can’t end what runs"),
            placesThat(
                preview, [&](const LeverView& lever) { return lever.refuses.contains(kind) && !lever.cuts.contains(kind); }),
            true);
}

/// By name where a preview of one team tells them, else counted.
void addCallers(FactBox& box, const FreezePlan& plan, const BlastPreview* preview)
{
    const bool isNamed = preview && preview->scope.kind == ScopeKind::team;
    if (isNamed && !preview->keys.empty())
        box.addNames(Icon::Key, Words::tr("Keys stopped: %1").arg(preview->keys.size()), preview->keys);
    else if (plan.keys > 0)
        box.add(Icon::Key, Words::tr("Keys stopped"), QString::number(plan.keys));
    if (isNamed && !(preview->people.empty() && preview->agents.empty())) {
        box.addNames(Icon::Person, Words::tr("People who lose access: %1").arg(preview->people.size()), preview->people);
        box.addNames(Icon::Agent, Words::tr("Agents that stop: %1").arg(preview->agents.size()), preview->agents);
    } else if (plan.people > 0 || plan.agents > 0) {
        box.add(Icon::Person, Words::tr("People and agents who lose access"),
            Words::tr("%1, %2").arg(peopleText(plan.people), agentsText(plan.agents)));
    }
}

} // namespace

FactBox* affectedBox(const FreezePlan& plan, const PlacesAnswer& answer, const Board& board, FreezeMode mode)
{
    const BlastPreview* preview = previewIn(answer);
    auto* box = new FactBox(Words::tr("What Will Be Affected"));
    if (plan.reach != FreezeReach::oneTeam) {
        box->add(Icon::Freeze, Words::tr("Teams stopped"),
            plan.frozenAlready.empty() ? Words::tr("all %1").arg(board.teams.size())
                                       : Words::tr("%1 of %2").arg(plan.teams.size()).arg(board.teams.size()));
        box->addNames(Icon::Shield, Words::tr("Protected teams among them"), plan.protectedTeams, true);
    }
    addCallers(*box, plan, preview);
    if (plan.perHourNano > 0)
        box->add(Icon::RunsOut, Words::tr("Spending stopped, mean of 7 days"),
            perHourText(Money {plan.perHourNano, board.currency}));
    if (preview)
        addPlaceFacts(*box, *preview, board, mode);
    else
        addUnanswered(*box, answer);
    box->addNames(Icon::Snowflake, Words::tr("Frozen already"), plan.frozenAlready);
    box->addNames(Icon::HalfCircle, Words::tr("Sources that only report"), plan.unstoppable, true);
    if (plan.elsewhereNano > 0)
        box->add(Icon::Warning, Words::tr("Billed elsewhere, goes on"),
            Words::tr("%1 this period").arg(amountText(Money {plan.elsewhereNano, board.currency})), true);
    box->close();
    return box;
}

void addHeldFacts(FactBox& box, const PlacesAnswer& answer)
{
    const BlastPreview* preview = previewIn(answer);
    if (!preview) {
        addUnanswered(box, answer);
        return;
    }
    for (const LeverOutlook& outlook : preview->outlooks) {
        const QString name = shown(nameOf(*preview, outlook.lever), 60);
        if (!outlook.look) {
            addCause(box, name, outlook.look.error());
            continue;
        }
        box.add(Icon::Server, Words::tr("At %1").arg(name), heldText(*outlook.look));
        box.addNames(Icon::Key, Words::tr("Held there already, and still after a resume"), outlook.look->heldAlready);
    }
    box.addNames(Icon::HalfCircle, Words::tr("Not sent to, can’t refuse this scope"),
        placesThat(*preview, [&](const LeverView& lever) { return !lever.refuses.contains(preview->scope.kind); }), true);
    box.addNames(Icon::HalfCircle, Words::tr("Read back only, no test call there"),
        placesThat(
            *preview, [&](const LeverView& lever) { return lever.refuses.contains(preview->scope.kind) && !lever.canProbe; }),
        true);
}

} // namespace fuseboard
