// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scarcememory.h"

#include "gateway/errandthread.h"
#include "gateway/ledger/callcodec.h"
#include "gateway/ledger/ledgerkeeper.h"
#include "models/store/temporarydirectory.h"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <future>

using namespace fuseboard;
using namespace fuseboard::gateway;
using namespace fuseboard::test;

namespace {

constexpr std::size_t large = 1024 * 1024;

LedgerEntry entry(const std::string& id, bool isSettled, std::size_t size = 10)
{
    CallRow row {.callId = id};
    row.session = std::string(size, 's');
    row.cost = Money {isSettled ? 2 : 1, Currency::usd()};
    LedgerEntry out {.call = {}, .settled = isSettled};
    appendCall(out.call, row);
    return out;
}

/// Once there was no memory for what a thread of it had to do.
class BrokenLedger : public testing::Test {
protected:
    void SetUp() override
    {
        scarce::isSpared = true;
        ASSERT_TRUE(LedgerFile::create(directory.path() / "ledger.db"));
        open();
    }
    void TearDown() override { scarce::isSpared = false; }
    void open()
    {
        auto opened = openLedger(directory.path());
        ASSERT_TRUE(opened) << opened.error().detail;
        leftOpen = opened->leftOpen;
        keeper = std::make_unique<LedgerKeeper>(*std::move(opened));
    }
    template <class T>
    static http::Async<void> take(http::Async<T> from, std::optional<T>& into)
    {
        into = co_await std::move(from);
    }
    /// What a coroutine answers.
    template <class T>
    T answerOf(http::Async<T> asked)
    {
        std::optional<T> out;
        io.restart();
        http::spawn(io, take(std::move(asked), out));
        const auto work = boost::asio::make_work_guard(io);
        for (const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
            !out && std::chrono::steady_clock::now() < until;)
            io.run_one_for(std::chrono::milliseconds(100));
        if (!out)
            throw std::runtime_error("there was no answer");
        return *std::move(out);
    }
    static http::Async<Result<void>> kept(LedgerKeeper& by, LedgerEntry told) { co_return co_await by.keep(std::move(told)); }
    Result<void> keep(LedgerEntry told) { return answerOf(kept(*keeper, std::move(told))); }
    std::vector<CallRow> rowsAfterAStart()
    {
        keeper.reset();
        open();
        const auto page = answerOf(keeper->page(0, 100));
        EXPECT_TRUE(page);
        return page ? page->rows : std::vector<CallRow>();
    }

    TemporaryDirectory directory;
    boost::asio::io_context io;
    std::size_t leftOpen = 0;
    std::unique_ptr<LedgerKeeper> keeper;
};

TEST_F(BrokenLedger, itsJournalAcknowledgesNothingMoreAndSaysSo)
{
    ASSERT_TRUE(keep(entry("a", false)));
    EXPECT_TRUE(keeper->isDurable());
    scarce::refuse(large);
    EXPECT_FALSE(keep(entry("b", false, large)));
    EXPECT_FALSE(scarce::isRefusing());
    EXPECT_FALSE(keeper->isDurable());
    EXPECT_EQ(keeper->trouble(), "A thread of the ledger has failed; no calls are served until the gateway is started anew.");
    EXPECT_FALSE(keep(entry("c", false)));
    EXPECT_FALSE(keep(entry("a", true))); // stays open, and is charged as a crash does it
    EXPECT_TRUE(keeper->waitUntilFiled());
    const auto rows = rowsAfterAStart();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].callId, "a");
    EXPECT_EQ(rows[0].cost->nano, 1);
    EXPECT_EQ(leftOpen, 1U);
    EXPECT_TRUE(keeper->isDurable());
}

TEST_F(BrokenLedger, whatIsNotFiledIsNotLost)
{
    ASSERT_TRUE(keep(entry("a", false)));
    ASSERT_TRUE(keeper->waitUntilFiled());
    ASSERT_TRUE(keep(entry("a", true)));
    scarce::refuse(1); // it is filed some 40 ms after that
    while (scarce::isRefusing())
        std::this_thread::yield();
    const auto filed = keeper->waitUntilFiled();
    ASSERT_FALSE(filed);
    EXPECT_EQ(filed.error().detail, "its thread has failed");
    EXPECT_FALSE(keeper->isDurable());
    EXPECT_FALSE(answerOf(keeper->page(0, 100)));
    EXPECT_FALSE(answerOf(keeper->release("a")));
    const auto rows = rowsAfterAStart();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].cost->nano, 2);
    EXPECT_EQ(leftOpen, 0U);
}

TEST_F(BrokenLedger, aQuestionThatIsTooMuchEndsAlone)
{
    ASSERT_TRUE(keep(entry("a", false, large)));
    ASSERT_TRUE(keep(entry("a", true, large)));
    ASSERT_TRUE(keeper->waitUntilFiled());
    scarce::refuse(large);
    const auto page = answerOf(keeper->page(0, 100));
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().detail, "the thread that does it has failed");
    EXPECT_TRUE(keeper->isDurable());
    EXPECT_EQ(answerOf(keeper->page(0, 100))->rows.size(), 1U);
}

TEST(ErrandThread, anErrandThatThrowsEndsAlone)
{
    std::promise<bool> dropped, next;
    auto whenDropped = std::shared_ptr<void>(nullptr, [&](void*) { dropped.set_value(true); });
    ErrandThread thread;
    thread.post([held = std::move(whenDropped)] { throw std::runtime_error("no room"); });
    thread.post([&] { next.set_value(true); });
    EXPECT_TRUE(dropped.get_future().get());
    EXPECT_TRUE(next.get_future().get());
}

} // namespace
