// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/breakdownmodel.h"

namespace fuseboard {
namespace {

/// UX, "Where It Goes": top five and the rest.
constexpr int top = 5;

QVariant orInvalid(std::optional<int> value) { return value ? QVariant(*value) : QVariant(); }

} // namespace

BreakdownModel::BreakdownModel(QObject* parent)
    : BreakdownLinesModel(parent)
{
}

int BreakdownModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BreakdownModel::data(const QModelIndex& index, int role) const
{
    const BreakdownLine* line = rowAt(index);
    if (!line)
        return {};
    switch (role) {
    case Qt::DisplayRole: return index.column() == NameColumn ? QVariant(QString::fromStdString(line->name)) : QVariant();
    case LineRole: return QVariant::fromValue(*line);
    case LineKindRole: return QVariant::fromValue(line->kind);
    case CostRole: return QVariant::fromValue<qint64>(line->nano);
    case ShareRole: return orInvalid(line->sharePercent);
    case BarRole: return line->barPermille;
    case ChangeRole: return orInvalid(line->againstLastWeekPercent);
    case IsNewRole: return line->isNew;
    case CountRole: return line->count;
    case AtLeastRole: return m_atLeast;
    case SortRole: return sortValue(*line, index.column());
    default: return {};
    }
}

QVariant BreakdownModel::sortValue(const BreakdownLine& line, int column) const
{
    switch (column) {
    case NameColumn: return QString::fromStdString(line.name);
    case CostColumn: return QVariant::fromValue<qint64>(line.nano);
    case ShareColumn: return orInvalid(line.sharePercent);
    case ChangeColumn: return orInvalid(line.againstLastWeekPercent);
    default: return {};
    }
}

std::int64_t BreakdownModel::totalNano() const
{
    std::int64_t sum = 0;
    for (const BreakdownLine& line : rows())
        sum += line.nano;
    return sum;
}

void BreakdownModel::setTeam(const TeamBoard& team, Currency currency, bool atLeast)
{
    const bool sameTeam = team.id == m_team && currency == m_currency;
    const bool markChanged = atLeast != m_atLeast;
    m_team = team.id;
    m_currency = currency;
    m_atLeast = atLeast;
    m_byAgent = team.byAgent;
    m_byModel = team.byModel;
    m_byPerson = team.byPerson;
    if (!sameTeam)
        m_within.reset();
    if (!sameTeam)
        return resetRows(breakdownLines(source(), top));
    updateRows(breakdownLines(source(), top));
    if (markChanged && rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {AtLeastRole});
}

void BreakdownModel::setBy(BreakdownBy by)
{
    if (by == m_by)
        return;
    m_by = by;
    resetRows(breakdownLines(source(), top));
}

void BreakdownModel::setWithin(std::shared_ptr<const Breakdowns> within)
{
    const bool isSame = within && m_within && within->request == m_within->request;
    m_within = std::move(within);
    if (isSame)
        updateRows(breakdownLines(source(), top));
    else
        resetRows(breakdownLines(source(), top));
}

const std::vector<BreakdownRow>& BreakdownModel::source() const
{
    static const std::vector<BreakdownRow> none;
    if (m_within)
        return m_within->by(m_by);
    switch (m_by) {
    case BreakdownBy::agent: return m_byAgent;
    case BreakdownBy::model: return m_byModel;
    case BreakdownBy::person: return m_byPerson;
    case BreakdownBy::tag: return none;
    }
    return none;
}

} // namespace fuseboard
