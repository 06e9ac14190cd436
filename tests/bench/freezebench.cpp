// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the kill switch (SAFETY KS1, KS3, KS6, KS7, KS8, KS10): what tests/freeze tries a few times, tried often.
#include "app/connectors/targets/priorstates.h"
#include "app/switchboard/interleavings.h"
#include "bench/measured.h"
#include "freeze/haproxypresses.h"
#include "freeze/killedapp.h"
#include "freeze/presses.h"
#include "freeze/simulatedkill.h"
#include "freeze/simulatedtrial.h"
#include "freeze/sockettrials.h"
#include "freeze/tenlevers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace fuseboard;
using namespace fuseboard::bench;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr int trialsSimulated = 200, trialsOverSockets = 3, pressesAtTen = 20, kills = 200, priorStates = 1000,
              interleavings = 10'000, presses = 400, pressesAtHaproxy = 400, cutsAtHaproxy = 20, streamsCut = 40,
              pressesAtHangingDisk = 20, shortSleeps = 40;

constexpr auto mostForKills = 4min;
constexpr auto answersTake = 300ms; ///< of two looks, where all trials run at once

/// One line of the table.
void row(const std::string& what, std::vector<double> values, const char* unit)
{
    std::ranges::sort(values);
    if (values.empty()) {
        std::printf("  %-40s nothing measured\n", what.c_str());
        return;
    }
    const auto p99 = static_cast<std::size_t>(std::ceil(0.99 * static_cast<double>(values.size()))) - 1;
    std::printf("  %-40s n %5zu  median %9.3f  p99 %9.3f  worst %9.3f %s\n", what.c_str(), values.size(), median(values),
        values[p99], values.back(), unit);
    std::fflush(stdout);
}

double p99Of(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? INFINITY : values[static_cast<std::size_t>(std::ceil(0.99 * double(values.size()))) - 1];
}

double worstOf(const std::vector<double>& values) { return values.empty() ? INFINITY : std::ranges::max(values); }

void complain(const std::string& fault)
{
    if (!fault.empty())
        std::printf("    %s\n", fault.c_str());
}

struct Ratio {
    std::string name;
    double value;
    Goal goal;
    double limit;
};
using Ratios = std::vector<Ratio>;

std::string titleOf(LeverKind kind, LeverFault fault) { return std::string(nameOf(kind)) + ": " + nameOf(fault); }

void simulated(Ratios& ratios)
{
    std::printf("\"Frozen\" that outlived the truth, in simulated time, for each kind of lever and fault:\n");
    int falsehoods = 0, unproved = 0;
    for (const LeverKind kind : leverKinds)
        for (const LeverFault fault : leverFaults) {
            std::vector<double> seconds;
            std::string first;
            for (unsigned seed = 1; seed <= trialsSimulated; ++seed) {
                const SimulatedTrial trial = simulatedTrial(kind, fault, 100'000U + seed);
                seconds.push_back(static_cast<double>(trial.longestClaim.count()) / 1000);
                falsehoods += trial.falsehood.empty() ? 0 : 1;
                unproved += trial.isProvedInTheEnd ? 0 : 1;
                if (first.empty() && !trial.falsehood.empty())
                    first = trial.falsehood + ", seed " + std::to_string(seed);
            }
            row(titleOf(kind, fault), seconds, "s");
            complain(first);
        }
    std::printf("  %d trials were not proved once the fault was mended\n", unproved);
    ratios.push_back({"freeze-false-frozen-simulated", double(falsehoods), Goal::atMost, 0});
}

void sockets(Ratios& ratios)
{
    std::printf("The same over real sockets, with periods and deadlines of 300 ms, all at once:\n");
    std::vector<SocketTrial> trials;
    for (const LeverKind kind : leverKinds)
        for (const LeverFault fault : leverFaults)
            for (int i = 0; i < trialsOverSockets; ++i)
                trials.push_back({.kind = kind, .fault = fault, .seed = 1000U + unsigned(trials.size())});
    runOverSockets(trials, answersTake);
    int falsehoods = 0;
    for (const LeverKind kind : leverKinds) {
        std::vector<double> seconds;
        for (const SocketTrial& trial : trials) {
            if (trial.kind != kind)
                continue;
            seconds.push_back(static_cast<double>(trial.longestClaim.count()) / 1000);
            falsehoods += trial.falsehood.isEmpty() ? 0 : 1;
            for (const QString& fault : {trial.falsehood, trial.complaints,
                     trial.isProvedInTheEnd ? QString() : QStringLiteral("not proved once mended")})
                if (!fault.isEmpty())
                    complain(titleOf(kind, trial.fault) + ": " + fault.toStdString());
        }
        row(nameOf(kind), seconds, "s");
    }
    ratios.push_back({"freeze-false-frozen-sockets", double(falsehoods), Goal::atMost, 0});
}

void levers(Ratios& ratios)
{
    std::printf("Ten levers, two dead, one that takes 5 s to answer:\n");
    std::vector<double> proved, named;
    for (int i = 0; i < pressesAtTen; ++i) {
        const TenLevers pressed = pressAtTenLevers();
        complain(pressed.fault);
        proved.push_back(pressed.fault.empty() ? static_cast<double>(pressed.sevenProved.count()) : INFINITY);
        named.push_back(pressed.fault.empty() ? static_cast<double>(pressed.deadNamed.count()) : INFINITY);
    }
    row("the seven good ones proved", proved, "ms");
    row("the dead ones named with their cause", named, "ms");
    ratios.push_back({"freeze-seven-of-ten-worst-ms", worstOf(proved), Goal::atMost, 1000});
    ratios.push_back({"freeze-dead-named-worst-ms", worstOf(named), Goal::atMost, 1000});
}

void killed(Ratios& ratios)
{
    std::printf("fuseboardctl watch, killed while it freezes or resumes at a real gateway, or while it starts:\n");
    KilledApp app;
    complain(app.fault().toStdString());
    const auto start = std::chrono::steady_clock::now();
    int converged = 0;
    for (int kill = 0; kill < kills && app.fault().isEmpty(); ++kill) {
        if (std::chrono::steady_clock::now() - start > mostForKills) {
            std::printf("  stopped after %d kills: the time for them is over on this machine\n", kill);
            break;
        }
        const QString fault = app.killOnce();
        complain(fault.toStdString());
        if (!fault.isEmpty())
            break; // what comes after it would say nothing
        ++converged;
    }
    row("from the new start to the proof", app.seconds(), "s");
    std::printf("  %d converged; %d kills came before the press was on disk, %d after that and before the gateway had it\n",
        converged, app.before(), app.between());
    ratios.push_back({"freeze-killed-converged", double(converged), Goal::atLeast, kills});
    int simulatedRight = 0;
    for (unsigned seed = 1; seed <= kills; ++seed) {
        const std::string fault = simulatedKill(seed + 5000U);
        complain(fault);
        simulatedRight += fault.empty() ? 1 : 0;
    }
    std::printf("  in simulated time, with lost requests: %d of %d converged\n", simulatedRight, kills);
    ratios.push_back({"freeze-killed-converged-simulated", double(simulatedRight), Goal::atLeast, kills});
}

void undo(Ratios& ratios)
{
    std::printf(
        "Systems of targets in every mixture of states, frozen and given back while changes fail and the program dies:\n");
    const PriorStates given = giveBackPriorStates(priorStates);
    std::printf("  %d of %d exact\n", given.exact, priorStates);
    complain(given.firstFault.toStdString());
    ratios.push_back({"freeze-undo-exact", double(given.exact), Goal::atLeast, priorStates});
}

void interleave(Ratios& ratios)
{
    std::printf("Freezes and resumes of two managers, interleaved with kills, losses and edits from outside:\n");
    int right = 0;
    std::string first;
    for (int seed = 1; seed <= interleavings; ++seed) {
        const std::string fault = interleavingFault(unsigned(seed) + 1'000'000U);
        right += fault.empty() ? 1 : 0;
        if (first.empty())
            first = fault;
    }
    std::printf(
        "  %d of %d ended as the contract says, each act with one intent and one outcome on record\n", right, interleavings);
    complain(first);
    ratios.push_back({"freeze-interleavings-right", double(right), Goal::atLeast, interleavings});
}

void press(Ratios& ratios)
{
    std::printf("From the press to the proof at our own gateway, journal and audit log on disk:\n");
    const Presses pressed = pressAtOwnGateway(presses);
    complain(pressed.fault.toStdString());
    row("freeze", pressed.freezes, "ms");
    row("resume", pressed.resumes, "ms");
    std::vector<double> all = pressed.freezes;
    all.insert(all.end(), pressed.resumes.begin(), pressed.resumes.end());
    ratios.push_back({"freeze-press-to-proof-p99-ms", pressed.fault.isEmpty() ? p99Of(all) : INFINITY, Goal::atMost, 50});
}

void haproxy(Ratios& ratios)
{
    std::printf("At a real HAProxy, called 2,000 times a second over 16 connections with a token of the team:\n");
    const HaproxyPresses pressed = pressAtHaproxy(pressesAtHaproxy);
    complain(pressed.proofs.fault.toStdString());
    row("freeze, to the proof", pressed.proofs.freezes, "ms");
    row("freeze, to the first refusal", pressed.refusals, "ms");
    row("resume, to the proof", pressed.proofs.resumes, "ms");
    std::printf("  %d calls, %d lost; %d served though sent after a proof and before the resume\n", pressed.calls, pressed.lost,
        pressed.servedAfterProof);
    const Presses cut = cutAtHaproxy(cutsAtHaproxy, streamsCut);
    complain(cut.fault.toStdString());
    row("cut of 40 streams, to the last end", cut.freezes, "ms");
    const bool whole = pressed.proofs.fault.isEmpty() && cut.fault.isEmpty();
    ratios.push_back({"freeze-haproxy-proof-p99-ms", whole ? p99Of(pressed.proofs.freezes) : INFINITY, Goal::atMost, 50});
    ratios.push_back({"freeze-haproxy-refusal-p99-ms", whole ? p99Of(pressed.refusals) : INFINITY, Goal::atMost, 50});
    ratios.push_back({"freeze-haproxy-served-after-proof", double(pressed.servedAfterProof), Goal::atMost, 0});
    ratios.push_back({"freeze-haproxy-cut-worst-ms", whole ? worstOf(cut.freezes) : INFINITY, Goal::atMost, 50});
}

void window(Ratios& ratios)
{
    std::printf("From the press to the order's bytes at the gateway, the window blocked and 50,000 rows loading:\n");
    std::vector<std::chrono::milliseconds> sleeps(shortSleeps, 300ms);
    sleeps.insert(sleeps.end(), 2, 10'000ms);
    const Presses pressed = pressInBusyWindow(sleeps);
    complain(pressed.fault.toStdString());
    row("order arrives", pressed.freezes, "ms");
    ratios.push_back(
        {"freeze-order-leaves-worst-ms", pressed.fault.isEmpty() ? worstOf(pressed.freezes) : INFINITY, Goal::atMost, 100});
}

void disk(Ratios& ratios)
{
    std::printf("From the press to the proof while no sync to disk returns:\n");
    const Presses pressed = pressWithHangingDisk(pressesAtHangingDisk);
    complain(pressed.fault.toStdString());
    row("freeze", pressed.freezes, "ms");
    ratios.push_back(
        {"freeze-hanging-disk-worst-ms", pressed.fault.isEmpty() ? worstOf(pressed.freezes) : INFINITY, Goal::atMost, 1000});
}

} // namespace

int main(int argc, char** argv)
{
    // On a real disk where the build stands on one: what is synced counts.
    if (qEnvironmentVariableIsEmpty("TMPDIR"))
        qputenv("TMPDIR", FUSEBOARD_BUILD);
    const QCoreApplication app(argc, argv);
    const std::vector<std::pair<std::string, void (*)(Ratios&)>> parts {{"press", press}, {"haproxy", haproxy},
        {"window", window}, {"disk", disk}, {"levers", levers}, {"sockets", sockets}, {"undo", undo},
        {"interleavings", interleave}, {"simulated", simulated}, {"killed", killed}};
    Ratios ratios;
    int ran = 0;
    for (const auto& [name, run] : parts)
        if (argc == 1 || std::find(argv + 1, argv + argc, name) != argv + argc) {
            const double seconds = secondsOf([&] { run(ratios); });
            std::printf("  (%.0f s)\n", seconds);
            std::fflush(stdout);
            ++ran;
        }
    if (ran == 0 || (argc > 1 && ran != argc - 1)) {
        std::fprintf(stderr,
            "bench_freeze: takes any of press haproxy window disk levers sockets undo interleavings simulated killed; "
            "without one, all.\n");
        return 1;
    }
    for (const Ratio& each : ratios)
        ratio(each.name, each.value, each.goal, each.limit);
    return 0;
}
