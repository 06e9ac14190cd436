// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/limitmodel.h"

#include <format>
#include <map>

namespace fuseboard {
namespace {

std::vector<LimitRow> rowsOf(const std::vector<LimitList>& lists)
{
    std::vector<LimitRow> out;
    std::map<std::string, int> alike; // a holder may have several
    for (const LimitList& list : lists)
        for (const ProviderLimit& limit : list.limits) {
            std::string key = std::format(
                "{}\n{}\n{}\n{}\n{}", list.name, static_cast<int>(limit.holder), limit.holderId, limit.covers, limit.period);
            key += std::format("\n{}", ++alike[key]);
            out.push_back({std::move(key), list.name, list.toldAt, limit});
        }
    return out;
}

} // namespace

LimitModel::LimitModel(QObject* parent)
    : LimitRowsModel(parent)
{
}

int LimitModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LimitModel::data(const QModelIndex& index, int role) const
{
    const LimitRow* row = rowAt(index);
    return row && role == RowRole ? QVariant::fromValue(*row) : QVariant();
}

void LimitModel::setLimits(const std::string& source, const std::vector<LimitList>& lists)
{
    if (source == m_source)
        return updateRows(rowsOf(lists));
    m_source = source;
    resetRows(rowsOf(lists));
}

} // namespace fuseboard
