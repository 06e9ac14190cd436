// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/figures.h"

#include <QFrame>

class QVBoxLayout;

namespace fuseboard {

class IconLabel;
class TextLabel;

/// A tile: title, figure, two lines.
class FigureTile : public QFrame {
    Q_OBJECT
public:
    explicit FigureTile(QWidget* parent = nullptr);

    void setFigure(const Figure& figure);
    [[nodiscard]] const Figure& figure() const { return m_figure; }
    /// In which its title and its two lines are whole; the figure shrinks where it must.
    [[nodiscard]] int widthOfLines() const;

private:
    struct Line {
        IconLabel* icon = nullptr;
        TextLabel* text = nullptr;
    };
    Line addLine(QVBoxLayout& column);
    static void show(const Line& line, const FigureLine& value);

    Figure m_figure;
    TextLabel* m_title;
    TextLabel* m_value;
    Line m_first, m_second;
};

} // namespace fuseboard
