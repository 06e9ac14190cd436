// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "items/rowmodel.h"

#include <functional>

namespace fuseboard {

/// A line of "Where It Goes": one of the largest, or the rest in one.
struct BreakdownLine {
    std::string name, team;
    std::int64_t nano = 0, estimatedNano = 0;
    std::int64_t sharePercent = 0; ///< all lines' shares add up to 100
    std::int64_t sharePerMille = 0; ///< of the largest line: how long the bar is
    std::optional<int> againstLastWeekPercent; ///< empty: nothing last week (or, for the rest, not known)
    int others = 0; ///< how many the rest is; 0: a single one
    bool operator==(const BreakdownLine&) const = default;
};

/// The `limit` largest rows and the rest. The lines add up to what the rows add up to.
std::vector<BreakdownLine> breakdownLines(const std::vector<BreakdownRow>& rows, std::size_t limit);

/// "Where It Goes" as a table.
class BreakdownModel : public RowModel<BreakdownLine> {
    Q_OBJECT
public:
    enum Column { Name, Cost, Share, Change, ColumnCount };
    enum Role { SortRole = Qt::UserRole };
    using Words = std::function<QString(const BreakdownLine&, Column)>;

    explicit BreakdownModel(Words words, QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// `set` names what the lines are about ("team-payments/agents"): another set resets.
    void setLines(const QString& set, std::vector<BreakdownLine> lines);
    /// The words changed (bounds, language) though the lines did not.
    void refreshWords();

private:
    Words m_words;
    QString m_set;
};

} // namespace fuseboard
