// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/falsealarmdialog.h"

#include "dialogs/parts.h"
#include "text/breakable.h"

#include <QBoxLayout>

namespace fuseboard {
namespace {

constexpr int linesWide = 26;

} // namespace

FalseAlarmDialog::FalseAlarmDialog(const QString& title, const QString& text, QWidget* parent)
    : ScrollingDialog(parent)
    , m_reason(namedEdit(tr("Reason for calling it a false alarm")))
{
    setObjectName(QStringLiteral("falseAlarmDialog"));
    setWindowTitle(tr("False Alarm?"));
    setSizeInLines(linesWide);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setPlaceholderText(tr("Reason (kept in the audit log)"));
    m_reason->setMaxLength(500);
    column().addWidget(plainParagraph(windowTitle(), "title"));
    column().addWidget(plainParagraph(tr("%1: %2").arg(title, breakable(text)), "secondary"));
    column().addWidget(m_reason);
    column().addWidget(
        plainParagraph(tr("It is over for everybody who looks at this profile. What comes next is asked anew.")));
    auto* yes = plainButton(tr("False Alarm"), "primary");
    yes->setObjectName(QStringLiteral("falseAlarm"));
    yes->setDefault(true);
    connect(yes, &QPushButton::clicked, this, &QDialog::accept);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(yes);
    m_reason->setFocus(Qt::OtherFocusReason);
}

QString FalseAlarmDialog::reason() const { return m_reason->text().trimmed(); }

} // namespace fuseboard
