// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/teamrow.h"

#include <QStyledItemDelegate>

namespace fuseboard {

/// A row of the team list: name and chip, bar with the tick of even pace, amounts.
class TeamDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit TeamDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(
        QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option, const QModelIndex& index) override;

Q_SIGNALS:
    /// The link in the row of what is unallocated. By keyboard: select the row, then the head's button.
    void assignPressed();

private:
    void paintTeam(QPainter& painter, const QRect& inner, const TeamRow& row, const QStyleOptionViewItem& option) const;
    void paintUnallocated(QPainter& painter, const QRect& inner, const TeamRow& row, const QStyleOptionViewItem& option) const;
    void paintBar(QPainter& painter, const QRect& bar, const TeamRow& row, const QStyleOptionViewItem& option) const;
};

} // namespace fuseboard
