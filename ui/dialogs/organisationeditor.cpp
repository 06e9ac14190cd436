// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/organisationeditor.h"

#include "dialogs/parts.h"
#include "text/errortext.h"

namespace fuseboard {

OrganisationEditor::OrganisationEditor(QWidget* parent)
    : ScrollingDialog(parent)
    , m_line(plainParagraph({}, "crit"))
{
    m_line->setParent(this);
    m_line->setObjectName(QStringLiteral("editRefused"));
    m_line->hide();
}

void OrganisationEditor::send(const Organisation& edited, QPushButton* button)
{
    m_button = button;
    m_button->setEnabled(false);
    showFault(m_line, {});
    Q_EMIT organisationEdited(edited);
}

void OrganisationEditor::answer(const Result<void>& made)
{
    if (made) {
        accept();
        return;
    }
    showFault(m_line, sentence(made.error()));
    if (m_button)
        m_button->setEnabled(true);
}

} // namespace fuseboard
