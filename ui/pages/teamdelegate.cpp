// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/teamdelegate.h"

#include "items/teamlistmodel.h"
#include "text/chiptext.h"
#include "text/counttext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "theme/chiplook.h"
#include "theme/tokens.h"
#include "theme/type.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int barHeight = 6;
constexpr int tickOverhang = 3;
constexpr QMargins rowMargins {14, 8, 12, 8};

QFont bodyFont(bool strong)
{
    QFont font = fontFor(TypeRole::Body, QApplication::font());
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}
QFont smallFont(bool strong = false)
{
    QFont font = fontFor(TypeRole::Secondary, QApplication::font());
    if (strong)
        font.setWeight(QFont::Bold);
    return font;
}

Bound boundOf(const TeamRow& row) { return row.atLeast ? Bound::atLeast : Bound::exact; }

QRect mirrored(const QRect& rect, const QRect& within, const QStyleOptionViewItem& option)
{
    return QStyle::visualRect(option.direction, within, rect);
}

void drawText(QPainter& painter, const QRect& rect, Qt::Alignment alignment, const QFont& font, const QColor& ink,
    const QString& text, Qt::LayoutDirection direction)
{
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, static_cast<int>(QStyle::visualAlignment(direction, alignment)) | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

QString assignText() { return TeamDelegate::tr("Assign…"); }

QRect assignRect(const QStyleOptionViewItem& option)
{
    const QRect inner = option.rect.marginsRemoved(rowMargins);
    const int width = QFontMetrics(smallFont()).horizontalAdvance(assignText()) + 4;
    const QRect link(inner.right() - width + 1, inner.bottom() - QFontMetrics(smallFont()).height() - 2, width,
        QFontMetrics(smallFont()).height() + 4);
    return mirrored(link, option.rect, option);
}

} // namespace

TeamDelegate::TeamDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{
}

QSize TeamDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const int chip = chipSize(QStringLiteral("x"), QApplication::font()).height();
    const int small = QFontMetrics(smallFont()).height();
    if (index.data(TeamListModel::KindRole).value<TeamRow::Kind>() == TeamRow::Kind::unallocated)
        return {10, rowMargins.top() + QFontMetrics(bodyFont(false)).height() + small + rowMargins.bottom()};
    return {10, rowMargins.top() + chip + 4 + barHeight + 4 + small + rowMargins.bottom()};
}

void TeamDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto row = index.data(TeamListModel::RowRole).value<TeamRow>();
    const Tokens& tokens = tokensOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? tokens.selection() : tokens.surface2);
        painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 6, 6);
    }
    if (selected)
        painter->fillRect(
            mirrored(QRect(option.rect.left() + 1, option.rect.top() + 8, 3, option.rect.height() - 16), option.rect, option),
            tokens.accent);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(tokens.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(3, 2, -3, -2), 6, 6);
    }
    const QRect inner = option.rect.marginsRemoved(rowMargins);
    if (row.kind == TeamRow::Kind::unallocated)
        paintUnallocated(*painter, inner, row, option);
    else
        paintTeam(*painter, inner, row, option);
    painter->restore();
}

void TeamDelegate::paintTeam(
    QPainter& painter, const QRect& inner, const TeamRow& row, const QStyleOptionViewItem& option) const
{
    const Tokens& tokens = tokensOf(option.widget);
    const QFont user = QApplication::font();
    const QString words = row.chip ? chipText(*row.chip) : QString();
    const QSize chip = chipSize(words.isEmpty() ? QStringLiteral("x") : words, user);
    const QRect top(inner.left(), inner.top(), inner.width(), chip.height());
    int nameWidth = top.width();
    if (row.chip) {
        nameWidth -= chip.width() + 6;
        paintChip(painter, mirrored(QRect(QPoint(top.right() - chip.width() + 1, top.top()), chip), inner, option),
            chipLook(*row.chip, tokens), words, user, option.direction);
    }
    drawText(painter, mirrored(QRect(top.left(), top.top(), nameWidth, top.height()), inner, option),
        Qt::AlignLeft | Qt::AlignVCenter, bodyFont(true), tokens.text, shown(rowName(row).toStdString(), 80), option.direction);

    const QRect bar(inner.left(), top.bottom() + 1 + 4, inner.width(), barHeight);
    paintBar(painter, bar, row, option);

    const QString spent = spentText(row);
    const QString amounts =
        row.budgetNano ? tr("%1 of %2").arg(spent, wholeText({*row.budgetNano, row.currency})) : tr("%1, no budget").arg(spent);
    const QString percent = row.percent && !row.unknown ? percentText(*row.percent, boundOf(row)) : QString();
    const QRect bottom(inner.left(), bar.bottom() + 1 + 4, inner.width(), QFontMetrics(smallFont()).height());
    const int percentWidth = QFontMetrics(smallFont(true)).horizontalAdvance(percent) + 2;
    drawText(painter, mirrored(bottom.adjusted(0, 0, -percentWidth - 4, 0), inner, option), Qt::AlignLeft | Qt::AlignVCenter,
        smallFont(), tokens.secondary, amounts, option.direction);
    drawText(painter, mirrored(bottom.adjusted(bottom.width() - percentWidth, 0, 0, 0), inner, option),
        Qt::AlignRight | Qt::AlignVCenter, smallFont(true), tokens.text, percent, option.direction);
}

void TeamDelegate::paintBar(QPainter& painter, const QRect& bar, const TeamRow& row, const QStyleOptionViewItem& option) const
{
    const Tokens& tokens = tokensOf(option.widget);
    const ChipLook look = row.chip ? chipLook(*row.chip, tokens) : ChipLook {};
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.track());
    painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    if (row.percent && *row.percent > 0) {
        const int width = std::max(barHeight, bar.width() * std::min(*row.percent, 100) / 100);
        painter.setBrush(look.hatched ? hatch(look.fill, tokens.track()) : QBrush(look.fill));
        painter.drawRoundedRect(
            mirrored(QRect(bar.left(), bar.top(), width, barHeight), bar, option), barHeight / 2.0, barHeight / 2.0);
    }
    if (row.evenPacePercent) {
        const int x = bar.left() + bar.width() * std::clamp(*row.evenPacePercent, 0, 100) / 100;
        painter.fillRect(
            mirrored(QRect(x - 1, bar.top() - tickOverhang, 2, barHeight + 2 * tickOverhang), bar, option), tokens.text);
    }
}

void TeamDelegate::paintUnallocated(
    QPainter& painter, const QRect& inner, const TeamRow& row, const QStyleOptionViewItem& option) const
{
    const Tokens& tokens = tokensOf(option.widget);
    const QFont body = bodyFont(false), strong = bodyFont(true);
    const QString spent = spentText(row);
    const QRect top(inner.left(), inner.top(), inner.width(), QFontMetrics(body).height());
    const int spentWidth = QFontMetrics(strong).horizontalAdvance(spent) + 2;
    drawText(painter, mirrored(top.adjusted(0, 0, -spentWidth - 4, 0), inner, option), Qt::AlignLeft | Qt::AlignVCenter, body,
        tokens.text, rowName(row), option.direction);
    drawText(painter, mirrored(top.adjusted(top.width() - spentWidth, 0, 0, 0), inner, option),
        Qt::AlignRight | Qt::AlignVCenter, strong, tokens.text, spent, option.direction);
    const QRect link = assignRect(option);
    const QRect below(inner.left(), top.bottom() + 1, inner.width() - link.width() - 4, QFontMetrics(smallFont()).height());
    const QString keys = row.keys > 0 ? tr("%1 of no team").arg(keysText(row.keys)) : tr("Of no team");
    drawText(painter, mirrored(below, inner, option), Qt::AlignLeft | Qt::AlignVCenter, smallFont(), tokens.secondary, keys,
        option.direction);
    if (row.spentNano != 0)
        drawText(painter, link, Qt::AlignRight | Qt::AlignVCenter, smallFont(), tokens.accent, assignText(), option.direction);
}

bool TeamDelegate::editorEvent(
    QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto row = index.data(TeamListModel::RowRole).value<TeamRow>();
    if (event->type() == QEvent::MouseButtonRelease && row.kind == TeamRow::Kind::unallocated && row.spentNano != 0) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton && assignRect(option).contains(mouse->position().toPoint())) {
            Q_EMIT assignPressed();
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace fuseboard
