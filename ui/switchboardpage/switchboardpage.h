// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QTableView;

namespace fuseboard {

class TextLabel;
class TwoLineModel;
class UndoPane;
struct BlastPreview;

/// Which place refuses which team, since when, and how it was proved; what rules do there by themselves; and the drills.
class SwitchboardPage : public QWidget {
    Q_OBJECT
public:
    explicit SwitchboardPage(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    /// The answer to `undoWanted`; of another scope it changes nothing.
    void setPreview(const BlastPreview& preview);
    /// It can't be answered now; it is asked again after a while.
    void setPreviewFault(const Scope& scope, const Error& error);

Q_SIGNALS:
    /// What a resume of the chosen order would do is to be shown.
    void undoWanted(const fuseboard::Scope& scope);

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QTableView* makeTable(TwoLineModel& model, const char* name, const QString& accessibleName);
    static QFrame* addCard(
        QBoxLayout& column, const QString& title, QTableView* table, std::initializer_list<TextLabel*> notes, int stretch);
    void addScrolled(QWidget* content);
    void setDrills(const ShownState& state);
    void setRules(const ShownState& state);
    [[nodiscard]] const FreezeView* chosenFreeze() const;
    void showUndo();

    TwoLineModel *m_places, *m_orders, *m_rules, *m_drills;
    QTableView *m_placesTable, *m_ordersTable, *m_rulesTable, *m_drillsTable;
    QFrame* m_rulesCard = nullptr;
    TextLabel *m_warning, *m_noOrders, *m_drillPlan, *m_drillMissed;
    UndoPane* m_undo;
    ShownState m_state;
    /// The freeze whose undo was asked for last, as it stood then.
    struct Asked {
        Scope scope;
        std::uint64_t generation = 0;
        FreezeStage stage = FreezeStage::allowed;
        bool operator==(const Asked&) const = default;
    };
    std::optional<Asked> m_asked;
    std::optional<Instant> m_failedAt; ///< when the answer to that was none
};

} // namespace fuseboard
