// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace fuseboard {

/// A dialog that fits its screen at any size of font: its content scrolls where there is no room for all of it, and its
/// buttons stay visible below. Else it is as high as its lines need where they break.
class ScrollingDialog : public QDialog {
    Q_OBJECT
public:
    explicit ScrollingDialog(QWidget* parent = nullptr);

protected:
    /// Where the content goes.
    [[nodiscard]] QVBoxLayout& column() { return *m_column; }
    /// The row of buttons below it.
    [[nodiscard]] QHBoxLayout& buttons() { return *m_buttons; }
    /// At least so wide and high where the screen has the room, in lines of the font.
    void setSizeInLines(int width, int height = 0);
    /// After the content changed: as high as it needs now, and never lower than before.
    void growToFit();

    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QRect room() const;
    [[nodiscard]] int heightFor(int width) const;

    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    QHBoxLayout* m_buttons;
    int m_linesWide = 0, m_linesHigh = 0;
};

} // namespace fuseboard
