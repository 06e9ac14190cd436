// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/jobrow.h"

#include "jobs/jobtexts.h"
#include "jobs/progressline.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>

namespace fuseboard {

JobRow::JobRow(const Job& job, QWidget* parent)
    : QWidget(parent)
    , m_job(job)
    , m_title(new TextLabel(TypeRole::Body))
    , m_progress(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_line(new ProgressLine)
    , m_pause(new IconButton(std::nullopt, {}, "outline"))
    , m_cancel(new IconButton(std::nullopt, tr("Cancel"), "outline"))
{
    m_title->setStrong(true);
    m_title->setElided(true);
    m_progress->setElided(true);
    m_pause->setObjectName(QStringLiteral("pauseJob"));
    m_cancel->setObjectName(QStringLiteral("cancelJob"));
    for (IconButton* button : {m_pause, m_cancel})
        setLook(button, "small", QStringLiteral("true"));
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_line);
    words->addWidget(m_progress);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addWidget(m_pause);
    row->addWidget(m_cancel);
    connect(m_pause, &QPushButton::clicked, this,
        [this] { Q_EMIT ordered(m_job, m_job.isPaused ? BackfillOrder::resume : BackfillOrder::pause); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { Q_EMIT ordered(m_job, BackfillOrder::cancel); });
    tell();
}

void JobRow::setJob(const Job& job)
{
    if (job == m_job)
        return;
    m_job = job;
    tell();
}

void JobRow::tell()
{
    const QString title = jobTitle(m_job), progress = jobProgressText(m_job);
    m_title->setText(title);
    m_progress->setText(progress.isEmpty() ? tr("Under way") : progress);
    m_progress->setTone(m_job.trouble ? Tone::warn : Tone::secondary);
    m_line->setVisible(m_job.days.has_value());
    if (m_job.days)
        m_line->setProgress(m_job.days->done, m_job.days->total);
    m_line->setPaused(m_job.isPaused);
    m_pause->setVisible(m_job.canPause);
    m_pause->setPlainText(m_job.isPaused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_job.isPaused ? tr("Resume: %1").arg(title) : tr("Pause: %1").arg(title));
    m_cancel->setVisible(m_job.canCancel);
    m_cancel->setAccessibleName(tr("Cancel: %1").arg(title));
    m_cancel->setToolTip(m_job.kind == Job::Kind::allocating ? tr("Goes back to the rules from before the change") : QString());
}

} // namespace fuseboard
