// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewdelegate.h"

#include "pages/overviewmodel.h"
#include "theme/tokens.h"
#include "theme/type.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr QMargins aroundLine {4, 6, 10, 6};
constexpr int aroundText = 4;
constexpr double lineWidth = 1.5;
constexpr double dot = 2;

/// Today's end is marked; time goes from left to right in every language.
void drawDays(QPainter& painter, const QRectF& rect, const std::vector<std::int64_t>& days, const Tokens& tokens)
{
    const std::int64_t most = days.empty() ? 0 : *std::ranges::max_element(days);
    if (days.size() < 2 || most <= 0)
        return;
    QPolygonF line;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const double part = std::max(0.0, static_cast<double>(days[i]) / static_cast<double>(most));
        line << QPointF(rect.left() + rect.width() * static_cast<double>(i) / static_cast<double>(days.size() - 1),
            rect.bottom() - part * rect.height());
    }
    painter.setPen(QPen(tokens.actual, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.setBrush(tokens.actual);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(line.last(), dot, dot);
}

QColor inkOf(const OverviewRow& row, int column, const Tokens& tokens)
{
    switch (column) {
    case OverviewModel::ChangeColumn: return tokens.secondary;
    case OverviewModel::PaceColumn:
        return !row.behindNano     ? tokens.secondary
            : *row.behindNano <= 0 ? tokens.textOk
            : row.isAlarming       ? tokens.textCrit
                                   : tokens.textWarn;
    case OverviewModel::StateColumn: return row.isAlarming ? tokens.textCrit : tokens.text;
    default: return tokens.text;
    }
}

QFont fontOf(int column)
{
    QFont font = fontFor(TypeRole::Body, QApplication::font());
    if (column == OverviewModel::SpentColumn)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

QSize OverviewDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setWidth(QFontMetrics(fontOf(index.column())).horizontalAdvance(index.data().toString()) + 2 * aroundText + 2);
    return size;
}

void OverviewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = tokensOf(option.widget);
    const auto row = index.data(OverviewModel::RowRole).value<OverviewRow>();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tokens.selection());
    if (index.column() == OverviewModel::DaysColumn) {
        drawDays(*painter, QRectF(option.rect.marginsRemoved(aroundLine)), row.byDay, tokens);
        painter->restore();
        return;
    }
    const QFont font = fontOf(index.column());
    const auto alignment =
        index.model()->headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
    const QRect rect = option.rect.adjusted(aroundText, 0, -aroundText, 0);
    painter->setFont(font);
    painter->setPen(inkOf(row, index.column(), tokens));
    painter->drawText(rect, static_cast<int>(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    painter->restore();
}

} // namespace fuseboard
