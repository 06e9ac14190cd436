// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <vector>

namespace fuseboard {

/// A table of values that is handed new ones. Differences are reported row by row, so that selection, scrolling and
/// screen readers keep their place.
template <class Row>
class RowModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] const Row& row(int at) const { return m_rows[static_cast<std::size_t>(at)]; }

protected:
    /// `same(a, b)`: whether two rows are about the same thing.
    template <class Same>
    void replaceRows(std::vector<Row> next, Same same)
    {
        const auto find = [&](const std::vector<Row>& rows, const Row& row, std::size_t from) {
            std::size_t at = from;
            while (at < rows.size() && !same(rows[at], row))
                ++at;
            return at;
        };
        for (std::size_t at = m_rows.size(); at-- > 0;) {
            if (find(next, m_rows[at], 0) < next.size())
                continue;
            this->beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(at));
            this->endRemoveRows();
        }
        for (std::size_t to = 0; to < next.size(); ++to) {
            const std::size_t from = find(m_rows, next[to], to);
            const auto place = m_rows.begin() + static_cast<std::ptrdiff_t>(to);
            if (from == m_rows.size()) {
                this->beginInsertRows({}, static_cast<int>(to), static_cast<int>(to));
                m_rows.insert(place, next[to]);
                this->endInsertRows();
                continue;
            }
            if (from != to) {
                this->beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {}, static_cast<int>(to));
                std::rotate(place, m_rows.begin() + static_cast<std::ptrdiff_t>(from),
                    m_rows.begin() + static_cast<std::ptrdiff_t>(from) + 1);
                this->endMoveRows();
            }
            if (m_rows[to] != next[to]) {
                m_rows[to] = next[to];
                Q_EMIT this->dataChanged(
                    this->index(static_cast<int>(to), 0), this->index(static_cast<int>(to), this->columnCount() - 1));
            }
        }
    }
    /// A different set of things altogether.
    void resetRows(std::vector<Row> next)
    {
        this->beginResetModel();
        m_rows = std::move(next);
        this->endResetModel();
    }

private:
    std::vector<Row> m_rows;
};

} // namespace fuseboard
