// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/choicecard.h"

#include <QPainter>
#include <QStyle>

namespace fuseboard {
namespace {

constexpr int padding = 16;
constexpr int signSize = 36;
constexpr int ringSize = 18;

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
    QPainter painter(this);
    painter.drawText(rect(), m_title);
}

} // namespace fuseboard
