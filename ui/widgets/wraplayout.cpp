// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wraplayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace fuseboard {

WrapLayout::WrapLayout(int gap, QWidget* parent)
    : QLayout(parent)
    , m_gap(gap)
{
}

WrapLayout::~WrapLayout() { qDeleteAll(m_items); }

void WrapLayout::addItem(QLayoutItem* item) { m_items.append(item); }

QLayoutItem* WrapLayout::takeAt(int index) { return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr; }

int WrapLayout::heightForWidth(int width) const { return place({0, 0, width, 0}, false); }

QSize WrapLayout::sizeHint() const
{
    QSize out;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize one = item->sizeHint();
        out = {out.width() + one.width() + (out.width() > 0 ? m_gap : 0), std::max(out.height(), one.height())};
    }
    return out;
}

QSize WrapLayout::minimumSize() const
{
    QSize out;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            out = out.expandedTo(item->minimumSize());
    return out;
}

void WrapLayout::setGeometry(const QRect& room)
{
    QLayout::setGeometry(room);
    place(room, true);
}

int WrapLayout::place(const QRect& room, bool moves) const
{
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    QPoint at = room.topLeft();
    int high = 0; // of this row
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().boundedTo({room.width(), QWIDGETSIZE_MAX});
        if (at.x() > room.left() && at.x() + size.width() > room.left() + room.width())
            at = {room.left(), at.y() + std::exchange(high, 0) + m_gap};
        if (moves)
            item->setGeometry(QStyle::visualRect(direction, room, {at, size}));
        at.rx() += size.width() + m_gap;
        high = std::max(high, size.height());
    }
    return at.y() + high - room.top();
}

} // namespace fuseboard
