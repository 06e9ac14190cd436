// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/sourcespage.h"

#include "items/sourcemodel.h"
#include "pages/limitspane.h"
#include "pages/sourcestexts.h"
#include "text/errortext.h"
#include "text/shown.h"
#include "text/timetext.h"
#include "text/untoldtext.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/plaintable.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace fuseboard {

SourcesPage::SourcesPage(QWidget* parent)
    : QWidget(parent)
    , m_model(new SourceModel(this))
    , m_texts(new SourcesTexts(this))
    , m_table(new QTableView)
    , m_pause(new IconButton(std::nullopt, tr("Pause Reading the Past")))
    , m_end(new IconButton(std::nullopt, tr("End Reading the Past")))
    , m_key(new IconButton(Icon::Key, tr("Change Key…")))
    , m_remove(new IconButton(std::nullopt, tr("Remove…")))
    , m_limits(new LimitsPane)
    , m_troubles(new QWidget)
    , m_troubleColumn(new QVBoxLayout(m_troubles))
{
    m_texts->setSourceModel(m_model);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    buildHead(*column);

    makePlain(*m_table, "sources", tr("Sources"));
    m_table->setModel(m_texts);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_troubleColumn->setContentsMargins(0, 0, 0, 0);
    m_troubleColumn->setSpacing(6);
    auto* card = new QFrame;
    setVariant(card, "card");
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(16, 12, 16, 12);
    inner->setSpacing(10);
    inner->addWidget(m_table);
    inner->addWidget(buildActions());
    inner->addWidget(m_troubles);
    inner->addWidget(m_limits);
    inner->addStretch(1);
    column->addWidget(card, 1);
}

void SourcesPage::buildHead(QVBoxLayout& column)
{
    auto* title = new TextLabel(TypeRole::Title);
    title->setText(tr("Sources"));
    auto* note = new TextLabel(TypeRole::Secondary, Tone::secondary);
    note->setText(tr("Where the figures come from, and which of them can stop calls."));
    note->setElided(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(title);
    words->addWidget(note);
    auto* add = new IconButton(Icon::Plus, tr("Add Source…"));
    add->setObjectName(QStringLiteral("addSource"));
    add->setAccessibleName(tr("Add Source…"));
    connect(add, &QPushButton::clicked, this, &SourcesPage::addPressed);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(4, 0, 0, 0);
    head->addLayout(words, 1);
    head->addWidget(add);
    column.addLayout(head);
}

QWidget* SourcesPage::buildActions()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (const auto& [button, name] : std::initializer_list<std::pair<IconButton*, const char*>> {
             {m_pause, "pausePast"}, {m_end, "endPast"}, {m_key, "changeKey"}, {m_remove, "removeSource"}}) {
        button->setObjectName(QLatin1String(name));
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SourcesPage::choose);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        const auto source = chosen();
        order(source && source->backfill && source->backfill->state == BackfillState::running ? BackfillOrder::pause
                                                                                              : BackfillOrder::resume);
    });
    connect(m_end, &QPushButton::clicked, this, [this] { order(BackfillOrder::cancel); });
    connect(m_key, &QPushButton::clicked, this, [this] {
        if (const auto source = chosen())
            Q_EMIT keyChangePressed(
                QString::fromStdString(source->id), QString::fromStdString(source->name), QString::fromStdString(source->kind));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const auto source = chosen())
            Q_EMIT removePressed(QString::fromStdString(source->id), QString::fromStdString(source->name), source->canFreeze);
    });
    showActions();
    return box;
}

std::optional<SourceView> SourcesPage::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    return rows.front().data(SourceModel::RowRole).value<SourceRow>().source;
}

void SourcesPage::order(BackfillOrder order)
{
    if (const auto source = chosen())
        Q_EMIT pastOrdered(QString::fromStdString(source->id), order);
}

void SourcesPage::showActions()
{
    const auto source = chosen();
    const auto past = source ? source->backfill : std::nullopt;
    const bool isRunning = past && past->state == BackfillState::running;
    m_pause->setText(isRunning || !past ? tr("Pause Reading the Past") : tr("Resume Reading the Past"));
    m_pause->setEnabled(past && past->state != BackfillState::done);
    m_end->setEnabled(isRunning || (past && past->state == BackfillState::paused));
    m_key->setEnabled(source && source->takesKey && !m_sandbox); // a sandbox's source is made with it
    m_remove->setEnabled(source && !m_sandbox);
}

void SourcesPage::choose()
{
    showActions();
    m_limits->setLimits({});
    askForLimits();
}

void SourcesPage::askForLimits()
{
    if (const auto source = chosen())
        Q_EMIT limitsWanted({source->id});
}

void SourcesPage::setLimits(const std::shared_ptr<const SourceLimits>& limits)
{
    if (const auto source = chosen(); source && limits && source->id == limits->source)
        m_limits->setLimits(limits);
}

void SourcesPage::setLimitsFault(const Error& error)
{
    if (chosen())
        m_limits->setFault(sentence(error));
}

void SourcesPage::setState(const ShownState& state)
{
    m_texts->setCalendar(state.calendar);
    m_limits->setNow(state.calendar, state.now);
    if (!state.board)
        return;
    m_model->setSources(state.board->sources, state.now);
    // Lines of trouble stand right under the rows; very many sources scroll.
    const int rows = std::clamp(m_model->rowCount(), 1, 12) * m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows + 4);
    m_sandbox = state.board->sandbox;
    showActions();
    showTroubles(state);
    if (std::exchange(m_board, state.board) != state.board)
        askForLimits();
}

void SourcesPage::showTroubles(const ShownState& state)
{
    QStringList troubles;
    for (const SourceView& source : state.board->sources) {
        const QString name = shown(source.name, 60);
        if (source.clockSkew)
            troubles << clockSkewText(name, *source.clockSkew);
        troubles << untoldSentences(name, source.untold, dateText);
        if (const bool isLocalLog = source.kind == "claudecode" || source.kind == "codex";
            isLocalLog && !source.error && source.lastAnswer && source.interval <= std::chrono::seconds(10))
            troubles << tr("%1 is looked at every %2 seconds: its folders can’t be followed as they grow.")
                            .arg(name)
                            .arg(source.interval.count());
        if (!source.error)
            continue;
        QString trouble = saidOf(name, sentence(*source.error));
        if (source.nextTry)
            trouble += QLatin1Char(' ') + tr("Next try at %1.").arg(clockText(state.calendar, *source.nextTry));
        troubles << trouble;
    }
    m_troubles->setVisible(!troubles.isEmpty());
    if (troubles == m_shownTroubles)
        return;
    m_shownTroubles = troubles;
    while (QLayoutItem* item = m_troubleColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& trouble : troubles) {
        auto* box = new QWidget;
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        auto* icon = new IconLabel(16);
        icon->setIcon(Icon::Warning, Tone::warn);
        auto* words = new TextLabel(TypeRole::Body);
        words->setText(trouble);
        words->setWordWrap(true);
        row->addWidget(icon, 0, Qt::AlignTop);
        row->addWidget(words, 1);
        m_troubleColumn->addWidget(box);
    }
}

} // namespace fuseboard
