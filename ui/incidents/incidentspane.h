// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incidents/incidents.h"

#include <QFrame>

#include <memory>

class QLabel;
class QScrollArea;

namespace fuseboard {

class IncidentCard;
class IncidentPage;
class TextLabel;

/// The right pane of the budgets page: what waits for a person first, then what is watched, then what was.
class IncidentsPane : public QFrame {
    Q_OBJECT
public:
    explicit IncidentsPane(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    /// What the audit log has of freezes, the newest first.
    void setActs(std::shared_ptr<const std::vector<AuditAct>> acts);
    [[nodiscard]] int waiting() const { return toDecide(m_incidents); }
    /// Shows the chosen incident; whoever puts it somewhere owns it.
    [[nodiscard]] IncidentPage* page() const { return m_page; }
    /// The keyboard goes to the card that was opened last, else to the first.
    void takeFocus();

Q_SIGNALS:
    /// How many wait for a person.
    void waitingChanged(int count);
    void changed(const std::vector<fuseboard::Incident>& incidents);
    /// A card was chosen, or what `page` shows is left.
    void opened(const fuseboard::Incident& incident);
    void closed();
    void pressed(fuseboard::IncidentAction action, const fuseboard::Incident& incident);

private:
    void tell();
    [[nodiscard]] const std::vector<AuditAct>& acts() const;
    void open(const Incident& incident);
    void showPage();
    void showTimes();
    void rebuild();
    [[nodiscard]] QString timeOf(const Incident& incident) const;

    ShownState m_state;
    std::shared_ptr<const std::vector<AuditAct>> m_acts;
    std::vector<Incident> m_money; ///< as last told by a board that tells of them
    std::vector<Incident> m_incidents;
    std::string m_open; ///< id of what the page shows, or showed last; empty: nothing
    std::vector<IncidentCard*> m_cards; ///< in the order of `m_incidents`
    QScrollArea* m_scroll;
    QLabel* m_count;
    IncidentPage* m_page;
    TextLabel* m_empty;
};

} // namespace fuseboard
