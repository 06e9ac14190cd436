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
#include <QKeyEvent>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <map>

namespace fuseboard {
namespace {

constexpr int shownRows = 6; // five and the rest
constexpr int rowPadding = 6;

/// Ids that the team's board knows a name for.
void nameRows(std::vector<BreakdownRow>& rows, const std::vector<BreakdownRow>& known)
{
    std::map<std::string, std::string> names;
    for (const BreakdownRow& row : known)
        names[row.id] = row.name;
    for (BreakdownRow& row : rows)
        if (const auto found = names.find(row.id); found != names.end())
            row.name = found->second;
}

} // namespace

WhereItGoesCard::WhereItGoesCard(QWidget* parent)
    : QFrame(parent)
    , m_model(new BreakdownModel(this))
    , m_texts(new BreakdownTexts(this))
    , m_delegate(new BreakdownDelegate(this))
    , m_table(new QTableView)
    , m_trail(new QWidget)
    , m_trailText(new TextLabel(TypeRole::Secondary))
    , m_back(new QPushButton(tr("Back")))
{
    setVariant(this, "card");
    m_texts->setSourceModel(m_model);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 14, 8);
    column->setSpacing(6);
    buildHead(*column);
    buildTrail(*column);

    setVariant(m_table, "table");
    m_table->setObjectName(QStringLiteral("whereItGoes"));
    m_table->setAccessibleName(tr("Where It Goes"));
    m_table->setModel(m_texts);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::activated, this, &WhereItGoesCard::open);
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
    const QStringList names {tr("Agents and Keys"), tr("Models"), tr("People"), tr("Tags")};
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

void WhereItGoesCard::buildTrail(QVBoxLayout& column)
{
    auto* row = new QHBoxLayout(m_trail);
    row->setContentsMargins(0, 0, 0, 0);
    setVariant(m_back, "outline");
    m_back->setProperty("small", true);
    m_back->setObjectName(QStringLiteral("closeRow"));
    m_back->setAccessibleName(tr("Where it goes: back"));
    m_trailText->setObjectName(QStringLiteral("trail"));
    row->addWidget(m_trailText, 1);
    row->addWidget(m_back);
    connect(m_back, &QPushButton::clicked, this, &WhereItGoesCard::closeRow);
    column.addWidget(m_trail);
    m_trail->hide();
}

void WhereItGoesCard::setTeam(const TeamBoard& team, Currency currency, bool atLeast)
{
    const bool isOther = team.id != m_team || currency != m_model->currency();
    const bool isOtherPeriod = team.input.period != m_period;
    m_team = team.id;
    m_period = team.input.period;
    m_agents = team.byAgent;
    m_people = team.byPerson;
    if (isOther)
        m_opened.clear();
    m_model->setTeam(team, currency, atLeast);
    if (isOther || isOtherPeriod)
        show();
}

void WhereItGoesCard::setBy(BreakdownBy by)
{
    const bool neededReading = needsReading();
    m_by = by;
    m_delegate->setBy(by);
    m_model->setBy(by);
    m_texts->tellHeader();
    m_table->viewport()->update();
    if (needsReading() != neededReading)
        show();
}

std::vector<BreakdownWithin> WhereItGoesCard::within() const
{
    std::vector<BreakdownWithin> out;
    for (const Opened& each : m_opened)
        out.push_back(each.row);
    return out;
}

void WhereItGoesCard::open(const QModelIndex& index)
{
    const auto line = index.data(BreakdownModel::LineRole).value<BreakdownLine>();
    if (line.kind == BreakdownLine::Kind::others)
        return;
    const BreakdownWithin row {m_by, line.id, line.team};
    if (std::ranges::contains(m_opened, row, &Opened::row)) // there is nothing finer in it
        return;
    m_opened.push_back({row, index.siblingAtColumn(BreakdownModel::NameColumn).data().toString()});
    show();
}

void WhereItGoesCard::closeRow()
{
    if (!m_opened.empty())
        m_opened.pop_back();
    show();
    m_table->setFocus();
}

QString WhereItGoesCard::trailOf() const
{
    QStringList names;
    for (const Opened& each : m_opened)
        names += each.name;
    return names.join(QStringLiteral(" › "));
}

/// What lies within a row is not known before it is read.
void WhereItGoesCard::show()
{
    m_wasRead = false;
    m_model->setWithin(needsReading() ? std::make_shared<const Breakdowns>() : nullptr);
    const QString trail = trailOf();
    m_trail->setVisible(needsReading());
    m_back->setVisible(!m_opened.empty());
    m_trailText->setText(trail.isEmpty() ? tr("Reading…") : tr("%1: reading…").arg(trail));
    if (needsReading())
        Q_EMIT wanted();
}

void WhereItGoesCard::setBreakdowns(const Breakdowns& read)
{
    if (!needsReading() || read.request.within != within())
        return;
    m_wasRead = true;
    auto named = std::make_shared<Breakdowns>(read);
    nameRows(named->byAgent, m_agents);
    nameRows(named->byPerson, m_people);
    m_model->setWithin(std::move(named));
    m_trail->setVisible(!m_opened.empty());
    m_trailText->setText(tr("Within %1").arg(trailOf()));
}

void WhereItGoesCard::setFault(const QString& sentence)
{
    if (!needsReading())
        return;
    m_trail->show();
    m_trailText->setText(m_wasRead ? tr("%1 What is shown was read before.").arg(sentence) : sentence);
}

bool WhereItGoesCard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || m_opened.empty())
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Backspace)
        return QFrame::eventFilter(watched, event);
    closeRow();
    return true;
}

void WhereItGoesCard::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        fitHeight();
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
