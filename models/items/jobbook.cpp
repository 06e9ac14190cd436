// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/jobbook.h"

#include <algorithm>

namespace fuseboard {
namespace {

int wholeDays(Period period) { return static_cast<int>(std::chrono::ceil<std::chrono::days>(period.length()).count()); }

Progress daysOf(const Backfill& past)
{
    const int all = wholeDays(past.whole);
    return {all - wholeDays({past.whole.start, std::max(past.reached, past.whole.start)}), all, true};
}

Job loadingOf(const SourceView& source, const Backfill& past)
{
    const bool isPaused = past.state == BackfillState::paused;
    return {.kind = Job::Kind::loading,
        .subject = source.id,
        .name = source.name,
        .days = daysOf(past),
        .isPaused = isPaused,
        .canPause = true,
        .canCancel = true,
        .trouble = isPaused ? std::nullopt : source.error};
}

bool isLoading(const Backfill& past) { return past.state == BackfillState::running || past.state == BackfillState::paused; }

/// What can't be taken back any more was taken back: rules that change anew can be.
Job::Kind kindOf(const Progress& allocation, const std::vector<Job>& before)
{
    const auto known = std::ranges::find_if(before, [](const Job& job) { return job.kind != Job::Kind::loading; });
    const bool wentOn = known != before.end() && (known->canCancel || known->kind == Job::Kind::goingBack);
    return wentOn && !allocation.canCancel ? Job::Kind::goingBack : Job::Kind::allocating;
}

std::vector<Job> jobsOn(const Board& board, const std::vector<Job>& before)
{
    std::vector<Job> out;
    for (const SourceView& source : board.sources)
        if (source.backfill && isLoading(*source.backfill))
            out.push_back(loadingOf(source, *source.backfill));
    if (board.allocation)
        out.push_back({.kind = kindOf(*board.allocation, before),
            .subject = {},
            .name = {},
            .days = board.allocation,
            .canCancel = board.allocation->canCancel,
            .trouble = {}});
    return out;
}

bool contains(const std::vector<Job>& jobs, Job::Kind kind) { return std::ranges::contains(jobs, kind, &Job::kind); }

/// Empty: it did not end, it is only gone.
std::optional<EndedJob> endOf(const Job& job, const Board& board, const std::vector<Job>& now, Instant at)
{
    using How = EndedJob::How;
    EndedJob out {.job = job, .how = How::done, .at = at, .words = {}};
    if (job.kind == Job::Kind::loading) {
        const auto source = std::ranges::find(board.sources, job.subject, &SourceView::id);
        const auto past = source == board.sources.end() ? std::nullopt : source->backfill;
        if (!past)
            return std::nullopt;
        out.job.days = daysOf(*past);
        out.how = past->state == BackfillState::cancelled ? How::cancelled : How::done;
        return out;
    }
    if (job.kind == Job::Kind::goingBack && contains(now, Job::Kind::allocating))
        return std::nullopt;
    out.how = contains(now, Job::Kind::goingBack) ? How::cancelled : How::done;
    if (out.how == How::done && out.job.days)
        out.job.days->done = out.job.days->total;
    return out;
}

} // namespace

std::vector<Job> JobBook::running() const
{
    std::vector<Job> out = m_onBoard;
    out.insert(out.end(), m_begun.begin(), m_begun.end());
    return out;
}

void JobBook::follow(const Board& board, Instant now)
{
    if (board.historyFault)
        return;
    std::vector<Job> jobs = jobsOn(board, m_onBoard);
    for (const Job& before : m_onBoard)
        if (!std::ranges::contains(jobs, before.key(), &Job::key))
            if (auto end = endOf(before, board, jobs, now))
                keep(*std::move(end));
    m_onBoard = std::move(jobs);
}

void JobBook::begin(const Job& job) { m_begun.push_back(job); }

void JobBook::end(const Job& job, EndedJob::How how, Instant at, std::string words)
{
    const auto begun = std::ranges::find(m_begun, job.key(), &Job::key);
    if (begun != m_begun.end())
        m_begun.erase(begun);
    keep({job, how, at, std::move(words)});
}

void JobBook::keep(EndedJob ended)
{
    m_ended.insert(m_ended.begin(), std::move(ended));
    if (m_ended.size() > mostEnded)
        m_ended.pop_back();
}

} // namespace fuseboard
