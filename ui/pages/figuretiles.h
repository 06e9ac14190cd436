// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/figures.h"

#include <QWidget>

#include <array>

class QGridLayout;

namespace fuseboard {

class FigureTile;

/// A scope's four figures: in a row, or two by two where a line of one of them would be cut off.
class FigureTiles : public QWidget {
    Q_OBJECT
public:
    explicit FigureTiles(QWidget* parent = nullptr);

    void setFigures(const std::array<Figure, 4>& figures);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    QGridLayout* m_grid;
    std::array<FigureTile*, 4> m_tiles {};
    int m_columns = 0;
};

} // namespace fuseboard
