// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/freezedialog.h"
#include "widgets/scrollingdialog.h"

namespace fuseboard {

/// What a freeze of one team would stop and where; it can't be ordered from here.
class PreviewDialog : public ScrollingDialog {
    Q_OBJECT
public:
    /// `question.team` is one of the board's.
    explicit PreviewDialog(FreezeQuestion question, QWidget* parent = nullptr);

    [[nodiscard]] Scope previewScope() const { return Scope::ofTeam(m_question.team); }
    /// What the places answered, or why nobody could ask them; until then the dialog says that they are asked.
    void setPreview(const Result<BlastPreview>& preview);

private:
    void showFacts(const std::optional<Result<BlastPreview>>& answer);

    FreezeQuestion m_question;
    QVBoxLayout* m_facts;
};

} // namespace fuseboard
