// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Six sources with random faults, polled every two seconds by the real program (ACCEPTANCE C15): bench_soak [MINUTES]
// Half of the time, past the back-fill, its memory may not grow; then the faults end and every source has to be fresh again.
// Ten minutes after the start a copy of the history is made and newer prices are looked for, which takes memory once: run it
// for less, or for more than twice that.
#include "bench/measured.h"
#include "owner/profile.h"
#include "support/program.h"
#include "support/usagefake.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace fuseboard;
using test::MadeUpProvider;
using test::UsageFake;

namespace {

constexpr int sources = 6;
constexpr int faultsOfHundred = 15;
constexpr std::chrono::seconds interval {2};
const QByteArray key = "sk-soak";

[[noreturn]] void giveUp(const char* why)
{
    std::fprintf(stderr, "%s\n", why);
    std::exit(1);
}

std::vector<std::unique_ptr<UsageFake>> providers()
{
    std::vector<std::unique_ptr<UsageFake>> out;
    for (std::uint64_t i = 0; i < sources; ++i) {
        out.push_back(std::make_unique<UsageFake>(
            i % 2 == 0 ? MadeUpProvider::openAi : MadeUpProvider::anthropic, 41 + i, key, faultsOfHundred));
        if (!out.back()->listen())
            giveUp("no port is free");
    }
    return out;
}

void writeSources(const Profile& profile, const std::vector<std::unique_ptr<UsageFake>>& fakes)
{
    QFile file(profile.sourcesFile());
    if (!profile.create() || !file.open(QIODevice::WriteOnly))
        giveUp("the profile can't be made");
    for (std::size_t i = 0; i < fakes.size(); ++i)
        file.write(QStringLiteral("[[source]]\nid = 's%1'\nkind = '%2'\nurl = '%3'\naccount = 'acme-%1'\n"
                                  "key = 'env:FUSEBOARD_SOAK_KEY'\ninterval = %4\n")
                .arg(i)
                .arg(i % 2 == 0 ? QStringLiteral("openai") : QStringLiteral("anthropic"), fakes[i]->url())
                .arg(interval.count())
                .toUtf8());
}

/// Kibibytes that the program holds in memory.
double residentOf(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("VmRSS:"))
                return line.mid(6).simplified().split(' ').value(0).toDouble();
    giveUp("the program is gone");
}

/// The last whole status that it has printed.
QJsonArray sourcesOf(test::Program& watch)
{
    const QString all = watch.output();
    const qsizetype end = all.lastIndexOf(QLatin1Char('\n'));
    const qsizetype begin = end > 0 ? all.lastIndexOf(QLatin1Char('\n'), end - 1) + 1 : 0;
    return QJsonDocument::fromJson(all.mid(begin, end - begin).toUtf8()).object()[QLatin1String("sources")].toArray();
}

bool isRead(const QJsonArray& told)
{
    return told.size() == sources && std::ranges::all_of(told, [](const auto& source) {
        return source.toObject()[QLatin1String("backfill")].toObject()[QLatin1String("state")] == QLatin1String("done");
    });
}

/// Whether each source has answered since, with nothing amiss.
bool areFresh(const QJsonArray& told, const QDateTime& since)
{
    return told.size() == sources && std::ranges::all_of(told, [&](const auto& value) {
        const QJsonObject source = value.toObject();
        return !source.contains(QLatin1String("error"))
            && QDateTime::fromString(source[QLatin1String("lastAnswer")].toString(), Qt::ISODate) > since;
    });
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const double minutes = argc > 1 ? std::atof(argv[1]) : 6;
    qputenv("FUSEBOARD_SOAK_KEY", key);
    const QTemporaryDir directory;
    const Profile profile = Profile::under(directory.filePath(QStringLiteral("p")));
    const auto fakes = providers();
    writeSources(profile, fakes);
    test::Program watch(QStringLiteral("fuseboardctl"));
    watch.start({QStringLiteral("--profile"), directory.filePath(QStringLiteral("p")), QStringLiteral("watch"),
        QStringLiteral("--json")});
    if (!QTest::qWaitFor([&] { return isRead(sourcesOf(watch)); }, 1'800'000))
        giveUp("a source's past was not read within half an hour");
    std::vector<double> memory;
    QElapsedTimer time;
    time.start();
    while (static_cast<double>(time.elapsed()) < minutes * 60'000) {
        QTest::qWait(1'000);
        memory.push_back(residentOf(watch.processId()));
    }
    // The mean of a tenth at either end of the second half: what is taken once is no leak.
    const auto part = std::max<std::ptrdiff_t>(1, std::ssize(memory) / 10);
    const auto mean = [&](auto first) {
        double sum = 0;
        for (auto each = first; each != first + part; ++each)
            sum += *each;
        return sum / static_cast<double>(part);
    };
    const double before = mean(memory.begin() + std::ssize(memory) / 2), after = mean(memory.end() - part);
    int answers = 0, faults = 0;
    for (const auto& fake : fakes) {
        answers += fake->answers();
        faults += fake->faultsMade();
        if (!fake->violations().isEmpty())
            giveUp(qPrintable(fake->violations().first()));
        fake->setFaults(0);
    }
    QElapsedTimer fresh;
    fresh.start();
    const QDateTime ended = QDateTime::currentDateTimeUtc();
    const bool allFresh = QTest::qWaitFor([&] { return areFresh(sourcesOf(watch), ended); }, 120'000);
    const double periods = static_cast<double>(fresh.elapsed()) / 1'000 / static_cast<double>(interval.count());
    std::printf("%d answers, %d of them faults, in %.1f minutes; memory %.1f MB, then %.1f MB\n", answers, faults, minutes,
        before / 1024, after / 1024);
    bool good = bench::ratio("soak_memory_growth_percent", 100 * (after - before) / before, bench::Goal::atMost, 5);
    good &= bench::ratio("soak_periods_until_fresh", allFresh ? periods : 1e9, bench::Goal::atMost, 2);
    return good ? 0 : 1;
}
