// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboardpage/switchboardpage.h"

#include "switchboardpage/drillrows.h"
#include "switchboardpage/rulerows.h"
#include "switchboardpage/switchboardrows.h"
#include "switchboardpage/twolinedelegate.h"
#include "switchboardpage/undopane.h"
#include "text/undotext.h"
#include "theme/variant.h"
#include "widgets/plaintable.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QTableView>

#include <algorithm>
#include <iterator>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto askAgainAfter = 30s; ///< each place has a deadline of at most 10 s
constexpr int leastPlaceRows = 6, leastOrderRows = 4; ///< with the heads, which are higher
constexpr int mostRuleRows = 5, mostDrillRows = 3; ///< without scrolling, below the head
constexpr int whoWidth = 34; ///< characters

/// As high as its rows, up to so many.
void fitRows(QTableView& table, int most)
{
    table.setFixedHeight((std::min(table.model()->rowCount(), most) + 1) * table.verticalHeader()->defaultSectionSize());
}

} // namespace

SwitchboardPage::SwitchboardPage(QWidget* parent)
    : QWidget(parent)
    , m_places(new TwoLineModel(this))
    , m_orders(new TwoLineModel(this))
    , m_rules(new TwoLineModel(this))
    , m_drills(new TwoLineModel(this))
    , m_placesTable(makeTable(*m_places, "places", tr("Places and Teams")))
    , m_ordersTable(makeTable(*m_orders, "orders", tr("Orders")))
    , m_rulesTable(makeTable(*m_rules, "rules", tr("Rules at Work")))
    , m_drillsTable(makeTable(*m_drills, "drills", tr("Drills")))
    , m_warning(new TextLabel(TypeRole::Secondary, Tone::warn))
    , m_noOrders(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_drillPlan(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_drillMissed(new TextLabel(TypeRole::Secondary, Tone::crit))
    , m_undo(new UndoPane)
{
    auto* title = new TextLabel(TypeRole::Title);
    title->setText(tr("Switchboard"));
    auto* about = new TextLabel(TypeRole::Secondary, Tone::secondary);
    about->setText(tr("Which place refuses which team, since when, and how it was proved"));
    about->setElided(true);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(4, 0, 0, 0);
    head->setSpacing(1);
    head->addWidget(title);
    head->addWidget(about);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 2, 0);
    column->setSpacing(12);
    column->addLayout(head);
    m_warning->setObjectName(QStringLiteral("placesWarning"));
    m_warning->setWordWrap(true);
    m_noOrders->setText(tr("Nothing is frozen."));
    m_drillPlan->setObjectName(QStringLiteral("drillPlan"));
    m_drillPlan->setWordWrap(true);
    m_drillMissed->setObjectName(QStringLiteral("drillMissed"));
    m_drillMissed->setWordWrap(true);
    m_drillMissed->setText(
        tr("The last drill failed, or the next one is overdue: whether freezing works everywhere is not known."));
    addCard(*column, tr("Places and Teams"), m_placesTable, {m_warning}, 3);
    auto* orders = new QHBoxLayout;
    orders->setSpacing(12);
    addCard(*orders, tr("Orders"), m_ordersTable, {m_noOrders}, 3);
    orders->addWidget(m_undo, 2, Qt::AlignTop);
    column->addLayout(orders, 1);
    m_rulesCard = addCard(*column, tr("Rules at Work"), m_rulesTable, {}, 0);
    addCard(*column, tr("Drills"), m_drillsTable, {m_drillMissed, m_drillPlan}, 0);
    addScrolled(content);
    m_undo->hide();
    connect(m_ordersTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SwitchboardPage::showUndo);
}

/// The page scrolls before its tables have no room for their first rows.
void SwitchboardPage::addScrolled(QWidget* content)
{
    auto* scroll = new QScrollArea;
    setVariant(scroll, "list");
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    const int row = m_placesTable->verticalHeader()->defaultSectionSize();
    m_placesTable->setMinimumHeight(leastPlaceRows * row);
    m_ordersTable->setMinimumHeight(leastOrderRows * row);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

QTableView* SwitchboardPage::makeTable(TwoLineModel& model, const char* name, const QString& accessibleName)
{
    auto* table = new QTableView;
    makePlain(*table, name, accessibleName);
    table->setModel(&model);
    table->setItemDelegate(new TwoLineDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->verticalHeader()->setDefaultSectionSize(2 * fontMetrics().height() + 12);
    table->horizontalHeader()->setMinimumSectionSize(10 * fontMetrics().averageCharWidth());
    return table;
}

QFrame* SwitchboardPage::addCard(
    QBoxLayout& column, const QString& title, QTableView* table, std::initializer_list<TextLabel*> notes, int stretch)
{
    auto* card = new QFrame;
    setVariant(card, "card");
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(16, 12, 16, 12);
    inner->setSpacing(8);
    auto* name = new TextLabel(TypeRole::Section);
    name->setText(title);
    inner->addWidget(name);
    for (TextLabel* note : notes)
        inner->addWidget(note);
    inner->addWidget(table, 1);
    inner->addStretch(0);
    column.addWidget(card, stretch);
    return card;
}

void SwitchboardPage::setState(const ShownState& state)
{
    if (!state.board || !state.freezes)
        return;
    m_places->setTable(placesAndTeams(state));
    TwoLineTable orders = ordersInForce(state);
    m_noOrders->setVisible(orders.rows.empty());
    m_ordersTable->setVisible(!orders.rows.empty());
    m_orders->setTable(std::move(orders));
    m_warning->setText(placesWarning(state));
    m_warning->setVisible(!m_warning->text().isEmpty());
    setRules(state);
    setDrills(state);
    m_state = state;
    showUndo();
}

/// That of the order that is chosen, or the first one; null where nothing of it is held.
const FreezeView* SwitchboardPage::chosenFreeze() const
{
    const auto& views = m_state.freezes->views;
    if (views.empty())
        return nullptr;
    const auto row = std::max(0, m_ordersTable->currentIndex().row());
    const auto chosen = std::next(views.begin(), std::min<std::ptrdiff_t>(row, std::ssize(views) - 1));
    return chosen->second.wanted == HoldState::frozen || chosen->second.stage == FreezeStage::changedOutside ? &chosen->second
                                                                                                             : nullptr;
}

void SwitchboardPage::showUndo()
{
    const FreezeView* freeze = m_state.freezes ? chosenFreeze() : nullptr;
    m_undo->setVisible(freeze != nullptr);
    if (!freeze) {
        m_asked.reset();
        return;
    }
    const Asked asked {freeze->scope, freeze->generation, freeze->stage};
    const bool isDue = m_failedAt && m_state.now - *m_failedAt >= askAgainAfter;
    if (!isVisible() || (m_asked == asked && !isDue))
        return;
    m_failedAt.reset();
    if (!m_asked || m_asked->scope != asked.scope)
        m_undo->setAsking(m_state.nameOf(asked.scope));
    m_asked = asked;
    Q_EMIT undoWanted(asked.scope);
}

void SwitchboardPage::setPreview(const BlastPreview& preview)
{
    if (m_asked && m_asked->scope == preview.scope)
        m_undo->setPreview(m_state.nameOf(preview.scope), preview, placesHoldingAll(*m_state.freezes));
}

void SwitchboardPage::setPreviewFault(const Scope& scope, const Error& error)
{
    if (!m_asked || m_asked->scope != scope)
        return;
    m_failedAt = m_state.now;
    m_undo->setFault(m_state.nameOf(scope), error);
}

void SwitchboardPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_asked.reset(); // what the places hold may have changed since
    showUndo();
}

void SwitchboardPage::setRules(const ShownState& state)
{
    TwoLineTable rules = rulesAtWork(state);
    m_rulesCard->setVisible(!rules.rows.empty());
    m_rules->setTable(std::move(rules));
    QHeaderView* head = m_rulesTable->horizontalHeader(); // which forgets it as the number of rows changes
    head->setSectionResizeMode(0, QHeaderView::Fixed);
    head->resizeSection(0, whoWidth * fontMetrics().averageCharWidth());
    for (const int column : {1, 2, 3}) // and why it is so has the rest
        head->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    fitRows(*m_rulesTable, mostRuleRows);
}

void SwitchboardPage::setDrills(const ShownState& state)
{
    TwoLineTable drills = drillTable(state);
    m_drillsTable->setVisible(!drills.rows.empty());
    m_drills->setTable(std::move(drills));
    fitRows(*m_drillsTable, mostDrillRows);
    m_drillPlan->setText(drillPlanText(state));
    m_drillMissed->setVisible(isDrillMissed(state.drillPlan, state.drills, state.now));
}

} // namespace fuseboard
