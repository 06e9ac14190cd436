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
/// no longer where it is raised, set anew or made soft. A person's freeze is left alone, as is what a person has resumed; one
/// that stands at some places only keeps none of the others open. Acts once budgets, organisation and freezes are known, and
/// when one of them is set anew; of freezes, where what it goes by has changed.
class HardBudgets : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    HardBudgets(Switchboard& switchboard, const Clock& clock, QString bookFile, QObject* parent = nullptr);

    void setBudgets(std::vector<BudgetState> budgets);
    void setOrganisation(std::shared_ptr<const Organisation> organisation);
    void setFreezes(std::shared_ptr<const FreezeBoard> freezes);

    /// Whether a person has resumed what that budget froze of the scope: a raise would have it freeze again.
    [[nodiscard]] bool isOverruled(const BudgetState& budget, const Scope& scope) const;

Q_SIGNALS:
    void failed(const fuseboard::Error& error);

private:
    void overruled(const Scope& scope, Instant at, std::uint64_t count);
    /// What a decision goes by of a freeze.
    struct Freeze {
        bool isTheirs = false; ///< somebody's elsewhere, and everywhere: without an end
        std::optional<Instant> end; ///< of a policy's in force
        bool operator==(const Freeze&) const = default;
    };
    struct Freezes {
        bool isKnown = false; ///< every place was looked at
        bool isOnRecord = true; ///< nothing waits for the audit log, without which nothing is ended
        std::map<Scope, Freeze> all;
        bool operator==(const Freezes&) const = default;
    };
    static Freezes read(const FreezeBoard& board);
    void act();
    void order(const Scope& scope, const HardBudgetFreeze& wish);
    [[nodiscard]] QString reasonOf(const BudgetScope& budget) const;

    Switchboard& m_switchboard;
    const Clock& m_clock;
    OverrulingBook m_book;
    std::uint64_t m_overrulings = 0; ///< that this run has been told of
    std::optional<std::vector<BudgetState>> m_budgets;
    std::shared_ptr<const Organisation> m_organisation;
    std::optional<Freezes> m_freezes;
    HardBudgetWishes m_wishes; ///< at the last change
    std::map<Scope, BudgetScope> m_named; ///< in the reason of the last order
};

} // namespace fuseboard
