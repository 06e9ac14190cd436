// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Callers are served by several threads, and nobody can tell.
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sched.h>
#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* chatPath = "/v1/chat/completions";
constexpr int lanes = 3;

class Lanes : public testing::Test {
protected:
    void start(const std::string& more = {})
    {
        gateway.configure("[callers]", "[callers]\nthreads = " + std::to_string(lanes));
        gateway.configure("[log]", more + "[log]");
        gateway.start();
    }
    /// What each thread that serves callers has used of a processor, in nanoseconds.
    [[nodiscard]] std::map<std::string, std::int64_t> used() const
    {
        std::map<std::string, std::int64_t> out;
        for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(gateway.pid()) + "/task")) {
            std::string name;
            std::getline(std::ifstream(task.path() / "comm"), name);
            if (name == "callers")
                std::ifstream(task.path() / "schedstat") >> out[task.path().filename()];
        }
        return out;
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(Lanes, shareTheCallersAndTheBudget)
{
    gateway.write(GatewayProcess::policyOf(1,
        R"([{"scope":{"kind":"team","id":"team-a"},"period":"month","amount":"1000000","currency":"USD","hard":true}])",
        {"usage:10:10"}));
    start();
    const auto before = used();
    ASSERT_EQ(before.size(), static_cast<std::size_t>(lanes));
    constexpr int callers = 8, callsEach = 12;
    constexpr int haveRoom = 33; // of 30,000 each
    const std::string body = R"({"model":"usage:10:10","max_tokens":10,"messages":[{"role":"user","content":"hello there"}]})";
    std::atomic<int> served = 0, refused = 0, other = 0;
    {
        std::vector<std::jthread> threads;
        for (int caller = 0; caller < callers; ++caller)
            threads.emplace_back([&] {
                for (int i = 0; i < callsEach; ++i) {
                    const int status = gateway.call("tok-a", chatPath, body).status;
                    ++(status == 200 ? served : status == 403 || status == 429 ? refused : other);
                }
            });
    }
    EXPECT_EQ(other, 0);
    EXPECT_EQ(served + refused, callers * callsEach);
    EXPECT_LE(served, haveRoom);
    EXPECT_GE(served, haveRoom / 2);
    const auto after = used();
    for (const auto& [thread, nanoseconds] : before)
        EXPECT_GT(after.at(thread), nanoseconds) << thread;
    EXPECT_EQ(gateway.stop(), 0);
}

TEST_F(Lanes, haveTheirConnectionsTogether)
{
    constexpr int most = 5;
    start("[limits]\nconnections = " + std::to_string(most) + "\n");
    std::vector<RawSocket> streams;
    for (int i = 0; i < most; ++i) {
        streams.push_back(gateway.open("tok-b", chatPath, chat("endless", true)));
        EXPECT_NE(streams.back().receiveUntil("data:").find("data:"), std::string::npos) << i;
    }
    for (int i = 0; i < 2 * lanes; ++i) // whichever lane takes it
        EXPECT_EQ(gateway.open("tok-b", chatPath, chat("m")).receiveAll(), std::string());
    streams.clear();
    int status = 0;
    for (const auto until = std::chrono::steady_clock::now() + 10s; status != 200 && std::chrono::steady_clock::now() < until;)
        status = gateway.call("tok-b", chatPath, chat("m")).status;
    EXPECT_EQ(status, 200);
}

TEST_F(Lanes, areAsManyAsTheProcessorsThatItMayUse)
{
    cpu_set_t before, one;
    ASSERT_EQ(::sched_getaffinity(0, sizeof before, &before), 0);
    gateway.start();
    EXPECT_EQ(used().size(), static_cast<std::size_t>(std::min(CPU_COUNT(&before), 8)));
    gateway.kill();
    CPU_ZERO(&one);
    for (std::size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++i)
        if (CPU_ISSET(i, &before))
            CPU_SET(i, &one);
    ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0); // what is started has it too
    gateway.start();
    EXPECT_EQ(used().size(), 1U);
    ASSERT_EQ(::sched_setaffinity(0, sizeof before, &before), 0);
}

TEST_F(Lanes, refuseAFrozenTeamInEach)
{
    start();
    EXPECT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    for (int i = 0; i < 4 * lanes; ++i)
        EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 403);
    EXPECT_EQ(upstream.requests(), 0);
}

} // namespace
