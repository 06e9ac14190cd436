// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/assigndialog.h"

#include "text/moneytext.h"
#include "dialogs/parts.h"
#include "theme/variant.h"
#include "dialogs/rulelist.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QTreeWidget>
#include <QHeaderView>

#include <algorithm>

namespace fuseboard {

class AssignDialog::Private {
public:
    EditContext context;
    std::vector<UnallocatedItem> items;
    QTreeWidget* list = nullptr;
    QComboBox* team = nullptr;
    QPushButton* assign = nullptr;

    [[nodiscard]] bool anyChecked() const
    {
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            if (list->topLevelItem(i)->checkState(0) == Qt::Checked)
                return true;
        return false;
    }
};

AssignDialog::AssignDialog(EditContext context, std::vector<UnallocatedItem> items, QWidget* parent)
    : OrganisationEditor(parent)
    , d(std::make_unique<Private>())
{
    d->context = std::move(context);
    d->items = std::move(items);
    std::ranges::stable_sort(d->items, std::greater<>(), &UnallocatedItem::nano);
    setObjectName(QStringLiteral("assignDialog"));
    setWindowTitle(tr("Assign Spending"));
    column().addWidget(plainLabel(tr("Whose spending is this?"), "title"));
    column().addWidget(plainParagraph(
        tr("What you choose belongs to the team from now on, and so does what it spent before. The sum stays the same."),
        "secondary"));
    d->list = new QTreeWidget;
    d->list->setObjectName(QStringLiteral("unallocated"));
    setVariant(d->list, "table");
    d->list->setAccessibleName(tr("Spending that belongs to no team"));
    d->list->setRootIsDecorated(false);
    d->list->setHeaderLabels({tr("Project or Key"), tr("This Period")});
    d->list->header()->setStretchLastSection(false);
    d->list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    d->list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (const UnallocatedItem& item : d->items) {
        auto* row = new QTreeWidgetItem({ruleText(item.match), amountText(Money {item.nano, d->context.currency})});
        row->setTextAlignment(1, Qt::AlignTrailing | Qt::AlignVCenter);
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren);
        row->setCheckState(0, d->items.size() == 1 ? Qt::Checked : Qt::Unchecked);
        d->list->addTopLevelItem(row);
    }
    column().addWidget(d->list, 1);
    if (d->items.empty())
        column().addWidget(plainLabel(tr("Everything spent in this period belongs to a team."), "secondary"));

    d->team = namedBox(tr("Team that gets the spending"));
    d->team->setObjectName(QStringLiteral("assignTeam"));
    d->team->setPlaceholderText(tr("Choose a team"));
    for (const Team& team : d->context.organisation.teams)
        d->team->addItem(QString::fromStdString(team.name), QString::fromStdString(team.id));
    d->team->setCurrentIndex(-1);
    QLabel* label = plainLabel(tr("Belongs &to"), "secondary");
    label->setBuddy(d->team);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(d->team, 1);
    column().addLayout(row);

    column().addWidget(answerLine());
    d->assign = plainButton(tr("Assign"), "primary");
    d->assign->setObjectName(QStringLiteral("assign"));
    d->assign->setDefault(true);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(d->assign);
    const auto update = [this] { d->assign->setEnabled(d->team->currentIndex() >= 0 && d->anyChecked()); };
    connect(d->team, &QComboBox::currentIndexChanged, this, update);
    connect(d->list, &QTreeWidget::itemChanged, this, update);
    connect(d->assign, &QPushButton::clicked, this, [this] {
        Organisation out = d->context.organisation;
        for (int i = 0; i < d->list->topLevelItemCount(); ++i) {
            if (d->list->topLevelItem(i)->checkState(0) != Qt::Checked)
                continue;
            AllocationRule rule = d->items[static_cast<std::size_t>(i)].match;
            rule.team = d->team->currentData().toString().toStdString();
            out.rules.push_back(std::move(rule));
        }
        send(out, d->assign);
    });
    update();
    setSizeInLines(30, 24);
}

AssignDialog::~AssignDialog() = default;

} // namespace fuseboard
