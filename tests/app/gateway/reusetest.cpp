// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"

#include <gtest/gtest.h>

#include <atomic>
#include <format>
#include <random>
#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* chatPath = "/v1/chat/completions";

/// A provider that keeps its connections and answers each call with the call's own number.
class EchoingUpstream {
public:
    EchoingUpstream()
        : m_accepting([this] {
            for (RawSocket socket = m_listener.accept(); socket.isOpen(); socket = m_listener.accept()) {
                ++m_connections;
                m_threads.emplace_back([s = std::move(socket)]() mutable { serve(s); });
            }
        })
    {
    }
    ~EchoingUpstream()
    {
        m_listener.stop();
        m_accepting.join();
    }
    EchoingUpstream(const EchoingUpstream&) = delete;
    EchoingUpstream& operator=(const EchoingUpstream&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_listener.port(); }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    static void serve(RawSocket& socket)
    {
        for (std::string request = socket.receiveUntil("}]}"); !request.empty(); request = socket.receiveUntil("}]}")) {
            const auto at = request.find("number-");
            const std::string number = request.substr(at, request.find('"', at) - at);
            if (number.ends_with('7'))
                std::this_thread::sleep_for(20ms); // there is time to go away meanwhile
            const std::string body =
                R"({"model":"m","said":")" + number + R"(","usage":{"prompt_tokens":10,"completion_tokens":20}})";
            socket.send(std::format(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", body.size(), body));
        }
    }

    RawListener m_listener;
    std::atomic<int> m_connections = 0;
    std::vector<std::jthread> m_threads;
    std::thread m_accepting;
};

std::string numbered(int number)
{
    return std::format(R"({{"model":"m","messages":[{{"role":"user","content":"number-{}"}}]}})", number);
}

} // namespace

TEST(Reuse, noCallGetsTheAnswerOfAnotherOnAConnectionThatIsUsedAgain)
{
    EchoingUpstream upstream;
    GatewayProcess gateway(upstream.port());
    gateway.start();
    ASSERT_EQ(gateway.call("tok-b", chatPath, numbered(0)).status, 200);
    std::this_thread::sleep_for(300ms); // until it is seen to keep connections
    constexpr int callers = 4, callsEach = 120;
    std::atomic<int> mixedUp = 0, answered = 0;
    {
        std::vector<std::jthread> threads;
        for (int caller = 0; caller < callers; ++caller)
            threads.emplace_back([&, caller] {
                std::mt19937 random(static_cast<unsigned>(caller));
                for (int i = 1; i <= callsEach; ++i) {
                    const int number = caller * callsEach + i;
                    RawSocket socket = gateway.open("tok-b", chatPath, numbered(number));
                    if (random() % 5 == 0) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 12));
                        random() % 2 == 0 ? socket.reset() : socket.close();
                        continue;
                    }
                    const Answer answer = readAnswer(std::move(socket));
                    answered += answer.status == 200;
                    mixedUp += !answer.body.contains(std::format(R"("number-{}")", number));
                }
            });
    }
    EXPECT_EQ(mixedUp, 0);
    EXPECT_GE(answered, callers * callsEach / 2);
    EXPECT_LT(upstream.connections(), callers * callsEach / 2) << "connections are used again";
    EXPECT_EQ(gateway.stop(), 0);
}
