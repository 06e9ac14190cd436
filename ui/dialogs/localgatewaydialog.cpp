// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/localgatewaydialog.h"

#include "dialogs/parts.h"
#include "widgets/formrows.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace fuseboard {

LocalGatewayDialog::LocalGatewayDialog(QWidget* parent)
    : ScrollingDialog(parent)
    , m_openAi(namedEdit(tr("OpenAI key")))
    , m_anthropic(namedEdit(tr("Anthropic key")))
    , m_start(plainButton(tr("&Start Gateway"), "primary"))
{
    setWindowTitle(tr("A Gateway on This Computer"));
    column().addWidget(
        plainParagraph(tr("Your tools call the gateway with a token of Fuseboard’s, and the gateway calls the provider with "
                          "these keys. They are kept in a file of your profile that only you can read.")));
    auto* form = new QFormLayout;
    for (const auto& [label, edit] : {std::pair(tr("&OpenAI key"), m_openAi), std::pair(tr("&Anthropic key"), m_anthropic)}) {
        edit->setEchoMode(QLineEdit::Password);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::textChanged, this, &LocalGatewayDialog::updateState);
    }
    alignLabels(*form);
    column().addLayout(form);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(m_start);
    connect(m_start, &QPushButton::clicked, this, [this] {
        Q_EMIT startRequested(m_openAi->text().trimmed(), m_anthropic->text().trimmed());
        accept();
    });
    updateState();
    setSizeInLines(30);
}

void LocalGatewayDialog::updateState()
{
    m_start->setEnabled(!m_openAi->text().trimmed().isEmpty() || !m_anthropic->text().trimmed().isEmpty());
}

} // namespace fuseboard
