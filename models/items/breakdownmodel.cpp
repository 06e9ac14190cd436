// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/breakdownmodel.h"

#include "items/teamrow.h"

#include <numeric>

namespace fuseboard {
namespace {

/// Whole per cents by largest remainder, so that they add up to 100.
void shareOut(std::vector<BreakdownLine>& lines)
{
    Int128 sum = 0;
    std::int64_t largest = 0;
    for (const BreakdownLine& line : lines) {
        sum += std::max<std::int64_t>(line.nano, 0);
        if (line.others == 0)
            largest = std::max(largest, line.nano);
    }
    if (sum <= 0)
        return;
    std::vector<std::pair<Int128, std::size_t>> remainders;
    std::int64_t given = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Int128 part = static_cast<Int128>(std::max<std::int64_t>(lines[i].nano, 0)) * 100;
        lines[i].sharePercent = static_cast<std::int64_t>(part / sum);
        lines[i].sharePerMille = thousandths(std::max<std::int64_t>(lines[i].nano, 0), largest);
        given += lines[i].sharePercent;
        remainders.emplace_back(part % sum, i);
    }
    std::ranges::stable_sort(remainders, std::greater(), [](const auto& r) { return r.first; });
    for (std::size_t i = 0; given < 100 && i < remainders.size(); ++i, ++given)
        ++lines[remainders[i].second].sharePercent;
}

} // namespace

std::vector<BreakdownLine> breakdownLines(const std::vector<BreakdownRow>& rows, std::size_t limit)
{
    std::vector<BreakdownLine> lines;
    BreakdownLine rest;
    for (const BreakdownRow& row : rows) {
        // One left over is a line of its own, not "1 others".
        if (lines.size() < limit || rows.size() == limit + 1) {
            lines.push_back({.name = row.name,
                .team = row.team,
                .nano = row.nano,
                .estimatedNano = row.estimatedNano,
                .againstLastWeekPercent = row.againstLastWeekPercent});
            continue;
        }
        rest.nano += row.nano;
        rest.estimatedNano += row.estimatedNano;
        ++rest.others;
    }
    if (rest.others > 0)
        lines.push_back(rest);
    shareOut(lines);
    return lines;
}

BreakdownModel::BreakdownModel(Words words, QObject* parent)
    : RowModel(parent)
    , m_words(std::move(words))
{
}

int BreakdownModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BreakdownModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BreakdownLine& line = row(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return m_words(line, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == Name ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    case SortRole:
        if (column == Name)
            return QString::fromStdString(line.name);
        if (column == Change)
            return line.againstLastWeekPercent ? QVariant(*line.againstLastWeekPercent) : QVariant();
        return static_cast<qlonglong>(column == Cost ? line.nano : line.sharePercent);
    default: return {};
    }
}

void BreakdownModel::setLines(const QString& set, std::vector<BreakdownLine> lines)
{
    if (m_set != set) {
        m_set = set;
        resetRows(std::move(lines));
        return;
    }
    replaceRows(std::move(lines), [](const BreakdownLine& a, const BreakdownLine& b) {
        return (a.others > 0) == (b.others > 0) && a.name == b.name && a.team == b.team;
    });
}

void BreakdownModel::refreshWords()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace fuseboard
