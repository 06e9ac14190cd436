// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/reasonline.h"

#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace fuseboard {

ReasonLine::ReasonLine(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLineEdit)
    , m_cancel(new IconButton(std::nullopt, tr("Cancel"), "quiet"))
    , m_add(new IconButton(std::nullopt, tr("Add Reason"), "primary"))
{
    auto* question = new TextLabel(TypeRole::Body);
    question->setText(tr("Why is it frozen?"));
    setVariant(m_words, "field");
    m_words->setObjectName(QStringLiteral("reasonWords"));
    m_words->setAccessibleName(tr("Why is it frozen?"));
    m_words->setPlaceholderText(tr("Goes to the audit log; what was said first stays there"));
    m_words->setMaxLength(500);
    m_cancel->setObjectName(QStringLiteral("cancelReason"));
    m_add->setObjectName(QStringLiteral("addReason"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(question);
    row->addWidget(m_words, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_add);
    connect(m_words, &QLineEdit::textChanged, this, [this] { m_add->setEnabled(!m_words->text().trimmed().isEmpty()); });
    connect(m_words, &QLineEdit::returnPressed, this, &ReasonLine::add);
    connect(m_add, &QPushButton::clicked, this, &ReasonLine::add);
    connect(m_cancel, &QPushButton::clicked, this, &ReasonLine::closed);
}

void ReasonLine::open(const QString& name)
{
    m_words->clear();
    m_add->setEnabled(false);
    m_cancel->setAccessibleName(tr("Cancel, reason of %1").arg(name));
    m_add->setAccessibleName(tr("Add Reason, %1").arg(name));
    show();
    m_words->setFocus(Qt::OtherFocusReason);
}

void ReasonLine::add()
{
    if (const QString words = m_words->text().trimmed(); !words.isEmpty())
        Q_EMIT added(words);
}

void ReasonLine::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace fuseboard
