// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/teamlistpane.h"

#include "items/teamlistmodel.h"
#include "pages/teamdelegate.h"
#include "pages/teamfilter.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/searchfield.h"
#include "widgets/textlabel.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QShortcut>

namespace fuseboard {

TeamListPane::TeamListPane(QWidget* parent)
    : QFrame(parent)
    , m_model(new TeamListModel(this))
    , m_rows(new TeamFilter(this))
    , m_list(new QListView)
    , m_filter(new SearchField(tr("Clear the Filter")))
    , m_orders(new QActionGroup(this))
{
    setVariant(this, "card");
    m_rows->setSourceModel(m_model);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 10, 4, 4);
    column->setSpacing(8);
    buildHead(*column);

    auto* delegate = new TeamDelegate(m_list);
    setVariant(m_list, "list");
    m_list->setObjectName(QStringLiteral("teamList"));
    m_list->setAccessibleName(tr("Teams"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->installEventFilter(this);
    column->addWidget(m_list, 1);

    connect(delegate, &TeamDelegate::assignPressed, this, &TeamListPane::assignPressed);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TeamListPane::takeCurrent);
    // Not `activated`: where the desktop opens things by one click, choosing a team would open its dialog.
    connect(m_list, &QListView::doubleClicked, this, &TeamListPane::openCurrent);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* open = new QShortcut(key, m_list);
        open->setContext(Qt::WidgetShortcut);
        connect(open, &QShortcut::activated, this, &TeamListPane::openCurrent);
    }
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        const QScopedValueRollback restoring(m_restoring, true);
        m_rows->setText(text);
        showSelection();
    });
}

void TeamListPane::buildHead(QVBoxLayout& column)
{
    auto* title = new TextLabel(TypeRole::Section);
    title->setText(tr("Teams"));
    auto* add = new IconButton(Icon::Plus, {}, "quiet");
    add->setObjectName(QStringLiteral("addTeam"));
    add->setAccessibleName(tr("Add Team"));
    add->setToolTip(tr("Add a team"));
    connect(add, &QPushButton::clicked, this, &TeamListPane::addPressed);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 6, 0);
    head->addWidget(title, 1);
    head->addWidget(orderButton());
    head->addWidget(add);
    column.addLayout(head);

    m_filter->setObjectName(QStringLiteral("teamFilter"));
    m_filter->setPlaceholderText(tr("Filter teams"));
    m_filter->setAccessibleName(tr("Filter Teams"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_filter);
    column.addLayout(row);
}

QWidget* TeamListPane::orderButton()
{
    auto* menu = new QMenu(this);
    const std::pair<TeamOrder, QString> orders[] {{TeamOrder::asAdded, tr("As &Added")}, {TeamOrder::name, tr("By &Name")},
        {TeamOrder::needsYouFirst, tr("What Needs &You First")}, {TeamOrder::spent, tr("Most &Spent First")},
        {TeamOrder::used, tr("Most of the &Budget Used First")}};
    for (const auto& [order, text] : orders) {
        QAction* entry = m_orders->addAction(text);
        entry->setCheckable(true);
        entry->setChecked(order == m_rows->order());
        entry->setData(static_cast<int>(order));
        menu->addAction(entry);
    }
    connect(m_orders, &QActionGroup::triggered, this,
        [this](const QAction* entry) { setOrder(static_cast<TeamOrder>(entry->data().toInt())); });
    auto* button = new IconButton(Icon::More, {}, "quiet");
    button->setObjectName(QStringLiteral("teamOrder"));
    button->setAccessibleName(tr("Order of the teams"));
    button->setToolTip(tr("Order the teams"));
    button->setMenu(menu);
    return button;
}

/// Under the pointer nothing moves: a press is meant for what stands there.
bool TeamListPane::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) {
        const QScopedValueRollback restoring(m_restoring, true);
        m_rows->setDynamicSortFilter(event->type() == QEvent::Leave);
        showSelection();
    }
    return QFrame::eventFilter(watched, event);
}

TeamOrder TeamListPane::order() const { return m_rows->order(); }

void TeamListPane::setOrder(TeamOrder order)
{
    const QScopedValueRollback restoring(m_restoring, true);
    m_rows->setOrder(order);
    const QList<QAction*> entries = m_orders->actions();
    for (QAction* entry : entries)
        entry->setChecked(entry->data().toInt() == static_cast<int>(order));
    showSelection();
}

void TeamListPane::setState(const ShownState& state)
{
    const QScopedValueRollback restoring(m_restoring, true);
    m_model->setNow(state.now);
    m_model->setFreezes(state.freezes);
    m_model->setBoard(state.board);
    if (state.board && !state.boardOf(m_selection)) { // the team is gone
        m_selection = {};
        Q_EMIT selectionChanged(m_selection);
    }
    showSelection();
}

void TeamListPane::select(const Selection& selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    {
        const QScopedValueRollback restoring(m_restoring, true);
        showSelection();
    }
    Q_EMIT selectionChanged(m_selection);
}

void TeamListPane::selectNext(int step)
{
    const QModelIndex current = m_list->currentIndex();
    const QModelIndex next = m_rows->index(current.isValid() ? current.row() + step : 0, 0);
    if (next.isValid())
        m_list->setCurrentIndex(next);
}

void TeamListPane::openCurrent()
{
    if (m_selection.kind == TeamRow::Kind::team)
        Q_EMIT editPressed(QString::fromStdString(m_selection.team));
    else if (m_selection.kind == TeamRow::Kind::unallocated)
        Q_EMIT assignPressed();
}

void TeamListPane::takeCurrent(const QModelIndex& current)
{
    if (m_restoring || !current.isValid())
        return;
    const auto row = current.data(TeamListModel::RowRole).value<TeamRow>();
    if (const Selection selection {row.kind, row.id}; selection != m_selection) {
        m_selection = selection;
        Q_EMIT selectionChanged(m_selection);
    }
}

void TeamListPane::showSelection()
{
    for (int i = 0; i < m_rows->rowCount(); ++i) {
        const QModelIndex index = m_rows->index(i, 0);
        const auto row = index.data(TeamListModel::RowRole).value<TeamRow>();
        if (row.kind == m_selection.kind && row.id == m_selection.team) {
            if (m_list->currentIndex() != index)
                m_list->setCurrentIndex(index);
            return;
        }
    }
    m_list->selectionModel()->clear(); // filtered away; the page goes on showing it
}

} // namespace fuseboard
