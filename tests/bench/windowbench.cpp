// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window: how soon it shows figures of fifty million rows, how long its longest event is, what it takes of memory and
// processor: bench_window [DIRECTORY_TO_KEEP_THE_PROFILE_IN]
#include "bench/benchprofile.h"
#include "bench/measured.h"
#include "support/program.h"
#include "support/usagefake.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <ctime>
#include <map>
#include <unistd.h>

using namespace fuseboard;
using test::MadeUpProvider;
using test::Program;
using test::UsageFake;

namespace {

const QByteArray key = "sk-bench";

double nowInMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The values of all lines `NAME VALUE`.
std::vector<double> told(const QString& output, QLatin1StringView name)
{
    std::vector<double> out;
    for (const QString& line : output.split(QLatin1Char('\n')))
        if (const QStringList words = line.split(QLatin1Char(' ')); words.size() == 2 && words[0] == name)
            out.push_back(words[1].toDouble());
    return out;
}

QString outputOf(const QStringList& arguments)
{
    QString output, errors;
    if (Program::runServed(QStringLiteral("windowwork"), arguments, &output, &errors, 300'000) != 0)
        bench::giveUp(arguments.join(QLatin1Char(' ')) + QStringLiteral(": ") + errors);
    return output;
}

double untilPainted(const QStringList& arguments)
{
    const double since = nowInMilliseconds();
    const auto painted = told(outputOf(arguments), QLatin1StringView("painted"));
    if (painted.empty())
        bench::giveUp(arguments.join(QLatin1Char(' ')) + QStringLiteral(" was never painted"));
    return painted.front() - since;
}

bool start(const QString& directory)
{
    std::vector<double> ratios;
    std::printf("%-6s %22s %22s\n", "round", "bare painted ms", "figures painted ms");
    for (int round = 0; round < 9; ++round) {
        double bare = 0, ours = 0;
        for (const bool first : {round % 2 == 0, round % 2 != 0})
            (first ? bare : ours) =
                untilPainted(first ? QStringList {QStringLiteral("bare")} : QStringList {QStringLiteral("start"), directory});
        std::printf("%-6d %22.0f %22.0f\n", round, bare, ours);
        ratios.push_back(ours / bare);
    }
    return bench::ratio("window-first-figures-against-bare", bench::median(ratios), bench::Goal::atMost, 4);
}

bool burnDown()
{
    const QString output = outputOf({QStringLiteral("burndown")});
    const double ours = bench::median(told(output, QLatin1StringView("ours")));
    const double bare = bench::median(told(output, QLatin1StringView("bare")));
    std::printf("burn-down of %.0f points: %.2f ms, bare chart %.2f ms\n", told(output, QLatin1StringView("points")).front(),
        ours, bare);
    return bench::ratio("burndown-update-against-bare", ours / bare, bench::Goal::atMost, 1.5);
}

bool memory()
{
    const QString output = outputOf({QStringLiteral("many")});
    const double visited = told(output, QLatin1StringView("visited")).front();
    const double first = told(output, QLatin1StringView("updated_first")).front();
    const double last = told(output, QLatin1StringView("updated")).front();
    std::printf("300 teams, all pages: %.0f MB; after 2,000 updates %.1f MB, after 10,000 %.1f MB\n", visited, first, last);
    bool good = bench::ratio("window-megabytes", visited, bench::Goal::atMost, 150);
    good &= bench::ratio("window-growth-percent", 100 * (last - first) / first, bench::Goal::atMost, 2);
    return good;
}

/// Seconds of processor that a process has used.
double processorOf(qint64 process)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    if (!stat.open(QIODevice::ReadOnly))
        bench::giveUp(stat.errorString());
    const QByteArray all = stat.readAll();
    const QByteArrayList fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    return (fields[11].toDouble() + fields[12].toDouble()) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

bool idle(const QString& directory, bool tray)
{
    Program work(QStringLiteral("windowwork"));
    QStringList arguments {QStringLiteral("idle"), directory};
    if (tray)
        arguments << QStringLiteral("tray");
    work.start(arguments);
    if (!QTest::qWaitFor([&] { return !told(work.output(), QLatin1StringView("ready")).empty(); }, 120'000))
        bench::giveUp(QStringLiteral("the window is not ready"));
    QTest::qWait(20'000); // what a start sets going is over
    const double before = processorOf(work.processId()), since = nowInMilliseconds();
    QTest::qWait(60'000);
    const double percent = 100'000 * (processorOf(work.processId()) - before) / (nowInMilliseconds() - since);
    return bench::ratio(tray ? "idle-tray-percent" : "idle-dashboard-percent", percent, bench::Goal::atMost, tray ? 0.5 : 2);
}

/// Of each phase that the output tells.
bool longestEvents(const QString& output)
{
    bool good = true;
    for (const QString& line : output.split(QLatin1Char('\n'))) {
        const QStringList words = line.split(QLatin1Char(' '));
        if (words.size() < 4 || words[0] != QLatin1String("event"))
            continue;
        std::printf("%-16s longest event %7.1f ms of processor, %7.1f ms of time: %s\n", qPrintable(words[1]),
            words[2].toDouble(), words[3].toDouble(), qPrintable(words.mid(4).join(QLatin1Char(' '))));
        const bool theme = words[1] == QLatin1String("theme");
        good &=
            bench::ratio("longest-event-" + words[1].toStdString(), words[2].toDouble(), bench::Goal::atMost, theme ? 200 : 50);
    }
    return good;
}

/// Two providers that answer, whose year before is read meanwhile.
void addProviders(const Profile& profile, const std::vector<std::unique_ptr<UsageFake>>& fakes)
{
    QFile file(profile.sourcesFile());
    if (!file.open(QIODevice::WriteOnly))
        bench::giveUp(file.errorString());
    for (std::size_t i = 0; i < fakes.size(); ++i)
        file.write(QStringLiteral("[[source]]\nid = 's%1'\nkind = '%2'\nurl = '%3'\naccount = 'acme-%1'\n"
                                  "key = 'env:FUSEBOARD_BENCH_KEY'\ninterval = 2\n")
                .arg(i)
                .arg(i == 0 ? QStringLiteral("openai") : QStringLiteral("anthropic"), fakes[i]->url())
                .toUtf8());
}

bool busy(const QString& directory)
{
    std::vector<std::unique_ptr<UsageFake>> fakes;
    fakes.push_back(std::make_unique<UsageFake>(MadeUpProvider::openAi, 41, key, 5));
    fakes.push_back(std::make_unique<UsageFake>(MadeUpProvider::anthropic, 42, key, 5));
    for (const auto& fake : fakes)
        if (!fake->listen())
            bench::giveUp(QStringLiteral("no port is free"));
    qputenv("FUSEBOARD_BENCH_KEY", key);
    addProviders(Profile::under(directory), fakes);
    bool good = longestEvents(outputOf({QStringLiteral("busy"), directory}));
    const QTemporaryDir sandbox;
    good &= longestEvents(outputOf({QStringLiteral("freeze"), sandbox.filePath(QStringLiteral("s"))}));
    return good;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // it takes minutes
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir temporary;
    const QString directory = argc > 1 ? QString::fromLocal8Bit(argv[1]) : temporary.filePath(QStringLiteral("p"));
    std::printf("%lld rows\n", static_cast<long long>(bench::fill(Profile::under(directory))));
    bool good = start(directory);
    good &= burnDown();
    good &= memory();
    good &= idle(directory, false);
    good &= idle(directory, true);
    good &= busy(directory); // it changes the profile's sources
    return good ? 0 : 1;
}
