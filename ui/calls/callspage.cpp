// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls/callspage.h"

#include "calls/calltexts.h"
#include "calls/callwords.h"
#include "items/callmodel.h"
#include "text/errortext.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/plaintable.h"
#include "widgets/textlabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto answerPatience = 10s; ///< a place has 2 s; past this whoever was asked is gone

} // namespace

CallsPage::CallsPage(QWidget* parent)
    : QWidget(parent)
    , m_model(new CallModel(this))
    , m_texts(new CallTexts(this))
    , m_table(new QTableView)
    , m_title(new TextLabel(TypeRole::Title))
    , m_about(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_silent(new TextLabel(TypeRole::Secondary, Tone::warn))
    , m_never(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_outcome(new TextLabel(TypeRole::Body))
    , m_back(new IconButton(std::nullopt, tr("Back"), "flat"))
    , m_cut(new IconButton(Icon::Stop, tr("Cut This Call"), "danger"))
    , m_cutAction(new QAction(tr("&Cut This Call"), this))
{
    setObjectName(QStringLiteral("callsPage"));
    m_texts->setSourceModel(m_model);
    m_title->setElided(true);
    m_about->setObjectName(QStringLiteral("callsSummary"));
    m_about->setWordWrap(true);
    m_back->setObjectName(QStringLiteral("callsBack"));
    m_back->setAccessibleName(tr("Back from the running calls"));
    auto* names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(m_title);
    names->addWidget(m_about);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(4, 0, 0, 0);
    head->setSpacing(10);
    head->addLayout(names, 1);
    head->addWidget(m_back, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 2, 0);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(buildCard(), 1);

    connect(m_back, &QPushButton::clicked, this, &CallsPage::backPressed);
    connect(m_cut, &QPushButton::clicked, this, &CallsPage::press);
    connect(m_cutAction, &QAction::triggered, this, &CallsPage::press);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CallsPage::updateCut);
    updateCut();
}

QWidget* CallsPage::buildCard()
{
    buildTable();
    m_silent->setObjectName(QStringLiteral("callsSilent"));
    m_silent->setWordWrap(true);
    m_never->setObjectName(QStringLiteral("callsNeverTold"));
    m_never->setWordWrap(true);
    m_outcome->setObjectName(QStringLiteral("cutOutcome"));
    m_outcome->setWordWrap(true);
    m_cut->setObjectName(QStringLiteral("cutCall"));
    auto* foot = new QHBoxLayout;
    foot->setSpacing(12);
    foot->addWidget(m_cut, 0, Qt::AlignTop);
    foot->addWidget(m_outcome, 1);
    auto* card = new QFrame;
    setVariant(card, "card");
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 12, 16, 12);
    inside->setSpacing(10);
    inside->addWidget(m_table, 1);
    inside->addWidget(m_silent);
    inside->addWidget(m_never);
    inside->addLayout(foot);
    return card;
}

void CallsPage::buildTable()
{
    makePlain(*m_table, "runningCalls", tr("Running Calls"));
    m_table->setModel(m_texts);
    m_table->setWordWrap(false); // a model's name is shortened at its end, not at a hyphen
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (const int figure : {CallModel::AgeColumn, CallModel::TokensColumn, CallModel::CostColumn, CallModel::ReservedColumn})
        m_table->horizontalHeader()->setSectionResizeMode(figure, QHeaderView::ResizeToContents);
    m_cutAction->setShortcut(QKeySequence(Qt::Key_Delete));
    m_cutAction->setAutoRepeat(false); // one press, one call
    m_cutAction->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_cutAction);
}

bool CallsPage::isWatched() const
{
    return m_state.watcher.kind == Watcher::Kind::thisWindow || m_state.watcher.kind == Watcher::Kind::another;
}

void CallsPage::setState(const ShownState& state, const Selection& selection)
{
    m_state = state;
    m_texts->setState(state);
    const QString name = selectionName(state, selection);
    m_title->setText(selection.kind == TeamRow::Kind::team ? tr("Running Calls of %1").arg(name) : tr("Running Calls"));
    m_table->setColumnHidden(CallModel::TeamColumn, selection.kind == TeamRow::Kind::team);
    turnTo(selection.scope().value_or(Scope::everything()));
    if (!isWatched())
        markOld({ErrorCode::unreachable, {}, {}});
    askIfLookedAt();
    tell();
    updateCut();
}

void CallsPage::turnTo(const Scope& scope)
{
    if (scope == m_calls.scope)
        return;
    m_calls = {scope, {}};
    m_isTold = false;
    m_fault.reset();
    m_askedAt.reset();
    m_lastAsked.reset();
    m_outcome->clear();
    m_model->setCalls(m_calls);
}

void CallsPage::askIfLookedAt()
{
    const bool isLookedAt = isVisible() && !window()->isMinimized();
    const bool isWaiting = m_askedAt && m_state.now - *m_askedAt < answerPatience;
    if (!isLookedAt || isWaiting || !isWatched() || m_lastAsked == m_state.now)
        return;
    if (m_askedAt) // and nobody has answered in time
        markOld({ErrorCode::timedOut, {}, {}});
    m_askedAt = m_lastAsked = m_state.now;
    Q_EMIT wanted(m_calls.scope);
}

void CallsPage::setCalls(const RunningCalls& calls)
{
    if (calls.scope != m_calls.scope)
        return;
    m_askedAt.reset();
    m_fault.reset();
    m_calls = withEarlier(calls, m_calls);
    m_isTold = true;
    showCalls();
    tell();
    updateCut();
}

void CallsPage::setFault(const Scope& scope, const Error& error)
{
    if (scope != m_calls.scope)
        return;
    m_askedAt.reset();
    m_fault = error;
    markOld(error);
    tell();
    updateCut();
}

void CallsPage::markOld(const Error& why)
{
    for (PlaceCalls& place : m_calls.places)
        if (place.tells)
            place.error = why;
    showCalls();
}

/// A call that has ended takes its choice with it: its neighbour was chosen by nobody.
void CallsPage::showCalls()
{
    const auto current = [this] {
        const auto row = m_table->currentIndex().data(CallModel::RowRole);
        return row.isValid() ? std::optional(rowKey(row.value<CallRow>())) : std::nullopt;
    };
    const auto before = current();
    m_model->setCalls(m_calls);
    if (before && current() != before) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
}

/// What was told while somebody looked at it last is not what runs now.
void CallsPage::markOldAgain()
{
    const auto isOld = [this](const PlaceCalls& place) { return place.at && m_state.now - *place.at > answerPatience; };
    if (std::ranges::any_of(m_calls.places, isOld)) {
        markOld({ErrorCode::timedOut, {}, {}});
        tell();
    }
}

void CallsPage::tell()
{
    if (m_isTold)
        m_about->setText(summaryText(m_calls));
    else
        m_about->setText(isWatched() ? tr("Asking which calls run…") : tr("Which calls run is not known."));
    QString silent = silentTexts(m_calls, m_state.now).join(QLatin1Char('\n'));
    if (!isWatched())
        silent = tr("Nobody watches this profile now: what is shown is as it was last, and no call can be cut from here.");
    else if (m_fault && silent.isEmpty())
        silent = sentence(*m_fault);
    const QString never = neverToldText(m_calls);
    m_silent->setText(silent);
    m_silent->setVisible(!silent.isEmpty());
    m_never->setText(never);
    m_never->setVisible(!never.isEmpty());
}

std::optional<CallCut> CallsPage::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    const auto row = rows.front().data(CallModel::RowRole).value<CallRow>();
    if (!row.canCut || row.call.isBeingCut || m_cutting.contains(rowKey(row)))
        return std::nullopt;
    return CallCut {row.place, row.call, tr("pressed in the window").toStdString()};
}

void CallsPage::updateCut()
{
    const auto cut = chosen();
    m_cut->setEnabled(cut && isWatched());
    m_cutAction->setEnabled(m_cut->isEnabled());
    m_cut->setAccessibleDescription(cut ? callerText(cut->call) : tr("Choose a call first."));
}

void CallsPage::press()
{
    if (const auto cut = chosen(); cut && isWatched())
        Q_EMIT cutPressed(*cut);
}

void CallsPage::setCutting(const CallCut& cut)
{
    m_cutting.insert({cut.place, cut.call.id});
    m_outcome->setText(tr("Cutting the call of %1…").arg(callerText(cut.call)));
    updateCut();
}

void CallsPage::tellCut(const CallCut& cut, const Result<CutOutcome>& outcome)
{
    m_cutting.erase({cut.place, cut.call.id});
    const QString words = cutText(cut, outcome);
    m_outcome->setTone(outcome ? Tone::plain : Tone::crit);
    m_outcome->setText(words);
    Q_EMIT told(words);
    m_lastAsked.reset(); // what runs now is another
    askIfLookedAt();
    updateCut();
}

void CallsPage::takeFocus()
{
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_texts->index(0, CallModel::WhoColumn));
    m_table->setFocus(Qt::OtherFocusReason);
}

void CallsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_lastAsked.reset();
    markOldAgain();
    askIfLookedAt();
}

void CallsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT backPressed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace fuseboard
