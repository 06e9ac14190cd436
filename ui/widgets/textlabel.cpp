// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/textlabel.h"

#include "theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace fuseboard {

TextLabel::TextLabel(TypeRole role, Tone tone, QWidget* parent)
    : QLabel(parent)
    , m_role(role)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void TextLabel::setTone(Tone tone)
{
    if (m_tone == tone)
        return;
    m_tone = tone;
    update();
}

void TextLabel::setStrong(bool strong)
{
    m_strong = strong;
    restyle();
}

void TextLabel::setElided(bool elided)
{
    m_elided = elided;
    QSizePolicy policy = sizePolicy();
    policy.setHorizontalPolicy(elided ? QSizePolicy::Preferred : QSizePolicy::Minimum);
    setSizePolicy(policy);
}

void TextLabel::setShrinking(bool shrinking)
{
    m_shrinking = shrinking;
    setElided(shrinking);
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(std::min(hint.width(), 4 * fontMetrics().height()), hint.height()) : hint;
}

void TextLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        restyle();
    QLabel::changeEvent(event);
}

QFont TextLabel::fitting() const
{
    QFont shown = font();
    if (!m_shrinking)
        return shown;
    const QFont smallest = fontFor(TypeRole::Section, QApplication::font());
    while (QFontMetrics(shown).horizontalAdvance(text()) > contentsRect().width() && shown.pointSizeF() > smallest.pointSizeF())
        shown.setPointSizeF(shown.pointSizeF() - 0.5);
    return shown;
}

void TextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont shown = fitting();
    painter.setFont(shown);
    painter.setPen(textColour(tokensOf(this), m_tone));
    const auto flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment()));
    if (wordWrap())
        painter.drawText(contentsRect(), flags | Qt::TextWordWrap, text());
    else if (m_elided)
        painter.drawText(contentsRect(), flags | Qt::TextSingleLine,
            QFontMetrics(shown).elidedText(text(), Qt::ElideRight, contentsRect().width()));
    else
        painter.drawText(contentsRect(), flags | Qt::TextDontClip, text());
}

void TextLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    if (m_elided)
        setToolTip(fontMetrics().horizontalAdvance(text()) > width() && !m_shrinking ? text() : QString());
}

void TextLabel::restyle()
{
    QFont font = fontFor(m_role, QApplication::font());
    if (m_strong)
        font.setWeight(QFont::DemiBold);
    setFont(font);
}

} // namespace fuseboard
