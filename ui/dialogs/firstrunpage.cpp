// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/firstrunpage.h"

#include "dialogs/choicecard.h"
#include "dialogs/parts.h"

#include <QBoxLayout>
#include <QButtonGroup>

#include <algorithm>

namespace fuseboard {
namespace {

QString titleOf(FirstRunChoice choice)
{
    switch (choice) {
    case FirstRunChoice::thisComputer: return FirstRunPage::tr("For tools on this computer");
    case FirstRunChoice::teamGateway: return FirstRunPage::tr("For a team: connect a gateway on a server");
    case FirstRunChoice::providers: return FirstRunPage::tr("Provider APIs");
    case FirstRunChoice::sandbox: break;
    }
    return FirstRunPage::tr("Sandbox");
}

QString aboutOf(FirstRunChoice choice)
{
    switch (choice) {
    case FirstRunChoice::thisComputer: return FirstRunPage::tr("Starts a small gateway here, for your coding tools to call.");
    case FirstRunChoice::teamGateway:
        return FirstRunPage::tr("Connects to a Fuseboard, LiteLLM, Bifrost or HAProxy that runs elsewhere.");
    case FirstRunChoice::providers:
        return FirstRunPage::tr("Shows what OpenAI, Anthropic, OpenRouter, GitHub or Cursor report and bill.");
    case FirstRunChoice::sandbox: break;
    }
    return FirstRunPage::tr("A made-up company with a runaway agent. Nothing leaves this computer, no money moves.");
}

} // namespace

class FirstRunPage::Private {
public:
    QButtonGroup* choices = nullptr;
    QLabel* hint = nullptr;
    QPushButton* next = nullptr;
};

FirstRunPage::FirstRunPage(const std::vector<FirstRunFacts>& facts, std::vector<SourceOffer> offers, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setObjectName(QStringLiteral("firstRunPage"));
    d->choices = new QButtonGroup(this);
    auto* middle = new QWidget;
    middle->setMaximumWidth(42 * fontMetrics().lineSpacing());
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(plainLabel(tr("Where does your AI spending go through?"), "title"));
    column->addWidget(plainLabel(tr("Choose one to start. More can be added later under Sources."), "secondary"));
    column->addSpacing(4);
    for (const FirstRunChoice choice :
        {FirstRunChoice::thisComputer, FirstRunChoice::teamGateway, FirstRunChoice::providers, FirstRunChoice::sandbox}) {
        const auto known = std::ranges::find(facts, choice, &FirstRunFacts::choice);
        const FirstRunFacts fact = known == facts.end() ? FirstRunFacts {choice, {}, {}} : *known;
        auto* card = new ChoiceCard(choice, titleOf(choice), aboutOf(choice), {fact.canFreeze, fact.tried});
        d->choices->addButton(card, static_cast<int>(choice));
        column->addWidget(card);
    }
    auto* foot = new QHBoxLayout;
    foot->setSpacing(16);
    foot->addWidget(plainLabel(tr("You choose where each key is kept."), "secondary"));
    foot->addStretch(1);
    d->hint = plainLabel(tr("Choose one to go on"), "secondary");
    d->next = plainButton(tr("Continue"), "primary");
    d->next->setObjectName(QStringLiteral("continue"));
    d->next->setEnabled(false);
    foot->addWidget(d->hint);
    foot->addWidget(d->next);
    column->addSpacing(4);
    column->addLayout(foot);

    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->addStretch(1);
    all->addLayout(row);
    all->addStretch(1);

    connect(d->choices, &QButtonGroup::idToggled, this, [this] {
        d->next->setEnabled(d->choices->checkedId() >= 0);
        d->hint->setVisible(d->choices->checkedId() < 0);
    });
    connect(d->next, &QPushButton::clicked, this, [this, offers = std::move(offers)] {
        const auto choice = static_cast<FirstRunChoice>(d->choices->checkedId());
        if (choice == FirstRunChoice::thisComputer || choice == FirstRunChoice::sandbox) {
            Q_EMIT chosen(choice);
            return;
        }
        auto* dialog = new ConnectDialog(
            offers, choice == FirstRunChoice::providers ? QStringLiteral("openai") : QStringLiteral("gateway"), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &ConnectDialog::connectRequested, this,
            [this, dialog](const SourceDraft& draft) { Q_EMIT connectRequested(dialog, draft); });
        connect(dialog, &ConnectDialog::testRequested, this,
            [this, dialog](const SourceDraft& draft) { Q_EMIT testRequested(dialog, draft); });
        dialog->open();
    });
}

FirstRunPage::~FirstRunPage() = default;

} // namespace fuseboard
