// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions that run away and honest ones, as their clients send them: which does the detector open, and when. Without an
// argument the even seeds and the whole trace are reported; `odd` shows those that it was tuned on.
#include "bench/measured.h"
#include "loops/trial.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <numeric>

using namespace fuseboard;
using namespace fuseboard::test::loops;

namespace {

void print(const char* title, const std::map<std::string, LoopFigures::Row>& rows)
{
    std::printf("%-16s %8s %7s %5s %6s %11s   %s\n", title, "sessions", "opened", "late", "early", "calls, most",
        "worst: none warn throttle downgrade open");
    for (const auto& [name, row] : rows) {
        std::printf("%-16s %8d %7d %5d %6d %11d  ", name.c_str(), row.sessions, row.opened, row.late, row.early, row.most);
        for (const auto level :
            {BreakerLevel::none, BreakerLevel::warn, BreakerLevel::throttle, BreakerLevel::downgrade, BreakerLevel::open})
            std::printf(" %d", row.worst.contains(level) ? row.worst.at(level) : 0);
        std::printf("\n");
    }
}

/// Nanoseconds to read, place and judge a request, and how large they were.
void printSpeed()
{
    for (const char* size : {"small", "long"}) {
        const auto sessions = honestOnes(2, 2, 1);
        const auto& session =
            *std::ranges::find(sessions, std::strcmp(size, "small") == 0 ? "short answers" : "busy", &LabelledSession::pattern);
        std::vector<std::string> bodies;
        for (const Call& call : session.calls)
            bodies.push_back(session.body(call));
        bodies.resize(std::strcmp(size, "small") == 0 ? 2 : bodies.size());
        gateway::ConversationReader reader(gateway::FingerprintKey::make());
        constexpr int rounds = 200;
        std::vector<double> each;
        for (int round = 0; round < rounds; ++round) {
            fuseboard::loops::LoopWatch watch;
            each.push_back(bench::secondsOf([&] {
                for (const std::string& body : bodies) {
                    fuseboard::loops::ConversationPrint request {.token = "token", .prefixes = {}, .task = {}};
                    if (!reader.open(session.api, body, request))
                        continue;
                    auto place = watch.find(request);
                    watch.judge(place, request, reader.turn(place.known), {});
                    watch.ended(place, fuseboard::loops::Ended::answered, 1, {});
                }
            }) / static_cast<double>(bodies.size())
                * 1e9);
        }
        const std::size_t bytes = std::accumulate(
            bodies.begin(), bodies.end(), std::size_t {0}, [](std::size_t sum, const auto& body) { return sum + body.size(); });
        std::printf("a %s request, %zu bytes on average: %.0f ns\n", size, bytes / bodies.size(), bench::median(each));
    }
}

} // namespace

int main(int count, char** arguments)
{
    const bool odd = count > 1 && std::strcmp(arguments[1], "odd") == 0;
    const auto trace = rebuildTrace(std::string(FUSEBOARD_SHARED) + "/data/mooncake-conversation.jsonl", 20'000);
    if (trace.order.empty())
        std::printf("the published trace is not beside the project: without it\n");
    const LoopFigures figures = odd ? tryLoops(1, 599, nullptr) : tryLoops(2, 120, &trace);
    print("runaway", figures.runaway);
    print("honest", figures.honest);
    std::printf("misses: %zu\n", figures.misses.size());
    for (const std::string& miss : figures.misses)
        std::printf("  %s\n", miss.c_str());
    std::vector<int> calls = figures.callsToOpen;
    std::ranges::sort(calls);
    if (!calls.empty())
        std::printf("calls without progress until it opens: median %d, most %d\n", calls[calls.size() / 2], calls.back());
    printSpeed();
    bool good = bench::ratio("loops_precision", figures.precision(), bench::Goal::atLeast, 0.95);
    good &= bench::ratio("loops_recall_within_6_calls", figures.recall(), bench::Goal::atLeast, 0.95);
    good &= bench::ratio("loops_warned_within_60_s", figures.warned(), bench::Goal::atLeast, 0.95);
    return bench::ratio("loops_honest_tripped", figures.honestTripped(), bench::Goal::atMost, 0.001) && good ? 0 : 1;
}
