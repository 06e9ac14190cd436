// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/statusline.h"

#include "items/sourcerow.h"
#include "jobs/jobsbutton.h"
#include "text/counttext.h"
#include "text/errortext.h"
#include "text/freezetext.h"
#include "text/shown.h"
#include "text/timetext.h"
#include "text/untoldtext.h"
#include "theme/variant.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>

namespace fuseboard {
namespace {

QString toolTipOf(const SourceView& source)
{
    const QString name = shown(source.name, 40);
    if (source.error)
        return sentence(*source.error);
    if (source.clockSkew)
        return clockSkewText(name, *source.clockSkew);
    if (const QStringList untold = untoldSentences(name, source.untold, dateText); !untold.isEmpty())
        return untold.join(QLatin1Char(' '));
    return source.unknownFields.empty() ? QString() : unknownFieldsText(name, shownFields(source.unknownFields));
}

struct Look {
    Icon icon = Icon::Unknown;
    Tone tone = Tone::unknown;
};

Look lookOf(SourceHealth state)
{
    switch (state) {
    case SourceHealth::answers: return {Icon::Check, Tone::ok};
    case SourceHealth::late: return {Icon::Clock, Tone::warn};
    case SourceHealth::partial:
    case SourceHealth::rateLimited:
    case SourceHealth::failing: return {Icon::Warning, Tone::warn};
    case SourceHealth::rejected:
    case SourceHealth::silent: return {Icon::Alert, Tone::crit};
    case SourceHealth::neverAnswered: return {};
    }
    return {};
}

QString textOf(const SourceRow& row, const ShownState& state)
{
    const QString name = shown(row.source.name, 40);
    if (row.state == SourceHealth::answers || row.state == SourceHealth::late)
        return StatusLine::tr("%1: %2").arg(name, clockText(state.calendar, *row.source.lastAnswer));
    if (row.state == SourceHealth::partial)
        return StatusLine::tr("%1: %2, %3")
            .arg(name, clockText(state.calendar, *row.source.lastAnswer),
                row.source.error ? shortText(*row.source.error) : untoldShortText());
    QString what = row.source.error ? shortText(*row.source.error) : StatusLine::tr("no answer");
    if (row.source.nextTry)
        return StatusLine::tr("%1: %2, next try %3").arg(name, what, clockText(state.calendar, *row.source.nextTry));
    return row.source.lastAnswer
        ? StatusLine::tr("%1: %2 since %3").arg(name, what, clockText(state.calendar, *row.source.lastAnswer))
        : StatusLine::tr("%1: %2").arg(name, what);
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QFrame(parent)
    , m_sources(new QHBoxLayout)
    , m_jobs(new JobsButton)
    , m_eye(new IconLabel(14))
    , m_watcher(new TextLabel(TypeRole::Secondary, Tone::secondary))
{
    setVariant(this, "status");
    m_sources->setSpacing(18);
    m_fault = makeEntry();
    m_fault.text->setElided(true);
    m_fault.box->hide();
    m_nothing = makeEntry();
    show(m_nothing, Icon::Unknown, Tone::unknown, tr("No source yet"));
    m_nothing.box->hide();
    m_eye->setIcon(Icon::Eye, Tone::secondary);
    m_watcher->setObjectName(QStringLiteral("watcher"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 14, 4);
    row->setSpacing(6);
    row->addWidget(m_nothing.box);
    row->addLayout(m_sources);
    row->addSpacing(12);
    row->addWidget(m_jobs);
    row->addWidget(m_fault.box, 1);
    row->addStretch(1);
    row->addWidget(m_eye);
    row->addWidget(m_watcher);
    setAccessibleName(tr("Status"));
}

StatusLine::Entry StatusLine::makeEntry()
{
    Entry entry {new QWidget, new IconLabel(14), new TextLabel(TypeRole::Secondary, Tone::secondary)};
    auto* row = new QHBoxLayout(entry.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(entry.icon);
    row->addWidget(entry.text, 1);
    return entry;
}

void StatusLine::show(const Entry& entry, Icon icon, Tone tone, const QString& text)
{
    entry.icon->setIcon(icon, tone);
    entry.text->setText(text);
}

void StatusLine::setState(const ShownState& state)
{
    m_nothing.box->setVisible(!state.hasSource);
    if (!state.hasSource)
        m_watcher->setText(tr("Nobody watches yet"));
    m_eye->setVisible(state.board && state.hasSource);
    if (!state.board)
        return;
    setWatcher(state);
    m_jobs->setState(state);
    const std::vector<SourceRow> rows = sourceRows(state.board->sources, state.now);
    while (m_entries.size() < rows.size()) {
        m_entries.push_back(makeEntry());
        const SourceRow& row = rows[m_entries.size() - 1];
        show(m_entries.back(), lookOf(row.state).icon, lookOf(row.state).tone, textOf(row, state));
        m_sources->addWidget(m_entries.back().box);
    }
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_entries[i].box->setVisible(i < rows.size());
        if (i >= rows.size())
            continue;
        const SourceView& source = rows[i].source;
        const bool clockIsOff = rows[i].state == SourceHealth::answers && source.clockSkew;
        const Look look = clockIsOff ? Look {Icon::Warning, Tone::warn} : lookOf(rows[i].state);
        show(m_entries[i], look.icon, look.tone,
            clockIsOff ? tr("%1: clock differs by %2").arg(shown(source.name, 40), skewText(*source.clockSkew))
                       : textOf(rows[i], state));
        m_entries[i].box->setToolTip(asToolTip(toolTipOf(source)));
    }
}

void StatusLine::setWatcher(const ShownState& state)
{
    const Watcher& watcher = state.watcher;
    const QString who = shown(watcher.who.toStdString(), 60), since = clockSecondsText(state.calendar, watcher.since);
    const bool isWatched = watcher.kind == Watcher::Kind::thisWindow || watcher.kind == Watcher::Kind::another;
    m_eye->setIcon(isWatched ? Icon::Eye : Icon::Alert, isWatched ? Tone::secondary : Tone::crit);
    switch (watcher.kind) {
    case Watcher::Kind::thisWindow:
        m_watcher->setText(!state.board || state.board->watchedBy.empty()
                ? tr("Watched by this computer while it is awake")
                : tr("Watched by server %1").arg(shown(state.board->watchedBy, 40)));
        break;
    case Watcher::Kind::another: m_watcher->setText(tr("Watched by this computer while it is awake: %1").arg(who)); break;
    case Watcher::Kind::unseen:
        m_watcher->setText(
            watcher.why.isEmpty() ? tr("No answer from %1 since %2").arg(who, since) : tr("%1 can’t be understood").arg(who));
        break;
    case Watcher::Kind::nobody: m_watcher->setText(tr("Nobody has watched since %1").arg(since)); break;
    }
}

void StatusLine::setFault(const QString& text)
{
    m_fault.box->setVisible(!text.isEmpty());
    show(m_fault, Icon::Warning, Tone::warn, text);
}

} // namespace fuseboard
