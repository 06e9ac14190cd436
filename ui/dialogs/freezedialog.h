// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace fuseboard {

/// Asks before all spending stops: scope, mode, what will be affected, reason, and the words to type. Cancel is the
/// default and has the focus; Enter never freezes; Dry Run shows the orders and sends nothing.
class FreezeAllDialog : public QDialog {
    Q_OBJECT
public:
    FreezeAllDialog(const Board& board, const FreezeBoard& freezes, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Once, when the red button was pressed; one order for each scope. The dialog then closes.
    void freezeConfirmed(const std::vector<fuseboard::Scope>& scopes, fuseboard::FreezeMode mode, const QString& reason);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildScope(QVBoxLayout& column);
    void buildReason(QVBoxLayout& column);
    void buildButtons(QVBoxLayout& column);
    void updatePlan();
    void updateButton();
    [[nodiscard]] FreezeMode mode() const;

    Board m_board;
    FreezeBoard m_freezes;
    QComboBox* m_scope = nullptr;
    QRadioButton* m_refuse = nullptr;
    QRadioButton* m_cut = nullptr;
    QVBoxLayout* m_facts = nullptr;
    QWidget* m_box = nullptr; ///< what will be affected, or the dry run
    QLineEdit* m_reason = nullptr;
    QLineEdit* m_words = nullptr;
    QPushButton* m_dryRun = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_freeze = nullptr;
};

} // namespace fuseboard
