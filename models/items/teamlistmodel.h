// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowmodel.h"
#include "items/teamrow.h"

#include <functional>

namespace fuseboard {

/// The team list: All teams, Unallocated, teams.
class TeamListModel : public RowModel<TeamRow> {
    Q_OBJECT
public:
    enum Role { RowRole = Qt::UserRole, IdRole, KindRole, SeverityRole, ChipRole };
    /// Puts a row into words, for people who hear it instead of seeing it.
    using Words = std::function<QString(const TeamRow&)>;

    explicit TeamListModel(Words words, QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    void setRows(std::vector<TeamRow> rows);

private:
    Words m_words;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::TeamRow)
