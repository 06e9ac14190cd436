// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/desk.h"

#include <gtest/gtest.h>

#include <thread>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

const CallIdentity caller {.team = "team-a", .token = "t", .session = "s", .model = "m"};

HoldOrder order(
    Scope scope, std::uint64_t generation, HoldState state = HoldState::frozen, FreezeMode mode = FreezeMode::refuse)
{
    return {"id", std::move(scope), generation, state, mode, "why", "A. Smith"};
}

TEST(Guard, everyScopeOfTheCallRefusesItAndNoOther)
{
    const std::pair<Scope, Scope> rows[] {
        {Scope::ofTeam("team-a"), Scope::ofTeam("team-b")},
        {{ScopeKind::token, "t"}, {ScopeKind::token, "u"}},
        {{ScopeKind::session, "s"}, {ScopeKind::session, ""}},
        {{ScopeKind::model, "m"}, {ScopeKind::model, "n"}},
    };
    for (const auto& [own, other] : rows) {
        Guard guard;
        guard.apply(order(other, 1), {});
        EXPECT_FALSE(guard.refusing(caller, {})) << other.text();
        guard.apply(order(own, 1), {});
        ASSERT_TRUE(guard.refusing(caller, {})) << own.text();
        EXPECT_EQ(guard.refusing(caller, {})->order.scope, own);
        guard.apply(order(own, 2, HoldState::released), {});
        EXPECT_FALSE(guard.refusing(caller, {})) << own.text();
    }
    Guard all;
    all.apply(order(Scope::everything(), 1), {});
    EXPECT_TRUE(all.refusing(caller, {}));
    EXPECT_TRUE(all.refusing({}, {}));
}

TEST(Guard, ourNameForASessionFreezesNobody)
{
    CallIdentity unnamed = caller;
    unnamed.session.clear();
    unnamed.watched = "thread-1";
    Guard guard;
    guard.apply(order({ScopeKind::session, ""}, 1), {});
    EXPECT_FALSE(guard.refusing(unnamed, {}));
    guard.apply(order({ScopeKind::session, "thread-1"}, 1), {});
    EXPECT_FALSE(guard.refusing(unnamed, {})) << "a restart would end it unseen";
    EXPECT_FALSE(unnamed.isIn({ScopeKind::session, "thread-1"}));
}

TEST(Guard, anOlderOrderChangesNothingAndAtEqualGenerationFreezeWins)
{
    Guard guard;
    const Scope scope = Scope::ofTeam("team-a");
    EXPECT_EQ(guard.apply(order(scope, 5), {}), OrderVerdict::applied);
    EXPECT_EQ(guard.apply(order(scope, 4, HoldState::released), {}), OrderVerdict::stale);
    EXPECT_EQ(guard.apply(order(scope, 5, HoldState::released), {}), OrderVerdict::stale);
    EXPECT_TRUE(guard.refusing(caller, {}));
    EXPECT_EQ(guard.apply(order(scope, 6, HoldState::released), {}), OrderVerdict::applied);
    EXPECT_EQ(guard.apply(order(scope, 6), {}), OrderVerdict::applied);
    EXPECT_TRUE(guard.refusing(caller, {}));
}

TEST(Guard, aRefusedFirstOrderLeavesNothingBehind)
{
    Guard guard;
    EXPECT_EQ(guard.apply(order(Scope::ofTeam("team-a"), 0), {}), OrderVerdict::stale);
    EXPECT_TRUE(guard.states().empty());
}

TEST(Guard, timeAloneNeverEndsAHold)
{
    Guard guard;
    guard.apply(order(Scope::ofTeam("team-a"), 1), {});
    EXPECT_TRUE(guard.refusing(caller, SteadyTime::max()));
}

std::shared_ptr<LiveCall> call(const std::string& id)
{
    auto out = std::make_shared<LiveCall>();
    out->id = id;
    out->identity = caller;
    out->worstNano = 7;
    out->stop = [] { };
    return out;
}

std::unique_ptr<Desk> desk()
{
    return std::make_unique<Desk>(
        std::make_shared<const PolicyBook>(std::make_shared<const Config>(), PolicyDocument {}, "{}"));
}

TEST(Desk, nothingIsAdmittedAfterTheOrder)
{
    const auto d = desk();
    std::atomic<bool> ordered = false;
    std::atomic<int> admittedAfter = 0, admitted = 0;
    {
        std::vector<std::jthread> callers;
        for (int t = 0; t < 4; ++t)
            callers.emplace_back([&, t] {
                for (int i = 0; i < 5000; ++i) {
                    const bool after = ordered;
                    if (d->admit(call(std::to_string(t) + "/" + std::to_string(i)))) {
                        ++admitted;
                        if (after)
                            ++admittedAfter;
                    }
                }
            });
        while (admitted < 100)
            std::this_thread::yield();
        d->apply(order(Scope::ofTeam("team-a"), 1), {});
        ordered = true;
    }
    EXPECT_EQ(admittedAfter, 0);
    EXPECT_EQ(d->load(Scope::ofTeam("team-a")).calls, admitted);
    EXPECT_EQ(d->load(Scope::ofTeam("team-a")).reservedNano, 7 * admitted);
}

TEST(Desk, anAllowanceGetsBackOnlyWhatWasTakenOfIt)
{
    const auto d = desk();
    const auto of = [](const std::string& id, std::int64_t worst) {
        auto out = call(id);
        out->identity.watched = "s";
        out->worstNano = worst;
        return out;
    };
    const auto before = of("before", 1'000);
    ASSERT_TRUE(d->admit(before));
    ASSERT_TRUE(d->raise({.whose = {"t", "s"}, .incident = {}, .verdict = {.level = BreakerLevel::open}}));
    ASSERT_TRUE(d->allow({"t", "s"}, {.until = SteadyTime::max(), .calls = 9, .nano = 100}));
    const auto allowed = of("allowed", 90);
    ASSERT_TRUE(d->admit(allowed));
    d->settle(*before, 0, 0);
    EXPECT_FALSE(d->admit(of("more", 11))) << "that call has taken nothing of it";
    d->settle(*allowed, 5, 0);
    EXPECT_TRUE(d->admit(of("then", 95)));
    d->end(before);
    d->end(allowed);
}

TEST(Desk, aCutReachesEachCallOfTheScopeOnce)
{
    const auto d = desk();
    int stopped = 0;
    const auto mine = call("1");
    mine->stop = [&] { ++stopped; };
    ASSERT_TRUE(d->admit(mine));
    EXPECT_EQ(d->cut({order(Scope::ofTeam("team-b"), 1), {}}), 0);
    EXPECT_EQ(d->cut({order(Scope::ofTeam("team-a"), 1), {}}), 1);
    EXPECT_EQ(d->cut({order(Scope::everything(), 1), {}}), 1);
    EXPECT_EQ(stopped, 1);
    EXPECT_EQ(mine->cutBy()->order.scope, Scope::ofTeam("team-a"));
    d->end(mine);
    EXPECT_EQ(d->cut({order(Scope::everything(), 2), {}}), 0);
}

} // namespace
