// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboardpage/twolinedelegate.h"

#include "switchboardpage/twolinemodel.h"
#include "theme/tokens.h"
#include "theme/type.h"

#include <QApplication>
#include <QPainter>

namespace fuseboard {
namespace {

constexpr int iconSize = 14, gap = 6, margin = 6, edge = 4;

QFont firstFont(const TwoLineCell& cell)
{
    QFont font = fontFor(TypeRole::Body, QApplication::font());
    if (cell.isStrong)
        font.setWeight(QFont::DemiBold);
    return font;
}

QFont secondFont() { return fontFor(TypeRole::Secondary, QApplication::font()); }

} // namespace

void TwoLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto cell = index.data(TwoLineModel::CellRole).value<TwoLineCell>();
    const Tokens& tokens = tokensOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tokens.selection());
    painter->setPen(tokens.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(tokens.accent, 2));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4);
    }
    const QFontMetrics first(firstFont(cell)), second(secondFont());
    const int height = first.height() + (cell.second.isEmpty() ? 0 : second.height());
    QRect rect = option.rect.adjusted(edge, (option.rect.height() - height) / 2, -edge, 0);
    if (cell.icon) {
        const QRect icon(rect.left(), rect.top() + (first.height() - iconSize) / 2, iconSize, iconSize);
        painter->drawPixmap(QStyle::visualRect(option.direction, option.rect, icon).topLeft(),
            iconPixmap(*cell.icon, textColour(tokens, cell.tone), iconSize, painter->device()->devicePixelRatioF()));
        rect.setLeft(rect.left() + iconSize + gap);
    }
    const auto draw = [&](const QString& words, const QFont& font, const QColor& colour) {
        const QFontMetrics metrics(font);
        rect.setHeight(metrics.height());
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(QStyle::visualRect(option.direction, option.rect, rect),
            static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextSingleLine,
            metrics.elidedText(words, Qt::ElideRight, rect.width()));
        rect.translate(0, metrics.height());
    };
    draw(cell.first, firstFont(cell), textColour(tokens, cell.tone));
    if (!cell.second.isEmpty())
        draw(cell.second, secondFont(), tokens.secondary);
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const
{
    const auto cell = index.data(TwoLineModel::CellRole).value<TwoLineCell>();
    const QFontMetrics first(firstFont(cell)), second(secondFont());
    const int width = std::max(first.horizontalAdvance(cell.first), second.horizontalAdvance(cell.second));
    const int fraction = 1; // that an advance is rounded by, and elidedText() is not
    return {width + fraction + 2 * edge + (cell.icon ? iconSize + gap : 0), first.height() + second.height() + 2 * margin};
}

} // namespace fuseboard
