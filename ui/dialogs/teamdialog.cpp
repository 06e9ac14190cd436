// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/teamdialog.h"

#include "dialogs/amountinput.h"
#include "dialogs/keylist.h"
#include "dialogs/parts.h"
#include "dialogs/rulelist.h"
#include "dialogs/teamdraft.h"
#include "theme/variant.h"
#include "widgets/formrows.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QTabWidget>

namespace fuseboard {

class TeamDialog::Private {
public:
    Private(EditContext given, const TeamId& team)
        : context(std::move(given))
        , start(teamDraft(context.organisation, team, context.now))
    {
    }

    [[nodiscard]] Currency chosenCurrency() const
    {
        return Currency::parse(currency->currentText().toStdString()).value_or(context.currency);
    }
    /// The form as a draft; the budget stays as it was while its text is not an amount.
    [[nodiscard]] TeamDraft draft() const
    {
        TeamDraft out = start;
        out.team.name = name->text().trimmed().toStdString();
        out.team.owner = owner->text().trimmed().toStdString();
        out.team.costCenterId = costCenter->text().trimmed().toStdString();
        out.team.costCenterName = costCenterName->text().trimmed().toStdString();
        out.team.isProtected = isProtected->isChecked();
        out.kind = isHard->isChecked() ? BudgetKind::hard : BudgetKind::soft;
        out.keys = keys->keys();
        out.rules = rules->rules();
        const auto amount = parseAmount(budget->text(), chosenCurrency());
        if (budget->text().trimmed().isEmpty())
            out.budget.reset();
        else if (amount)
            out.budget = *amount;
        return out;
    }
    [[nodiscard]] QString fault() const;

    EditContext context;
    TeamDraft start;
    QLineEdit *name = nullptr, *owner = nullptr, *costCenter = nullptr, *costCenterName = nullptr, *budget = nullptr;
    QLabel* id = nullptr;
    QComboBox* currency = nullptr;
    QCheckBox *isProtected = nullptr, *isHard = nullptr;
    KeyList* keys = nullptr;
    RuleList* rules = nullptr;
    QLabel* faultLine = nullptr;
    QPushButton* save = nullptr;
};

QString TeamDialog::Private::fault() const
{
    if (!budget->text().trimmed().isEmpty() && !parseAmount(budget->text(), chosenCurrency()))
        return TeamDialog::tr("The budget “%1” is not an amount of money.").arg(budget->text().trimmed());
    switch (teamFault(context.organisation, draft())) {
    case TeamFault::none: break;
    case TeamFault::unsafeName:
        // An empty name is not finished rather than wrong.
        return name->text().trimmed().isEmpty()
            ? QString()
            : TeamDialog::tr("A spreadsheet would run a name that starts with = + - or @ as a formula.");
    case TeamFault::nameTaken: return TeamDialog::tr("Another team has this name.");
    case TeamFault::noId: return TeamDialog::tr("The name needs a letter from a to z or a digit, for the team’s id.");
    case TeamFault::idTaken: return TeamDialog::tr("Another team has the id that belongs to this name.");
    case TeamFault::unsafeOwner: return TeamDialog::tr("A spreadsheet would run this owner as a formula.");
    case TeamFault::unsafeCostCenter: return TeamDialog::tr("A spreadsheet would run this cost centre as a formula.");
    case TeamFault::keyTaken: return TeamDialog::tr("One of the keys is in use already. A key belongs to one team.");
    case TeamFault::unsafeKeyLabel: return TeamDialog::tr("A spreadsheet would run the name of one of the keys as a formula.");
    }
    return {};
}

TeamDialog::TeamDialog(EditContext context, TeamId team, QWidget* parent)
    : OrganisationEditor(parent)
    , d(std::make_unique<Private>(std::move(context), team))
{
    setObjectName(QStringLiteral("teamDialog"));
    const bool adds = d->start.team.id.empty();
    setWindowTitle(adds ? tr("Add Team") : tr("Edit Team"));
    column().addWidget(
        plainParagraph(adds ? tr("Add a team") : tr("Edit %1").arg(QString::fromStdString(d->start.team.name)), "title"));

    const Team& known = d->start.team;
    d->name = namedEdit(tr("Name of the team"), QString::fromStdString(known.name));
    d->name->setObjectName(QStringLiteral("teamName"));
    d->id = plainLabel({}, "secondary");
    d->id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    d->owner = namedEdit(tr("Owner of the budget"), QString::fromStdString(known.owner));
    d->costCenter = namedEdit(tr("Cost centre, id"), QString::fromStdString(known.costCenterId));
    d->costCenter->setPlaceholderText(tr("Id"));
    d->costCenterName = namedEdit(tr("Cost centre, name"), QString::fromStdString(known.costCenterName));
    d->costCenterName->setPlaceholderText(tr("Name"));
    d->budget = namedEdit(tr("Monthly budget"), d->start.budget ? amountForInput(*d->start.budget) : QString());
    d->budget->setObjectName(QStringLiteral("budget"));
    d->budget->setPlaceholderText(tr("No budget"));
    d->currency = namedBox(tr("Currency of the budget"));
    const Currency currency =
        d->start.budget && d->start.budget->currency.isSet() ? d->start.budget->currency : d->context.currency;
    d->currency->addItem(QString::fromStdString(currency.text()));
    for (const QString& code : {QStringLiteral("USD"), QStringLiteral("EUR"), QStringLiteral("GBP")})
        if (d->currency->findText(code) < 0)
            d->currency->addItem(code);

    d->isHard = new QCheckBox(tr("&Freeze the team once it is spent"));
    d->isHard->setObjectName(QStringLiteral("hardBudget"));
    d->isHard->setAccessibleName(tr("Hard budget: freeze the team once it is spent, until its period ends"));
    d->isHard->setToolTip(tr("Until the period ends, or the budget is raised. A protected team is left to a person."));
    d->isHard->setChecked(d->start.kind == BudgetKind::hard);

    d->isProtected = new QCheckBox(tr("&Ask for its name before it is frozen"));
    d->isProtected->setObjectName(QStringLiteral("protected"));
    d->isProtected->setAccessibleName(tr("Protected: ask for the team’s name before it is frozen"));
    d->isProtected->setToolTip(tr("For teams whose calls must not stop by one press. No drill takes it either."));
    d->isProtected->setChecked(known.isProtected);

    const auto pair = [](QWidget* wide, QWidget* narrow) {
        auto* row = new QHBoxLayout;
        row->addWidget(wide, 1);
        row->addWidget(narrow);
        return row;
    };
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(tr("&Name"), d->name);
    form->addRow(tr("Id"), d->id);
    form->addRow(tr("&Owner"), d->owner);
    auto* centre = new QHBoxLayout;
    centre->addWidget(d->costCenter, 1);
    centre->addWidget(d->costCenterName, 2);
    const auto labelFor = [](const QString& text, QWidget* field) {
        QLabel* label = plainLabel(text);
        label->setBuddy(field);
        return label;
    };
    form->addRow(labelFor(tr("&Cost centre"), d->costCenter), centre);
    form->addRow(labelFor(tr("Monthly &budget"), d->budget), pair(d->budget, d->currency));
    form->addRow(tr("Hard budget"), d->isHard);
    form->addRow(tr("Protected"), d->isProtected);
    alignLabels(*form);
    column().addLayout(form);

    d->keys = new KeyList(d->start.keys);
    d->rules = new RuleList(d->start.rules);
    auto* tabs = new QTabWidget;
    setVariant(tabs, "tabs");
    tabs->addTab(d->keys, tr("&Keys"));
    tabs->addTab(d->rules, tr("&Provider Projects and Keys"));
    column().addWidget(tabs, 1);

    d->faultLine = plainParagraph({}, "crit");
    column().addWidget(d->faultLine);
    column().addWidget(answerLine());
    d->save = plainButton(adds ? tr("Add Team") : tr("Save"), "primary");
    d->save->setObjectName(QStringLiteral("saveTeam"));
    d->save->setDefault(true);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(d->save);

    const auto update = [this] {
        const QString sentence = d->fault();
        const TeamId id = draftId(d->draft());
        d->id->setText(id.empty() ? tr("comes from the name") : QString::fromStdString(id));
        showFault(d->faultLine, sentence);
        d->isHard->setEnabled(d->draft().budget.has_value());
        d->save->setEnabled(sentence.isEmpty() && !d->name->text().trimmed().isEmpty());
    };
    for (QLineEdit* edit : {d->name, d->owner, d->costCenter, d->costCenterName, d->budget})
        connect(edit, &QLineEdit::textChanged, this, update);
    connect(d->currency, &QComboBox::currentIndexChanged, this, update);
    connect(d->keys, &KeyList::changed, this, update);
    connect(d->save, &QPushButton::clicked, this, [this] { send(withTeam(d->context, d->draft()), d->save); });
    update();
    d->name->setFocus();
    setSizeInLines(34, 32);
}

TeamDialog::~TeamDialog() = default;

} // namespace fuseboard
