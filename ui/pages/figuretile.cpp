// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/figuretile.h"

#include "theme/variant.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int left = 12, right = 8;
constexpr int iconSize = 13, gap = 4;
constexpr int border = 1; // of the style sheet

int widthOf(const QLabel& label) { return label.fontMetrics().horizontalAdvance(label.text()); }

} // namespace

FigureTile::FigureTile(QWidget* parent)
    : QFrame(parent)
    , m_title(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_value(new TextLabel(TypeRole::Tile))
{
    setVariant(this, "tile");
    setFocusPolicy(Qt::NoFocus);
    m_title->setElided(true);
    m_value->setShrinking(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(left, 8, right, 8);
    column->setSpacing(1);
    column->addWidget(m_title);
    column->addWidget(m_value);
    m_first = addLine(*column);
    m_second = addLine(*column);
}

FigureTile::Line FigureTile::addLine(QVBoxLayout& column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    Line line {new IconLabel(iconSize), new TextLabel(TypeRole::Secondary, Tone::secondary)};
    line.text->setElided(true);
    row->addWidget(line.icon);
    row->addWidget(line.text, 1);
    column.addLayout(row);
    return line;
}

void FigureTile::show(const Line& line, const FigureLine& value)
{
    line.icon->setVisible(value.icon.has_value());
    if (value.icon)
        line.icon->setIcon(*value.icon, value.tone);
    line.text->setTone(value.tone);
    line.text->setText(value.text);
}

void FigureTile::setFigure(const Figure& figure)
{
    if (figure == m_figure)
        return;
    m_figure = figure;
    m_title->setText(figure.title);
    m_value->setTone(figure.tone);
    m_value->setText(figure.value);
    show(m_first, figure.first);
    show(m_second, figure.second);
    setAccessibleName(figure.title);
    setAccessibleDescription(tr("%1. %2. %3").arg(figure.value, figure.first.text, figure.second.text));
}

int FigureTile::widthOfLines() const
{
    const auto widthOfLine = [](const Line& line, const FigureLine& value) {
        return (value.icon ? iconSize + gap : 0) + widthOf(*line.text);
    };
    const int widest =
        std::max({widthOf(*m_title), widthOfLine(m_first, m_figure.first), widthOfLine(m_second, m_figure.second)});
    return left + widest + right + 2 * (frameWidth() + border);
}

} // namespace fuseboard
