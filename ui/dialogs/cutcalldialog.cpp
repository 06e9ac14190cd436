// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/cutcalldialog.h"

#include "dialogs/parts.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fuseboard {
namespace {

constexpr int linesWide = 26;

} // namespace

CutCallDialog::CutCallDialog(const QString& caller, const QString& team, QWidget* parent)
    : ScrollingDialog(parent)
{
    setObjectName(QStringLiteral("cutCallDialog"));
    setWindowTitle(tr("Cut this call?"));
    setSizeInLines(linesWide);
    auto* who = new TextLabel(TypeRole::Section);
    who->setElided(true); // a name may be one long word
    who->setText(caller);
    column().addWidget(plainParagraph(windowTitle(), "title"));
    column().addWidget(who);
    column().addWidget(plainParagraph(
        tr("%1 is a protected team. This call ends at once, and what it has used so far is charged. All its other calls go on.")
            .arg(team)));
    auto* cancel = cancelButton(*this);
    auto* cut = plainButton(tr("Cut This Call"), "danger");
    cut->setObjectName(QStringLiteral("confirmCut"));
    cut->setAutoDefault(false);
    connect(cut, &QPushButton::clicked, this, &QDialog::accept);
    buttons().addStretch(1);
    buttons().addWidget(cancel);
    buttons().addWidget(cut);
    cancel->setDefault(true);
    cancel->setFocus(Qt::OtherFocusReason);
}

} // namespace fuseboard
