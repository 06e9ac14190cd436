// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/breakdowndelegate.h"

#include "theme/icons.h"
#include "theme/tokens.h"
#include "theme/type.h"

#include <QApplication>
#include <QPainter>

namespace fuseboard {
namespace {

constexpr int iconSize = 14;
constexpr int barHeight = 5;

Icon iconOf(BreakdownBy by)
{
    switch (by) {
    case BreakdownBy::agent: return Icon::Agent;
    case BreakdownBy::model: return Icon::Model;
    case BreakdownBy::person: return Icon::Person;
    case BreakdownBy::tag: return Icon::Key;
    }
    return Icon::Agent;
}

} // namespace

BreakdownDelegate::BreakdownDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{
}

void BreakdownDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = tokensOf(option.widget);
    const auto kind = index.data(BreakdownModel::LineKindRole).value<BreakdownLine::Kind>();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(tokens.accent, 2));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4);
    }
    QRect rect = option.rect;
    if (index.column() == BreakdownModel::NameColumn) {
        if (kind != BreakdownLine::Kind::others) {
            const QRect icon(rect.left(), rect.top() + (rect.height() - iconSize) / 2 + 1, iconSize, iconSize);
            painter->drawPixmap(QStyle::visualRect(option.direction, rect, icon).topLeft(),
                iconPixmap(iconOf(m_by), tokens.secondary, iconSize, painter->device()->devicePixelRatioF()));
        }
        rect.adjust(iconSize + 7, 0, -4, 0);
    } else if (index.column() == BreakdownModel::ShareColumn) {
        const int words = QFontMetrics(QApplication::font()).horizontalAdvance(QStringLiteral("100%")) + 8;
        const QRect bar(rect.left() + 12, rect.top() + (rect.height() - barHeight) / 2 + 1,
            std::max(rect.width() - words - 24, 0), barHeight);
        if (kind != BreakdownLine::Kind::others && bar.width() > 8) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.track());
            painter->drawRoundedRect(QStyle::visualRect(option.direction, rect, bar), barHeight / 2.0, barHeight / 2.0);
            QRect filled = bar;
            filled.setWidth(bar.width() * index.data(BreakdownModel::BarRole).toInt() / 1000);
            painter->setBrush(tokens.fillFrozen);
            painter->drawRoundedRect(QStyle::visualRect(option.direction, rect, filled), barHeight / 2.0, barHeight / 2.0);
        }
        rect.setLeft(rect.right() - words);
    } else {
        rect.adjust(0, 0, -2, 0);
    }
    const bool money = index.column() == BreakdownModel::CostColumn;
    QFont font = fontFor(
        money || index.column() == BreakdownModel::NameColumn ? TypeRole::Body : TypeRole::Secondary, QApplication::font());
    if (money && kind != BreakdownLine::Kind::others)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(
        kind == BreakdownLine::Kind::others || index.column() > BreakdownModel::CostColumn ? tokens.secondary : tokens.text);
    const Qt::Alignment alignment =
        index.column() == BreakdownModel::NameColumn ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter;
    const QRect placed = QStyle::visualRect(option.direction, option.rect, rect);
    painter->drawText(placed, static_cast<int>(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, placed.width()));
    painter->restore();
}

} // namespace fuseboard
