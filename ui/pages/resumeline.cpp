// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/resumeline.h"

#include "theme/variant.h"
#include "widgets/combofield.h"
#include "widgets/iconbutton.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace fuseboard {

ResumeLine::ResumeLine(QWidget* parent)
    : QWidget(parent)
    , m_reason(new ComboField)
    , m_note(new QLineEdit)
    , m_consequence(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_stay(new IconButton(std::nullopt, {}, "quiet"))
    , m_resume(new IconButton(std::nullopt, tr("Resume Spending"), "primary"))
{
    auto* question = new TextLabel(TypeRole::Body);
    question->setText(tr("Why resume?"));
    setVariant(m_note, "field");
    m_reason->setObjectName(QStringLiteral("resumeReason"));
    m_reason->setAccessibleName(tr("Why resume?"));
    m_note->setObjectName(QStringLiteral("resumeNote"));
    m_note->setPlaceholderText(tr("Note for the audit log, if you like"));
    m_note->setAccessibleName(tr("Note for the audit log"));
    m_note->setMaxLength(200);
    m_consequence->setElided(true);
    m_stay->setObjectName(QStringLiteral("stayFrozen"));
    m_resume->setObjectName(QStringLiteral("resumeSpending"));
    m_resume->setAutoDefault(false);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(question);
    row->addWidget(m_reason);
    row->addWidget(m_note, 3);
    row->addWidget(m_consequence, 2);
    row->addWidget(m_stay);
    row->addWidget(m_resume);
    connect(m_stay, &QPushButton::clicked, this, &ResumeLine::stayPressed);
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT resumePressed(reason()); });
}

void ResumeLine::open(const QString& name, bool frozen, const QString& consequence)
{
    m_reason->clear();
    m_reason->addItems({frozen ? tr("Frozen by mistake") : tr("Ordered by mistake"), tr("The cause is found and fixed"),
        tr("The budget was raised"), tr("The owner accepts the cost"), tr("Another reason")});
    m_note->clear();
    m_stay->setPlainText(frozen ? tr("Stay Frozen") : tr("Keep Stopping"));
    m_stay->setAccessibleName(frozen ? tr("Stay Frozen, %1").arg(name) : tr("Keep Stopping, %1").arg(name));
    m_resume->setAccessibleName(tr("Resume Spending, %1").arg(name));
    m_resume->setAccessibleDescription(consequence);
    setConsequence(consequence);
    show();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void ResumeLine::setConsequence(const QString& text) { m_consequence->setText(text); }

QString ResumeLine::reason() const
{
    const QString note = m_note->text().trimmed();
    return note.isEmpty() ? m_reason->currentText() : tr("%1: %2").arg(m_reason->currentText(), note);
}

void ResumeLine::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT stayPressed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace fuseboard
