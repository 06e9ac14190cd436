// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/companioncommand.h"
#include "ctl/historycommands.h"
#include "ctl/importcommand.h"
#include "ctl/limitscommand.h"
#include "ctl/pricescommand.h"
#include "ctl/reconcilecommand.h"
#include "ctl/run.h"
#include "ctl/sourcecommand.h"
#include "ctl/unpricedtext.h"
#include "owner/nodumps.h"
#include "owner/profile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <clocale>
#include <csignal>

#include <fcntl.h>
#include <langinfo.h>
#include <unistd.h>

using namespace fuseboard;

namespace {

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

/// What a server without a desktop begins with. A sandbox's company is made by its window.
bool makesProfile(const CommandLine& line)
{
    const bool adds = line.request[QLatin1String("do")] == QLatin1String("addSource");
    return (line.verb == CommandLine::Verb::watch || adds) && !line.sandbox;
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
    if (makesProfile(*line))
        if (auto made = profile.create(); !made)
            return say(made.error(), *line);
    if (!profile.exists())
        return say({ErrorCode::profileMissing,
                       (line->profile.isEmpty() ? QFileInfo(profile.sourcesFile()).path() : line->profile).toStdString(), {}},
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
    case CommandLine::Verb::sourceLimits: return static_cast<int>(showLimits(*line, profile));
    case CommandLine::Verb::backUp: return static_cast<int>(backUpHistory(*line, profile));
    case CommandLine::Verb::exportAudit: return static_cast<int>(exportAudit(*line, profile));
    case CommandLine::Verb::writeCompanion: return static_cast<int>(writeCompanion(*line, profile));
    case CommandLine::Verb::checkCompanion: return static_cast<int>(checkCompanion(*line, profile));
    default: break;
    }
    if (const auto ended = tryOutSource(*line, profile))
        return static_cast<int>(*ended);
    return run(*line, profile);
}
