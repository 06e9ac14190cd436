// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/figuretiles.h"

#include "pages/figuretile.h"

#include <QGridLayout>

namespace fuseboard {
namespace {

constexpr int spacing = 10;

}

FigureTiles::FigureTiles(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(spacing);
    setMinimumWidth(1); // the row is no bound of the window: where it does not fit, it is none
    for (FigureTile*& tile : m_tiles)
        tile = new FigureTile;
    arrange();
}

void FigureTiles::setFigures(const std::array<Figure, 4>& figures)
{
    for (std::size_t i = 0; i < figures.size(); ++i)
        m_tiles[i]->setFigure(figures[i]);
    arrange();
}

void FigureTiles::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
    m_grid->activate(); // before it is painted
}

void FigureTiles::arrange()
{
    int needed = 3 * spacing;
    for (const FigureTile* tile : m_tiles)
        needed += tile->widthOfLines();
    const int columns = needed <= width() ? 4 : 2;
    for (int i = 0; i < 4; ++i) {
        FigureTile* tile = m_tiles[static_cast<std::size_t>(i)];
        m_grid->setColumnMinimumWidth(i, columns == 4 ? tile->widthOfLines() : 0);
        if (columns == m_columns)
            continue;
        m_grid->addWidget(tile, i / columns, i % columns);
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    }
    m_columns = columns;
}

} // namespace fuseboard
