// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/sourcestexts.h"

#include "items/sourcemodel.h"
#include "text/chiptext.h"
#include "text/counttext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"
#include "theme/icons.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QPalette>

namespace fuseboard {
namespace {

/// How much of a source's past is read, and how far back that goes.
QString pastText(const std::optional<Backfill>& past, const Calendar& calendar)
{
    if (!past)
        return QStringLiteral("–");
    const Progress progress = past->progress();
    const int percent = progress.total > 0 ? 100 * progress.done / progress.total : 100;
    const QString back = dayText(calendar, past->reached);
    switch (past->state) {
    case BackfillState::running: return SourcesTexts::tr("Reading, %1%, back to %2").arg(percent).arg(back);
    case BackfillState::paused: return SourcesTexts::tr("Paused at %1%, back to %2").arg(percent).arg(back);
    case BackfillState::cancelled: return SourcesTexts::tr("Ended at %1%, back to %2").arg(percent).arg(back);
    case BackfillState::done: return SourcesTexts::tr("All, back to %1").arg(back);
    }
    return {};
}

QIcon stateIcon(SourceHealth state)
{
    const QPalette palette = QApplication::palette();
    const Tokens& tokens = tokensOf(palette);
    switch (state) {
    case SourceHealth::answers: return icon(Icon::Check, tokens.textOk);
    case SourceHealth::partial: return icon(Icon::Warning, tokens.textWarn);
    case SourceHealth::late: return icon(Icon::Clock, tokens.textWarn);
    case SourceHealth::rateLimited: return icon(Icon::Warning, tokens.textWarn);
    case SourceHealth::rejected: return icon(Icon::Key, tokens.textCrit);
    case SourceHealth::failing: return icon(Icon::Warning, tokens.textWarn);
    case SourceHealth::silent: return icon(Icon::Alert, tokens.textCrit);
    case SourceHealth::neverAnswered: return icon(Icon::Unknown, tokens.textUnknown);
    }
    return {};
}

} // namespace

SourcesTexts::SourcesTexts(QObject* parent)
    : QIdentityProxyModel(parent)
{
}

QString SourcesTexts::text(const QModelIndex& index) const
{
    const auto row = index.data(SourceModel::RowRole).value<SourceRow>();
    switch (index.column()) {
    case SourceModel::NameColumn: return shown(row.source.name, 60);
    case SourceModel::StateColumn:
        if (!row.source.lastAnswer)
            return sourceStateText(row.state);
        return tr("%1 · %2").arg(sourceStateText(row.state), clockText(m_calendar, *row.source.lastAnswer));
    case SourceModel::CompleteColumn:
        return row.source.completeUpTo
            ? tr("%1, %2").arg(dayText(m_calendar, *row.source.completeUpTo), clockText(m_calendar, *row.source.completeUpTo))
            : QStringLiteral("–");
    case SourceModel::RowsColumn: return row.source.tellsUsage ? countText(row.source.toldRows) : QStringLiteral("–");
    case SourceModel::PastColumn: return pastText(row.source.backfill, m_calendar);
    case SourceModel::FreezeColumn:
        return !row.source.canFreeze ? tr("No, shows spending only")
            : row.source.tellsUsage  ? tr("Yes")
                                     : tr("Yes, and nothing else");
    default: return {};
    }
}

QVariant SourcesTexts::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(index);
    if (role == Qt::ToolTipRole) {
        const auto row = index.data(SourceModel::RowRole).value<SourceRow>();
        if (!row.source.unknownFields.empty())
            return asToolTip(unknownFieldsText(shown(row.source.name, 60), shownFields(row.source.unknownFields)));
    }
    if (role == Qt::DecorationRole && index.column() == SourceModel::StateColumn)
        return stateIcon(index.data(SourceModel::StateRole).value<SourceHealth>());
    return QIdentityProxyModel::data(index, role);
}

QVariant SourcesTexts::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SourceModel::NameColumn: return tr("Source");
    case SourceModel::StateColumn: return tr("Answers, Last at");
    case SourceModel::CompleteColumn: return tr("Complete Up To");
    case SourceModel::RowsColumn: return tr("Rows");
    case SourceModel::PastColumn: return tr("Past Read");
    case SourceModel::FreezeColumn: return tr("Can Freeze");
    default: return {};
    }
}

} // namespace fuseboard
