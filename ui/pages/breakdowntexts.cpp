// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/breakdowntexts.h"

#include "items/breakdownmodel.h"
#include "text/chiptext.h"
#include "text/moneytext.h"
#include "text/shown.h"

namespace fuseboard {
namespace {

const QString unknownText = QStringLiteral("–");

Bound boundOf(const BreakdownLine& line, bool atLeast)
{
    if (atLeast)
        return Bound::atLeast;
    return line.nano != 0 && line.estimatedNano == line.nano ? Bound::about : Bound::exact;
}

} // namespace

BreakdownTexts::BreakdownTexts(QObject* parent)
    : QIdentityProxyModel(parent)
{
}

QString BreakdownTexts::text(const QModelIndex& index) const
{
    const auto line = index.data(BreakdownModel::LineRole).value<BreakdownLine>();
    const bool atLeast = index.data(BreakdownModel::AtLeastRole).toBool();
    const auto* model = qobject_cast<const BreakdownModel*>(sourceModel());
    switch (index.column()) {
    case BreakdownModel::NameColumn: {
        const QString name = shown(lineName(line).toStdString(), 80);
        return line.team.empty() ? name : tr("%1 · %2").arg(name, shown(line.team, 60));
    }
    case BreakdownModel::CostColumn: return amountText({line.nano, model->currency()}, boundOf(line, atLeast));
    case BreakdownModel::ShareColumn: return line.sharePercent ? percentText(*line.sharePercent) : unknownText;
    case BreakdownModel::ChangeColumn:
        if (atLeast || (!line.againstLastWeekPercent && !line.isNew))
            return unknownText;
        return line.isNew ? tr("new") : changeText(*line.againstLastWeekPercent);
    default: return {};
    }
}

QString BreakdownTexts::sentence(const QModelIndex& index) const
{
    const auto cell = [&](int column) { return text(index.siblingAtColumn(column)); };
    return tr("%1, %2, share %3, against last week %4")
        .arg(cell(BreakdownModel::NameColumn), cell(BreakdownModel::CostColumn), cell(BreakdownModel::ShareColumn),
            cell(BreakdownModel::ChangeColumn));
}

QVariant BreakdownTexts::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return text(index);
    if (role == Qt::AccessibleTextRole)
        return index.column() == BreakdownModel::NameColumn ? sentence(index) : text(index);
    if (role == Qt::ToolTipRole && index.column() == BreakdownModel::NameColumn)
        return text(index);
    if (role == Qt::TextAlignmentRole) {
        const bool number = index.column() == BreakdownModel::CostColumn || index.column() == BreakdownModel::ChangeColumn;
        return QVariant::fromValue(Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    return QIdentityProxyModel::data(index, role);
}

QVariant BreakdownTexts::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == BreakdownModel::CostColumn || section == BreakdownModel::ChangeColumn;
        return QVariant::fromValue(Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case BreakdownModel::NameColumn: {
        const auto* model = qobject_cast<const BreakdownModel*>(sourceModel());
        return model->by() == BreakdownBy::agent ? tr("Agent or Key")
            : model->by() == BreakdownBy::model  ? tr("Model")
            : model->by() == BreakdownBy::person ? tr("Person")
                                                 : tr("Tag");
    }
    case BreakdownModel::CostColumn: return tr("This Period");
    case BreakdownModel::ShareColumn: return tr("Share");
    case BreakdownModel::ChangeColumn: return tr("Against Last Week");
    default: return {};
    }
}

void BreakdownTexts::tellHeader() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, 0); }

} // namespace fuseboard
