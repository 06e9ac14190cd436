// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/control.h"
#include "ctl/historycommands.h"
#include "owner/engine.h"
#include "owner/ownerclient.h"
#include "owner/ownerserver.h"
#include "owner/profile.h"
#include "text/errortext.h"

#include <QCoreApplication>

#include <cstdio>

using namespace fuseboard;

namespace {

int say(const Error& error)
{
    std::fprintf(stderr, "fuseboardctl: %s\n", qPrintable(sentence(error)));
    return static_cast<int>(ExitCode::failed);
}

Profile profileOf(const CommandLine& line)
{
    if (!line.profile.isEmpty())
        return Profile::under(line.profile);
    return line.sandbox ? Profile::standardSandbox() : Profile::standard();
}

/// Nobody owns the profile: own it for this one command, or for as long as `watch` runs.
int runAsOwner(const CommandLine& line, const Profile& profile)
{
    auto engine = Engine::open(profile, {.poll = line.verb == CommandLine::Verb::watch});
    if (!engine)
        return say(engine.error());
    OwnerCommands commands(**engine);
    OwnerServer server(commands);
    if (auto listening = server.listen(profile.ownerSocket()); !listening)
        return say(listening.error());
    Control control(line, [&](const QJsonObject& request) {
        commands.carryOut(request, &control, [&](const QJsonObject& answer) { control.answered(answer); });
    });
    QObject::connect(&control, &Control::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    (*engine)->start();
    control.start();
    return QCoreApplication::exec();
}

int runAsGuest(const CommandLine& line, const Profile& profile)
{
    OwnerClient client;
    Control control(line, [&](const QJsonObject& request) { client.send(request); });
    bool connected = false, alone = false;
    QObject::connect(&client, &OwnerClient::connected, &control, [&] {
        connected = true;
        control.start();
    });
    QObject::connect(&client, &OwnerClient::answered, &control, &Control::answered);
    QObject::connect(
        &client, &OwnerClient::failed, &control,
        [&](const Error& error) {
            alone = !connected;
            QCoreApplication::exit(connected ? say(error) : 0);
        },
        Qt::QueuedConnection);
    QObject::connect(&control, &Control::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    client.connectTo(profile.ownerSocket());
    const int result = QCoreApplication::exec();
    return alone ? runAsOwner(line, profile) : result;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fuseboardctl"));
    const auto line = parseCommandLine(argc, argv);
    if (!line)
        return line.error();
    const Profile profile = profileOf(*line);
    if (!profile.exists())
        return say({ErrorCode::directoryMissing,
            line->profile.isEmpty() ? "of your profile: start fuseboard once, or name one with --profile"
                                    : line->profile.toStdString(),
            {}});
    switch (line->verb) {
    case CommandLine::Verb::verify: return static_cast<int>(verifyHistory(*line, profile));
    case CommandLine::Verb::repair: return static_cast<int>(repairHistory(profile));
    case CommandLine::Verb::exportAudit: return static_cast<int>(exportAudit(*line, profile));
    default: return runAsGuest(*line, profile);
    }
}
