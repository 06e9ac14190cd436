// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a freeze refuses and a cut ends, from the moment at which the order's first byte leaves (ACCEPTANCE K1, K4): what
// the sockets and this side take is counted too, so the gateway's own time is shorter. Callers, provider and gateway share
// the machine.
#include "gatewayprocess.h"

#include "crash/figures.h"
#include "support/keptcaller.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <format>
#include <fstream>
#include <iostream>
#include <optional>
#include <span>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

using Time = KeptCaller::Time;

constexpr int freezes = times(20, 1000), singleCuts = times(10, 300), manyCuts = times(2, 20), streams = times(40, 200);
constexpr int callers = 16;
constexpr std::chrono::nanoseconds loadTick = 500us; // one call each: 2,000 in a second
constexpr std::chrono::nanoseconds probeTick = 200us;
constexpr auto patience = 5s;
constexpr auto watched = 3ms; // after an acknowledgement, for a call that is let in

Time now() { return std::chrono::steady_clock::now(); }
double milliseconds(Time::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

std::string post(const std::string& path, const std::string& fields, const std::string& body, const char* method = "POST")
{
    return std::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        method, path, fields, body.size(), body);
}

std::string callOf(const std::string& model)
{
    return post("/v1/chat/completions", "Authorization: Bearer tok-a\r\n",
        std::format(R"({{"model":"{}","max_tokens":{},"stream":{},"messages":[{{"role":"user","content":"nonce-1"}}]}})", model,
            TallyProvider::mostTokens, model == "endless" ? "true" : "false"));
}

std::string order(int generation, const char* state, const char* mode)
{
    return post("/v1/holds/team/team-a", "",
        std::format(R"({{"orderId":"o-{0}","generation":{0},"state":"{1}","mode":"{2}","reason":"a drill","by":"A. Smith"}})",
            generation, state, mode),
        "PUT");
}

class FreezeSpeed : public testing::Test {
protected:
    explicit FreezeSpeed(const std::filesystem::path& under = std::filesystem::temp_directory_path())
        : gateway(provider.port(), under)
        , poll(::epoll_create1(EPOLL_CLOEXEC))
        , timer(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    {
        watch(timer);
    }
    ~FreezeSpeed() override
    {
        ::close(timer);
        ::close(poll);
    }
    void SetUp() override
    {
        gateway.write(GatewayProcess::policyOf(1, "[]", {"whole"}));
        gateway.start();
        admin.socket() = RawSocket::local(gateway.adminSocket());
        watch(admin.fd());
        std::cout << "load of the machine before: " << loadAverage() << "\n";
    }

    static std::string loadAverage()
    {
        std::string load;
        std::getline(std::ifstream("/proc/loadavg"), load);
        return load;
    }
    void watch(int fd) const
    {
        epoll_event wanted {.events = EPOLLIN, .data = {.fd = fd}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &wanted);
    }
    void openCallers(int count)
    {
        kept.resize(static_cast<std::size_t>(count));
        for (KeptCaller& caller : kept) {
            caller.connect(gateway.callersPort());
            watch(caller.fd());
        }
    }
    void setTicks(std::chrono::nanoseconds every) const
    {
        const itimerspec spec {{0, every.count()}, {0, every.count()}};
        ::timerfd_settime(timer, 0, &spec, nullptr);
    }
    void sendOrder(const char* state, const char* mode = "refuse")
    {
        const std::string bytes = order(++generation, state, mode);
        orderedAt = now();
        ASSERT_TRUE(admin.send(bytes));
    }
    /// Reads the acknowledgement, whose connection is readable.
    void readAcknowledgement()
    {
        ASSERT_TRUE(admin.receive());
        ASSERT_TRUE(!admin.isWhole() || admin.status() == 200) << admin.answer();
    }

    /// Waits for whatever comes, until the time or what `isOver` says; `onAnswer` gets each whole answer.
    template <class OnAnswer, class IsOver>
    void runUntil(Time end, OnAnswer onAnswer, IsOver isOver)
    {
        while (!isOver() && now() < end) {
            std::array<epoll_event, 64> events {};
            const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 1);
            for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
                if (event.data.fd == timer) {
                    readTicks();
                } else if (event.data.fd == admin.fd()) {
                    ASSERT_NO_FATAL_FAILURE(readAcknowledgement());
                } else {
                    KeptCaller& caller = *std::ranges::find(kept, event.data.fd, &KeptCaller::fd);
                    ASSERT_TRUE(caller.receive()) << "a caller's connection ended";
                    if (!caller.isBusy())
                        onAnswer(caller);
                }
            }
        }
    }
    /// One call for each tick that has passed, where a caller is free.
    void readTicks()
    {
        std::uint64_t due = 0;
        if (::read(timer, &due, sizeof due) == sizeof due)
            onTick(due);
    }
    void onTick(std::uint64_t due)
    {
        for (due = std::min<std::uint64_t>(due, callers); due > 0; --due)
            if (const auto free = std::ranges::find(kept, false, &KeptCaller::isBusy); free != kept.end())
                call(*free);
    }
    void call(KeptCaller& caller)
    {
        ASSERT_TRUE(caller.send(request));
        ++sent;
    }

    struct Speeds {
        std::vector<double> refusedMs, acknowledgedMs;
        int admittedAfter = 0, strange = 0;
    };
    /// One freeze among the calls that the ticks make, and its release.
    void freezeOnce(Speeds& speeds)
    {
        std::optional<Time> refusedAt;
        sendOrder("frozen");
        onTick(1);
        const auto onAnswer = [&](const KeptCaller& caller) {
            speeds.strange += caller.status() == 200 || caller.status() == 403 ? 0 : 1;
            if (caller.status() == 403 && !refusedAt && caller.sentAt() > openSince)
                refusedAt = caller.receivedAt();
            if (caller.status() == 200 && admin.isWhole() && caller.sentAt() > admin.receivedAt())
                ++speeds.admittedAfter;
        };
        runUntil(orderedAt + patience, onAnswer,
            [&] { return refusedAt && admin.isWhole() && now() > admin.receivedAt() + watched; });
        ASSERT_TRUE(refusedAt && admin.isWhole());
        speeds.refusedMs.push_back(milliseconds(*refusedAt - orderedAt));
        speeds.acknowledgedMs.push_back(milliseconds(admin.receivedAt() - orderedAt));
        sendOrder("released");
        runUntil(orderedAt + patience, [](const KeptCaller&) {}, [&] { return admin.isWhole(); });
        openSince = admin.receivedAt();
    }
    /// Whatever was sent while frozen is answered.
    void settleDown()
    {
        runUntil(now() + patience, [](const KeptCaller&) {}, [&] { return std::ranges::none_of(kept, &KeptCaller::isBusy); });
    }
    static void tell(const char* what, const Speeds& speeds, double goalMs)
    {
        const auto [least, most] = std::ranges::minmax(speeds.refusedMs);
        std::cout << std::format(
            "{}: {} freezes; first refusal {:.2f} to {:.2f} ms, p99 {:.2f}; acknowledged p99 {:.2f} ms; load after: {}\n", what,
            speeds.refusedMs.size(), least, most, percentile99(speeds.refusedMs), percentile99(speeds.acknowledgedMs),
            loadAverage());
        const std::string name = std::string("freeze-") + what;
        figure(name + "-admitted-after-acknowledgement", speeds.admittedAfter, 0);
        EXPECT_EQ(speeds.strange, 0);
        if (isBenchmark)
            figure(name + "-first-refusal-p99-ms", percentile99(speeds.refusedMs), goalMs);
        else
            EXPECT_LT(most, 1000);
    }

    TallyProvider provider {false};
    GatewayProcess gateway;
    KeptCaller admin;
    std::vector<KeptCaller> kept;
    std::string request = callOf("whole");
    std::mt19937 random = seeded(3);
    int generation = 0, sent = 0;
    Time orderedAt, openSince; ///< the latter: a refusal of a call sent earlier is of the freeze before
    int poll, timer;
};

/// Nothing runs until the order leaves; then calls do, to see what becomes of them.
TEST_F(FreezeSpeed, ofAnIdleGateway)
{
    openCallers(callers);
    Speeds speeds;
    for (int i = 0; i < freezes; ++i) {
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 5000));
        setTicks(probeTick);
        ASSERT_NO_FATAL_FAILURE(freezeOnce(speeds));
        setTicks(0ns);
        settleDown();
    }
    tell("idle", speeds, 1);
}

TEST_F(FreezeSpeed, underFullLoad)
{
    openCallers(callers);
    Speeds speeds;
    int served = 0;
    setTicks(loadTick);
    const auto start = now();
    for (int i = 0; i < freezes; ++i) {
        runUntil(
            now() + std::chrono::microseconds(2000 + random() % 20'000),
            [&](const KeptCaller& caller) { served += caller.status() == 200 ? 1 : 0; }, [] { return false; });
        ASSERT_NO_FATAL_FAILURE(freezeOnce(speeds));
    }
    std::cout << std::format("{:.0f} calls a second, {} of them served\n", sent / (milliseconds(now() - start) / 1000), served);
    EXPECT_GT(served, 0);
    setTicks(0ns);
    settleDown();
    tell("loaded", speeds, 3);
}

class CutSpeed : public FreezeSpeed {
protected:
    using FreezeSpeed::FreezeSpeed;

    struct Ended {
        std::vector<double> upstreamMs; ///< until the provider saw the last of them hung up: no more is spent
        std::vector<double> callerMs; ///< until the last caller has been told, which is after its row is on the disk
    };

    /// Opens so many streams and waits until each has said something.
    void openStreams(int count)
    {
        request = callOf("endless");
        openCallers(count);
        for (KeptCaller& caller : kept)
            call(caller);
        runUntil(
            now() + patience, [](const KeptCaller&) {},
            [&] {
                return std::ranges::all_of(kept, [](const KeptCaller& caller) { return caller.answer().contains("nonce-1"); });
            });
    }
    void cut(Ended& ended)
    {
        Time last;
        auto left = std::ranges::count_if(kept, &KeptCaller::isBusy);
        ASSERT_EQ(left, std::ssize(kept));
        hangUps += static_cast<int>(left);
        sendOrder("frozen", "cut");
        runUntil(
            orderedAt + patience,
            [&](const KeptCaller& caller) {
                EXPECT_TRUE(caller.answer().contains("breaker_open")) << caller.answer();
                last = std::max(last, caller.receivedAt());
                --left;
            },
            [&] { return left == 0 && admin.isWhole() && provider.hangUps() == hangUps; });
        ASSERT_EQ(left, 0);
        ASSERT_EQ(provider.hangUps(), hangUps);
        ended.callerMs.push_back(milliseconds(last - orderedAt));
        ended.upstreamMs.push_back(milliseconds(provider.lastHangUp() - orderedAt));
        EXPECT_TRUE(admin.answer().contains(std::format(R"("cut":{},"inFlight":0)", kept.size()))) << admin.answer();
        sendOrder("released");
        runUntil(orderedAt + patience, [](const KeptCaller&) {}, [&] { return admin.isWhole(); });
        kept.clear();
    }
    Ended cutOneByOne()
    {
        Ended ended;
        for (int i = 0; i < singleCuts && !HasFatalFailure(); ++i) {
            openStreams(1);
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
            cut(ended);
        }
        return ended;
    }
    static void tell(const char* what, const Ended& ended)
    {
        std::cout << std::format(
            "{}: {} cuts; the provider hung up p99 {:.2f}, at most {:.2f} ms; the caller told p99 {:.2f}, at most "
            "{:.2f} ms; load after: {}\n",
            what, ended.callerMs.size(), percentile99(ended.upstreamMs), std::ranges::max(ended.upstreamMs),
            percentile99(ended.callerMs), std::ranges::max(ended.callerMs), loadAverage());
    }
    /// Of so many calls, those without a row that a freeze has cut and that costs something.
    void expectSettled(const char* name, int count) const
    {
        const auto settled = std::ranges::count_if(gateway.rows(), [](const std::string& row) {
            return row.contains(R"("cut":"freeze")") && row.contains(R"("cost":")") && !row.contains(R"("cost":"0")");
        });
        figure(name, static_cast<double>(count - settled), 0);
    }

    int hangUps = 0;
};

TEST_F(CutSpeed, ofOneStream)
{
    const Ended ended = cutOneByOne();
    ASSERT_FALSE(HasFatalFailure());
    tell("one stream", ended);
    expectSettled("freeze-cut-one-not-settled", singleCuts);
    if (isBenchmark)
        figure("freeze-cut-one-provider-p99-ms", percentile99(ended.upstreamMs), 2);
}

TEST_F(CutSpeed, ofManyStreams)
{
    Ended ended;
    for (int i = 0; i < manyCuts; ++i) {
        openStreams(streams);
        ASSERT_NO_FATAL_FAILURE(cut(ended));
    }
    tell("many streams", ended);
    expectSettled("freeze-cut-many-not-settled", manyCuts * streams);
    if (isBenchmark)
        figure(
            "freeze-cut-many-all-ended-ms", std::max(std::ranges::max(ended.callerMs), std::ranges::max(ended.upstreamMs)), 50);
}

/// The disk takes as long for a sync as it takes; this is the gateway's own time.
class CutInMemory : public CutSpeed {
protected:
    CutInMemory()
        : CutSpeed("/dev/shm")
    {
    }
};

TEST_F(CutInMemory, ofOneStream)
{
    const Ended ended = cutOneByOne();
    ASSERT_FALSE(HasFatalFailure());
    tell("one stream, its ledger in memory", ended);
    if (isBenchmark)
        figure("freeze-cut-one-caller-p99-ms", percentile99(ended.callerMs), 2);
}

} // namespace
