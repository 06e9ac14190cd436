// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditpage/auditpage.h"

#include "auditpage/auditrows.h"
#include "reportpages/reporttable.h"
#include "text/audittext.h"
#include "text/errortext.h"
#include "text/moneytext.h"
#include "text/timetext.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/searchfield.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QFrame>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr std::size_t moreRows = 5000; ///< at a press

} // namespace

AuditPage::AuditPage(QWidget* parent)
    : QWidget(parent)
    , m_about(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_checkIcon(new IconLabel(16))
    , m_checkText(new TextLabel(TypeRole::Body))
    , m_check(new IconButton(Icon::Shield, tr("Check Again")))
    , m_export(new IconButton(Icon::Export, tr("Export Audit Log…")))
    , m_more(new IconButton(std::nullopt, tr("Show Older")))
    , m_filter(new SearchField(tr("Clear the Audit Filter")))
    , m_table(new ReportTable(tr("Acts"), actColumns()))
    , m_details(new TextLabel(TypeRole::Secondary))
    , m_empty(new TextLabel(TypeRole::Body, Tone::secondary))
    , m_length(new TextLabel(TypeRole::Secondary, Tone::secondary))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    buildHead(*column);
    buildLog(*column);
    connect(m_check, &QPushButton::clicked, this, [this] {
        ++m_request.check;
        ask();
        tell();
    });
    connect(m_export, &QPushButton::clicked, this, &AuditPage::exportPressed);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_request.rows += moreRows;
        ask();
    });
    connect(m_filter, &QLineEdit::textChanged, m_table, &ReportTable::setFilter);
    connect(m_table, &ReportTable::choiceChanged, this, &AuditPage::showDetails);
    tell();
}

void AuditPage::buildHead(QVBoxLayout& column)
{
    auto* title = new TextLabel(TypeRole::Title);
    title->setText(tr("Audit"));
    m_about->setObjectName(QStringLiteral("auditAbout"));
    m_about->setText(tr("Who did what, when, why and with what outcome. Nothing in it can be changed unnoticed."));
    m_about->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(title);
    words->addWidget(m_about);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(4, 0, 0, 0);
    head->setSpacing(8);
    head->addLayout(words, 1);
    head->addWidget(m_check, 0, Qt::AlignTop);
    head->addWidget(m_export, 0, Qt::AlignTop);
    column.addLayout(head);
    m_check->setObjectName(QStringLiteral("checkAudit"));
    m_export->setObjectName(QStringLiteral("exportAudit"));
    m_checkText->setObjectName(QStringLiteral("auditCheck"));
    m_checkText->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(4, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_checkIcon, 0, Qt::AlignTop);
    row->addWidget(m_checkText, 1);
    column.addLayout(row);
}

void AuditPage::buildLog(QVBoxLayout& column)
{
    m_filter->setObjectName(QStringLiteral("auditFilter"));
    m_filter->setAccessibleName(tr("Filter Acts"));
    m_filter->setPlaceholderText(tr("Filter acts"));
    m_table->setObjectName(QStringLiteral("acts"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_details->setObjectName(QStringLiteral("actDetails"));
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setAccessibleName(tr("The chosen act"));
    m_empty->setObjectName(QStringLiteral("auditEmpty"));
    m_empty->setWordWrap(true);
    m_length->setObjectName(QStringLiteral("auditLength"));
    m_more->setObjectName(QStringLiteral("olderActs"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_length, 1);
    foot->addWidget(m_more);
    auto* card = new QFrame;
    setVariant(card, "card");
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 12, 16, 12);
    inside->setSpacing(10);
    inside->addWidget(m_filter);
    inside->addWidget(m_empty);
    inside->addWidget(m_table, 1);
    inside->addWidget(m_details);
    inside->addStretch(0); // where the table is hidden
    inside->addLayout(foot);
    column.addWidget(card, 1);
}

void AuditPage::setState(const ShownState& state)
{
    const bool isNew = state.board != m_state.board || !isSameButRules(state.freezes.get(), m_state.freezes.get());
    const bool isNamedAnew = state.board != m_state.board || state.calendar != m_state.calendar;
    m_state = state;
    if (isVisible() && isNew)
        ask();
    if (isNamedAnew)
        showRows();
}

void AuditPage::setLog(std::shared_ptr<const AuditLogView> log)
{
    m_fault.reset();
    m_log = std::move(log);
    m_acts = actsOf(m_log->entries);
    if (m_request.check == 0) { // rows first: the check of a large log takes seconds
        m_request.check = 1;
        ask();
    }
    showRows();
    tell();
}

void AuditPage::setFault(const Error& error)
{
    m_fault = error;
    tell();
}

void AuditPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void AuditPage::ask() { Q_EMIT wanted(m_request); }

void AuditPage::showRows()
{
    m_table->setRows(actRows(m_acts, m_state));
    if (m_table->chosen().empty() && !m_acts.empty())
        m_table->choose(std::to_string(m_acts.front().entry.sequence));
    showDetails();
}

void AuditPage::showDetails()
{
    const std::string chosen = m_table->chosen();
    const auto act =
        std::ranges::find(m_acts, chosen, [](const AuditAct& each) { return std::to_string(each.entry.sequence); });
    m_details->setText(act == m_acts.end() ? QString() : actDetails(*act, m_state.calendar));
    m_details->setVisible(act != m_acts.end());
}

void AuditPage::tell()
{
    const bool isChecking = m_log && m_log->check && m_log->request.check != m_request.check;
    const bool isKnown = m_log && m_log->check && !isChecking;
    if (m_fault) {
        m_checkIcon->setIcon(Icon::Warning, Tone::warn);
        m_checkText->setText(sentence(*m_fault));
    } else if (isKnown) {
        const bool isWhole = isGood(*m_log->check);
        m_checkIcon->setIcon(isWhole ? Icon::Check : Icon::Alert, isWhole ? Tone::ok : Tone::crit);
        m_checkText->setText(tr("%1 Checked at %2.")
                .arg(checkText(*m_log->check, m_log->place),
                    momentSecondsText(m_state.calendar, m_log->checkedAt, m_state.now)));
    } else {
        m_checkIcon->setIcon(Icon::Hourglass, Tone::secondary);
        m_checkText->setText(m_log ? tr("Checking every row of the log…") : tr("Reading the log…"));
    }
    m_check->setEnabled(isKnown || m_fault);
    const bool isEmpty = !m_log || m_log->entries.empty();
    m_empty->setText(m_log ? tr("Nothing is on record yet. Freezes, resumes, changes of budgets, keys and rules, imports and "
                                "connections will be.")
                           : tr("Reading the log…"));
    m_empty->setVisible(isEmpty && !m_fault);
    m_table->setVisible(!isEmpty);
    m_filter->setEnabled(!isEmpty);
    m_export->setEnabled(!isEmpty);
    m_length->setText(isEmpty ? QString()
                              : tr("The last %1 of %2 rows; an act has one before it and one after it.")
                                    .arg(countText(std::ssize(m_log->entries)), countText(m_log->length)));
    m_more->setVisible(m_log && std::ssize(m_log->entries) < m_log->length);
}

} // namespace fuseboard
