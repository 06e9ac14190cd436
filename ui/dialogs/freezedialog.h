// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/freezeplan.h"
#include "domain/blast.h"
#include "widgets/scrollingdialog.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace fuseboard {

/// What a freeze that one press must not order is about, as known when it is asked.
struct FreezeQuestion {
    Board board;
    FreezeBoard freezes;
    TeamId team; ///< a protected one of the board; empty: all teams
    FreezeMode mode = FreezeMode::refuse; ///< chosen first
};

/// Asks before all spending stops, or a protected team's: scope, mode, what will be affected, reason, and the words to type.
/// Cancel is the default and has the focus; Enter never freezes; Dry Run shows what each place would hold and sends nothing.
class FreezeDialog : public ScrollingDialog {
    Q_OBJECT
public:
    explicit FreezeDialog(FreezeQuestion question, QWidget* parent = nullptr);

    /// Of whom the places are to be asked what a freeze would meet.
    [[nodiscard]] Scope previewScope() const;
    /// What they answered, or why nobody could ask them; until then the dialog says that they are asked.
    void setPreview(const Result<BlastPreview>& preview);

Q_SIGNALS:
    /// Once, when the red button was pressed; one order for each scope. The dialog then closes.
    void freezeConfirmed(const std::vector<fuseboard::Scope>& scopes, fuseboard::FreezeMode mode, const QString& reason);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] bool isOfAll() const { return m_question.team.empty(); }
    [[nodiscard]] QString teamName(int longest = 160) const;
    /// Those that switch the button on.
    [[nodiscard]] QString words() const;
    [[nodiscard]] FreezePlan plan() const;
    [[nodiscard]] FreezeMode mode() const;
    void buildScope();
    void buildReason();
    void buildButtons();
    [[nodiscard]] QWidget* dryRunBox(const FreezePlan& plan) const;
    void updatePlan();
    void updateButton();

    FreezeQuestion m_question;
    std::optional<Result<BlastPreview>> m_answer; ///< of the places
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
