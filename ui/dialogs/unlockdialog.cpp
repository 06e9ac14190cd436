// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/unlockdialog.h"

#include "dialogs/parts.h"
#include "text/shown.h"
#include "theme/variant.h"
#include "widgets/formrows.h"

#include <QBoxLayout>
#include <QFormLayout>

namespace fuseboard {

UnlockDialog::UnlockDialog(const QStringList& sources, QWidget* parent)
    : ScrollingDialog(parent)
    , m_passphrase(namedEdit(tr("Passphrase of the sealed keys")))
    , m_unlock(plainButton(tr("Unlock"), "primary"))
    , m_fault(plainParagraph({}, "crit"))
{
    setObjectName(QStringLiteral("unlockDialog"));
    setWindowTitle(tr("Unlock Keys"));
    column().addWidget(plainLabel(tr("Unlock your sealed keys"), "title"));
    column().addWidget(plainParagraph(tr("Until then these sources are not asked: %1. Asked for once at each start.")
                                          .arg(shown(sources.join(QStringLiteral(", ")).toStdString(), 160)),
        "secondary"));
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(tr("&Passphrase"), m_passphrase);
    alignLabels(*form);
    column().addLayout(form);
    m_fault->setObjectName(QStringLiteral("fault"));
    m_fault->hide();
    column().addWidget(m_fault);
    column().addStretch(1);
    auto* later = plainButton(tr("Not Now"));
    later->setObjectName(QStringLiteral("later"));
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_unlock->setDefault(true);
    m_unlock->setEnabled(false);
    buttons().addStretch(1);
    buttons().addWidget(later);
    buttons().addWidget(m_unlock);
    connect(m_passphrase, &QLineEdit::textChanged, this, [this] { m_unlock->setEnabled(!m_passphrase->text().isEmpty()); });
    connect(m_unlock, &QPushButton::clicked, this, [this] {
        m_unlock->setEnabled(false);
        m_passphrase->setEnabled(false);
        setVariant(m_fault, "secondary");
        fuseboard::showFault(m_fault, tr("Opening the keys…"));
        Q_EMIT passphraseEntered(m_passphrase->text());
    });
    connect(this, &QDialog::finished, m_passphrase, &QLineEdit::clear);
    setSizeInLines(28);
}

void UnlockDialog::showFault(const QString& sentence)
{
    setVariant(m_fault, "crit");
    fuseboard::showFault(m_fault, sentence);
    m_passphrase->setEnabled(true);
    m_unlock->setEnabled(true);
    m_passphrase->selectAll();
    m_passphrase->setFocus(Qt::OtherFocusReason);
}

} // namespace fuseboard
