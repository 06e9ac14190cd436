// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A provider that lies about where its answers end, says what is none, or says nothing: each caller gets one clear error, no
// money is given back that may be owed, and nobody else hears any of it (ACCEPTANCE G9, G10).
#include "budgets.h"
#include "gatewayprocess.h"
#include "hostileanswers.h"

#include "crash/figures.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <iostream>
#include <list>
#include <mutex>
#include <sstream>
#include <thread>

using namespace fuseboard::test;
using namespace fuseboard::test::hostile;

namespace {

/// In the error's body or event, in either dialect.
const std::string upstreamError = R"("code":"upstream_)";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Keeps every connection; answers a call of the model `m` properly, and any other with what it is set to.
class HostileProvider {
public:
    HostileProvider()
        : m_accepting([this] {
            for (RawSocket socket = m_listener.accept(); socket.isOpen(); socket = m_listener.accept()) {
                const std::lock_guard lock(m_mutex);
                m_threads.emplace_back([this, s = std::move(socket)]() mutable { serve(std::move(s)); });
            }
        })
    {
    }
    ~HostileProvider()
    {
        m_stop = true;
        m_listener.stop();
        m_accepting.join();
        m_threads.clear();
    }
    HostileProvider(const HostileProvider&) = delete;
    HostileProvider& operator=(const HostileProvider&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_listener.port(); }
    void answerWith(const HostileAnswer& answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = answer;
    }
    /// What had been said on a connection on which another call came.
    [[nodiscard]] std::string reused()
    {
        const std::lock_guard lock(m_mutex);
        return m_reused;
    }

private:
    HostileAnswer currentAnswer()
    {
        const std::lock_guard lock(m_mutex);
        return m_answer;
    }

    void serve(RawSocket socket)
    {
        std::string hostile;
        std::string come;
        while (!m_stop) {
            const std::string more = socket.receive(std::chrono::milliseconds(100));
            if (more.empty() && !socket.timedOut())
                return;
            come += more;
            const auto modelAt = come.find("\"model\":\"");
            if (modelAt == std::string::npos || !come.ends_with('}'))
                continue;
            if (!hostile.empty()) {
                const std::lock_guard lock(m_mutex);
                m_reused += hostile + "; ";
            }
            if (come.compare(modelAt + 9, 2, "m\"") == 0) {
                const std::string body = R"({"model":"m","id":")" + come.substr(come.find("nonce-"), 10)
                    + R"(","usage":{"prompt_tokens":10,"completion_tokens":20}})";
                socket.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + std::to_string(body.size()) + "\r\n\r\n" + body);
            } else {
                const HostileAnswer answer = currentAnswer(); // the test goes on before the last byte is sent
                if (!answer.isWellFramed)
                    hostile = answer.name;
                socket.send(answer.bytes);
                if (answer.ending == Ending::close)
                    return;
                while (answer.ending == Ending::flood && !m_stop && socket.send(answer.more)) { }
            }
            come.clear();
        }
    }

    RawListener m_listener;
    HostileAnswer m_answer {.name = "", .bytes = {}};
    std::string m_reused;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex; ///< of the two before it, and of m_threads
    std::list<std::jthread> m_threads;
    std::jthread m_accepting;
};

std::int64_t mostMemoryKiB(int pid)
{
    std::ifstream in("/proc/" + std::to_string(pid) + "/status");
    std::int64_t out = 0;
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmHWM:"))
            std::istringstream(line.substr(6)) >> out;
    return out;
}

class HostileProviders : public testing::Test {
protected:
    void SetUp() override
    {
        std::ofstream(gateway.configFile(), std::ios::app) << "[limits]\ncallSeconds = 8\nstreamSilenceSeconds = 1\n";
        gateway.write(GatewayProcess::policyOf(1, "[" + budget("team", "team-a", 900'000'000'000) + "]", {"bad"}));
        gateway.start();
    }

    static std::string request(const std::string& model, const std::string& nonce, bool stream)
    {
        return R"({"model":")" + model + R"(","max_tokens":20,"messages":[{"role":"user","content":")" + nonce + "\"}]"
            + (stream ? R"(,"stream":true})" : "}");
    }

    void check(const HostileAnswer& answer, const std::string& path, bool stream)
    {
        SCOPED_TRACE(path + (stream ? ", a stream, " : ", whole, ") + answer.name);
        provider.answerWith(answer);
        const Answer got = gateway.call("tok-a", path, request("bad", "a", stream));
        EXPECT_FALSE(has(got.body, "STOLEN"));
        const bool saysError = has(got.body, upstreamError);
        switch (answer.expected) {
        case Expected::refused:
            EXPECT_EQ(got.status, 502);
            EXPECT_TRUE(saysError) << got.body.substr(0, 300);
            break;
        case Expected::late:
            EXPECT_EQ(got.status, 504);
            EXPECT_TRUE(has(got.body, "upstream_timeout")) << got.body.substr(0, 300);
            break;
        case Expected::brokenStream:
            EXPECT_EQ(got.status, 200);
            EXPECT_TRUE(saysError) << got.body.substr(0, 300);
            EXPECT_TRUE(got.body.ends_with("0\r\n\r\n")) << "the error is the last event of a whole message";
            break;
        case Expected::passed:
            EXPECT_EQ(got.status, 200);
            EXPECT_FALSE(saysError) << got.body.substr(0, 300);
            break;
        }
        EXPECT_EQ(got.body.find(upstreamError), got.body.rfind(upstreamError)) << "said once";
        const std::string row = rowOf(got);
        if (answer.isFree)
            EXPECT_EQ(nano(row, "cost"), 0) << row;
        else
            EXPECT_GT(nano(row, "cost"), 0) << row;

        const std::string nonce = "nonce-" + std::to_string(1000 + calls);
        const Answer next = gateway.call("tok-a", "/v1/chat/completions", request("m", nonce, false));
        EXPECT_EQ(next.status, 200) << next.body;
        EXPECT_TRUE(has(next.body, nonce)) << next.body;
        ++calls;
    }

    /// Of a call that has had its answer, which names it.
    [[nodiscard]] std::string rowOf(const Answer& answer) const
    {
        const std::string start = "x-fuseboard-call-id: ";
        const auto at = answer.head.find(start);
        if (at == std::string::npos)
            return {};
        const std::string id = answer.head.substr(at + start.size(), 36);
        for (const std::string& row : gateway.rows())
            if (has(row, id))
                return row;
        return {};
    }

    HostileProvider provider;
    GatewayProcess gateway {provider.port()};
    int calls = 0;
};

TEST_F(HostileProviders, giveEachCallerOneClearErrorAndHarmNobodyElse)
{
    int cases = 0;
    for (const HostileAnswer& answer : hostileWholeAnswers()) {
        check(answer, "/v1/chat/completions", false);
        ++cases;
    }
    for (const HostileAnswer& answer : hostileChatStreams()) {
        check(answer, "/v1/chat/completions", true);
        ++cases;
    }
    for (const HostileAnswer& answer : hostileMessageStreams()) {
        check(answer, "/v1/messages", true);
        ++cases;
    }
    EXPECT_GE(cases, 150);
    const std::int64_t memory = mostMemoryKiB(gateway.pid()) / 1024;
    std::cout << cases << " hostile answers, at most " << memory << " MiB\n";
    EXPECT_EQ(provider.reused(), "");
    if (!isSanitized) { // a sanitizer keeps freed memory for a while
        EXPECT_LT(memory, 300);
    }
    EXPECT_EQ(gateway.stop(), 0);
}

} // namespace
