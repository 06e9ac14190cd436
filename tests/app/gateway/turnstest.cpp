// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/turns.h"

#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <list>

using namespace fuseboard;
using namespace fuseboard::gateway;
using namespace std::chrono_literals;

namespace {

class TurnsOf : public testing::Test {
protected:
    http::Async<void> call(std::string team, int number)
    {
        auto mine = co_await turns->of(team);
        order.push_back(team + std::to_string(number));
        begun.emplace_back(team, std::move(mine));
    }
    /// So many calls of the team come.
    void come(const std::string& team, int count)
    {
        for (int i = 0; i < count; ++i)
            http::spawn(io, call(team, ++came[team]));
        go();
    }
    /// The team's oldest calls that are begun are let in.
    void end(const std::string& team, int count)
    {
        for (auto at = begun.begin(); at != begun.end() && count > 0;)
            if (at->first == team) {
                at = begun.erase(at);
                --count;
            } else {
                ++at;
            }
        go();
    }
    void go()
    {
        io.restart();
        io.run();
    }
    [[nodiscard]] std::ptrdiff_t running(const std::string& team) const
    {
        return std::ranges::count(begun, team, &Entry::first);
    }

    using Entry = std::pair<std::string, Turns::Begun>;
    boost::asio::io_context io;
    SteadyTime now {1h};
    std::unique_ptr<Turns> turns = std::make_unique<Turns>(2, [this] { return now; });
    std::map<std::string, int> came;
    std::vector<std::string> order;
    std::list<Entry> begun;
};

TEST_F(TurnsOf, aTeamThatCallsAloneWaitsForNothing)
{
    come("a", 50);
    EXPECT_EQ(running("a"), 50);
    EXPECT_FALSE(turns->isFull("a"));
}

TEST_F(TurnsOf, amongOthersATeamWaitsBehindItself)
{
    come("b", 1);
    come("a", 5);
    EXPECT_EQ(running("a"), 2);
    EXPECT_TRUE(turns->isFull("a"));
    EXPECT_FALSE(turns->isFull("c"));
    come("b", 1);
    come("c", 1);
    EXPECT_EQ(running("b"), 2); // whatever waits of another
    EXPECT_EQ(running("c"), 1);
    end("a", 1);
    EXPECT_EQ(running("a"), 2);
    end("a", 2);
    EXPECT_EQ(order, (std::vector<std::string> {"b1", "a1", "a2", "b2", "c1", "a3", "a4", "a5"}));
    end("a", 2);
    end("b", 2);
    EXPECT_FALSE(turns->isFull("a"));
}

TEST_F(TurnsOf, whoCameLastDoesNotMatterOnlyWhetherOthersCome)
{
    come("b", 1);
    come("a", 9); // no more of it comes
    for (int i = 0; i < 3; ++i) {
        now += Turns::recently / 2;
        come("b", 1);
        end("b", 1);
        end("a", 1);
        EXPECT_EQ(running("a"), 2);
    }
    now += Turns::recently + 1s; // the others have gone
    end("a", 1);
    EXPECT_EQ(running("a"), 5);
}

TEST_F(TurnsOf, aCallThatLeavesWhileItWaitsIsForgottenWithItsTurns)
{
    come("b", 1);
    come("a", 4);
    turns.reset(); // two wait, two are begun
    end("a", 2);
    EXPECT_EQ(order.size(), 3U);
}

} // namespace
