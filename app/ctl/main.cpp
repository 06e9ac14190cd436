// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keystore.h"
#include "ctl/control.h"
#include "ctl/historycommands.h"
#include "ctl/importcommand.h"
#include "ctl/passphrase.h"
#include "ctl/pricescommand.h"
#include "ctl/reconcilecommand.h"
#include "ctl/sourcecommand.h"
#include "ctl/unpricedtext.h"
#include "owner/engine.h"
#include "owner/nodumps.h"
#include "owner/ownerclient.h"
#include "owner/ownerserver.h"
#include "owner/profile.h"
#include "owner/statusdocument.h"
#include "settings/settings.h"
#include "text/errortext.h"

#include <QCoreApplication>

#include <clocale>
#include <csignal>

#include <fcntl.h>
#include <langinfo.h>
#include <unistd.h>

using namespace fuseboard;

namespace {

int say(const Error& error, const CommandLine& line)
{
    printError(sentence(error), line.json, errorDocument(error));
    return static_cast<int>(ExitCode::failed);
}

/// A descriptor that was closed would be given to the next file opened, a lock or a journal, and our words would go there.
/// Opened the wrong way round, so that who writes is told.
void keepStandardDescriptors()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0)
            (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY); // takes the lowest free one
}

/// What is written here is UTF-8; Qt would warn of any other locale, and cron has none.
void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8")
        qputenv("LC_ALL", "C.UTF-8");
}

Profile profileOf(const CommandLine& line)
{
    if (!line.profile.isEmpty())
        return Profile::under(line.profile);
    return line.sandbox ? Profile::standardSandbox() : Profile::standard();
}

constexpr int sourcesChanged = 1000; ///< no exit code of ours

void warnOfEnvironment(const Engine& engine)
{
    for (const QString& name : engine.keysFromEnvironment())
        std::fprintf(stderr,
            "fuseboardctl: the key in %s was taken out of the environment, where other programs of yours could read it until "
            "now. A systemd credential or a file (file:PATH) is safer.\n",
            qPrintable(name));
}

/// Owns the profile for this one command, or for as long as `watch` runs and its sources stay the same.
int runEngine(const CommandLine& line, const Profile& profile, const std::shared_ptr<KeyStore>& keys)
{
    const auto settings = loadSettings(profile.settingsFile());
    if (!settings)
        return say(settings.error(), line);
    EngineOptions options = EngineOptions::from(*settings);
    options.poll = line.verb == CommandLine::Verb::watch;
    auto engine = Engine::open(profile, options, keys);
    if (!engine)
        return say(engine.error(), line);
    const bool asksSources = options.poll || line.verb == CommandLine::Verb::poll || line.verb == CommandLine::Verb::freeze
        || line.verb == CommandLine::Verb::resume;
    if (asksSources)
        warnOfEnvironment(**engine);
    QByteArray passphrase;
    if (!keys->isSealedOpen() && !(*engine)->sourcesWithSealedKeys().isEmpty()) {
        auto found = findPassphrase(line.passphraseFd, asksSources);
        if (!found)
            return say(found.error(), line);
        passphrase = *std::move(found);
    }
    OwnerCommands commands(**engine);
    OwnerServer server(commands);
    if (auto listening = server.listen(profile.ownerSocket()); !listening)
        return say(listening.error(), line);
    Control control(line, [&](const QJsonObject& request) {
        commands.carryOut(request, &control, [&](const QJsonObject& answer) { control.answered(answer); });
    });
    control.completeStatus([&profile](QJsonObject& status) { addUnpriced(status, profile); });
    QObject::connect(&control, &Control::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    QObject::connect(engine->get(), &Engine::sourcesChanged, qApp, [] { QCoreApplication::exit(sourcesChanged); });
    const auto start = [&] {
        (*engine)->start();
        control.start();
    };
    if (passphrase.isEmpty())
        start();
    else
        keys->openSealed(passphrase).then(&control, [&](const Result<void>& opened) {
            if (opened)
                start();
            else
                QCoreApplication::exit(say(opened.error(), line));
        });
    return QCoreApplication::exec();
}

/// Nobody owns the profile.
int runAsOwner(const CommandLine& line, const Profile& profile)
{
    const auto keys = Engine::keysOf(profile); // what was read or opened once is not there a second time
    int result = 0;
    do
        result = runEngine(line, profile, keys);
    while (result == sourcesChanged);
    return result;
}

int runAsGuest(const CommandLine& line, const Profile& profile)
{
    OwnerClient client;
    Control control(line, [&](const QJsonObject& request) { client.send(request); });
    control.completeStatus([&profile](QJsonObject& status) { addUnpriced(status, profile); });
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
            QCoreApplication::exit(connected ? say(error, line) : 0);
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
    forbidDumps();
    keepStandardDescriptors();
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away must not end an order half-way
    useUtf8();
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
                       {}},
            *line);
    switch (line->verb) {
    case CommandLine::Verb::verify: return static_cast<int>(verifyHistory(*line, profile));
    case CommandLine::Verb::repair: return static_cast<int>(repairHistory(profile));
    case CommandLine::Verb::reconcile: return static_cast<int>(reconcile(*line, profile));
    case CommandLine::Verb::importLogs: return static_cast<int>(importLogs(*line, profile));
    case CommandLine::Verb::showPrices:
        return static_cast<int>(line->unpriced ? showUnpriced(*line, profile) : showPrices(*line, profile));
    case CommandLine::Verb::updatePrices: return static_cast<int>(updatePrices(*line, profile));
    case CommandLine::Verb::setPrice: return static_cast<int>(setPrice(*line, profile));
    case CommandLine::Verb::backUp: return static_cast<int>(backUpHistory(*line, profile));
    case CommandLine::Verb::exportAudit: return static_cast<int>(exportAudit(*line, profile));
    default: break;
    }
    if (const auto ended = tryOutSource(*line, profile))
        return static_cast<int>(*ended);
    return runAsGuest(*line, profile);
}
