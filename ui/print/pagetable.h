// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/teampagetext.h"

#include <QPointF>

namespace fuseboard {

class Paper;

/// Sets a group of "Where It Goes": heads, rows, and a line with what they add up to.
class PageTablePainter {
public:
    PageTablePainter(const Paper& paper, const PageTable& table, qreal width);

    [[nodiscard]] qreal height() const;
    void paint(QPointF at) const;

private:
    enum Column { Name, Cost, Share, Change, ColumnCount };

    [[nodiscard]] QStringList headLines(int column) const;
    [[nodiscard]] qreal headHeight() const;
    [[nodiscard]] qreal rowHeight() const;
    [[nodiscard]] qreal leftOf(int column) const;
    void paintHeads(QPointF at) const;
    void paintRow(QPointF at, const QStringList& cells, int barPermille, bool strong) const;

    const Paper& m_paper;
    const PageTable& m_table;
    qreal m_width;
    qreal m_bar; ///< width of the bars; 0 where there is no room for them
    std::array<qreal, ColumnCount> m_widths {};
};

} // namespace fuseboard
