// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/legendkey.h"

#include "theme/tokens.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace fuseboard {
namespace {

constexpr int sampleWidth = 22;
constexpr int gap = 6;
constexpr int padding = 8;
constexpr qreal offOpacity = 0.35; // of the sample of a line that is not shown

} // namespace

LegendKey::LegendKey(const QString& name, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(name);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    setFont(small);
}

void LegendKey::setSwitch()
{
    setCheckable(true);
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    updateGeometry();
}

void LegendKey::setSample(std::function<QPen()> pen)
{
    m_sample = std::move(pen);
    update();
}

QSize LegendKey::sizeHint() const
{
    const int words = fontMetrics().horizontalAdvance(QAbstractButton::text());
    // A switch is at least as high as a small button: 24 px is the least target.
    return {sampleWidth + gap + words + (isCheckable() ? 2 * padding : 2), qMax(24, fontMetrics().height() + 4)};
}

void LegendKey::paintEvent(QPaintEvent*)
{
    const Tokens& colours = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool isOff = isCheckable() && !isChecked();
    if (isCheckable()) {
        painter.setPen(QPen(underMouse() ? colours.secondary : colours.border, 1));
        painter.setBrush(isOff ? QColor(Qt::transparent) : colours.surface2);
        painter.drawRoundedRect(box, 6, 6);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colours.actual, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const int left = isCheckable() ? padding : 0;
    const QRect line(left, 0, sampleWidth, height());
    const QRect words(line.right() + 1 + gap, 0, width() - line.right() - 1 - gap, height());
    const QRect sample = QStyle::visualRect(layoutDirection(), rect(), line);
    painter.setOpacity(isOff ? offOpacity : 1);
    painter.setPen(m_sample ? m_sample() : QPen(Qt::NoPen));
    painter.drawLine(QPointF(sample.left(), box.center().y()), QPointF(sample.right() + 1, box.center().y()));
    painter.setOpacity(1);
    painter.setPen(colours.secondary);
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), words),
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)), text());
}

} // namespace fuseboard
