// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/drilldialog.h"

#include "dialogs/parts.h"

#include <QBoxLayout>
#include <QPushButton>

namespace fuseboard {
namespace {

constexpr int linesWide = 26;

} // namespace

DrillDialog::DrillDialog(const QString& team, QWidget* parent)
    : ScrollingDialog(parent)
{
    setObjectName(QStringLiteral("drillDialog"));
    setWindowTitle(tr("Freeze %1 as a Drill?").arg(team));
    setSizeInLines(linesWide);
    column().addWidget(plainParagraph(windowTitle(), "title"));
    column().addWidget(plainParagraph(tr(
        "%1 is frozen at every place, and let go as soon as each has shown that it refuses, or is past the time it may take. "
        "Running requests go on; new ones are refused meanwhile: some seconds at gateways, minutes at some providers.")
            .arg(team)));
    column().addWidget(plainParagraph(tr("Switchboard says how long each place took.")));
    auto* drill = plainButton(tr("Freeze as a Drill"), "danger");
    drill->setObjectName(QStringLiteral("drill"));
    drill->setAutoDefault(false);
    connect(drill, &QPushButton::clicked, this, &QDialog::accept);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(drill);
}

} // namespace fuseboard
