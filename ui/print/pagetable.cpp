// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/pagetable.h"

#include "print/paper.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TeamPage)
};

constexpr Ink head {TypeRole::Secondary, Tone::secondary};
constexpr Ink cell {TypeRole::Secondary, Tone::plain};
constexpr Ink strongCell {TypeRole::Secondary, Tone::plain, true};
constexpr qreal between = 14;
constexpr qreal widePage = 500; ///< from here on there is room for bars and heads of one line
constexpr qreal barWidth = 130;
constexpr qreal barHeight = 5;

/// What the text needs where it may be broken once.
qreal brokenWidth(const Paper& paper, const QString& text)
{
    qreal best = paper.width(text, head);
    for (qsizetype at = text.indexOf(QLatin1Char(' ')); at >= 0; at = text.indexOf(QLatin1Char(' '), at + 1))
        best = std::min(best, std::max(paper.width(text.left(at), head), paper.width(text.mid(at + 1), head)));
    return best;
}

} // namespace

PageTablePainter::PageTablePainter(const Paper& paper, const PageTable& table, qreal width)
    : m_paper(paper)
    , m_table(table)
    , m_width(width)
    , m_bar(width >= widePage ? barWidth : 0)
{
    m_widths[Name] = width;
    for (int column = Cost; column < ColumnCount; ++column) {
        qreal& wanted = m_widths[static_cast<std::size_t>(column)];
        wanted = width >= widePage ? paper.width(table.heads[column], head) : brokenWidth(paper, table.heads[column]);
        for (const PageTable::Row& row : table.rows)
            wanted = std::max(wanted, paper.width(row.cells[column], cell));
        if (column == Cost)
            wanted = std::max(wanted, paper.width(table.sum, strongCell));
        wanted += 1;
        m_widths[Name] -= wanted + between;
    }
    m_widths[Name] -= m_bar > 0 ? m_bar + between : 0;
}

QStringList PageTablePainter::headLines(int column) const
{
    return m_paper.linesOf(m_table.heads[column], head, m_widths[static_cast<std::size_t>(column)], 2);
}

qreal PageTablePainter::headHeight() const
{
    qsizetype lines = 1;
    for (int column = 0; column < ColumnCount; ++column)
        lines = std::max(lines, headLines(column).size());
    return static_cast<qreal>(lines) * m_paper.lineHeight(head) + 3;
}

qreal PageTablePainter::rowHeight() const { return m_paper.lineHeight(cell) + 1; }

qreal PageTablePainter::height() const { return headHeight() + static_cast<qreal>(m_table.rows.size() + 1) * rowHeight() + 4; }

qreal PageTablePainter::leftOf(int column) const
{
    qreal left = 0;
    for (int i = 0; i < column; ++i)
        left += m_widths[static_cast<std::size_t>(i)] + between;
    return column >= Share && m_bar > 0 ? left + m_bar + between : left;
}

void PageTablePainter::paintHeads(QPointF at) const
{
    for (int column = 0; column < ColumnCount; ++column) {
        const QStringList lines = headLines(column);
        QRectF place(at.x() + leftOf(column),
            at.y() + headHeight() - 3 - static_cast<qreal>(lines.size()) * m_paper.lineHeight(head),
            m_widths[static_cast<std::size_t>(column)], m_paper.lineHeight(head));
        for (const QString& line : lines) {
            m_paper.line(place, line, head, column == Name ? Qt::AlignLeft : Qt::AlignRight);
            place.translate(0, place.height());
        }
    }
}

void PageTablePainter::paintRow(QPointF at, const QStringList& cells, int barPermille, bool strong) const
{
    for (int column = 0; column < cells.size(); ++column)
        m_paper.line({at.x() + leftOf(column), at.y(), m_widths[static_cast<std::size_t>(column)], rowHeight()}, cells[column],
            strong ? strongCell : cell, column == Name ? Qt::AlignLeft : Qt::AlignRight);
    if (m_bar <= 0 || barPermille <= 0)
        return;
    const QRectF bar(at.x() + leftOf(Share) - m_bar - between, at.y() + (rowHeight() - barHeight) / 2, m_bar, barHeight);
    m_paper.painter().setPen(Qt::NoPen);
    m_paper.painter().setBrush(m_paper.colours().track());
    m_paper.painter().drawRect(bar);
    m_paper.painter().setBrush(m_paper.colours().fillFrozen);
    m_paper.painter().drawRect(QRectF(bar.topLeft(), QSizeF(bar.width() * barPermille / 1000, barHeight)));
}

void PageTablePainter::paint(QPointF at) const
{
    paintHeads(at);
    at.ry() += headHeight();
    m_paper.rule(at.x(), at.x() + m_width, at.y() - 1);
    for (const PageTable::Row& row : m_table.rows) {
        paintRow(at, row.cells, row.barPermille, false);
        at.ry() += rowHeight();
    }
    m_paper.rule(at.x(), at.x() + m_width, at.y() + 1);
    paintRow(at + QPointF(0, 3), {Words::tr("Total"), m_table.sum}, 0, true);
}

} // namespace fuseboard
