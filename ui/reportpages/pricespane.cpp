// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/pricespane.h"

#include "reportpages/pricerows.h"
#include "reportpages/reporttable.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/searchfield.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace fuseboard {
namespace {

/// An empty one in an empty book.
PriceList inForce(const Reports& reports)
{
    const PriceList* list = reports.prices.inForce(reports.readAt);
    return list ? *list : PriceList();
}

bool isSame(const PriceBook& a, const PriceBook& b)
{
    return a.rates() == b.rates()
        && std::ranges::equal(a.lists(), b.lists(), [](const PriceList& left, const PriceList& right) {
               return left.version() == right.version() && left.models() == right.models();
           });
}

QString modelsText(std::int64_t count)
{
    return count == 1 ? PricesPane::tr("1 model") : PricesPane::tr("%1 models").arg(countText(count));
}

QString sourceOf(const PriceList& list)
{
    return list.origin().source.empty() ? QString() : PricesPane::tr(", from %1").arg(shown(list.origin().source, 120));
}

QString summaryOf(const PriceList& list)
{
    const QString since = list.origin().from ? PricesPane::tr("in force since %1").arg(dateText(*list.origin().from))
                                             : PricesPane::tr("in force since ever");
    return PricesPane::tr("Version %1%2, %3. Prices are in %4 per million tokens.")
        .arg(shown(list.version(), 80), sourceOf(list), since, QString::fromStdString(list.currency().text()));
}

QString changeSentence(const PriceList& list, const std::vector<PriceChange>& changes)
{
    std::set<std::string> models;
    for (const PriceChange& change : changes)
        models.insert(change.model);
    const QString prices = changes.size() == 1
        ? PricesPane::tr("1 price")
        : PricesPane::tr("%1 prices").arg(countText(static_cast<std::int64_t>(changes.size())));
    return PricesPane::tr("Version %1 changed %2 of %3, from %4 on. Days before keep theirs.")
        .arg(shown(list.version(), 80), prices, modelsText(static_cast<std::int64_t>(models.size())),
            list.origin().from ? dateText(*list.origin().from) : PricesPane::tr("ever"));
}

/// "3 models have no price: 1,204 calls with 2,100,000 tokens are in no sum."
QString warningOf(const std::vector<UnpricedUsage>& unpriced)
{
    std::set<std::string> models;
    Int128 calls = 0, tokens = 0;
    for (const UnpricedUsage& usage : unpriced) {
        models.insert(usage.model);
        calls += usage.requests;
        tokens += usage.tokens.total();
    }
    const auto bounded = [](Int128 sum) {
        return countText(static_cast<std::int64_t>(std::min<Int128>(sum, std::numeric_limits<std::int64_t>::max())));
    };
    const QString what = modelsText(static_cast<std::int64_t>(models.size()));
    const QString used = calls > 0 ? PricesPane::tr("%1 calls with %2 tokens").arg(bounded(calls), bounded(tokens))
                                   : PricesPane::tr("%1 tokens").arg(bounded(tokens));
    return models.size() == 1 ? PricesPane::tr("%1 has no price: %2 are in no sum.").arg(what, used)
                              : PricesPane::tr("%1 have no price: %2 are in no sum.").arg(what, used);
}

} // namespace

PricesPane::PricesPane(QWidget* parent)
    : QWidget(parent)
    , m_summary(new TextLabel(TypeRole::Body))
    , m_update(new IconButton(Icon::Refresh, tr("Update Prices…")))
    , m_warning(new QWidget)
    , m_warningText(new TextLabel(TypeRole::Body))
    , m_filter(new SearchField(tr("Clear the Price Filter")))
    , m_sentence(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_empty(new TextLabel(TypeRole::Body, Tone::secondary))
    , m_stack(new QStackedWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    buildHead(*column);
    buildViews(*column);
    showView(InForce);
}

void PricesPane::buildHead(QVBoxLayout& column)
{
    m_summary->setObjectName(QStringLiteral("priceSummary"));
    m_summary->setWordWrap(true);
    m_update->setObjectName(QStringLiteral("updatePrices"));
    m_update->setAccessibleName(tr("Update Prices…"));
    m_update->hide();
    connect(m_update, &QPushButton::clicked, this, &PricesPane::updatePressed);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_summary, 1);
    head->addWidget(m_update, 0, Qt::AlignTop);
    column.addLayout(head);

    auto* row = new QHBoxLayout(m_warning);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* icon = new IconLabel(16);
    icon->setIcon(Icon::Warning, Tone::warn);
    m_warningText->setObjectName(QStringLiteral("unpricedWarning"));
    m_warningText->setWordWrap(true);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(m_warningText, 1);
    m_warning->hide();
    column.addWidget(m_warning);
}

void PricesPane::buildViews(QVBoxLayout& column)
{
    addView(InForce, "pricesInForce", tr("In Force"), tr("Prices in force"), priceColumns());
    addView(Unpriced, "unpricedUsage", tr("Without a Price"), tr("Usage without a price"), unpricedColumns());
    addView(LastChange, "priceChanges", tr("Last Change"), tr("What the last price list changed"), changeColumns());
    addView(Lists, "priceLists", tr("Lists"), tr("Price lists"), listColumns());
    addView(OwnRates, "ownRates", tr("Own Rates"), tr("Rates of your own"), ownRateColumns());
    auto* bar = new QHBoxLayout;
    bar->setSpacing(0);
    auto* group = new QButtonGroup(this);
    for (int view = 0; view < ViewCount; ++view) {
        QToolButton* button = m_buttons[static_cast<std::size_t>(view)];
        group->addButton(button, view);
        bar->addWidget(button);
    }
    joinSegments({m_buttons.begin(), m_buttons.end()});
    connect(group, &QButtonGroup::idClicked, this, &PricesPane::showView);
    m_filter->setObjectName(QStringLiteral("priceFilter"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter prices"));
    m_filter->setMaximumWidth(18 * fontMetrics().height());
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        for (ReportTable* table : m_tables)
            table->setFilter(words);
        showEmptiness();
    });
    bar->addStretch(1);
    bar->addSpacing(12);
    bar->addWidget(m_filter, 2);
    column.addLayout(bar);
    m_sentence->setObjectName(QStringLiteral("pricesSentence"));
    m_empty->setObjectName(QStringLiteral("pricesEmpty"));
    for (TextLabel* label : {m_sentence, m_empty}) {
        label->setWordWrap(true);
        column.addWidget(label);
    }
    column.addWidget(m_stack, 1);
    column.addStretch(0);
}

void PricesPane::addView(
    View view, const char* name, const QString& title, const QString& about, std::vector<TableColumn> columns)
{
    auto* button = new QToolButton;
    button->setText(title);
    button->setAccessibleName(about);
    button->setCheckable(true);
    button->setObjectName(QLatin1String(name) + QStringLiteral("Button"));
    m_buttons[view] = button;
    m_tables[view] = new ReportTable(tr("%1, as a table").arg(about), std::move(columns));
    m_tables[view]->setObjectName(QLatin1String(name));
    m_stack->insertWidget(view, m_tables[view]);
}

void PricesPane::setCanUpdate(bool can) { m_update->setVisible(can); }

void PricesPane::fill(View view, const QString& sentence, std::vector<TableRow> rows, const QString& empty)
{
    m_sentences[view] = sentence;
    m_emptySentences[view] = empty;
    m_hasRows[view] = !rows.empty();
    m_tables[view]->setRows(std::move(rows));
}

void PricesPane::setReports(std::shared_ptr<const Reports> reports)
{
    const bool isKnown =
        m_reports && isSame(m_reports->prices, reports->prices) && inForce(*m_reports).version() == inForce(*reports).version();
    m_reports = std::move(reports);
    if (!isKnown) { // thousands of rows, and read again every few seconds
        m_summary->setText(summaryOf(inForce(*m_reports)));
        m_stale.fill(true);
    }
    m_stale[Unpriced] = true;
    const auto& unpriced = m_reports->unpriced;
    m_warning->setVisible(!unpriced.empty());
    if (!unpriced.empty())
        m_warningText->setText(warningOf(unpriced));
    m_buttons[Unpriced]->setText(unpriced.empty()
            ? tr("Without a Price")
            : tr("Without a Price (%1)").arg(countText(static_cast<std::int64_t>(unpriced.size()))));
    fillShown();
}

void PricesPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fillShown();
}

/// Each table once it is looked at: all at once would hold up the window.
void PricesPane::fillShown()
{
    const auto view = static_cast<View>(m_stack->currentIndex());
    if (m_reports && isVisible() && std::exchange(m_stale[view], false))
        fillView(view);
    showEmptiness();
}

void PricesPane::fillView(View view)
{
    const PriceBook& book = m_reports->prices;
    const Instant now = m_reports->readAt;
    switch (view) {
    case InForce: fill(InForce, {}, priceRows(inForce(*m_reports)), tr("The list has no model.")); return;
    case Unpriced:
        fill(Unpriced,
            tr("Usage of the shown period that no price list and no bill tells the price of. It is in no sum, and never "
               "counted "
               "as zero. Give a model its price with “fuseboardctl prices set”."),
            unpricedRows(m_reports->unpriced), tr("All usage of the shown period has a price."));
        return;
    case LastChange: {
        const PriceList list = inForce(*m_reports);
        const auto before = listsBefore(book, now);
        const auto changes = before.empty() ? std::vector<PriceChange>() : changesBy(list, before);
        fill(LastChange, before.empty() ? QString() : changeSentence(list, changes), changeRows(changes, list.currency()),
            !before.empty()
                ? tr("The list in force has the same prices as the one before.")
                : tr("No other list was taken over since the one that came with the program, so nothing has changed."));
        return;
    }
    case Lists:
        fill(Lists, tr("A day is priced by the list in force on it; lists taken over later change no day before."),
            listRows(book, now), tr("There is no price list."));
        return;
    case OwnRates:
        fill(OwnRates, tr("What you agreed with providers, in config/prices.toml. The closest entry counts, before any list."),
            ownRateRows(book.rates()),
            tr("There are none. Write discounts and rates that you agreed with providers into config/prices.toml; the handbook "
               "shows how."));
        return;
    case ViewCount: return;
    }
}

void PricesPane::showView(int view)
{
    m_buttons[static_cast<std::size_t>(view)]->setChecked(true);
    m_stack->setCurrentIndex(view);
    fillShown();
}

void PricesPane::showEmptiness()
{
    const auto view = static_cast<std::size_t>(m_stack->currentIndex());
    const bool isFiltered = m_hasRows[view] && m_tables[view]->shownRows() == 0;
    m_sentence->setText(m_sentences[view]);
    m_sentence->setVisible(!m_sentences[view].isEmpty() && m_hasRows[view]);
    m_empty->setText(isFiltered ? tr("No row has these words.") : m_emptySentences[view]);
    m_empty->setVisible(m_reports && (isFiltered || !m_hasRows[view]));
    m_stack->setVisible(m_hasRows[view]);
}

} // namespace fuseboard
