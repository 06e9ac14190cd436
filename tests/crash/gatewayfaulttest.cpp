// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/gatewayprocess.h"
#include "app/gateway/nastyupstream.h"
#include "crash/faultplan.h"
#include "crash/figures.h"
#include "crash/files.h"
#include "crash/powercut.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <format>
#include <fstream>
#include <map>
#include <new>
#include <set>
#include <sys/mman.h>

using namespace fuseboard::test;

namespace {

/// A gateway started while this lives obeys the shim.
class UnderShim {
public:
    UnderShim(
        const std::filesystem::path& directory, const std::filesystem::path& trace, const std::filesystem::path& plan = {})
    {
        set("LD_PRELOAD", FUSEBOARD_FAULTS);
        set("FUSEBOARD_FAULT_DIRECTORY", directory);
        set("FUSEBOARD_FAULT_TRACE", trace);
        if (!plan.empty())
            set("FUSEBOARD_FAULT_PLAN", plan);
        // A sanitizer wants to be loaded first; the shim calls nothing of its.
        const char* sanitizer = std::getenv("ASAN_OPTIONS");
        set("ASAN_OPTIONS", (sanitizer ? std::string(sanitizer) + ":" : std::string()) + "verify_asan_link_order=0");
    }
    ~UnderShim()
    {
        for (const auto& [name, before] : m_before)
            before.empty() ? ::unsetenv(name.c_str()) : ::setenv(name.c_str(), before.c_str(), 1);
    }
    UnderShim(const UnderShim&) = delete;
    UnderShim& operator=(const UnderShim&) = delete;

private:
    void set(const std::string& name, const std::string& value)
    {
        const char* before = std::getenv(name.c_str());
        m_before[name] = before ? before : "";
        ::setenv(name.c_str(), value.c_str(), 1);
    }
    std::map<std::string, std::string> m_before;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The generation of a model's hold as the gateway reports it; 0 where it has none.
int generationOf(const std::string& breakers, const std::string& model)
{
    const auto scope = breakers.find(R"({"kind":"model","id":")" + model + "\"}");
    const auto at = breakers.find(R"("generation":)", scope);
    return scope == std::string::npos || at == std::string::npos ? 0 : std::stoi(breakers.substr(at + 13));
}

class GatewayFaults : public testing::Test {
protected:
    Answer callModel(const std::string& model) const { return gateway.call("tok-b", "/v1/chat/completions", chat(model)); }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
    TemporaryDirectory m_aside;
};

} // namespace

TEST_F(GatewayFaults, aPowerCutLosesNoAnsweredCallAndNoFreeze)
{
    std::mt19937 random = seeded(19);
    PowerCut power(gateway.directory(), m_aside.path());
    std::set<std::string> answered; ///< calls, each by a model name of its own
    std::map<std::string, int> frozen; ///< models, by generation
    std::vector<double> ready;
    int number = 0;
    std::size_t lost = 0;
    for (int cycle = 0; cycle < times(40, 200); ++cycle) {
        power.begin();
        {
            const UnderShim shim(gateway.directory(), power.trace());
            gateway.start();
        }
        for (auto left = random() % 12; left > 0; --left) {
            const std::string model = std::format("model-{}", ++number);
            if (random() % 3 != 0) {
                ASSERT_EQ(callModel(model).status, 200);
                answered.insert(model);
                continue;
            }
            const std::string held = std::format("held-{}", random() % 20);
            const Answer answer = gateway.hold("model/" + held, number, "frozen");
            ASSERT_EQ(answer.status, 200) << answer.body;
            ASSERT_TRUE(has(answer.body, R"("durable":true)")) << answer.body;
            frozen[held] = number;
        }
        // In the middle of something that nobody was told of.
        const RawSocket running = gateway.open("tok-b", "/v1/chat/completions", chat(std::format("model-{}", ++number)));
        ::usleep(static_cast<useconds_t>(random() % 4000));
        gateway.kill();
        power.cut(random);

        const Stopwatch watch;
        gateway.start();
        ASSERT_EQ(callModel("after").status, 200) << "cycle " << cycle;
        ready.push_back(watch.seconds());
        std::set<std::string> kept;
        for (const std::string& row : gateway.rows()) {
            const auto at = row.find(R"("model-)");
            if (at != std::string::npos)
                kept.insert(row.substr(at + 1, row.find('"', at + 1) - at - 1));
        }
        for (const std::string& model : answered)
            lost += !kept.contains(model);
        const std::string breakers = gateway.admin("GET", "/v1/breakers").body;
        for (const auto& [model, generation] : frozen)
            lost += generationOf(breakers, model) != generation;
        EXPECT_EQ(lost, 0U) << "cycle " << cycle;
        EXPECT_EQ(gateway.stop(), 0);
    }
    EXPECT_GE(answered.size(), 10U);
    EXPECT_GE(frozen.size(), 5U);
    figure("powercut-gateway-ready-seconds", percentile99(ready), 1);
    figure("powercut-gateway-lost", static_cast<double>(lost), 0);
}

TEST_F(GatewayFaults, aFullDiskStopsNoFreezeAndCallsGoOnWhenThereIsRoom)
{
    const auto planFile = m_aside.path() / "plan";
    std::ofstream(planFile) << std::string(sizeof(FaultPlan), '\0');
    const int descriptor = ::open(planFile.c_str(), O_RDWR | O_CLOEXEC);
    void* shared = ::mmap(nullptr, sizeof(FaultPlan), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    ::close(descriptor);
    ASSERT_NE(shared, MAP_FAILED);
    auto* plan = new (shared) FaultPlan;
    {
        const UnderShim shim(gateway.directory(), {}, planFile);
        gateway.start();
    }
    EXPECT_EQ(callModel("before").status, 200);
    EXPECT_EQ(gateway.hold("model/held-before", 1, "frozen").status, 200);
    EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);

    plan->writesLeft = 0;
    // What could not be written down is not served (SAFETY MO3).
    EXPECT_EQ(callModel("full").status, 503);
    const Stopwatch watch;
    const Answer hold = gateway.hold("team/team-a", 2, "frozen");
    EXPECT_LE(watch.seconds(), 1) << "SAFETY KS10";
    EXPECT_EQ(hold.status, 200) << hold.body;
    EXPECT_TRUE(has(hold.body, R"("durable":false)")) << hold.body;
    EXPECT_NE(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);

    plan->writesLeft = -1;
    const Stopwatch room;
    // As the desktop does every few seconds, it is asked for its rows meanwhile.
    while (callModel("after").status != 200 && room.seconds() < 10)
        EXPECT_EQ(gateway.admin("GET", "/v1/usage?after=0&limit=1").status, 200);
    EXPECT_LT(room.seconds(), 10);
    EXPECT_EQ(gateway.hold("team/team-a", 3, "frozen").status, 200);
    gateway.kill();
    gateway.start();
    const std::string breakers = gateway.admin("GET", "/v1/breakers").body;
    EXPECT_EQ(generationOf(breakers, "held-before"), 1);
    EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 403);
    int kept = 0;
    for (const std::string& row : gateway.rows())
        kept += has(row, R"("before")") || has(row, R"("after")");
    EXPECT_EQ(kept, 2);
    ::munmap(shared, sizeof(FaultPlan));
}
