// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndowncard.h"

#include "charts/burndownchart.h"
#include "charts/burndowntablemodel.h"
#include "charts/chartwords.h"
#include "charts/legendkey.h"
#include "text/moneytext.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace fuseboard {

BurnDownCard::BurnDownCard(QWidget* parent)
    : QFrame(parent)
    , m_chart(new BurnDownChart(this))
    , m_tableModel(new BurnDownTableModel(this))
{
    setVariant(this, "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 16, 10);
    column->setSpacing(4);
    buildHead(*column);
    buildLegend(*column);

    m_table = new QTableView;
    m_table->setModel(m_tableModel);
    m_table->setAccessibleName(tr("Budget burn-down table"));
    m_table->setObjectName(QStringLiteral("burnDownTable"));
    m_table->setFrameShape(QFrame::NoFrame);
    setVariant(m_table, "table");
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);

    m_stack = new QStackedWidget;
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
}

void BurnDownCard::buildHead(QVBoxLayout& column)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(0);
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    setVariant(m_title, "section");
    head->addWidget(m_title, 1);

    auto* group = new QButtonGroup(this);
    const QStringList names {tr("Period"), tr("7 Days"), tr("24 h")};
    const QStringList sentences {
        tr("Chart of the whole period"), tr("Chart of the last 7 days"), tr("Chart of the last 24 hours")};
    for (int i = 0; i < names.size(); ++i) {
        auto* button = new QToolButton;
        button->setText(names[i]);
        button->setAccessibleName(sentences[i]);
        button->setCheckable(true);
        button->setChecked(i == 0);
        group->addButton(button, i);
        m_ranges.push_back(button);
        head->addWidget(button);
    }
    joinSegments({m_ranges.begin(), m_ranges.end()});
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { setRange(static_cast<ChartRange>(id)); });

    m_tableButton = new QToolButton;
    m_tableButton->setText(tr("Table"));
    m_tableButton->setAccessibleName(tr("Show the burn-down as a table"));
    m_tableButton->setCheckable(true);
    setVariant(m_tableButton, "quiet");
    connect(m_tableButton, &QToolButton::clicked, this, &BurnDownCard::setTableShown);
    head->addSpacing(12);
    head->addWidget(m_tableButton);
    head->addWidget(pictureButton());
    column.addLayout(head);
}

/// The picture of the chart, by pointer or keyboard: the button's menu is the chart's own too.
QWidget* BurnDownCard::pictureButton()
{
    auto* menu = new QMenu(this);
    menu->addAction(tr("Copy &Picture"), this, &BurnDownCard::copyPicturePressed);
    menu->addAction(tr("&Save Picture…"), this, &BurnDownCard::savePicturePressed);
    auto* button = new IconButton(Icon::More, {}, "quiet");
    button->setObjectName(QStringLiteral("pictureButton"));
    button->setAccessibleName(tr("Picture of the burn-down"));
    button->setToolTip(tr("Copy or save a picture"));
    button->setProperty("small", true);
    button->setMenu(menu);
    m_chart->addActions(menu->actions());
    m_chart->setContextMenuPolicy(Qt::ActionsContextMenu);
    return button;
}

void BurnDownCard::buildLegend(QVBoxLayout& column)
{
    auto* legend = new QHBoxLayout;
    legend->setSpacing(14);
    m_remainingKey = new LegendKey(QString());
    m_evenPaceKey = new LegendKey(QString());
    m_forecastKey = new LegendKey(QString());
    m_lastPeriodKey = new LegendKey(QString());
    m_lastPeriodKey->setSwitch();
    m_lastPeriodKey->setObjectName(QStringLiteral("lastPeriodKey"));
    m_note = new QLabel;
    m_note->setTextFormat(Qt::PlainText);
    setVariant(m_note, "secondary");
    using Line = BurnDownChart::Line;
    for (const auto& [key, line] : {std::pair(m_remainingKey, Line::actual), std::pair(m_evenPaceKey, Line::evenPace),
             std::pair(m_forecastKey, Line::forecast), std::pair(m_lastPeriodKey, Line::lastPeriod)}) {
        key->setSample([chart = m_chart, line] { return chart->samplePen(line); });
        legend->addWidget(key);
    }
    legend->addWidget(m_note);
    legend->addStretch(1);
    connect(m_lastPeriodKey, &LegendKey::toggled, m_chart, &BurnDownChart::setLastPeriodShown);
    column.addLayout(legend);
}

bool BurnDownCard::showsTable() const { return m_stack->currentWidget() == m_table; }

void BurnDownCard::setView(const BurnDownView& view)
{
    m_chart->setView(view);
    if (showsTable())
        fillTable();
    const bool budget = view.hasBudget();
    m_title->setText(chartTitle(view));
    m_note->setText(chartNote(view));
    m_note->setVisible(!budget);
    using Line = BurnDownChart::Line;
    for (const auto& [key, line] : {std::pair(m_remainingKey, Line::actual), std::pair(m_evenPaceKey, Line::evenPace),
             std::pair(m_forecastKey, Line::forecast), std::pair(m_lastPeriodKey, Line::lastPeriod)})
        key->setText(lineName(line, view));
    m_evenPaceKey->setVisible(budget);
    m_forecastKey->setVisible(!m_chart->plot().forecast.empty());
    m_lastPeriodKey->setAccessibleName(tr("Show the line of %1").arg(view.lastPeriodName));
    m_lastPeriodKey->setVisible(!view.lastPeriod.empty());
    compare(view);
    for (LegendKey* key : {m_remainingKey, m_evenPaceKey, m_forecastKey, m_lastPeriodKey})
        key->update(); // a line without newer figures is paler
}

void BurnDownCard::fillTable()
{
    const BurnDownView& view = m_chart->view();
    m_tableModel->setView(view);
    for (const BurnDownTableModel::Column column :
        {BurnDownTableModel::Remaining, BurnDownTableModel::EvenPace, BurnDownTableModel::Difference})
        m_table->setColumnHidden(column, !view.hasBudget());
}

/// The key of the last period's line also says how far this one is from it.
void BurnDownCard::compare(const BurnDownView& view)
{
    const QString change = view.againstLastPeriodPercent ? changeText(*view.againstLastPeriodPercent) : QString();
    const QString sentence =
        change.isEmpty() ? QString() : tr("Spent so far: %1 against the same time of %2").arg(change, view.lastPeriodName);
    if (!change.isEmpty())
        m_lastPeriodKey->setText(tr("%1 (now %2)", "October (now +23%)").arg(view.lastPeriodName, change));
    m_lastPeriodKey->setToolTip(sentence);
    m_lastPeriodKey->setAccessibleDescription(sentence);
}

void BurnDownCard::setRange(ChartRange range)
{
    m_ranges[static_cast<std::size_t>(range)]->setChecked(true);
    m_chart->setRange(range);
}

void BurnDownCard::setTableShown(bool shown)
{
    m_tableButton->setChecked(shown);
    if (shown == showsTable())
        return;
    if (shown && !m_chart->plot().actual.empty())
        fillTable();
    m_stack->setCurrentWidget(shown ? static_cast<QWidget*>(m_table) : m_chart);
    Q_EMIT tableShownChanged(shown);
}

} // namespace fuseboard
