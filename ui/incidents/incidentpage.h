// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incidents/incidentdetails.h"

#include <QScrollArea>

class QHBoxLayout;
class QVBoxLayout;

namespace fuseboard {

class FigureTiles;
class IconButton;
class IconLabel;
class TextLabel;

/// One incident in the centre of the budgets page: what is known of it, what happened, and what a person can answer.
class IncidentPage : public QScrollArea {
    Q_OBJECT
public:
    explicit IncidentPage(QWidget* parent = nullptr);

    void setIncident(const Incident& incident, const IncidentDetails& details);
    /// It is no more: what was shown stays, and is said to be over.
    void setOver();
    /// The keyboard goes to the way back.
    void takeFocus();

Q_SIGNALS:
    void backPressed();
    void pressed(fuseboard::IncidentAction action, const fuseboard::Incident& incident);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildHead(QVBoxLayout& column);
    void setActions(const std::vector<IncidentAction>& actions);
    void showPlaces(const std::vector<BannerLine>& places);
    void showTimeline(const std::vector<TimelineEntry>& timeline);

    Incident m_incident;
    std::optional<IncidentDetails> m_details; ///< as shown; empty: nothing yet
    IconLabel* m_icon;
    TextLabel *m_title, *m_about, *m_text;
    IconButton* m_back;
    QHBoxLayout* m_actions;
    std::vector<IconButton*> m_buttons; ///< of the actions
    FigureTiles* m_tiles;
    QFrame* m_places;
    QVBoxLayout *m_placeRows, *m_timeRows;
};

} // namespace fuseboard
