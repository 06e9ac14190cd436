// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/limittexts.h"

#include "items/limitmodel.h"
#include "text/limittext.h"
#include "text/shown.h"
#include "text/timetext.h"

namespace fuseboard {
namespace {

constexpr int longestName = 60;

Qt::Alignment alignmentOf(int column)
{
    const bool isFigure = column == LimitModel::LimitColumn || column == LimitModel::UsedColumn;
    return (isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace

LimitTexts::LimitTexts(QObject* parent)
    : QIdentityProxyModel(parent)
{
}

QString LimitTexts::text(const QModelIndex& index) const
{
    const auto row = index.data(LimitModel::RowRole).value<LimitRow>();
    const ProviderLimit& limit = row.limit;
    const QString dash = QStringLiteral("–");
    const auto moment = [this](Instant at) { return tr("%1, %2").arg(dayText(m_calendar, at), clockText(m_calendar, at)); };
    switch (index.column()) {
    case LimitModel::HolderColumn: return limitHolderText(limit);
    case LimitModel::CoversColumn: {
        const QString what = limit.kind == ProviderLimit::Kind::credit ? tr("Credit") : tr("Budget");
        return limit.covers.empty() ? what : tr("%1, %2").arg(what, shown(limit.covers, longestName));
    }
    case LimitModel::LimitColumn: return limitAmountText(limit.limit);
    case LimitModel::UsedColumn: return limitAmountText(limit.used);
    case LimitModel::PeriodColumn: {
        const QString period = limit.period.empty() ? dash : shown(limit.period, longestName);
        return limit.resetsAt ? tr("%1, resets %2").arg(period, moment(*limit.resetsAt)) : period;
    }
    case LimitModel::BeyondColumn: return beyondLimitText(limit);
    case LimitModel::ToldColumn: return row.toldAt ? moment(*row.toldAt) : dash;
    default: return {};
    }
}

QVariant LimitTexts::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return text(index);
    case Qt::ToolTipRole: return asToolTip(text(index));
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(index.column()));
    default: return QIdentityProxyModel::data(index, role);
    }
}

QVariant LimitTexts::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LimitModel::HolderColumn: return tr("Whose");
    case LimitModel::CoversColumn: return tr("What");
    case LimitModel::LimitColumn: return tr("Limit");
    case LimitModel::UsedColumn: return tr("Used");
    case LimitModel::PeriodColumn: return tr("Period");
    case LimitModel::BeyondColumn: return tr("Beyond It");
    case LimitModel::ToldColumn: return tr("Told");
    default: return {};
    }
}

} // namespace fuseboard
