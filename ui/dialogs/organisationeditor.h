// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "store/organisation.h"
#include "widgets/scrollingdialog.h"

class QLabel;
class QPushButton;

namespace fuseboard {

/// A dialog that changes teams, budgets, keys or rules. It stays open until the change is made, so that nothing typed is
/// lost where somebody else has changed the same meanwhile.
class OrganisationEditor : public ScrollingDialog {
    Q_OBJECT
public:
    explicit OrganisationEditor(QWidget* parent);

    /// What became of the change: closes the dialog, or says why it was not made.
    void answer(const Result<void>& made);

Q_SIGNALS:
    /// The whole organisation with the change.
    void organisationEdited(const fuseboard::Organisation& organisation);

protected:
    /// The line for refusals; the button that sends, which waits for the answer.
    [[nodiscard]] QLabel* answerLine() { return m_line; }
    void send(const Organisation& edited, QPushButton* button);

private:
    QLabel* m_line;
    QPushButton* m_button = nullptr;
};

} // namespace fuseboard
