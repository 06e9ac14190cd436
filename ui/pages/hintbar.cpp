// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/hintbar.h"

#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>

namespace fuseboard {

HintBar::HintBar(QWidget* parent)
    : TonedFrame(Tone::accent, parent)
    , m_text(new TextLabel(TypeRole::Body))
{
    auto* icon = new IconLabel(18);
    icon->setIcon(Icon::Check, Tone::accent);
    m_text->setWordWrap(true); // a hint that is cut off helps nobody
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 8, 4);
    row->setSpacing(10);
    row->addWidget(icon);
    row->addWidget(m_text, 1);
    auto* close = new IconButton(std::nullopt, tr("Close"), "quiet");
    close->setProperty("small", true);
    close->setObjectName(QStringLiteral("closeHint"));
    close->setAccessibleName(tr("Close the hint"));
    connect(close, &QPushButton::clicked, this, &HintBar::closePressed);
    row->addWidget(close);
    hide();
}

void HintBar::setHint(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(tr("Hint: %1").arg(text));
    setVisible(!text.isEmpty());
}

} // namespace fuseboard
