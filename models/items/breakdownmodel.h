// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breakdown.h"
#include "items/breakdownrows.h"
#include "items/rowsmodel.h"

#include <QAbstractTableModel>

#include <memory>

namespace fuseboard {

using BreakdownLinesModel = RowsModel<QAbstractTableModel, BreakdownLine>;

/// "Where It Goes": the five largest and the rest. Says no words of its own: delegates format money and headings.
class BreakdownModel : public BreakdownLinesModel {
    Q_OBJECT
public:
    enum Column { NameColumn, CostColumn, ShareColumn, ChangeColumn, ColumnCount };
    enum Role {
        LineRole = Qt::UserRole, ///< the whole BreakdownLine
        LineKindRole, ///< BreakdownLine::Kind
        CostRole, ///< qint64, nano-units
        ShareRole, ///< int percent; invalid: none
        BarRole, ///< int permille of the largest
        ChangeRole, ///< int percent; invalid: new or unknown
        IsNewRole, ///< bool
        CountRole, ///< int
        AtLeastRole, ///< bool
        SortRole, ///< the raw value of the column
    };
    explicit BreakdownModel(QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Currency currency() const { return m_currency; }
    [[nodiscard]] BreakdownBy by() const { return m_by; }
    /// What all lines add up to.
    [[nodiscard]] std::int64_t totalNano() const;

    void setTeam(const TeamBoard& team, Currency currency, bool atLeast);
    void setBy(BreakdownBy by);
    /// What is shown in place of the team's own lists; null: those. Tags have no other.
    void setWithin(std::shared_ptr<const Breakdowns> within);

private:
    [[nodiscard]] const std::vector<BreakdownRow>& source() const;
    [[nodiscard]] QVariant sortValue(const BreakdownLine& line, int column) const;

    std::shared_ptr<const Breakdowns> m_within;
    std::vector<BreakdownRow> m_byAgent, m_byModel, m_byPerson;
    TeamId m_team;
    Currency m_currency;
    bool m_atLeast = false;
    BreakdownBy m_by = BreakdownBy::agent;
};

} // namespace fuseboard
