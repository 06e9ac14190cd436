// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/jobbook.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using std::chrono::days;

namespace {

const Instant first = *parseInstant("2026-08-01T00:00:00Z");
const Instant now = first + days(90);

SourceView loading(const char* id, int daysDone)
{
    SourceView out;
    out.id = out.name = id;
    out.backfill = Backfill {{first, first + days(90)}, first + days(90 - daysDone), BackfillState::running};
    if (daysDone == 90)
        out.backfill->state = BackfillState::done;
    return out;
}

Board with(std::vector<SourceView> sources, std::optional<Progress> allocation = {})
{
    Board out;
    out.sources = std::move(sources);
    out.allocation = allocation;
    return out;
}

} // namespace

TEST(JobBook, APastIsLoadedDayByDayAndEndsOnce)
{
    JobBook book;
    book.follow(with({loading("openai", 90)}), now);
    EXPECT_TRUE(book.running().empty());
    EXPECT_TRUE(book.ended().empty()) << "it was done before anybody looked";
    book = {};
    book.follow(with({loading("openai", 12), loading("github", 0)}), now);
    ASSERT_EQ(book.running().size(), 2U);
    EXPECT_EQ(book.running()[0].days, (Progress {12, 90, true}));
    EXPECT_TRUE(book.running()[0].canPause && book.running()[0].canCancel && !book.running()[0].isPaused);
    book.follow(with({loading("openai", 90), loading("github", 7)}), now);
    ASSERT_EQ(book.ended().size(), 1U);
    EXPECT_EQ(book.ended()[0].how, EndedJob::How::done);
    EXPECT_EQ(book.ended()[0].job.days, (Progress {90, 90, true}));
    book.follow(with({loading("openai", 90), loading("github", 14)}), now);
    EXPECT_EQ(book.ended().size(), 1U);
}

TEST(JobBook, APausedPastStaysAndACancelledOneEnds)
{
    JobBook book;
    SourceView source = loading("openai", 12);
    source.backfill = source.backfill->ordered(BackfillOrder::pause);
    source.error = Error {ErrorCode::unreachable, "OpenAI", {}};
    book.follow(with({source}), now);
    ASSERT_EQ(book.running().size(), 1U);
    EXPECT_TRUE(book.running()[0].isPaused);
    EXPECT_FALSE(book.running()[0].trouble) << "it does not even try";
    source.backfill = source.backfill->ordered(BackfillOrder::resume);
    book.follow(with({source}), now);
    EXPECT_EQ(book.running()[0].trouble->code, ErrorCode::unreachable);
    source.backfill = source.backfill->ordered(BackfillOrder::cancel);
    book.follow(with({source}), now);
    EXPECT_TRUE(book.running().empty());
    ASSERT_EQ(book.ended().size(), 1U);
    EXPECT_EQ(book.ended()[0].how, EndedJob::How::cancelled);
    EXPECT_EQ(book.ended()[0].job.days, (Progress {12, 90, true}));
}

TEST(JobBook, WhatIsOnlyGoneHasNotEnded)
{
    JobBook book;
    book.follow(with({loading("openai", 12)}, Progress {1, 30, true}), now);
    Board blind = with({});
    blind.historyFault = Error {};
    book.follow(blind, now);
    EXPECT_EQ(book.running().size(), 2U);
    book.follow(with({}, Progress {2, 30, true}), now); // the source was removed
    EXPECT_EQ(book.running().size(), 1U);
    EXPECT_TRUE(book.ended().empty());
}

TEST(JobBook, AnAllocationThatIsTakenBackGoesBackAsAJobOfItsOwn)
{
    JobBook book;
    book.follow(with({}, Progress {3, 30, true}), now);
    EXPECT_EQ(book.running().at(0).kind, Job::Kind::allocating);
    EXPECT_TRUE(book.running().at(0).canCancel && !book.running().at(0).canPause);
    book.follow(with({}, Progress {0, 30, false}), now);
    ASSERT_EQ(book.ended().size(), 1U);
    EXPECT_EQ(book.ended()[0].how, EndedJob::How::cancelled);
    EXPECT_EQ(book.running().at(0).kind, Job::Kind::goingBack);
    book.follow(with({}, Progress {20, 30, false}), now);
    EXPECT_EQ(book.running().at(0).kind, Job::Kind::goingBack);
    book.follow(with({}, Progress {0, 30, true}), now); // the rules change anew meanwhile
    EXPECT_EQ(book.running().at(0).kind, Job::Kind::allocating);
    EXPECT_EQ(book.ended().size(), 1U);
    book.follow(with({}), now);
    ASSERT_EQ(book.ended().size(), 2U);
    EXPECT_EQ(book.ended()[0].how, EndedJob::How::done);
    EXPECT_EQ(book.ended()[0].job.days, (Progress {30, 30, true}));
}

TEST(JobBook, OneThatNeverCouldBeTakenBackIsNoReturn)
{
    JobBook book;
    book.follow(with({}, Progress {3, 30, false}), now);
    book.follow(with({}, Progress {4, 30, false}), now);
    EXPECT_EQ(book.running().at(0).kind, Job::Kind::allocating);
    book.follow(with({}), now);
    EXPECT_EQ(book.ended().at(0).how, EndedJob::How::done);
}

TEST(JobBook, TheLastFewEndsAreKept)
{
    JobBook book;
    for (int i = 0; i < 8; ++i) {
        const Job job {.kind = Job::Kind::writing, .subject = std::to_string(i), .name = {}, .days = {}, .trouble = {}};
        book.begin(job);
        EXPECT_EQ(book.running().size(), 1U);
        book.end(job, i % 2 ? EndedJob::How::failed : EndedJob::How::done, now, "words");
    }
    EXPECT_TRUE(book.running().empty());
    ASSERT_EQ(book.ended().size(), JobBook::mostEnded);
    EXPECT_EQ(book.ended().front().job.subject, "7");
    EXPECT_EQ(book.ended().front().how, EndedJob::How::failed);
}
