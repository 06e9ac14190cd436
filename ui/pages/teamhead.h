// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/headtext.h"

#include <QWidget>

class QAction;
class QGridLayout;
class QMenu;

namespace fuseboard {

class ChipLabel;
class IconButton;
class TextLabel;

/// The head of the budgets page: who, how it stands, and the button that stops it. Knows no freeze logic: says what was
/// pressed.
class TeamHead : public QWidget {
    Q_OBJECT
public:
    explicit TeamHead(QWidget* parent = nullptr);

    [[nodiscard]] IconButton* button() const { return m_button; }
    void setHead(const HeadText& head, const Selection& selection, bool held);
    /// Narrow: what a freeze stops stands under the title instead of beside the button.
    void setNarrow(bool narrow);

Q_SIGNALS:
    void pressed(fuseboard::HeadAction action);
    void cutPressed();
    void resumePressed();
    void previewPressed();
    void callsPressed();
    void editPressed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] static QChar freezeLetter();
    void buildMenu();
    void placeStops();
    void showButton();

    HeadText m_head;
    TextLabel* m_name;
    ChipLabel* m_chip;
    TextLabel* m_period;
    TextLabel* m_stops;
    TextLabel* m_stopsBelow;
    IconButton* m_button;
    IconButton* m_more;
    QMenu* m_menu;
    QAction* m_edit = nullptr;
    QAction* m_preview = nullptr;
    QAction* m_cut = nullptr;
    QAction* m_resume = nullptr;
    bool m_narrow = false;
};

} // namespace fuseboard
