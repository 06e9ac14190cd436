// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/whereitgoescard.h"

#include "pages/breakdowndelegate.h"
#include "pages/breakdowntexts.h"
#include "theme/variant.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QHeaderView>
#include <QTableView>
#include <QToolButton>

namespace fuseboard {
namespace {

constexpr int shownRows = 6; // five and the rest
constexpr int rowPadding = 6;

} // namespace

WhereItGoesCard::WhereItGoesCard(QWidget* parent)
    : QFrame(parent)
    , m_model(new BreakdownModel(this))
    , m_texts(new BreakdownTexts(this))
    , m_delegate(new BreakdownDelegate(this))
    , m_table(new QTableView)
{
    setVariant(this, "card");
    m_texts->setSourceModel(m_model);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 14, 8);
    column->setSpacing(6);
    buildHead(*column);

    setVariant(m_table, "table");
    m_table->setObjectName(QStringLiteral("whereItGoes"));
    m_table->setAccessibleName(tr("Where It Goes"));
    m_table->setModel(m_texts);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(BreakdownModel::NameColumn, QHeaderView::Stretch);
    for (const int fixed : {BreakdownModel::CostColumn, BreakdownModel::ShareColumn, BreakdownModel::ChangeColumn})
        header->setSectionResizeMode(fixed, QHeaderView::Fixed);
    column->addWidget(m_table);
    column->addStretch(1);
    fitHeight();
}

void WhereItGoesCard::buildHead(QVBoxLayout& column)
{
    auto* title = new TextLabel(TypeRole::Section);
    title->setText(tr("Where It Goes"));
    auto* head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(title, 1);
    auto* tabs = new QButtonGroup(this);
    std::vector<QWidget*> joined;
    const QStringList names {tr("Agents and Keys"), tr("Models"), tr("People")};
    for (int i = 0; i < names.size(); ++i) {
        auto* tab = new QToolButton;
        tab->setText(names[i]);
        tab->setAccessibleName(tr("Where it goes: %1").arg(names[i]));
        tab->setCheckable(true);
        tab->setChecked(i == 0);
        setVariant(tab, "segmented");
        joined.push_back(tab);
        tabs->addButton(tab, i);
        head->addWidget(tab);
    }
    joinSegments(joined);
    connect(tabs, &QButtonGroup::idClicked, this, [this](int id) { setBy(static_cast<BreakdownBy>(id)); });
    column.addLayout(head);
}

void WhereItGoesCard::setTeam(const TeamBoard& team, Currency currency, bool atLeast)
{
    m_model->setTeam(team, currency, atLeast);
}

void WhereItGoesCard::setBy(BreakdownBy by)
{
    m_delegate->setBy(by);
    m_model->setBy(by);
    m_texts->tellHeader();
    m_table->viewport()->update();
}

void WhereItGoesCard::fitHeight()
{
    const int row = fontMetrics().height() + rowPadding;
    m_table->verticalHeader()->setMinimumSectionSize(row);
    m_table->verticalHeader()->setDefaultSectionSize(row);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + shownRows * row + 4);
    const int em = fontMetrics().height();
    m_table->setColumnWidth(BreakdownModel::CostColumn, 6 * em);
    m_table->setColumnWidth(BreakdownModel::ShareColumn, 10 * em);
    m_table->setColumnWidth(BreakdownModel::ChangeColumn, 7 * em);
}

} // namespace fuseboard
