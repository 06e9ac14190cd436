// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incidents/incidents.h"

#include <QFrame>

namespace fuseboard {

class IconButton;
class IconLabel;
class TextLabel;
class WrapLayout;

/// One incident: icon, title, time, words, and at most three buttons. A click, Enter or Space on the card itself chooses it.
class IncidentCard : public QFrame {
    Q_OBJECT
public:
    explicit IncidentCard(QWidget* parent = nullptr);

    [[nodiscard]] const Incident& incident() const { return m_incident; }
    /// `time`: since when it stands, as it is shown.
    void setIncident(const Incident& incident, const QString& time);

Q_SIGNALS:
    void chosen();
    void pressed(fuseboard::IncidentAction action);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void setActions(const std::vector<IncidentAction>& actions);

    Incident m_incident;
    IconLabel* m_icon;
    TextLabel *m_title, *m_time, *m_text;
    WrapLayout* m_buttons;
    std::vector<IconButton*> m_shown; ///< the buttons
};

} // namespace fuseboard
