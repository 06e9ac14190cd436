// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QFrame>

class QMenu;

namespace fuseboard {

class IconButton;
class TextLabel;

/// The toolbar: period, Refresh, age of the figures; Export CSV…, Freeze All….
class TopBar : public QFrame {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    /// The button that shows the incidents, where there is no room for their pane.
    void setNarrow(bool narrow);
    void setWaiting(int incidents);
    /// As if that button were pressed, where it is there.
    void showIncidents();

Q_SIGNALS:
    void periodPressed(fuseboard::Instant within);
    void refreshPressed();
    void exportPressed();
    void incidentsToggled(bool shown);
    void freezeAllPressed();

private:
    void fillPeriods();

    ShownState m_state;
    IconButton* m_period;
    QMenu* m_periods;
    IconButton* m_refresh;
    TextLabel* m_age;
    IconButton* m_incidents;
    IconButton* m_export;
    IconButton* m_freezeAll;
};

} // namespace fuseboard
