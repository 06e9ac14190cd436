// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndowntablemodel.h"

#include "text/moneytext.h"
#include "charts/chartreading.h"
#include "text/timetext.h"

#include <algorithm>

namespace fuseboard {
namespace {

QVariant amountOrDash(std::optional<std::int64_t> nano, Currency currency)
{
    return nano ? amountText(Money {*nano, currency}) : QStringLiteral("–");
}

QVariant number(std::optional<std::int64_t> nano) { return nano ? QVariant::fromValue<qint64>(*nano) : QVariant(); }

} // namespace

BurnDownTableModel::BurnDownTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

int BurnDownTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BurnDownTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BurnDownTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto difference =
        row.remainingNano && row.evenPaceNano ? std::optional(*row.remainingNano - *row.evenPaceNano) : std::nullopt;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((index.column() == Day ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter));
    if (role == SortRole) {
        switch (index.column()) {
        case Day: return QVariant::fromValue<qint64>(row.day.time_since_epoch().count());
        case Spent: return number(row.spentNano);
        case Remaining: return number(row.remainingNano);
        case EvenPace: return number(row.evenPaceNano);
        case Difference: return number(difference);
        case Restated:
            return number(row.restated.transform([](const RestatedDay& day) { return day.nowNano - day.beforeNano; }));
        default: return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Day:
        return row.at == m_view.calendar.dayAt(row.day).end ? dayText(m_view.calendar, row.day)
                                                            : stopText(m_view.calendar, row.at);
    case Spent: return amountOrDash(row.spentNano, m_view.currency);
    case Remaining: return amountOrDash(row.remainingNano, m_view.currency);
    case EvenPace: return amountOrDash(row.evenPaceNano, m_view.currency);
    case Difference: return difference ? differenceText(Money {*difference, m_view.currency}) : QStringLiteral("–");
    case Restated: return row.restated ? restatedText(*row.restated, m_view) : QString();
    default: return {};
    }
}

QVariant BurnDownTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Day ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Day: return tr("Day's End");
    case Spent: return tr("Spent");
    case Remaining: return tr("Remaining");
    case EvenPace: return tr("Even Pace");
    case Difference: return tr("Difference");
    case Restated: return tr("Restated");
    default: return {};
    }
}

void BurnDownTableModel::setView(const BurnDownView& view)
{
    std::vector<Row> rows;
    const BurnDownPlot plot = burnDownPlot(view, ChartRange::period);
    BurnDownView spentOnly = view;
    spentOnly.input.budget.clear();
    const BurnDownPlot spent = burnDownPlot(spentOnly, ChartRange::period);
    const Instant end = plot.actual.back().at;
    for (const Period& day : view.calendar.days(view.input.period)) {
        if (day.start >= end && day.start != view.input.period.start)
            break;
        Row row;
        row.day = std::max(day.start, view.input.period.start);
        row.at = std::min(day.end, end);
        for (const RestatedDay& restated : view.restated)
            if (restated.day == std::chrono::sys_days(view.calendar.date(day.start)))
                row.restated = restated;
        row.spentNano = heightAt(spent.actual, row.at).value_or(0);
        if (!plot.cumulative) {
            row.remainingNano = heightAt(plot.actual, row.at);
            row.evenPaceNano = heightAt(plot.evenPace, row.at);
        }
        rows.push_back(row);
    }
    // Days are only added or changed within one period; anything else is another data set.
    const bool sameDays = !m_rows.empty() && rows.size() >= m_rows.size() && rows.front().day == m_rows.front().day;
    if (sameDays) {
        m_view = view;
        const auto known = static_cast<std::ptrdiff_t>(m_rows.size());
        std::copy(rows.begin(), rows.begin() + known, m_rows.begin());
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        if (rows.size() > m_rows.size()) {
            beginInsertRows({}, static_cast<int>(known), static_cast<int>(rows.size()) - 1);
            m_rows.insert(m_rows.end(), rows.begin() + known, rows.end());
            endInsertRows();
        }
        return;
    }
    beginResetModel();
    m_view = view;
    m_rows = std::move(rows);
    endResetModel();
}

} // namespace fuseboard
