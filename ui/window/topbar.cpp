// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/topbar.h"

#include "text/shown.h"
#include "text/timetext.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/textlabel.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QMenu>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int offeredPeriods = 13; // this one and a year back

QString agesText(const ShownState& state)
{
    if (!state.hasSource)
        return TopBar::tr("No source connected");
    if (!state.board)
        return {};
    if (const auto stale = state.staleSince()) {
        const auto source = std::ranges::find(state.board->sources, stale, &SourceView::lastAnswer);
        const QString name = source == state.board->sources.end() ? QString() : shown(source->name, 40);
        return TopBar::tr("%1 figures %2").arg(name, ageText(state.now - *stale));
    }
    std::optional<Instant> newest;
    for (const SourceView& source : state.board->sources)
        if (source.tellsUsage)
            newest = std::max(newest, source.lastAnswer);
    return newest ? TopBar::tr("Updated %1").arg(agoText(state.now - *newest)) : TopBar::tr("No answer yet");
}

} // namespace

TopBar::TopBar(QWidget* parent)
    : QFrame(parent)
    , m_period(new IconButton(Icon::Calendar, {}))
    , m_periods(new QMenu(this))
    , m_refresh(new IconButton(Icon::Refresh, tr("Refresh"), "flat"))
    , m_age(new TextLabel(TypeRole::Secondary, Tone::plain))
    , m_incidents(new IconButton(Icon::Alert, {}, "flat"))
    , m_export(new IconButton(Icon::Export, tr("Export CSV…"), "flat"))
    , m_freezeAll(new IconButton(Icon::Freeze, tr("Freeze All…"), "danger"))
{
    setVariant(this, "toolbar");
    m_period->setObjectName(QStringLiteral("period"));
    m_period->setMenu(m_periods);
    m_refresh->setObjectName(QStringLiteral("refresh"));
    m_refresh->setAccessibleName(tr("Refresh"));
    m_age->setElided(true);
    m_age->setObjectName(QStringLiteral("age"));
    m_incidents->setObjectName(QStringLiteral("incidentsButton"));
    m_incidents->setCheckable(true);
    m_incidents->hide();
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setAccessibleName(tr("Export CSV…"));
    m_freezeAll->setObjectName(QStringLiteral("freezeAll"));
    m_freezeAll->setAccessibleName(tr("Freeze All…"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(10);
    row->addWidget(m_period);
    row->addWidget(m_refresh);
    row->addWidget(m_age, 1);
    row->addWidget(m_incidents);
    row->addWidget(m_export);
    row->addWidget(m_freezeAll);
    connect(m_periods, &QMenu::aboutToShow, this, &TopBar::fillPeriods);
    connect(m_refresh, &QPushButton::clicked, this, &TopBar::refreshPressed);
    connect(m_export, &QPushButton::clicked, this, &TopBar::exportPressed);
    connect(m_freezeAll, &QPushButton::clicked, this, &TopBar::freezeAllPressed);
    connect(m_incidents, &QPushButton::toggled, this, &TopBar::incidentsToggled);
    setWaiting(0);
    setState({});
}

void TopBar::setNarrow(bool narrow)
{
    m_incidents->setVisible(narrow);
    if (!narrow)
        m_incidents->setChecked(false);
}

void TopBar::showIncidents()
{
    if (!m_incidents->isHidden())
        m_incidents->setChecked(true);
}

void TopBar::setWaiting(int incidents)
{
    m_incidents->setPlainText(incidents > 0 ? tr("Incidents (%1)").arg(incidents) : tr("Incidents"));
    m_incidents->setAccessibleName(tr("Incidents, %1 to decide").arg(incidents));
}

void TopBar::setState(const ShownState& state)
{
    m_state = state;
    const bool any = state.board != nullptr;
    const QString period =
        monthText(state.calendar, any ? state.board->period : state.calendar.periodAt(state.now, PeriodKind::month));
    m_period->setPlainText(period);
    m_period->setAccessibleName(tr("Period: %1").arg(period));
    m_period->setEnabled(any);
    m_refresh->setEnabled(state.hasSource);
    m_age->setText(agesText(state));
    m_export->setEnabled(any && !state.board->historyFault);
    m_freezeAll->setEnabled(any);
}

void TopBar::fillPeriods()
{
    m_periods->clear();
    auto* group = new QActionGroup(m_periods);
    Period period = m_state.calendar.periodAt(m_state.now, PeriodKind::month);
    for (int i = 0; i < offeredPeriods; ++i) {
        QAction* action = m_periods->addAction(monthText(m_state.calendar, period));
        action->setCheckable(true);
        action->setChecked(m_state.board && m_state.board->period == period);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, at = period.start] { Q_EMIT periodPressed(at); });
        period = m_state.calendar.previous(period, PeriodKind::month);
    }
}

} // namespace fuseboard
