// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/reportspage.h"

#include "reportpages/pricespane.h"
#include "reportpages/reconciliationpane.h"
#include "text/errortext.h"
#include "text/timetext.h"
#include "theme/variant.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace fuseboard {
namespace {

ReportsRequest requestOf(const Board& board) { return {board.periodLabel, board.period, board.currency}; }

/// How far all sources have told everything; empty where one never did.
std::optional<Instant> completeUpTo(const Board& board)
{
    std::optional<Instant> least;
    for (const SourceView& source : board.sources) {
        if (!source.tellsUsage)
            continue;
        if (!source.completeUpTo)
            return std::nullopt;
        least = std::min(least.value_or(*source.completeUpTo), *source.completeUpTo);
    }
    return least;
}

} // namespace

ReportsPage::ReportsPage(QWidget* parent)
    : QWidget(parent)
    , m_about(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_message(new QWidget)
    , m_messageIcon(new IconLabel(16))
    , m_messageText(new TextLabel(TypeRole::Body))
    , m_tabs(new QTabWidget)
    , m_reconciliation(new ReconciliationPane)
    , m_prices([this](PricesPane& pane) { preparePrices(pane); })
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    buildHead(*column);
    setVariant(m_tabs, "tabs");
    m_tabs->setObjectName(QStringLiteral("reports"));
    m_tabs->setAccessibleName(tr("Reports"));
    m_tabs->tabBar()->setAccessibleName(tr("Reports"));
    m_tabs->setDocumentMode(false);
    m_tabs->addTab(m_reconciliation, tr("Reconciliation"));
    m_tabs->addTab(m_prices.place(), tr("Prices"));
    column->addWidget(m_tabs, 1);
    column->addStretch(0);
    tell();
}

void ReportsPage::preparePrices(PricesPane& pane)
{
    connect(&pane, &PricesPane::updatePressed, this, &ReportsPage::updatePricesPressed);
    pane.setCanUpdate(m_canUpdatePrices);
    if (m_reports)
        pane.setReports(m_reports);
}

void ReportsPage::buildHead(QVBoxLayout& column)
{
    auto* title = new TextLabel(TypeRole::Title);
    title->setText(tr("Reports"));
    m_about->setObjectName(QStringLiteral("reportsAbout"));
    m_about->setElided(true);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(4, 0, 0, 0);
    head->setSpacing(1);
    head->addWidget(title);
    head->addWidget(m_about);
    column.addLayout(head);
    m_messageText->setObjectName(QStringLiteral("reportsMessage"));
    m_messageText->setWordWrap(true);
    auto* row = new QHBoxLayout(m_message);
    row->setContentsMargins(4, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_messageIcon, 0, Qt::AlignTop);
    row->addWidget(m_messageText, 1);
    column.addWidget(m_message);
}

void ReportsPage::setState(const ShownState& state)
{
    const bool isAnother = state.board && (!m_board || requestOf(*state.board) != requestOf(*m_board));
    m_board = state.board;
    m_calendar = state.calendar;
    m_now = state.now;
    if (isAnother)
        m_fault.reset();
    if (isVisible() && m_board != m_askedFor)
        ask();
    tell();
}

void ReportsPage::setReports(std::shared_ptr<const Reports> reports)
{
    m_reports = std::move(reports);
    m_fault.reset();
    m_reconciliation->setReports(m_reports);
    if (m_prices.page())
        m_prices.page()->setReports(m_reports);
    tell();
}

void ReportsPage::setFault(const Error& error)
{
    m_fault = error;
    tell();
}

void ReportsPage::setCanUpdatePrices(bool can)
{
    m_canUpdatePrices = can;
    if (m_prices.page())
        m_prices.page()->setCanUpdate(can);
}

void ReportsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
    tell();
}

void ReportsPage::askAgain()
{
    if (isVisible())
        ask();
}

void ReportsPage::ask()
{
    if (!m_board)
        return;
    m_askedFor = m_board;
    Q_EMIT wanted(requestOf(*m_board));
}

bool ReportsPage::isCurrent() const { return m_reports && m_board && m_reports->request == requestOf(*m_board); }

QString ReportsPage::about() const
{
    if (!isCurrent())
        return tr("What gateways measured against what providers billed, and what tokens cost.");
    QStringList parts {tr("%1 by UTC days, in %2")
            .arg(monthText(Calendar::utc(), m_reports->month), QString::fromStdString(m_reports->request.currency.text()))};
    const auto complete = completeUpTo(*m_board);
    parts << (complete ? tr("complete up to %1").arg(momentText(m_calendar, *complete, m_now))
                       : tr("not every source has told all of it yet"));
    parts << tr("read at %1").arg(momentText(m_calendar, m_reports->readAt, m_now));
    return parts.join(QStringLiteral(" · "));
}

void ReportsPage::tell()
{
    m_about->setText(about());
    m_tabs->setVisible(isCurrent());
    QString text;
    if (m_fault)
        text = isCurrent()
            ? tr("%1 What is shown was read at %2.").arg(sentence(*m_fault), momentText(m_calendar, m_reports->readAt, m_now))
            : sentence(*m_fault);
    else if (!m_board)
        text = tr("Nothing has been read from the history yet.");
    else if (!isCurrent())
        text = tr("Reading the history…");
    m_messageText->setText(text);
    m_messageIcon->setIcon(m_fault ? Icon::Warning : Icon::Hourglass, m_fault ? Tone::warn : Tone::secondary);
    m_message->setVisible(!text.isEmpty());
}

} // namespace fuseboard
