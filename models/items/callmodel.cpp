// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/callmodel.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {
namespace {

std::vector<CallRow> rowsOf(const RunningCalls& calls)
{
    std::vector<CallRow> out;
    for (const PlaceCalls& place : calls.places)
        for (const RunningCall& call : place.calls)
            out.push_back({call, place.place, place.name, place.cuts, place.error.has_value()});
    std::ranges::sort(out, {}, [](const CallRow& row) { return std::tie(row.call.since, row.place, row.call.id); });
    return out;
}

} // namespace

CallModel::CallModel(QObject* parent)
    : CallRowsModel(parent)
{
}

int CallModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant CallModel::data(const QModelIndex& index, int role) const
{
    const CallRow* row = rowAt(index);
    return row && role == RowRole ? QVariant::fromValue(*row) : QVariant();
}

void CallModel::setCalls(const RunningCalls& calls)
{
    if (calls.scope == m_scope)
        return updateRows(rowsOf(calls));
    m_scope = calls.scope;
    resetRows(rowsOf(calls));
}

} // namespace fuseboard
