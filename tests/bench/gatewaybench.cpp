// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a call costs our gateway, against nginx that only passes it on and Portkey's gateway: the same calls by turns to each,
// all pinned to one processor, callers and provider on the other.
#include "bench/benchcalls.h"
#include "bench/benchprovider.h"
#include "bench/measured.h"
#include "bench/proxiedcalls.h"
#include "bench/proxystand.h"

#include <algorithm>
#include <cstdio>
#include <format>
#include <map>
#include <stdexcept>

using namespace fuseboard::bench;

namespace {

constexpr int proxyProcessor = 0, otherProcessor = 1;
constexpr int connections = 64;
constexpr int mostStreams = 500;
constexpr int warmUpCalls = 2000;

std::string streamedCall()
{
    return post(R"({"model":"m","max_tokens":256,"stream":true,"stream_options":{"include_usage":true},)"
                R"("messages":[{"role":"user","content":"some words"}]})");
}

/// The provider writes into each chunk when that was.
std::string withoutTimes(std::string body)
{
    constexpr std::string_view mark = R"("at":")";
    for (auto at = body.find(mark); at != std::string::npos; at = body.find(mark, at + mark.size()))
        body.replace(at + mark.size(), 19, 19, '0');
    return body;
}

/// One proxy, or the provider itself.
struct Measured {
    const char* name;
    std::uint16_t port = 0, streamPort = 0;
    const PinnedProgram* program = nullptr; ///< null: nothing is between
    std::map<std::string, std::vector<double>> figures {}; ///< each with one value a round
    int failed = 0;

    void note(const std::string& figure, double value) { figures[figure].push_back(value); }
    [[nodiscard]] double get(const std::string& figure) const { return median(figures.at(figure)); }
};

void measure(Measured& proxy, const std::string& what, std::uint16_t port, const CallPlan& plan)
{
    using Micros = std::chrono::duration<double, std::micro>;
    const auto time = [&] { return proxy.program ? proxy.program->processorTime() : std::chrono::nanoseconds(); };
    const auto busiest = [&] { return proxy.program ? proxy.program->busiestThread() : std::chrono::nanoseconds(); };
    const auto before = time(), busiestBefore = busiest();
    const Calls calls = makeCalls(port, plan);
    proxy.note(what + " cpu", Micros(time() - before).count() / plan.calls);
    proxy.note(what + " loop cpu", Micros(busiest() - busiestBefore).count() / plan.calls);
    proxy.note(what + " p50", quantile(calls.micros, 0.5));
    proxy.note(what + " p99", quantile(calls.micros, 0.99));
    if (!calls.chunkMicros.empty()) {
        proxy.note(what + " chunk p50", quantile(calls.chunkMicros, 0.5));
        proxy.note(what + " chunk p99", quantile(calls.chunkMicros, 0.99));
    }
    proxy.failed += calls.failed;
}

/// Both orders, so that what goes first has no advantage.
template <class Work>
void byTurns(int rounds, std::vector<Measured*> proxies, Work work)
{
    for (int round = 0; round < rounds; ++round) {
        for (Measured* proxy : proxies)
            work(*proxy);
        std::ranges::reverse(proxies);
    }
}

class Bench {
public:
    Bench(const std::filesystem::path& directory, int rounds, int calls)
        : m_rounds(rounds)
        , m_calls(calls)
        , m_gateway(directory / "gateway", m_provider.port(), proxyProcessor)
        , m_nginx(directory / "nginx", m_provider.port(), proxyProcessor)
    {
        for (const Measured* proxy : {&m_ours, &m_theirs}) // until connections and memory are as they stay
            for (int i = 0; i < 2; ++i)
                makeCalls(proxy->port, {wholeCall(), warmUpCalls, connections});
    }

    void calls()
    {
        byTurns(m_rounds, {&m_ours, &m_theirs}, [this](Measured& proxy) {
            measure(proxy, "call", proxy.port, {wholeCall(), m_calls, connections});
            proxy.note("RSS", proxy.program->residentMiB());
        });
        std::printf("%d rounds of %d calls over %d kept connections, medians:\n", m_rounds, m_calls, connections);
        say({"call cpu", "call loop cpu", "call p50", "call p99"}, "us");
        say({"RSS"}, "MiB");
        // The ledger's work is in a thread of its own; the loop's is key, breaker, metering and reservation.
        compare("gateway-call-cpu-without-ledger", "call loop cpu", 1.25);
        compare("gateway-call-cpu", "call cpu", 1.6);
        ratio("gateway-rss-mib", m_ours.get("RSS"), Goal::atMost, 30);
    }

    /// How many calls a second one processor does, by the processor time of the whole program; both in the same rounds.
    void portkey()
    {
        if (!PortkeyStand::isThere()) {
            std::printf("SKIPPED json_vs_portkey: Portkey's gateway needs npm, which fetches it, and Node.js\n");
            return;
        }
        const PortkeyStand stand(proxyProcessor);
        Measured other {.name = "portkey", .port = stand.port(), .program = &stand.program()};
        const std::string theirs = wholeCall(PortkeyStand::fieldsFor(m_provider.port()));
        const int few = std::max(m_calls / 10, 1); // of theirs, so that both take about as long
        makeCalls(other.port, {theirs, warmUpCalls, connections});
        byTurns(m_rounds, {&m_ours, &other}, [&](Measured& proxy) {
            if (&proxy == &other)
                measure(proxy, "json", proxy.port, {theirs, few, connections});
            else
                measure(proxy, "json", proxy.port, {wholeCall(), m_calls, connections});
        });
        m_ours.failed += other.failed;
        const auto perSecond = [](const Measured& proxy) { return 1e6 / proxy.get("json cpu"); };
        std::printf(
            "%d rounds of %d and %d calls over %d kept connections, calls a second and processor: gateway %.0f  portkey %.0f\n",
            m_rounds, m_calls, few, connections, perSecond(m_ours), perSecond(other));
        ratio("json_vs_portkey", perSecond(m_ours) / perSecond(other), Goal::atLeast, 50);
    }

    void streams()
    {
        const int streams = std::max(m_calls / 40, 1);
        byTurns(m_rounds, {&m_ours, &m_theirs},
            [&](Measured& proxy) { measure(proxy, "stream", proxy.streamPort, {streamedCall(), streams, connections}); });
        std::printf("%d rounds of %d streams of %d chunks over %d kept connections, medians:\n", m_rounds, streams,
            streamChunks, connections);
        say({"stream cpu", "stream loop cpu", "stream chunk p50", "stream chunk p99"}, "us");
        compare("gateway-stream-cpu", "stream cpu", 1.25);
        compare("gateway-chunk-p50", "stream chunk p50", 1.0);
        compare("gateway-chunk-p99", "stream chunk p99", 2.0);
    }

    void latency()
    {
        const int calls = std::max(m_calls / 20, 1);
        byTurns(m_rounds, {&m_ours, &m_theirs, &m_direct},
            [&](Measured& proxy) { measure(proxy, "alone", proxy.port, {wholeCall(), calls, 1}); });
        std::printf("%d rounds of %d calls one after the other, medians:\n", m_rounds, calls);
        say({"alone cpu", "alone p50", "alone p99"}, "us");
        for (const auto& [figure, goal] : {std::pair("alone p50", 1.0), std::pair("alone p99", 1.5)}) {
            const double between = m_direct.get(figure);
            ratio(std::string("gateway-added-") + (figure + 6),
                (m_ours.get(figure) - between) / (m_theirs.get(figure) - between), Goal::atMost, goal);
        }
    }

    void manyStreams()
    {
        const Calls direct = makeCalls(m_provider.port(), {streamedCall(), 1, 1, true});
        const Calls ours = makeCalls(m_ours.streamPort, {streamedCall(), mostStreams, mostStreams, true});
        m_ours.failed += ours.failed;
        const auto different = std::ranges::count_if(
            ours.bodies, [&](const std::string& body) { return withoutTimes(body) != withoutTimes(direct.bodies.at(0)); });
        std::printf("%d streams at once:\n", mostStreams);
        ratio("gateway-streams-different", static_cast<double>(different), Goal::atMost, 0);
        ratio("gateway-streams-rss-mib", m_gateway.program().residentMiB(), Goal::atMost, 190);
    }

    /// Calls without a whole answer, of all.
    [[nodiscard]] int failed() const { return m_ours.failed + m_theirs.failed + m_direct.failed; }

private:
    void say(const std::vector<std::string>& figures, const char* unit) const
    {
        for (const std::string& figure : figures) {
            std::printf("  %-18s", figure.c_str());
            for (const Measured* proxy : {&m_ours, &m_theirs, &m_direct})
                if (proxy->figures.contains(figure))
                    std::printf("  %s %8.1f", proxy->name, proxy->get(figure));
            std::printf("  %s\n", unit);
        }
    }
    void compare(const char* name, const std::string& figure, double goal) const
    {
        ratio(name, m_ours.get(figure) / m_theirs.get(figure), Goal::atMost, goal);
    }

    int m_rounds, m_calls;
    BenchProvider m_provider {otherProcessor};
    GatewayStand m_gateway;
    NginxStand m_nginx;
    Measured m_ours {"gateway", m_gateway.port(), m_gateway.port(), &m_gateway.program()};
    Measured m_theirs {"nginx", m_nginx.port(), m_nginx.streamPort(), &m_nginx.program()};
    Measured m_direct {"direct", m_provider.port(), m_provider.port(), nullptr};
};

} // namespace

int main(int argc, char** argv)
try {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 6;
    const int calls = argc > 2 ? std::atoi(argv[2]) : 20'000;
    const std::string only = argc > 3 ? argv[3] : "";
    if (rounds < 1 || calls < 1 || argc > 4)
        throw std::runtime_error(
            "takes [ROUNDS] [CALLS a round] [calls|portkey|streams|latency|many], both numbers at least 1.");
    // Not in /tmp, which may be memory: the ledger's syncs are part of the cost.
    std::string directory = FUSEBOARD_BUILD "/bench-gateway-XXXXXX";
    if (!::mkdtemp(directory.data()))
        throw std::runtime_error("no directory for its files can be made in " FUSEBOARD_BUILD);
    pinThisThread(otherProcessor);
    int failed = 0;
    {
        Bench bench(directory, rounds, calls);
        if (only.empty() || only == "calls")
            bench.calls();
        if (only.empty() || only == "portkey")
            bench.portkey();
        if (only.empty() || only == "streams")
            bench.streams();
        if (only.empty() || only == "latency")
            bench.latency();
        if (only.empty() || only == "many")
            bench.manyStreams();
        failed = bench.failed();
    }
    std::filesystem::remove_all(directory);
    if (failed > 0)
        throw std::runtime_error(std::format("{} calls failed, so the figures say nothing.", failed));
    return 0;
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_gateway: %s\n", failure.what());
    return 1;
}
