// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's start on almost three years of 50 teams, 20 models and 100 keys by the hour (ACCEPTANCE H19):
// bench_start [DIRECTORY_TO_KEEP_THE_PROFILE_IN]
#include "bench/benchcompany.h"
#include "bench/measured.h"
#include "owner/ownerclient.h"
#include "owner/profile.h"
#include "store/history.h"
#include "support/program.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

[[noreturn]] void giveUp(const QString& why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

template <class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(QString::fromStdString(result.error().subject + ": " + result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

void write(const QString& name, const QByteArray& text)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        giveUp(file.errorString());
}

/// Rows of every hour up to now. One that is there already is used again.
std::int64_t fill(const Profile& profile)
{
    const Instant now = std::chrono::floor<std::chrono::hours>(std::chrono::system_clock::now());
    const std::int64_t batches = (now - bench::firstHour()) / 1h / bench::hoursPerBatch;
    if (QFile::exists(profile.historyFile()))
        return batches * bench::batchRows;
    must(profile.create());
    // Nobody listens there: what is measured is the history.
    write(profile.sourcesFile(),
        "[[source]]\nid = \"openai\"\nname = \"OpenAI\"\nkind = \"openai\"\nurl = \"http://127.0.0.1:9\"\n"
        "account = \"org-acme\"\nkey = \"env:NONE\"\n");
    const auto history = must(History::create(profile.historyFile().toStdString()));
    must(history->setOrganisation(bench::organisation(), "bench", bench::firstHour()));
    for (std::int64_t n = 0; n < batches; ++n)
        must(history->apply(bench::batch(n, 0)));
    write(profile.historyMarker(), {});
    return batches * bench::batchRows;
}

/// Until the owner of the profile answers with its board.
void awaitBoard(const Profile& profile)
{
    QEventLoop loop;
    OwnerClient client;
    QTimer again;
    again.setSingleShot(true);
    again.setInterval(5ms);
    QObject::connect(&again, &QTimer::timeout, &client, [&] { client.connectTo(profile.ownerSocket()); });
    QObject::connect(&client, &OwnerClient::failed, &again, qOverload<>(&QTimer::start));
    QObject::connect(
        &client, &OwnerClient::connected, &client, [&] { client.send({{QStringLiteral("do"), QStringLiteral("status")}}); });
    QObject::connect(&client, &OwnerClient::answered, &loop, &QEventLoop::quit);
    QTimer::singleShot(120s, &loop, [] { giveUp(QStringLiteral("no board within 120 s")); });
    client.connectTo(profile.ownerSocket());
    loop.exec();
}

double peakMegabytes(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        giveUp(status.errorString());
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').front().toDouble() / 1000;
    giveUp(QStringLiteral("no VmHWM"));
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir temporary;
    const QString directory = argc > 1 ? QString::fromLocal8Bit(argv[1]) : temporary.filePath(QStringLiteral("p"));
    const auto profile = Profile::under(directory);
    std::printf("%lld rows\n", static_cast<long long>(fill(profile)));
    std::vector<double> window, status, memory;
    std::printf("%-6s %18s %18s %18s\n", "round", "window ready s", "ctl status s", "window peak MB");
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer since;
        {
            test::Program program(QStringLiteral("fuseboard"));
            since.start();
            program.start({QStringLiteral("--profile"), directory});
            awaitBoard(profile);
            window.push_back(static_cast<double>(since.nsecsElapsed()) / 1e9);
            QEventLoop meanwhile; // boards are made again and again
            QTimer::singleShot(5s, &meanwhile, &QEventLoop::quit);
            meanwhile.exec();
            memory.push_back(peakMegabytes(program.processId()));
        }
        since.start();
        if (test::Program::run(
                QStringLiteral("fuseboardctl"), {QStringLiteral("--profile"), directory, QStringLiteral("status")})
            != 0)
            giveUp(QStringLiteral("fuseboardctl failed"));
        status.push_back(static_cast<double>(since.nsecsElapsed()) / 1e9);
        std::printf("%-6d %18.3f %18.3f %18.0f\n", round, window.back(), status.back(), memory.back());
    }
    const bool quick = bench::ratio("start-seconds", bench::median(window), bench::Goal::atMost, 2);
    const bool small = bench::ratio("start-peak-megabytes", bench::median(memory), bench::Goal::atMost, 400);
    return quick && small ? 0 : 1;
}
