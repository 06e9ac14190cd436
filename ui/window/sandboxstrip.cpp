// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/sandboxstrip.h"

#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>

namespace fuseboard {

SandboxStrip::SandboxStrip(QWidget* parent)
    : TonedFrame(Tone::accent, parent)
    , m_text(new TextLabel(TypeRole::Body, Tone::secondary))
{
    auto* icon = new IconLabel(16);
    icon->setIcon(Icon::Flask, Tone::accent);
    auto* title = new TextLabel(TypeRole::Body);
    title->setStrong(true);
    title->setText(tr("Sandbox: not your money"));
    m_text->setWordWrap(true); // a hint that is cut off helps nobody
    setText({});
    auto* own = new IconButton(std::nullopt, tr("Connect Your Own…"));
    own->setProperty("small", true);
    own->setObjectName(QStringLiteral("connectOwn"));
    own->setAccessibleName(tr("Connect Your Own…"));
    connect(own, &QPushButton::clicked, this, &SandboxStrip::connectOwnPressed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 8, 4);
    row->setSpacing(10);
    row->addWidget(icon);
    row->addWidget(title);
    row->addWidget(m_text, 1);
    row->addWidget(own);
    setAccessibleName(title->text());
}

void SandboxStrip::setText(const QString& hint)
{
    const QString text = hint.isEmpty() ? tr("A made-up company. Nothing here reaches a provider.") : hint;
    m_text->setText(text);
    m_text->setTone(hint.isEmpty() ? Tone::secondary : Tone::plain);
    setAccessibleDescription(text);
}

} // namespace fuseboard
