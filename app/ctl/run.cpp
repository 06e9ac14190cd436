// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/run.h"

#include "connectors/keystore.h"
#include "ctl/control.h"
#include "ctl/passphrase.h"
#include "ctl/print.h"
#include "ctl/turn.h"
#include "ctl/unpricedtext.h"
#include "owner/busservice.h"
#include "owner/engine.h"
#include "owner/ownerclient.h"
#include "owner/ownerserver.h"
#include "owner/profile.h"
#include "settings/settings.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr int startAnew = 1000; ///< no exit code of ours

Result<std::unique_ptr<Engine>> openEngine(
    const CommandLine& line, const Profile& profile, const std::shared_ptr<KeyStore>& keys)
{
    const auto settings = loadSettings(profile.settingsFile());
    if (!settings)
        return std::unexpected(settings.error());
    EngineOptions options = EngineOptions::from(*settings);
    options.poll = line.verb == CommandLine::Verb::watch;
    return Engine::open(profile, options, keys);
}

void warnOfEnvironment(const Engine& engine)
{
    for (const QString& name : engine.keysFromEnvironment())
        std::fprintf(stderr,
            "fuseboardctl: the key in %s was taken out of the environment, where other programs of yours could read it until "
            "now. A systemd credential or a file (file:PATH) is safer.\n",
            qPrintable(name));
}

/// What opens the sealed keys, where sources have some that are not open yet; else empty.
Result<QByteArray> passphraseFor(const Engine& engine, const KeyStore& keys, const CommandLine& line)
{
    const bool asksSources = line.verb == CommandLine::Verb::watch || line.verb == CommandLine::Verb::poll
        || line.verb == CommandLine::Verb::freeze || line.verb == CommandLine::Verb::resume
        || line.verb == CommandLine::Verb::cutCall || line.verb == CommandLine::Verb::answerAsk;
    if (asksSources)
        warnOfEnvironment(engine);
    if (keys.isSealedOpen() || engine.sourcesWithSealedKeys().isEmpty())
        return QByteArray();
    return findPassphrase(line.passphraseFd, asksSources);
}

/// Other commands were let in meanwhile and go when they have their answers; one that watches is left behind.
void endWithGuests(OwnerServer& server, int code)
{
    constexpr auto longest = 5s;
    server.close();
    auto* look = new QTimer(&server);
    QObject::connect(look, &QTimer::timeout, &server, [&server, code, since = QDeadlineTimer(longest)] {
        if (!server.hasGuests() || since.hasExpired())
            QCoreApplication::exit(code);
    });
    look->start(0s);
}

int runAsOwner(const CommandLine& line, const Profile& profile, std::unique_ptr<Engine> engine, KeyStore& keys)
{
    const auto passphrase = passphraseFor(*engine, keys, line);
    if (!passphrase)
        return say(passphrase.error(), line);
    OwnerCommands commands(*engine);
    OwnerServer server(commands);
    if (auto listening = server.listen(profile.ownerSocket()); !listening)
        return say(listening.error(), line);
    if (line.verb == CommandLine::Verb::watch && !profile.isSandbox())
        (new BusService(*engine, commands, &server))->listen();
    Control control(line, [&](const QJsonObject& request) {
        commands.carryOut(request, &control, [&](const QJsonObject& answer) { control.answered(answer); });
    });
    control.completeStatus([&profile](QJsonObject& status) { addUnpriced(status, profile); });
    QObject::connect(
        &control, &Control::finished, &server, [&server](int code) { endWithGuests(server, code); }, Qt::QueuedConnection);
    QObject::connect(engine.get(), &Engine::sourcesChanged, qApp, [] { QCoreApplication::exit(startAnew); });
    const auto start = [&] {
        engine->start();
        control.start();
    };
    if (passphrase->isEmpty())
        start();
    else
        keys.openSealed(*passphrase).then(&control, [&](const Result<void>& opened) {
            if (opened)
                start();
            else
                QMetaObject::invokeMethod(
                    qApp, [code = say(opened.error(), line)] { QCoreApplication::exit(code); }, Qt::QueuedConnection);
        });
    return QCoreApplication::exec();
}

/// Whether it may be asked for twice with the same end: a command that owned the profile for a moment may go just when it is
/// reached, and then nobody knows whether it heard.
bool isRepeatable(CommandLine::Verb verb)
{
    using Verb = CommandLine::Verb;
    switch (verb) {
    case Verb::status:
    case Verb::levers:
    case Verb::calls:
    case Verb::poll:
    case Verb::exportTeams:
    case Verb::exportSpending:
    case Verb::listRates:
    case Verb::setRate:
    case Verb::importRates:
    case Verb::importBill:
    case Verb::watch: return true;
    default: return false;
    }
}

/// Empty: nobody answers there.
std::optional<int> runAsGuest(const CommandLine& line, const Profile& profile)
{
    OwnerClient client;
    Control control(line, [&](const QJsonObject& request) { client.send(request); });
    control.completeStatus([&profile](QJsonObject& status) { addUnpriced(status, profile); });
    bool connected = false, answered = false, alone = false;
    QObject::connect(&client, &OwnerClient::connected, &control, [&] {
        connected = true;
        control.start();
    });
    QObject::connect(&client, &OwnerClient::answered, &control, [&](const QJsonObject& answer) {
        answered = true;
        control.answered(answer);
    });
    QObject::connect(
        &client, &OwnerClient::failed, &control,
        [&](const Error& error) {
            alone = !connected || (error.code == ErrorCode::cutOff && !answered && isRepeatable(line.verb));
            QCoreApplication::exit(alone ? 0 : say(error, line));
        },
        Qt::QueuedConnection);
    QObject::connect(&control, &Control::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    client.connectTo(profile.ownerSocket());
    const int result = QCoreApplication::exec();
    return alone ? std::nullopt : std::optional(result);
}

} // namespace

int say(const Error& error, const CommandLine& line) { return static_cast<int>(printError(error, line)); }

/// One that is just starting, or ending, does not answer: it is waited for.
int run(const CommandLine& line, const Profile& profile)
{
    const auto keys = Engine::keysOf(profile); // what was read or opened once is not there a second time
    for (Turn turn;;) {
        if (const auto result = runAsGuest(line, profile))
            return *result;
        auto engine = openEngine(line, profile, keys);
        if (engine) {
            const int result = runAsOwner(line, profile, *std::move(engine), *keys);
            if (result != startAnew)
                return result;
        } else if (engine.error().code != ErrorCode::historyBusy || !turn.wait(engine.error()))
            return say(engine.error(), line);
    }
}

} // namespace fuseboard
