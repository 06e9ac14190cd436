// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/reconciliationpane.h"

#include "reportpages/reconciliationrows.h"
#include "reportpages/reporttable.h"
#include "text/reconciliationtext.h"
#include "text/shown.h"
#include "text/timetext.h"
#include "text/untoldtext.h"
#include "theme/variant.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QScrollArea>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int mostAccounts = 5, mostCauses = 7, leastDays = 190; ///< more accounts scroll; there are seven causes

TextLabel* sentenceLabel(TypeRole role, Tone tone, const char* name)
{
    auto* label = new TextLabel(role, tone);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

} // namespace

ReconciliationPane::ReconciliationPane(QWidget* parent)
    : QWidget(parent)
    , m_nothing(sentenceLabel(TypeRole::Body, Tone::secondary, "nothingToReconcile"))
    , m_accounts(new ReportTable(tr("Accounts, measured and billed"), accountColumns()))
    , m_causes(new ReportTable(tr("Causes of the difference"), causeColumns()))
    , m_days(new ReportTable(tr("Days and models behind the difference"), dayColumns()))
    , m_sentence(sentenceLabel(TypeRole::Section, Tone::plain, "accountSentence"))
    , m_untold(sentenceLabel(TypeRole::Secondary, Tone::warn, "untoldDays"))
    , m_notCompared(sentenceLabel(TypeRole::Secondary, Tone::secondary, "notCompared"))
    , m_noCause(sentenceLabel(TypeRole::Secondary, Tone::secondary, "noCause"))
    , m_daysTitle(sentenceLabel(TypeRole::Secondary, Tone::secondary, "daysTitle"))
{
    m_accounts->setObjectName(QStringLiteral("reconciledAccounts"));
    m_accounts->setSelectionMode(QAbstractItemView::SingleSelection);
    m_causes->setObjectName(QStringLiteral("reconciledCauses"));
    m_days->setObjectName(QStringLiteral("reconciledDays"));
    m_days->setMinimumHeight(leastDays);
    m_daysTitle->setText(tr("By UTC day and model, the largest difference first"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    for (QWidget* part : std::initializer_list<QWidget*> {
             m_nothing, m_accounts, m_sentence, m_untold, m_notCompared, m_noCause, m_causes, m_daysTitle})
        column->addWidget(part);
    column->addWidget(m_days, 1);
    column->addStretch(0);
    auto* scroll = new QScrollArea;
    setVariant(scroll, "list");
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // what is in it has the focus, and is scrolled to
    content->setAutoFillBackground(false); // the card shows through
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 1, 1, 1);
    whole->addWidget(scroll);
    connect(m_accounts, &ReportTable::choiceChanged, this, &ReconciliationPane::showAccount);
}

const AccountReconciliation* ReconciliationPane::account() const
{
    if (!m_reports)
        return nullptr;
    const auto found = std::ranges::find(m_reports->accounts, m_accounts->chosen(), &AccountReconciliation::account);
    return found == m_reports->accounts.end() ? nullptr : &*found;
}

void ReconciliationPane::setReports(std::shared_ptr<const Reports> reports)
{
    m_reports = std::move(reports);
    m_accounts->setRows(accountRows(m_reports->accounts, m_reports->request.currency));
    m_accounts->fitRows(mostAccounts);
    const bool isEmpty = m_reports->accounts.empty();
    m_nothing->setText(tr("Nothing was measured or billed in %1. Connect a provider to compare its bill with what gateways "
                          "measure.")
            .arg(monthText(Calendar::utc(), m_reports->month)));
    m_nothing->setVisible(isEmpty);
    m_accounts->setVisible(!isEmpty);
    if (!account() && !isEmpty) {
        // What needs a look comes first.
        const auto worst = std::ranges::find(m_reports->accounts, Verdict::differs, verdictOf);
        m_accounts->choose((worst == m_reports->accounts.end() ? m_reports->accounts.front() : *worst).account);
    }
    showAccount();
}

void ReconciliationPane::showAccount()
{
    const AccountReconciliation* chosen = account();
    for (QWidget* part :
        std::initializer_list<QWidget*> {m_sentence, m_untold, m_notCompared, m_noCause, m_causes, m_daysTitle, m_days})
        part->setVisible(chosen != nullptr);
    if (!chosen)
        return;
    const Currency currency = m_reports->request.currency;
    m_sentence->setText(accountSentence(*chosen, currency));
    m_untold->setText(untoldSentences(shown(chosen->account, 80), chosen->untold, dateText).join(QLatin1Char(' ')));
    m_untold->setVisible(!m_untold->text().isEmpty());
    m_notCompared->setText(notComparedSentence(*chosen, currency));
    m_notCompared->setVisible(!m_notCompared->text().isEmpty());
    m_causes->setRows(causeRows(*chosen, currency));
    m_causes->fitRows(mostCauses);
    const bool differs = m_causes->shownRows() > 0;
    m_causes->setVisible(differs);
    m_noCause->setText(chosen->isStated ? tr("Nothing differs, to the last fraction of a cent.")
                                        : tr("Without the provider’s figures nothing can be said of a difference."));
    m_noCause->setVisible(!differs);
    m_days->setRows(dayRows(*chosen, currency));
    for (QWidget* part : std::initializer_list<QWidget*> {m_daysTitle, m_days})
        part->setVisible(m_days->shownRows() > 0);
}

} // namespace fuseboard
