// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewcard.h"

#include "pages/overviewdelegate.h"
#include "pages/overviewmodel.h"
#include "theme/type.h"
#include "theme/variant.h"
#include "widgets/plaintable.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr double daysEm = 3.5;
constexpr int mostRows = 10; ///< at once; then it scrolls

/// What is not known comes last, whichever way it is ordered.
class OverviewOrder : public QSortFilterProxyModel {
public:
    explicit OverviewOrder(QObject* parent)
        : QSortFilterProxyModel(parent)
    {
        setSortRole(OverviewModel::SortRole);
        setSortLocaleAware(true);
        setSortCaseSensitivity(Qt::CaseInsensitive);
    }

protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override
    {
        const bool isKnown = left.data(sortRole()).isValid(), isOtherKnown = right.data(sortRole()).isValid();
        if (isKnown != isOtherKnown)
            return (sortOrder() == Qt::AscendingOrder) == isKnown;
        return QSortFilterProxyModel::lessThan(left, right);
    }
};

} // namespace

OverviewCard::OverviewCard(QWidget* parent)
    : QFrame(parent)
    , m_model(new OverviewModel(this))
    , m_order(new OverviewOrder(this))
    , m_table(new QTableView)
{
    setVariant(this, "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 14, 8);
    column->setSpacing(6);
    auto* title = new TextLabel(TypeRole::Section);
    title->setText(tr("Teams"));
    column->addWidget(title);

    m_order->setSourceModel(m_model);
    makePlain(*m_table, "overview", tr("Teams Side by Side"));
    m_table->setModel(m_order);
    m_table->setItemDelegate(new OverviewDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(OverviewModel::TeamColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(OverviewModel::DaysColumn, QHeaderView::Fixed);
    m_table->setColumnWidth(OverviewModel::DaysColumn, static_cast<int>(daysEm * em(font())));
    column->addWidget(m_table);
    connect(m_table, &QTableView::activated, this, &OverviewCard::open);
    connect(m_order, &QAbstractItemModel::rowsInserted, this, &OverviewCard::fit);
    connect(m_order, &QAbstractItemModel::rowsRemoved, this, &OverviewCard::fit);
    fit();
}

void OverviewCard::setState(const ShownState& state) { m_model->setState(state); }

void OverviewCard::open(const QModelIndex& index)
{
    Q_EMIT teamOpened(index.data(OverviewModel::RowRole).value<OverviewRow>().id);
}

void OverviewCard::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        fit();
}

void OverviewCard::fit()
{
    const int rows = std::clamp(m_order->rowCount(), 1, mostRows);
    m_table->setFixedHeight(
        m_table->horizontalHeader()->sizeHint().height() + rows * m_table->verticalHeader()->defaultSectionSize() + 4);
}

} // namespace fuseboard
