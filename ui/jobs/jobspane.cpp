// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/jobspane.h"

#include "jobs/jobrow.h"
#include "jobs/jobtexts.h"
#include "text/timetext.h"
#include "theme/type.h"
#include "theme/variant.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QApplication>
#include <QBoxLayout>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int widthEm = 27;
constexpr int iconSize = 14;

QWidget* endedRow(const EndedJob& ended, const ShownState& state)
{
    auto* row = new QWidget;
    auto* sign = new IconLabel(iconSize);
    const bool failed = ended.how == EndedJob::How::failed;
    sign->setIcon(failed                            ? Icon::Warning
            : ended.how == EndedJob::How::cancelled ? Icon::Stop
                                                    : Icon::Check,
        failed ? Tone::warn : Tone::secondary);
    auto* words = new TextLabel(TypeRole::Secondary, failed ? Tone::warn : Tone::secondary);
    words->setWordWrap(true);
    words->setText(jobEndText(ended));
    auto* when = new TextLabel(TypeRole::Secondary, Tone::secondary);
    when->setText(momentText(state.calendar, ended.at, state.now));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    line->addWidget(when, 0, Qt::AlignTop);
    return row;
}

TextLabel* heading(const QString& text)
{
    auto* out = new TextLabel(TypeRole::Section);
    out->setText(text);
    return out;
}

} // namespace

JobsPane::JobsPane(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_none(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_endedHead(heading(tr("Ended Last")))
    , m_running(new QVBoxLayout)
    , m_ended(new QVBoxLayout)
{
    setObjectName(QStringLiteral("jobsPane"));
    setAccessibleName(tr("Jobs"));
    setVariant(this, "card");
    setFixedWidth(widthEm * em(QApplication::font()));
    m_none->setObjectName(QStringLiteral("noJobs"));
    m_none->setText(tr("No job runs now."));
    m_running->setSpacing(12);
    m_ended->setSpacing(6);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 14);
    column->setSpacing(10);
    column->addWidget(heading(tr("Jobs")));
    column->addWidget(m_none);
    column->addLayout(m_running);
    column->addWidget(m_endedHead);
    column->addLayout(m_ended);
}

void JobsPane::setJobs(const JobBook& book, const ShownState& state)
{
    const std::vector<Job> running = book.running();
    showRunning(running);
    showEnded(book.ended(), state);
    m_none->setVisible(running.empty());
    m_endedHead->setVisible(!book.ended().empty());
    const QLayout* all = layout();
    if (const int height = all->hasHeightForWidth() ? all->heightForWidth(width()) : all->sizeHint().height();
        height != this->height()) {
        setFixedHeight(height);
        Q_EMIT resized();
    }
}

void JobsPane::takeFocus()
{
    setFocus(Qt::PopupFocusReason);
    focusNextChild();
}

/// Row by row, so that what has the keyboard keeps it.
void JobsPane::showRunning(const std::vector<Job>& running)
{
    std::erase_if(m_rows, [&running](JobRow* row) {
        const bool isGone = !std::ranges::contains(running, row->job().key(), &Job::key);
        if (isGone)
            delete row;
        return isGone;
    });
    for (const Job& job : running) {
        const auto known = std::ranges::find(m_rows, job.key(), [](const JobRow* row) { return row->job().key(); });
        if (known != m_rows.end()) {
            (*known)->setJob(job);
            continue;
        }
        m_rows.push_back(new JobRow(job));
        connect(m_rows.back(), &JobRow::ordered, this, &JobsPane::ordered);
        m_running->addWidget(m_rows.back());
        m_rows.back()->show(); // now, as the height is asked for next
    }
}

void JobsPane::showEnded(const std::vector<EndedJob>& ended, const ShownState& state)
{
    if (ended == m_shownEnded)
        return;
    m_shownEnded = ended;
    while (QLayoutItem* item = m_ended->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const EndedJob& each : ended) {
        QWidget* row = endedRow(each, state);
        m_ended->addWidget(row);
        row->show();
    }
}

} // namespace fuseboard
