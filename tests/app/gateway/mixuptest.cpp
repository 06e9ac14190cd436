// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether anybody ever gets what was said to another (ACCEPTANCE G10): callers that keep their connections or leave in the
// middle of an answer, before a provider that tells each call its own nonce.
#include "gatewayprocess.h"

#include "crash/figures.h"
#include "store/sqlite.h"
#include "support/keptcaller.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <format>
#include <iostream>
#include <optional>
#include <span>
#include <sys/epoll.h>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

using Time = KeptCaller::Time;

constexpr int callers = 64, allCalls = times(20'000, 1'000'000), warmUp = allCalls / 5;
constexpr auto patience = 10s;

Time now() { return std::chrono::steady_clock::now(); }

std::string request(int number, std::mt19937& random)
{
    const auto dice = random() % 100;
    const std::string model = dice < 85 ? "whole" : dice < 90 ? "late" : "ends";
    const std::string body =
        std::format(R"({{"model":"{}","max_tokens":{},"stream":{},"messages":[{{"role":"user","content":"nonce-{}"}}]}})",
            model, TallyProvider::mostTokens, model == "ends" ? "true" : "false", number);
    return std::format("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer tok-b\r\n"
                       "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
}

/// Whether each nonce in the text is that one, and there is one.
bool saysOnly(std::string_view text, const std::string& nonce)
{
    std::string found = nonceIn(text);
    const bool any = !found.empty();
    for (; !found.empty(); found = nonceIn(text)) {
        if (found != nonce)
            return false;
        text.remove_prefix(text.find(found) + found.size());
    }
    return any;
}

struct Caller {
    KeptCaller connection;
    std::string nonce;
    std::optional<Time> leavesAt;
};

class MixUp : public testing::Test {
protected:
    MixUp()
        : poll(::epoll_create1(EPOLL_CLOEXEC))
    {
    }
    ~MixUp() override { ::close(poll); }
    void SetUp() override
    {
        gateway.write(GatewayProcess::policyOf(1, "[]", {"whole", "late", "ends"}));
        gateway.start();
    }

    void connect(Caller& caller)
    {
        caller.connection.connect(gateway.callersPort());
        epoll_event wanted {.events = EPOLLIN, .data = {.ptr = &caller}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, caller.connection.fd(), &wanted);
    }
    void sendNext(Caller& caller)
    {
        if (sent == allCalls)
            return;
        caller.nonce = std::format("nonce-{}", ++sent);
        caller.leavesAt.reset();
        if (random() % 10 == 0) // within an answer, before it, or with the request hardly sent
            caller.leavesAt = now() + std::chrono::microseconds(random() % 3 == 0 ? 0 : random() % 5000);
        lost += caller.connection.send(request(sent, random)) ? 0 : 1;
        if (sent == warmUp)
            warmMiB = gateway.residentMiB();
    }
    void leave(Caller& caller)
    {
        random() % 2 == 0 ? caller.connection.socket().reset() : caller.connection.socket().close();
        ++left;
        connect(caller);
        sendNext(caller);
    }
    void hear(Caller& caller)
    {
        KeptCaller& connection = caller.connection;
        const bool asked = connection.isBusy();
        if (!connection.receive()) {
            lost += asked ? 1 : 0;
            connect(caller);
            sendNext(caller);
            return;
        }
        unasked += asked ? 0 : 1;
        if (connection.isBusy())
            return;
        ++answered;
        lost += connection.status() == 200 ? 0 : 1;
        mixedUp += saysOnly(connection.answer(), caller.nonce) ? 0 : 1;
        sendNext(caller);
    }
    void callAll()
    {
        std::vector<Caller> all(callers);
        for (Caller& caller : all) {
            connect(caller);
            sendNext(caller);
        }
        const auto isBusy = [](const Caller& caller) { return caller.connection.isBusy(); };
        for (Time heard = now(); std::ranges::any_of(all, isBusy) && now() - heard < patience;) {
            std::array<epoll_event, callers> events {};
            const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 1);
            for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0))))
                hear(*static_cast<Caller*>(event.data.ptr));
            const auto at = now();
            if (count > 0)
                heard = at;
            for (Caller& caller : all)
                if (caller.connection.isBusy() && caller.leavesAt && *caller.leavesAt <= at)
                    leave(caller);
        }
        lost += static_cast<int>(std::ranges::count_if(all, isBusy));
    }

    TallyProvider provider {false};
    GatewayProcess gateway {provider.port()};
    std::mt19937 random = seeded(10);
    int sent = 0, answered = 0, left = 0, mixedUp = 0, unasked = 0;
    int lost = 0; ///< without a whole answer, though their caller stayed
    double warmMiB = 0;
    int poll;
};

TEST_F(MixUp, eachCallerGetsTheAnswerToItsOwnCall)
{
    const auto before = gateway.descriptors();
    const Stopwatch watch;
    callAll();
    const double seconds = watch.seconds(), endMiB = gateway.residentMiB();
    gateway.waitForDescriptors(before);
    const auto kept = gateway.descriptors() - before;
    ASSERT_EQ(gateway.stop(), 0);
    sqlite::Database ledger(gateway.directory() / "ledger.db", sqlite::Access::read);
    sqlite::Statement rows(ledger, "SELECT count(*) FROM call");
    ASSERT_TRUE(rows.step());

    std::cout << std::format(
        "{} calls by {} callers in {:.0f} s, {:.0f} a second: {} answered, {} left early; {} reached the provider "
        "over {} connections; {} rows\nresident {:.1f} MiB after {} calls, {:.1f} at the end\n",
        sent, callers, seconds, sent / seconds, answered, left, provider.requests(), provider.connections(), rows.integer(0),
        warmMiB, warmUp, endMiB);
    EXPECT_EQ(sent, allCalls);
    EXPECT_GT(left, allCalls / 50);
    EXPECT_GT(answered, allCalls / 2);
    EXPECT_LT(provider.connections(), allCalls / 4) << "connections are used again";
    figure("mixup-answers-of-others", mixedUp, 0);
    figure("mixup-bytes-nobody-asked-for", unasked, 0);
    figure("mixup-calls-without-an-answer", lost, 0);
    figure("mixup-calls-without-a-row", std::max<double>(0, static_cast<double>(provider.requests() - rows.integer(0))), 0);
    figure("mixup-descriptors-kept", static_cast<double>(kept), 0);
    if (isBenchmark)
        figure("mixup-rss-change-percent", std::abs(endMiB / warmMiB - 1) * 100, 2);
}

} // namespace
