// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls/calltexts.h"

#include "calls/callwords.h"
#include "items/callmodel.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

namespace fuseboard {
namespace {

constexpr int longestName = 60;

Qt::Alignment alignmentOf(int column)
{
    const bool isFigure =
        column == CallModel::TokensColumn || column == CallModel::CostColumn || column == CallModel::ReservedColumn;
    return (isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

QString dash() { return QStringLiteral("–"); }

QString nameText(const std::string& name) { return name.empty() ? dash() : shown(name, longestName); }

} // namespace

CallTexts::CallTexts(QObject* parent)
    : QIdentityProxyModel(parent)
{
}

void CallTexts::setState(const ShownState& state)
{
    const bool isLater = state.now != m_state.now, isNamedAnew = state.board != m_state.board;
    m_state = state;
    if ((isLater || isNamedAnew) && rowCount() > 0)
        Q_EMIT dataChanged(
            index(0, CallModel::AgeColumn), index(rowCount() - 1, isNamedAnew ? CallModel::TeamColumn : CallModel::AgeColumn));
}

QString CallTexts::text(const QModelIndex& index) const
{
    const auto row = index.data(CallModel::RowRole).value<CallRow>();
    const RunningCall& call = row.call;
    switch (index.column()) {
    case CallModel::AgeColumn: return call.isBeingCut ? tr("ending") : spanText(m_state.now - call.since);
    case CallModel::WhoColumn: return callerText(call);
    case CallModel::TeamColumn: return call.team.empty() ? dash() : m_state.nameOf(Scope::ofTeam(call.team));
    case CallModel::ModelColumn: return nameText(call.model);
    case CallModel::TokensColumn: return (row.isOld ? QStringLiteral("≥ ") : QString()) + countText(call.tokens);
    case CallModel::CostColumn:
        return call.cost && call.tokens > 0 ? amountText(*call.cost, row.isOld ? Bound::atLeast : Bound::about) : dash();
    case CallModel::ReservedColumn: return call.reserved ? amountText(*call.reserved) : dash();
    case CallModel::PlaceColumn: return nameText(row.placeName);
    default: return {};
    }
}

QString CallTexts::toolTip(const QModelIndex& index) const
{
    const RunningCall call = index.data(CallModel::RowRole).value<CallRow>().call;
    if (index.column() == CallModel::AgeColumn)
        return tr("Since %1").arg(momentSecondsText(m_state.calendar, call.since, m_state.now));
    if (index.column() != CallModel::WhoColumn)
        return text(index);
    QStringList parts;
    const auto add = [&parts](const QString& pattern, const std::string& value) {
        if (!value.empty())
            parts += pattern.arg(shown(value, longestName));
    };
    add(tr("Person: %1"), call.person);
    add(tr("Agent: %1"), call.agent);
    add(tr("Key: %1"), call.key);
    add(tr("Session: %1"), call.session);
    return parts.join(QLatin1Char('\n'));
}

QVariant CallTexts::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return text(index);
    case Qt::ToolTipRole: return asToolTip(toolTip(index));
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(index.column()));
    default: return QIdentityProxyModel::data(index, role);
    }
}

QVariant CallTexts::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CallModel::AgeColumn: return tr("Runs");
    case CallModel::WhoColumn: return tr("Who");
    case CallModel::TeamColumn: return tr("Team");
    case CallModel::ModelColumn: return tr("Model");
    case CallModel::TokensColumn: return tr("Tokens");
    case CallModel::CostColumn: return tr("So Far");
    case CallModel::ReservedColumn: return tr("Set Aside");
    case CallModel::PlaceColumn: return tr("Place");
    default: return {};
    }
}

} // namespace fuseboard
