// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's start on almost three years of 50 teams, 20 models and 100 keys by the hour (ACCEPTANCE H19):
// bench_start [DIRECTORY_TO_KEEP_THE_PROFILE_IN]
#include "bench/benchprofile.h"
#include "bench/measured.h"
#include "owner/ownerclient.h"
#include "support/program.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

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
    QTimer::singleShot(120s, &loop, [] { bench::giveUp(QStringLiteral("no board within 120 s")); });
    client.connectTo(profile.ownerSocket());
    loop.exec();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir temporary;
    const QString directory = argc > 1 ? QString::fromLocal8Bit(argv[1]) : temporary.filePath(QStringLiteral("p"));
    const auto profile = Profile::under(directory);
    std::printf("%lld rows\n", static_cast<long long>(bench::fill(profile)));
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
            memory.push_back(bench::megabytesOf(program.processId(), "VmHWM:"));
        }
        since.start();
        if (test::Program::run(
                QStringLiteral("fuseboardctl"), {QStringLiteral("--profile"), directory, QStringLiteral("status")})
            != 0)
            bench::giveUp(QStringLiteral("fuseboardctl failed"));
        status.push_back(static_cast<double>(since.nsecsElapsed()) / 1e9);
        std::printf("%-6d %18.3f %18.3f %18.0f\n", round, window.back(), status.back(), memory.back());
    }
    const bool quick = bench::ratio("start-seconds", bench::median(window), bench::Goal::atMost, 2);
    const bool small = bench::ratio("start-peak-megabytes", bench::median(memory), bench::Goal::atMost, 400);
    return quick && small ? 0 : 1;
}
