// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/jobtexts.h"

#include "text/errortext.h"
#include "text/shown.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Jobs)
};

constexpr int longestName = 60;

QString ofDays(const Progress& days)
{
    return days.total == 1 ? Words::tr("%1 of 1 day").arg(days.done)
                           : Words::tr("%1 of %2 days").arg(days.done).arg(days.total);
}

QString loadedText(const EndedJob& ended, const QString& name)
{
    const Progress days = ended.job.days.value_or(Progress {});
    if (ended.how == EndedJob::How::cancelled)
        return Words::tr("Loading the history of %1 was ended at %2. What was loaded stays.").arg(name, ofDays(days));
    return Words::tr("The history of %1 is loaded, %2.").arg(name, ofDays(days));
}

} // namespace

QString jobTitle(const Job& job)
{
    const QString name = shown(job.name, longestName);
    switch (job.kind) {
    case Job::Kind::loading: return Words::tr("Loading the history of %1").arg(name);
    case Job::Kind::allocating: return Words::tr("Giving the past to teams anew");
    case Job::Kind::goingBack: return Words::tr("Going back to the earlier rules");
    case Job::Kind::writing: return Words::tr("Writing %1").arg(name);
    }
    return {};
}

QString jobProgressText(const Job& job)
{
    if (!job.days)
        return {};
    const QString days = ofDays(*job.days);
    if (job.isPaused)
        return Words::tr("Paused at %1").arg(days);
    return job.trouble ? Words::tr("%1, waits: %2").arg(days, shortText(*job.trouble)) : days;
}

QString jobEndText(const EndedJob& ended)
{
    if (!ended.words.empty())
        return QString::fromStdString(ended.words);
    switch (ended.job.kind) {
    case Job::Kind::loading: return loadedText(ended, shown(ended.job.name, longestName));
    case Job::Kind::allocating:
        return ended.how == EndedJob::How::cancelled ? Words::tr("The change of the allocation rules was taken back.")
                                                     : Words::tr("The past is given to teams by the changed rules, %1.")
                                                           .arg(ofDays(ended.job.days.value_or(Progress {})));
    case Job::Kind::goingBack: return Words::tr("The past is given to teams as before the change of the rules.");
    case Job::Kind::writing: return {}; // who wrote it says so
    }
    return {};
}

QString jobsSummary(const JobBook& book)
{
    const std::vector<Job> running = book.running();
    if (running.empty())
        return Words::tr("Jobs");
    if (running.size() > 1)
        return Words::tr("%1 jobs run").arg(running.size());
    const Job& job = running.front();
    const QString progress = jobProgressText(job);
    const QString what = job.kind == Job::Kind::loading ? Words::tr("Loading history") : jobTitle(job);
    return progress.isEmpty() ? what : Words::tr("%1: %2", "a job and how far it is").arg(what, progress);
}

} // namespace fuseboard
