// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Small calls at a steady rate for minutes (ACCEPTANCE G14): bench_gateway-load [SECONDS]
// The calls are due at their times, whatever becomes of those before, and are timed from then. The gateway, the callers and
// the provider share the processors; every while the same calls go to the provider without the gateway.
#include "bench/benchcalls.h"
#include "bench/benchprovider.h"
#include "bench/measured.h"
#include "bench/proxiedcalls.h"
#include "bench/proxystand.h"

#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <format>
#include <stdexcept>
#include <unistd.h>

using namespace fuseboard::bench;

namespace {

constexpr int connections = 128, parts = 10, warmUpCalls = 20'000;
constexpr double goalPerSecond = 5000, perSecond = 1.04 * goalPerSecond; // a little more is offered than is to be reached
constexpr double directShare = 0.1; // of the time, without the gateway

/// All parts of the run so far.
struct Load {
    std::vector<double> micros;
    double seconds = 0;

    void call(std::uint16_t port, double duration) { call(port, static_cast<int>(duration * perSecond), perSecond); }
    void call(std::uint16_t port, int calls, double rate)
    {
        Calls made;
        seconds += secondsOf([&] {
            made = makeCalls(port, {.request = wholeCall(), .calls = calls, .connections = connections, .perSecond = rate});
        });
        if (made.failed > 0)
            throw std::runtime_error(std::format("{} of {} calls failed, so the figures say nothing.", made.failed, calls));
        micros.insert(micros.end(), made.micros.begin(), made.micros.end());
    }
    [[nodiscard]] double reached() const { return static_cast<double>(micros.size()) / seconds; }
    [[nodiscard]] double milliseconds(double share) const { return quantile(micros, share) / 1000; }
};

/// What the disk of the ledger takes for a sync, to know what of a call's time it may be.
void noteSyncs(const std::filesystem::path& file, std::vector<double>& micros)
{
    const int fd = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const std::string page(4096, 'x');
    for (int i = 0; i < 20; ++i)
        micros.push_back(1e6 * secondsOf([&] {
            if (::write(fd, page.data(), page.size()) < 0 || ::fdatasync(fd) != 0)
                throw std::runtime_error("the disk takes nothing");
        }));
    ::close(fd);
}

void say(const char* what, const Load& load, const PinnedProgram& gateway)
{
    std::printf("  %-8s %8.0f %8.2f ms %8.2f ms %8.1f MiB %6td\n", what, load.reached(), load.milliseconds(0.5),
        load.milliseconds(0.99), gateway.residentMiB(), gateway.descriptors());
}

bool measure(const std::filesystem::path& directory, double seconds)
{
    const BenchProvider provider(anyProcessor);
    const GatewayStand stand(directory, provider.port(), anyProcessor);
    Load warm, ours, direct;
    std::vector<double> syncs;
    std::printf("%.0f calls a second are due, over %d kept connections\n  of       a second      p50         p99          RSS  "
                "descriptors\n",
        perSecond, connections);
    Load().call(stand.port(), warmUpCalls, 0); // until connections and memory are as they stay
    warm.call(stand.port(), seconds / 5);
    say("warm-up", warm, stand.program());
    const double warmMiB = stand.program().residentMiB();
    for (int part = 0; part < parts; ++part) {
        Load now;
        now.call(stand.port(), seconds / parts);
        say("part", now, stand.program());
        ours.micros.insert(ours.micros.end(), now.micros.begin(), now.micros.end());
        ours.seconds += now.seconds;
        direct.call(provider.port(), directShare * seconds / parts);
        noteSyncs(directory / "synced", syncs);
    }
    const double endMiB = stand.program().residentMiB();
    say("all", ours, stand.program());
    say("direct", direct, stand.program());
    std::printf("added: p50 %.2f ms; a sync of the ledger's disk: p50 %.2f ms, p99 %.2f ms\n",
        ours.milliseconds(0.5) - direct.milliseconds(0.5), quantile(syncs, 0.5) / 1000, quantile(syncs, 0.99) / 1000);
    bool good = ratio("gateway-load-rate", ours.reached(), Goal::atLeast, goalPerSecond);
    good &= ratio("gateway-load-p99-ms", ours.milliseconds(0.99) - direct.milliseconds(0.99), Goal::atMost, 5);
    good &= ratio("gateway-load-rss-drift-percent", std::abs(endMiB / warmMiB - 1) * 100, Goal::atMost, 2);
    return good;
}

} // namespace

int main(int argc, char** argv)
try {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 300;
    if (seconds < 1 || argc > 2)
        throw std::runtime_error("takes [SECONDS], at least 1.");
    // Not in /tmp, which may be memory: the ledger's syncs are part of the cost.
    std::string directory = FUSEBOARD_BUILD "/bench-gateway-load-XXXXXX";
    if (!::mkdtemp(directory.data()))
        throw std::runtime_error("no directory for its files can be made in " FUSEBOARD_BUILD);
    const bool good = measure(directory, seconds);
    std::filesystem::remove_all(directory);
    return good ? 0 : 1;
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_gateway-load: %s\n", failure.what());
    return 1;
}
