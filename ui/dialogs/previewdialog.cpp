// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/previewdialog.h"

#include "dialogs/parts.h"
#include "dialogs/previewfacts.h"
#include "text/shown.h"

#include <QBoxLayout>

namespace fuseboard {

PreviewDialog::PreviewDialog(FreezeQuestion question, QWidget* parent)
    : ScrollingDialog(parent)
    , m_question(std::move(question))
    , m_facts(new QVBoxLayout)
{
    setObjectName(QStringLiteral("previewDialog"));
    setWindowTitle(tr("What a Freeze Stops"));
    const FreezePlan plan = freezePlan(m_question.board, m_question.freezes, FreezeReach::oneTeam, m_question.team);
    const QString name = shown(plan.teams.empty() ? m_question.team : plan.teams.front());
    column().addWidget(plainParagraph(tr("What a freeze of %1 stops").arg(name), "title"));
    column().addWidget(plainParagraph(tr("As it is now. Nothing was sent."), "secondary"));
    m_facts->setSpacing(12);
    column().addLayout(m_facts, 1);
    auto* close = plainButton(tr("Close"));
    close->setObjectName(QStringLiteral("close"));
    close->setDefault(true);
    buttons().addStretch(1);
    buttons().addWidget(close);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    setSizeInLines(35);
    showFacts(std::nullopt);
}

void PreviewDialog::setPreview(const Result<BlastPreview>& preview) { showFacts(preview); }

void PreviewDialog::showFacts(const PlacesAnswer& answer)
{
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const FreezePlan plan = freezePlan(m_question.board, m_question.freezes, FreezeReach::oneTeam, m_question.team);
    m_facts->addWidget(affectedBox(plan, answer, m_question.board, m_question.mode));
    if (answer && *answer) {
        auto* places = new FactBox(tr("At the Places"));
        addHeldFacts(*places, answer);
        places->close();
        m_facts->addWidget(places);
    }
    growToFit();
}

} // namespace fuseboard
