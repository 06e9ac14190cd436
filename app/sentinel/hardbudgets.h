// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freeze.h"
#include "sentinel/overrulingbook.h"

#include <QObject>

#include <memory>

namespace fuseboard {

class Switchboard;
struct Organisation;

/// Who a freeze of a hard budget is by.
inline constexpr auto hardBudgetBy = "Fuseboard, hard budget";

/// Makes hard budgets hold at every place that can be frozen: one that is spent freezes its scope until its period ends, and
/// no longer where it is raised, set anew or made soft. A person's freeze is left alone, as is what a person has resumed.
/// Acts once budgets, organisation and freezes are known, and at every change of them.
class HardBudgets : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    HardBudgets(Switchboard& switchboard, const Clock& clock, QString bookFile, QObject* parent = nullptr);

    void setBudgets(std::vector<BudgetState> budgets);
    void setOrganisation(std::shared_ptr<const Organisation> organisation);
    void setFreezes(std::shared_ptr<const FreezeBoard> freezes);

Q_SIGNALS:
    void failed(const fuseboard::Error& error);

private:
    void overruled(const Scope& scope, Instant at, std::uint64_t count);
    void act();
    [[nodiscard]] QString reasonOf(const BudgetScope& budget) const;

    Switchboard& m_switchboard;
    const Clock& m_clock;
    OverrulingBook m_book;
    std::uint64_t m_overrulings = 0; ///< that this run has been told of
    std::optional<std::vector<BudgetState>> m_budgets;
    std::shared_ptr<const Organisation> m_organisation;
    std::shared_ptr<const FreezeBoard> m_freezes;
    HardBudgetWishes m_wishes; ///< at the last change
};

} // namespace fuseboard
