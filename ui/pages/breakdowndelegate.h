// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/breakdownmodel.h"

#include <QStyledItemDelegate>

namespace fuseboard {

/// Cells of "Where It Goes": an icon before the name, a bar before the share.
class BreakdownDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit BreakdownDelegate(QObject* parent = nullptr);

    void setBy(BreakdownBy by) { m_by = by; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    BreakdownBy m_by = BreakdownBy::agent;
};

} // namespace fuseboard
