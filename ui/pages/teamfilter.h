// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace fuseboard {

/// Filters the team list by name and gives its rows their words. All teams and Unallocated always stay, so that what is
/// shown is never taken for the whole.
class TeamFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TeamFilter(QObject* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QString m_text;
};

} // namespace fuseboard
