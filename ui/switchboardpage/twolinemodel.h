// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"
#include "widgets/tone.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace fuseboard {

/// A cell of two lines; the icon says the same as the first, for the eye.
struct TwoLineCell {
    QString first, second;
    std::optional<Icon> icon;
    Tone tone = Tone::plain;
    bool isStrong = false; ///< the name of its row
    bool operator==(const TwoLineCell&) const = default;
};

/// What a table of such cells shows. Heads may have several lines.
struct TwoLineTable {
    QStringList heads;
    std::vector<std::vector<TwoLineCell>> rows;
    bool operator==(const TwoLineTable&) const = default;
};

class TwoLineModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { CellRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// Of the same size it is changed in place, so that selection and scroll position stay.
    void setTable(TwoLineTable table);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    TwoLineTable m_table;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::TwoLineCell)
