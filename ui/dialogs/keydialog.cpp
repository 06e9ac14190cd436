// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keydialog.h"

#include "dialogs/callertoken.h"
#include "dialogs/parts.h"
#include "widgets/formrows.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QRadioButton>

namespace fuseboard {

KeyDialog::KeyDialog(QWidget* parent)
    : ScrollingDialog(parent)
{
    setObjectName(QStringLiteral("keyDialog"));
    setWindowTitle(tr("Add Key"));
    buildForm();
    for (QLineEdit* edit : {m_label, m_person, m_agent, m_hash})
        connect(edit, &QLineEdit::textChanged, this, &KeyDialog::updateState);
    connect(m_make, &QRadioButton::toggled, this, &KeyDialog::updateState);
    connect(m_add, &QPushButton::clicked, this, [this] {
        CallerKey key;
        key.sha256 = m_make->isChecked() ? m_madeSha256 : parseSha256(m_hash->text());
        key.label = m_label->text().trimmed().toStdString();
        key.person = m_person->text().trimmed().toStdString();
        key.agent = m_agent->text().trimmed().toStdString();
        m_token->clear();
        Q_EMIT keyAdded(key);
        accept();
    });
    updateState();
}

void KeyDialog::buildForm()
{
    column().addWidget(plainLabel(tr("Add a key"), "title"));
    column().addWidget(
        plainParagraph(tr("What a person or an agent shows to the gateway. Only its fingerprint is kept."), "secondary"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    m_label = namedEdit(tr("Label of the key"));
    m_label->setObjectName(QStringLiteral("keyLabel"));
    m_label->setPlaceholderText(tr("checkout-agent"));
    m_person = namedEdit(tr("Person who uses the key"));
    m_agent = namedEdit(tr("Agent that uses the key"));
    form->addRow(tr("&Label"), m_label);
    form->addRow(tr("&Person, if any"), m_person);
    form->addRow(tr("A&gent, if any"), m_agent);
    alignLabels(*form);
    column().addLayout(form);

    m_make = new QRadioButton(tr("&Make a new token"));
    m_paste = new QRadioButton(tr("I &have a token: enter its SHA-256"));
    m_make->setChecked(true);
    column().addWidget(m_make);
    m_made = new QWidget;
    auto* made = new QVBoxLayout(m_made);
    made->setContentsMargins(24, 0, 0, 0);
    const CallerToken token = makeCallerToken();
    m_madeSha256 = token.sha256;
    m_token = namedEdit(tr("The new token, shown once"), token.text);
    m_token->setObjectName(QStringLiteral("token"));
    m_token->setReadOnly(true);
    m_token->setCursorPosition(0);
    auto* copy = plainButton(tr("&Copy"));
    copy->setAccessibleName(tr("Copy the new token"));
    copy->setObjectName(QStringLiteral("copyToken"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_token->text()); });
    auto* row = new QHBoxLayout;
    row->addWidget(m_token, 1);
    row->addWidget(copy);
    made->addLayout(row);
    made->addWidget(plainParagraph(tr("Copy it now. It is shown this once and can’t be read again."), "warn"));
    column().addWidget(m_made);
    column().addWidget(m_paste);
    m_hash = namedEdit(tr("SHA-256 of the token"));
    m_hash->setObjectName(QStringLiteral("hash"));
    m_hash->setPlaceholderText(tr("64 hexadecimal digits"));
    column().addWidget(m_hash);
    m_fault = plainParagraph({}, "crit");
    column().addWidget(m_fault);
    column().addStretch(1);

    m_add = plainButton(tr("Add Key"), "primary");
    m_add->setObjectName(QStringLiteral("addKey"));
    m_add->setDefault(true);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(m_add);
    setSizeInLines(30);
}

QString KeyDialog::fault() const
{
    const auto unsafe = [](const QLineEdit* edit) {
        const std::string text = edit->text().trimmed().toStdString();
        return !text.empty() && !isSafeName(text);
    };
    if (unsafe(m_label) || unsafe(m_person) || unsafe(m_agent))
        return tr("A spreadsheet would run a name that starts with = + - or @ as a formula. Please choose another.");
    if (m_paste->isChecked() && !m_hash->text().isEmpty() && parseSha256(m_hash->text()).empty())
        return tr("A SHA-256 has 64 digits from 0 to 9 and a to f.");
    return {};
}

void KeyDialog::updateState()
{
    m_made->setVisible(m_make->isChecked());
    m_hash->setVisible(m_paste->isChecked());
    const QString sentence = fault();
    showFault(m_fault, sentence);
    const bool hasHash = m_make->isChecked() || !parseSha256(m_hash->text()).empty();
    m_add->setEnabled(sentence.isEmpty() && !m_label->text().trimmed().isEmpty() && hasHash);
}

} // namespace fuseboard
