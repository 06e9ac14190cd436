// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/choicecard.h"

#include "theme/icons.h"
#include "theme/tokens.h"

#include <QFocusEvent>
#include <QPainter>

namespace fuseboard {
namespace {

constexpr int padding = 16;
constexpr int signSize = 36;
constexpr int ringSize = 20;

Icon iconFor(FirstRunChoice choice)
{
    switch (choice) {
    case FirstRunChoice::thisComputer: return Icon::Laptop;
    case FirstRunChoice::teamGateway: return Icon::Server;
    case FirstRunChoice::providers: return Icon::Key;
    case FirstRunChoice::sandbox: break;
    }
    return Icon::Flask;
}

Icon iconFor(FactLevel level)
{
    switch (level) {
    case FactLevel::ok: return Icon::Check;
    case FactLevel::warn: return Icon::HalfCircle;
    case FactLevel::unknown: break;
    }
    return Icon::Unknown;
}

QColor inkOf(FactLevel level, const Tokens& tokens)
{
    switch (level) {
    case FactLevel::ok: return tokens.textOk;
    case FactLevel::warn: return tokens.textWarn;
    case FactLevel::unknown: break;
    }
    return tokens.textUnknown;
}

} // namespace

ChoiceCard::ChoiceCard(FirstRunChoice choice, const QString& title, const QString& about, const std::vector<Fact>& facts)
    : m_choice(choice)
    , m_title(title)
    , m_about(about)
    , m_facts(facts)
{
    setObjectName(QStringLiteral("choice%1").arg(static_cast<int>(choice)));
    setAccessibleName(title);
    QStringList told {about};
    for (const Fact& fact : facts)
        if (!fact.text.isEmpty())
            told += fact.text;
    setAccessibleDescription(told.join(QStringLiteral(". ")));
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QFont ChoiceCard::titleFont() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() * 1.05);
    return strong;
}

QFont ChoiceCard::factFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

QSize ChoiceCard::sizeHint() const
{
    const int text = QFontMetrics(titleFont()).height() + fontMetrics().height() + QFontMetrics(factFont()).height() + 4 + 8;
    return {fontMetrics().averageCharWidth() * 60, text + 2 * padding - 4};
}

void ChoiceCard::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(isChecked() ? tokens.accent : tokens.border, 1));
    painter.setBrush(isChecked() ? tokens.selection()
            : underMouse()       ? blend(tokens.surface, tokens.text, 0.02)
                                 : tokens.surface);
    painter.drawRoundedRect(box, 8, 8);
    if (m_ring && hasFocus()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](const QRectF& rect) {
        return mirrored ? QRectF(width() - rect.right(), rect.top(), rect.width(), rect.height()) : rect;
    };
    const auto write = [&](const QRectF& rect, const QFont& type, const QColor& ink, const QString& text) {
        painter.setFont(type);
        painter.setPen(ink);
        painter.drawText(
            place(rect), Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(type).elidedText(text, Qt::ElideRight, rect.width()));
    };

    const QRectF sign = place({padding, padding, signSize, signSize});
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? tokens.surface : tokens.surface2);
    painter.drawEllipse(sign);
    paintIcon(painter, iconFor(m_choice), QRectF(sign.center() - QPointF(9, 9), QSizeF(18, 18)), tokens.secondary);

    const qreal left = padding + signSize + 14;
    const qreal right = width() - padding - ringSize - 16;
    qreal top = padding - 2;
    const auto line = [&](const QFont& type) {
        const QRectF rect(left, top, right - left, QFontMetricsF(type).height());
        top = rect.bottom() + 4;
        return rect;
    };
    write(line(titleFont()), titleFont(), tokens.text, m_title);
    write(line(font()), font(), tokens.secondary, m_about);
    QRectF fact = line(factFont()).translated(0, 2);
    for (const Fact& shown : m_facts) {
        if (shown.text.isEmpty() || fact.left() > right - 40)
            continue;
        const QColor ink = inkOf(shown.level, tokens);
        paintIcon(painter, iconFor(shown.level), place({fact.left(), fact.center().y() - 7, 14, 14}), ink);
        fact.setLeft(fact.left() + 20);
        write(fact, factFont(), ink, shown.text);
        fact.setLeft(fact.left() + QFontMetricsF(factFont()).horizontalAdvance(shown.text) + 20);
    }

    const QRectF ring = place({1.0 * width() - padding - ringSize, (height() - ringSize) / 2.0, ringSize, ringSize});
    painter.setPen(QPen(isChecked() ? tokens.accent : tokens.hint, 1.5));
    painter.setBrush(tokens.surface);
    painter.drawEllipse(ring.adjusted(1, 1, -1, -1));
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawEllipse(ring.adjusted(5, 5, -5, -5));
    }
}

void ChoiceCard::focusInEvent(QFocusEvent* event)
{
    // A ring around the first card, just because the window opened, would look like a choice.
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::ShortcutFocusReason;
    QRadioButton::focusInEvent(event);
}

void ChoiceCard::keyPressEvent(QKeyEvent* event)
{
    m_ring = true;
    QRadioButton::keyPressEvent(event);
}

} // namespace fuseboard
