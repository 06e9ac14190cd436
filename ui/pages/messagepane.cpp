// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/messagepane.h"

#include "widgets/iconbutton.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>

namespace fuseboard {

MessagePane::MessagePane(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(TypeRole::Title))
    , m_text(new TextLabel(TypeRole::Body, Tone::secondary))
    , m_button(new IconButton(std::nullopt, {}, "primary"))
{
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(26 * fontMetrics().height());
    m_button->setObjectName(QStringLiteral("messageButton"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_title);
    // A row of its own: alignment would keep the text from growing with its lines.
    auto* lines = new QHBoxLayout;
    lines->addStretch(1);
    lines->addWidget(m_text);
    lines->addStretch(1);
    column->addLayout(lines);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &MessagePane::pressed);
}

void MessagePane::say(const QString& title, const QString& text, const QString& button)
{
    m_title->setText(title);
    m_text->setText(text);
    m_button->setPlainText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
}

} // namespace fuseboard
