// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentinel/hardbudgets.h"

#include "store/organisation.h"
#include "switchboard/switchboard.h"
#include "text/budgettext.h"

#include <algorithm>

namespace fuseboard {
namespace {

/// A freeze that stands at some places, and others let its calls pass, is none that stops it.
bool isForeignEverywhere(const FreezeView& view)
{
    return view.isForeign && !std::ranges::contains(view.places, PlaceStage::changedOutside, &PlaceView::stage);
}

} // namespace

HardBudgets::HardBudgets(Switchboard& switchboard, const Clock& clock, QString bookFile, QObject* parent)
    : QObject(parent)
    , m_switchboard(switchboard)
    , m_clock(clock)
    , m_book(std::move(bookFile))
{
    connect(&m_switchboard, &Switchboard::policyOverruled, this, &HardBudgets::overruled);
}

void HardBudgets::setBudgets(std::vector<BudgetState> budgets)
{
    m_budgets = std::move(budgets);
    act();
}

void HardBudgets::setOrganisation(std::shared_ptr<const Organisation> organisation)
{
    m_organisation = std::move(organisation);
    act();
}

void HardBudgets::setFreezes(std::shared_ptr<const FreezeBoard> freezes)
{
    const auto before = std::exchange(m_freezes, freezes ? std::optional(read(*freezes)) : std::nullopt);
    if (m_freezes != before)
        act();
}

HardBudgets::Freezes HardBudgets::read(const FreezeBoard& board)
{
    Freezes out {.isKnown = !std::ranges::contains(board.levers, false, &LeverView::isAsked),
        .isOnRecord = board.auditWaiting == 0,
        .all = {}};
    for (const auto& [scope, view] : board.views)
        out.all[scope] = view.wanted == HoldState::frozen ? Freeze {isForeignEverywhere(view), view.until} : Freeze();
    return out;
}

bool HardBudgets::isOverruled(const BudgetState& budget, const Scope& scope) const
{
    return fuseboard::isOverruled(budget, scope, m_book.overrulings(), m_clock.now());
}

void HardBudgets::overruled(const Scope& scope, Instant at, std::uint64_t count)
{
    m_overrulings = count;
    const auto wish = m_wishes.freezes.find(scope);
    const Overruling overruling {at, wish == m_wishes.freezes.end() ? std::set<BudgetScope>() : wish->second.all};
    if (const auto kept = m_book.add(scope, overruling); !kept)
        Q_EMIT failed(kept.error());
}

void HardBudgets::act()
{
    if (!m_budgets || !m_organisation || !m_freezes)
        return;
    if (!m_freezes->isKnown)
        return; // a freeze that stands at a place nobody has looked at yet is some person's
    m_wishes = hardBudgetWishes(*m_budgets, m_organisation->teams, m_organisation->keys, m_book.overrulings(), m_clock.now());
    for (const auto& [scope, wish] : m_wishes.freezes)
        order(scope, wish);
    for (const auto& [scope, freeze] : m_freezes->all)
        if (freeze.end && !m_wishes.freezes.contains(scope) && !m_wishes.unknown.contains(scope))
            m_switchboard.endPolicyFreeze(scope, tr("No hard budget asks for it any more."), QString::fromUtf8(hardBudgetBy));
}

void HardBudgets::order(const Scope& scope, const HardBudgetFreeze& wish)
{
    const auto found = m_freezes->all.find(scope);
    const Freeze inForce = found == m_freezes->all.end() ? Freeze() : found->second;
    const bool endsLater = inForce.end && *inForce.end > wish.until;
    if (inForce.isTheirs || (endsLater && m_wishes.unknown.contains(scope))) // what lasted longer may still be spent
        return;
    const auto named = m_named.find(scope);
    const bool isAnother = inForce.end && named != m_named.end() && named->second != wish.budget;
    m_switchboard.freezeByPolicy(
        {scope, wish.until, reasonOf(wish.budget).toStdString(), hardBudgetBy, m_overrulings, isAnother});
    m_named.insert_or_assign(scope, wish.budget);
}

QString HardBudgets::reasonOf(const BudgetScope& budget) const
{
    const auto state = std::ranges::find(*m_budgets, budget, [](const BudgetState& each) { return each.budget.scope; });
    const auto team = std::ranges::find(m_organisation->teams, budget.name, &Team::id);
    const bool isTeam = budget.kind == BudgetScopeKind::team && team != m_organisation->teams.end();
    return hardBudgetSpentText(*state, isTeam ? QString::fromStdString(team->name) : QString());
}

} // namespace fuseboard
