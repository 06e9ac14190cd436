// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentinel/hardbudgets.h"

#include "store/organisation.h"
#include "switchboard/switchboard.h"
#include "text/budgettext.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool isForeignFreeze(const FreezeView& view) { return view.isForeign && view.wanted == HoldState::frozen; }
bool isPolicyFreeze(const FreezeView& view) { return view.until && view.wanted == HoldState::frozen; }

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
    m_freezes = std::move(freezes);
    act();
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
    if (std::ranges::contains(m_freezes->levers, false, &LeverView::isAsked))
        return; // a freeze that stands at a place nobody has looked at yet is some person's
    m_wishes = hardBudgetWishes(*m_budgets, m_organisation->teams, m_organisation->keys, m_book.overrulings(), m_clock.now());
    for (const auto& [scope, freeze] : m_wishes.freezes) {
        const auto view = m_freezes->views.find(scope);
        if (view == m_freezes->views.end() || !isForeignFreeze(view->second)) // which is some person's, without an end
            m_switchboard.freezeByPolicy(
                {scope, freeze.until, reasonOf(freeze.budget).toStdString(), hardBudgetBy, m_overrulings});
    }
    for (const auto& [scope, view] : m_freezes->views)
        if (isPolicyFreeze(view) && !m_wishes.freezes.contains(scope) && !m_wishes.unknown.contains(scope))
            m_switchboard.endPolicyFreeze(scope, tr("No hard budget asks for it any more."), QString::fromUtf8(hardBudgetBy));
}

QString HardBudgets::reasonOf(const BudgetScope& budget) const
{
    const auto state = std::ranges::find(*m_budgets, budget, [](const BudgetState& each) { return each.budget.scope; });
    const auto team = std::ranges::find(m_organisation->teams, budget.name, &Team::id);
    const bool isTeam = budget.kind == BudgetScopeKind::team && team != m_organisation->teams.end();
    return hardBudgetSpentText(*state, isTeam ? QString::fromStdString(team->name) : QString());
}

} // namespace fuseboard
