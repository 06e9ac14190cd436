// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowsteps.h"

#include <QAbstractItemModel>

namespace fuseboard {

/// A flat model of rows that are values. Handed new ones, it reports what differs, row by row, so that selection and
/// scroll position stay. `rowKey(row)`, found beside the row's type, says which rows are the same thing.
template <class Base, class Row>
class RowsModel : public Base {
public:
    using Base::Base;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

protected:
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] const Row* rowAt(const QModelIndex& index) const
    {
        return this->checkIndex(index, QAbstractItemModel::CheckIndexOption::IndexIsValid)
            ? &m_rows[static_cast<std::size_t>(index.row())]
            : nullptr;
    }

    /// Of the same data set, with other values.
    void updateRows(std::vector<Row> wanted)
    {
        std::vector<std::decay_t<decltype(rowKey(std::declval<const Row&>()))>> have, want;
        for (const Row& row : m_rows)
            have.push_back(rowKey(row));
        for (const Row& row : wanted)
            want.push_back(rowKey(row));
        for (const RowStep& step : rowSteps(std::move(have), want))
            take(step, wanted);
        overwrite(std::move(wanted));
    }

    /// Another data set.
    void resetRows(std::vector<Row> wanted)
    {
        this->beginResetModel();
        m_rows = std::move(wanted);
        this->endResetModel();
    }

private:
    void take(const RowStep& step, const std::vector<Row>& wanted)
    {
        switch (step.kind) {
        case RowStep::Kind::remove:
            this->beginRemoveRows({}, step.from, step.from);
            m_rows.erase(m_rows.begin() + step.from);
            this->endRemoveRows();
            return;
        case RowStep::Kind::insert:
            this->beginInsertRows({}, step.to, step.to);
            m_rows.insert(m_rows.begin() + step.to, wanted[static_cast<std::size_t>(step.to)]);
            this->endInsertRows();
            return;
        case RowStep::Kind::move:
            this->beginMoveRows({}, step.from, step.from, {}, step.to);
            std::rotate(m_rows.begin() + step.to, m_rows.begin() + step.from, m_rows.begin() + step.from + 1);
            this->endMoveRows();
            return;
        }
    }

    void overwrite(std::vector<Row> wanted)
    {
        const QAbstractItemModel& model = *this; // QAbstractListModel hides its columnCount()
        const int last = model.columnCount({}) - 1;
        for (std::size_t row = 0; row < wanted.size(); ++row) {
            if (m_rows[row] == wanted[row])
                continue;
            m_rows[row] = std::move(wanted[row]);
            const int at = static_cast<int>(row);
            Q_EMIT this->dataChanged(this->index(at, 0), this->index(at, last));
        }
    }

    std::vector<Row> m_rows;
};

} // namespace fuseboard
