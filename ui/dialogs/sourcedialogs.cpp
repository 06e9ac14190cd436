// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/sourcedialogs.h"

#include "dialogs/keyplacerows.h"
#include "dialogs/parts.h"
#include "text/shown.h"
#include "widgets/formrows.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace fuseboard {
namespace {

constexpr int linesWide = 28;

} // namespace

SourceKeyDialog::SourceKeyDialog(const QString& sourceName, const SourceOffer& kind, QWidget* parent, SealedKeysState sealed)
    : ScrollingDialog(parent)
    , m_use(namedBox(tr("What the key is for")))
    , m_key(namedEdit(tr("New key")))
    , m_save(plainButton(tr("Save Key"), "primary"))
    , m_fault(plainParagraph({}, "crit"))
{
    setObjectName(QStringLiteral("sourceKeyDialog"));
    setWindowTitle(tr("New key for %1").arg(shown(sourceName.toStdString(), 40)));
    setSizeInLines(linesWide);
    column().addWidget(plainParagraph(windowTitle(), "title"));
    column().addWidget(plainParagraph(
        tr("The key is not shown again. The old one stays where it is, and is not used any more."), "secondary"));
    m_key->setObjectName(QStringLiteral("key"));
    m_key->setEchoMode(QLineEdit::Password);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    m_use->setObjectName(QStringLiteral("keyUse"));
    m_use->addItem(tr("Reading what was used"));
    m_use->addItem(tr("Freezing and resuming"));
    form->addRow(tr("&For"), m_use);
    form->setRowVisible(m_use, !kind.freezeRights.isEmpty());
    form->addRow(tr("Ke&y"), m_key);
    m_keep = new KeyPlaceRows(*form, sealed, this);
    alignLabels(*form);
    column().addLayout(form);
    QLabel* rights = plainParagraph({}, "secondary");
    rights->setObjectName(QStringLiteral("rights"));
    column().addWidget(rights);
    m_fault->hide();
    column().addWidget(m_fault);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setEnabled(false);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(m_save);
    const auto update = [this] { m_save->setEnabled(!m_key->text().trimmed().isEmpty() && m_keep->isComplete()); };
    connect(m_key, &QLineEdit::textChanged, this, update);
    connect(m_keep, &KeyPlaceRows::changed, this, update);
    const auto showRights = [this, rights, kind] {
        const bool freezes = m_use->currentIndex() == 1;
        rights->setText(tr("The key needs: %1").arg(freezes ? kind.freezeRights : kind.rights));
        rights->setVisible(!kind.rights.isEmpty());
        growToFit();
    };
    connect(m_use, &QComboBox::currentIndexChanged, this, showRights);
    showRights();
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_save->setEnabled(false);
        KeyWish wish = m_keep->wish();
        wish.freezes = m_use->currentIndex() == 1;
        Q_EMIT keyEntered(m_key->text().trimmed(), wish);
    });
    connect(this, &QDialog::finished, m_key, &QLineEdit::clear);
    connect(this, &QDialog::finished, m_keep, &KeyPlaceRows::clear);
}

void SourceKeyDialog::showFault(const QString& sentence)
{
    fuseboard::showFault(m_fault, sentence);
    m_save->setEnabled(true);
}

void SourceKeyDialog::showKeyringFault(const QString& sentence)
{
    m_keep->offerOthers();
    showFault(sentence);
}

RemoveSourceDialog::RemoveSourceDialog(const QString& sourceName, bool canFreeze, QWidget* parent)
    : ScrollingDialog(parent)
{
    setObjectName(QStringLiteral("removeSourceDialog"));
    setWindowTitle(tr("Remove %1?").arg(shown(sourceName.toStdString(), 40)));
    setSizeInLines(linesWide);
    column().addWidget(plainParagraph(windowTitle(), "title"));
    column().addWidget(plainParagraph(tr("Fuseboard asks it no more. What it told stays in the history and in the totals.")));
    if (canFreeze)
        column().addWidget(
            plainParagraph(tr("It is then no place to freeze at either. A freeze that holds there stays in force until "
                              "somebody ends it at the gateway itself."),
                "crit"));
    auto* remove = plainButton(tr("Remove"), "danger");
    remove->setObjectName(QStringLiteral("remove"));
    remove->setAutoDefault(false);
    connect(remove, &QPushButton::clicked, this, &QDialog::accept);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(remove);
}

} // namespace fuseboard
