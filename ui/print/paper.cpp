// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/paper.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace fuseboard {
namespace {

constexpr int bodySize = 12; // 9 pt

} // namespace

Paper::Paper(QPainter& painter)
    : m_painter(painter)
    , m_base(QApplication::font())
{
    m_base.setPixelSize(bodySize);
    m_base.setHintingPreference(QFont::PreferNoHinting); // widths of letters that hold on every device
    m_base.setFeature(QFont::Tag("liga"), 0); // a word is found in a PDF by its letters
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
}

QFont Paper::font(const Ink& ink) const
{
    QFont font = fontFor(ink.role, m_base);
    if (ink.strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

qreal Paper::lineHeight(const Ink& ink) const { return std::ceil(QFontMetricsF(font(ink)).height()); }

qreal Paper::width(const QString& text, const Ink& ink) const
{
    return std::ceil(QFontMetricsF(font(ink)).horizontalAdvance(text));
}

QStringList Paper::linesOf(const QString& text, const Ink& ink, qreal width, int most) const
{
    QStringList out;
    if (text.isEmpty())
        return out;
    QTextLayout layout(text, font(ink));
    QTextOption breaks;
    breaks.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(breaks);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (out.size() + 1 == most) {
            out += QFontMetricsF(font(ink)).elidedText(text.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        out += text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return out;
}

void Paper::line(const QRectF& place, const QString& text, const Ink& ink, Qt::Alignment alignment) const
{
    const QFont set = font(ink);
    m_painter.setFont(set);
    m_painter.setPen(textColour(colours(), ink.tone));
    m_painter.drawText(place, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        QFontMetricsF(set).elidedText(text, Qt::ElideRight, place.width()));
}

qreal Paper::lines(QPointF at, const QStringList& texts, const Ink& ink, qreal width) const
{
    const qreal height = lineHeight(ink);
    for (const QString& text : texts) {
        line({at.x(), at.y(), width, height}, text, ink);
        at.ry() += height;
    }
    return at.y();
}

void Paper::sign(QPointF centre, Icon icon, Tone tone, qreal size) const
{
    paintIcon(m_painter, icon, {centre - QPointF(size / 2, size / 2), QSizeF(size, size)}, textColour(colours(), tone));
}

void Paper::rule(qreal left, qreal right, qreal y) const
{
    m_painter.setPen(QPen(colours().border, 1));
    m_painter.drawLine(QPointF(left, y), QPointF(right, y));
}

void Paper::box(const QRectF& place, Tone tone) const
{
    m_painter.setPen(QPen(colours().border, 1));
    m_painter.setBrush(tone == Tone::plain ? colours().surface : tintColour(colours(), tone));
    m_painter.drawRoundedRect(place, 4, 4);
    if (tone == Tone::plain)
        return;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fillColour(colours(), tone));
    m_painter.drawRect(QRectF(place.left(), place.top() + 2, 3, place.height() - 4));
}

} // namespace fuseboard
