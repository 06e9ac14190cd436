// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewmodel.h"

#include "domain/lastperiod.h"
#include "pages/lastperiodchange.h"
#include "text/chiptext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <algorithm>

namespace fuseboard {
namespace {

QString unknownText() { return QStringLiteral("–"); }

/// What the chip says, with the date where it is about one.
QString stateOf(const TeamBoard& team, const TeamRow& row, const Calendar& calendar)
{
    if (!row.chip)
        return unknownText();
    if (row.chip->kind == Chip::Kind::RunsOutEarly && team.burn.runsOut)
        return OverviewModel::tr("Runs out %1").arg(dayText(calendar, *team.burn.runsOut));
    return chipText(*row.chip);
}

OverviewRow rowOf(const TeamBoard& team, const TeamRow& row, const ShownState& state)
{
    OverviewRow out {.id = team.id,
        .name = shown(team.name),
        .currency = state.board->currency,
        .spentNano = team.burn.spentNano,
        .byDay = {},
        .changePercent = {},
        .behindNano = {},
        .state = stateOf(team, row, state.calendar)};
    out.atLeast = row.atLeast;
    out.unknown = row.unknown;
    out.isAlarming = row.chip
        && (row.chip->kind == Chip::Kind::RunsOutEarly || row.chip->kind == Chip::Kind::NotProved
            || row.chip->kind == Chip::Kind::ChangedOutside);
    if (row.unknown)
        return out;
    BurnDownInput known = team.input;
    known.now = std::min(known.now, state.linesEnd(row).value_or(known.now)); // days that nobody has told yet are not free
    out.byDay = spentByDay(known, state.calendar);
    if (team.burn.evenPaceSpentNano)
        out.behindNano = team.burn.spentNano - *team.burn.evenPaceSpentNano;
    if (row.atLeast && out.behindNano.value_or(0) <= 0) // a lower bound proves that a team is behind, and nothing else
        out.behindNano.reset();
    out.changePercent = lastPeriodChange(state, team, row);
    return out;
}

} // namespace

OverviewModel::OverviewModel(QObject* parent)
    : OverviewRowsModel(parent)
{
}

int OverviewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

void OverviewModel::setState(const ShownState& state)
{
    const Facts facts {state.board, state.freezes, state.calendar, state.staleSince(),
        std::chrono::floor<std::chrono::minutes>(state.now.time_since_epoch()).count()};
    if (!state.board || facts == m_facts)
        return;
    m_facts = facts;
    const std::vector<TeamRow> rows = teamRows(*state.board, state.freezes.get(), state.now);
    std::vector<OverviewRow> wanted;
    for (const TeamBoard& team : state.board->teams) {
        const auto isOf = [&team](const TeamRow& row) { return row.kind == TeamRow::Kind::team && row.id == team.id; };
        if (const auto row = std::ranges::find_if(rows, isOf); row != rows.end())
            wanted.push_back(rowOf(team, *row, state));
    }
    m_calendar = state.calendar;
    m_periodStart = state.board->period.start;
    if (QString name = monthBeforeText(m_calendar, state.board->period); name != m_lastPeriod) {
        m_lastPeriod = std::move(name);
        Q_EMIT headerDataChanged(Qt::Horizontal, ChangeColumn, ChangeColumn);
    }
    updateRows(std::move(wanted));
}

QVariant OverviewModel::data(const QModelIndex& index, int role) const
{
    const OverviewRow* row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(*row, index.column());
    case Qt::AccessibleTextRole: return index.column() == DaysColumn ? dearestDay(*row) : text(*row, index.column());
    case Qt::ToolTipRole: return index.column() == DaysColumn ? dearestDay(*row) : text(*row, index.column());
    case RowRole: return QVariant::fromValue(*row);
    case SortRole: return sortValue(*row, index.column());
    default: return {};
    }
}

QString OverviewModel::text(const OverviewRow& row, int column) const
{
    const auto money = [&row](
                           std::int64_t nano, Bound bound = Bound::exact) { return amountText({nano, row.currency}, bound); };
    switch (column) {
    case TeamColumn: return row.name;
    case SpentColumn: return row.unknown ? unknownText() : money(row.spentNano, row.atLeast ? Bound::atLeast : Bound::exact);
    case ChangeColumn: return row.changePercent ? changeText(*row.changePercent) : unknownText();
    case PaceColumn:
        return !row.behindNano    ? unknownText()
            : *row.behindNano > 0 ? tr("%1 behind").arg(money(*row.behindNano, row.atLeast ? Bound::atLeast : Bound::exact))
                                  : tr("%1 ahead").arg(money(-*row.behindNano));
    case StateColumn: return row.state;
    default: return {};
    }
}

QVariant OverviewModel::sortValue(const OverviewRow& row, int column) const
{
    switch (column) {
    case TeamColumn: return row.name;
    case DaysColumn: return row.byDay.empty() ? QVariant() : QVariant::fromValue<qint64>(row.byDay.back());
    case SpentColumn: return row.unknown ? QVariant() : QVariant::fromValue<qint64>(row.spentNano);
    case ChangeColumn: return row.changePercent ? QVariant(*row.changePercent) : QVariant();
    case PaceColumn: return row.behindNano ? QVariant::fromValue<qint64>(*row.behindNano) : QVariant();
    case StateColumn: return row.state;
    default: return {};
    }
}

/// What the picture of its days shows, for those who don't see it.
QString OverviewModel::dearestDay(const OverviewRow& row) const
{
    if (row.byDay.empty())
        return tr("No figures by day");
    const auto most = std::ranges::max_element(row.byDay);
    Instant day = m_periodStart;
    for (auto each = row.byDay.begin(); each != most; ++each)
        day = m_calendar.dayAt(day).end;
    return tr("Most on %1: %2; on the last day %3")
        .arg(dayText(m_calendar, day), amountText({*most, row.currency}), amountText({row.byDay.back(), row.currency}));
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            (section == SpentColumn || section == ChangeColumn || section == PaceColumn ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TeamColumn: return tr("Team");
    case DaysColumn: return tr("By Day");
    case SpentColumn: return tr("Spent");
    case ChangeColumn: return tr("vs %1", "a month that this one is compared with").arg(m_lastPeriod);
    case PaceColumn: return tr("Even Pace");
    case StateColumn: return tr("State");
    default: return {};
    }
}

} // namespace fuseboard
