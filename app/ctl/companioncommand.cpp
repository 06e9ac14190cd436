// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/companioncommand.h"

#include "connectors/haproxy/afterwards.h"
#include "connectors/haproxy/companion.h"
#include "connectors/haproxy/haproxysource.h"
#include "connectors/nginx/nginxcompanion.h"
#include "connectors/gateway/probedoor.h"
#include "connectors/privatefile.h"
#include "ctl/print.h"
#include "owner/levers.h"
#include "owner/sourcesfile.h"
#include "store/history.h"
#include "text/errortext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QProcess>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int checkMs = 20'000; ///< of a configuration with names to resolve

QString tr(const char* text) { return QCoreApplication::translate("Companion", text); }
QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

Result<Organisation> organisationOf(const Profile& profile)
{
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    return (*history)->organisation();
}

std::string absolute(const std::string& path) { return QFileInfo(text(path)).absoluteFilePath().toStdString(); }

/// As the C library has them; where there is none, one on this computer.
std::vector<std::string> nameServers()
{
    std::vector<std::string> out;
    QFile file(QStringLiteral("/etc/resolv.conf"));
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray& line : file.readAll().split('\n'))
            if (const QByteArrayList words = line.simplified().split(' '); words.size() >= 2 && words[0] == "nameserver")
                if (const QHostAddress address(QString::fromLatin1(words[1])); !address.isNull() && address.scopeId().isEmpty())
                    out.push_back(address.protocol() == QAbstractSocket::IPv6Protocol
                            ? '[' + address.toString().toStdString() + ']'
                            : address.toString().toStdString());
    return out.empty() ? std::vector<std::string> {"127.0.0.1"} : out;
}

Result<std::vector<CompanionFile>> nginxFiles(const CompanionWish& wish, const Profile& profile)
{
    NginxPlan plan;
    plan.directory = absolute(wish.directory);
    plan.upstream = QUrl(text(wish.upstream), QUrl::StrictMode);
    if (!wish.callers.empty())
        plan.callers = wish.callers;
    plan.nameServers = nameServers();
    plan.decides = absolute(profile.gatewaySocket().toStdString());
    const auto sources = sourcesOf(profile);
    if (!sources)
        return std::unexpected(sources.error());
    // The gateway that is on this computer, wherever its socket is.
    for (const SourceConfig& source : *sources)
        if (source.kind == "gateway" && !source.socket.empty())
            plan.decides = source.socket;
    return nginxCompanion(plan);
}

Result<HaproxyPlan> planOf(const CompanionWish& wish, const Profile& profile)
{
    auto organisation = organisationOf(profile);
    if (!organisation)
        return std::unexpected(organisation.error());
    const auto probes = ProbeKey::open(profile.probeKeyFile());
    if (!probes)
        return std::unexpected(probes.error());
    HaproxyPlan plan;
    plan.directory = absolute(wish.directory);
    plan.upstream = QUrl(text(wish.upstream), QUrl::StrictMode);
    if (!wish.callers.empty())
        plan.callers = wish.callers;
    if (wish.variant == "map")
        plan.breaker = HaproxyBreaker::map;
    plan.teams = std::move(organisation->teams);
    std::ranges::copy_if(organisation->keys, std::back_inserter(plan.keys), [](const CallerKey& key) { return !key.probe; });
    for (const Team& team : plan.teams)
        plan.keys.push_back(probes->callerKey(team.id));
    return plan;
}

Result<void> write(const QString& file, const CompanionFile& content)
{
    const QByteArray bytes = QByteArray::fromStdString(content.text);
    if (content.isPrivate)
        return writePrivateFile(file, bytes);
    QSaveFile out(file);
    const bool written = out.open(QIODevice::WriteOnly)
        && out.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther)
        && out.write(bytes) == bytes.size() && out.commit();
    if (!written)
        return fail(ErrorCode::fileUnwritable, file.toStdString(), out.errorString().toStdString());
    return {};
}

Result<QString> writeAll(const CompanionWish& wish, const Profile& profile)
{
    const auto files = wish.proxy == "nginx" ? nginxFiles(wish, profile) : planOf(wish, profile).and_then(haproxyCompanion);
    if (!files)
        return std::unexpected(files.error());
    const QDir directory(text(absolute(wish.directory)));
    for (const CompanionFile& file : *files)
        if (!wish.force && QFileInfo::exists(directory.filePath(text(file.name))))
            return fail(ErrorCode::fileExists, directory.filePath(text(file.name)).toStdString());
    if (!directory.mkpath(QStringLiteral(".")))
        return fail(ErrorCode::fileUnwritable, directory.path().toStdString(), "it can't be made");
    for (const CompanionFile& file : *files)
        if (auto written = write(directory.filePath(text(file.name)), file); !written)
            return std::unexpected(written.error());
    return directory.filePath(text(files->front().name));
}

/// Says what it finds as it finds it.
class Findings {
public:
    void good(const QString& sentence) { printOut(tr("ok: %1").arg(sentence) + u'\n'); }
    void bad(const QString& sentence)
    {
        m_bad = true;
        printOut(tr("PROBLEM: %1").arg(sentence) + u'\n');
    }
    template <class T>
    bool take(const Result<T>& result, const QString& sentenceWhereGood)
    {
        if (result)
            good(sentenceWhereGood);
        else
            bad(sentence(result.error()));
        return result.has_value();
    }
    [[nodiscard]] ExitCode exitCode() const { return m_bad ? ExitCode::failed : ExitCode::proved; }

private:
    bool m_bad = false;
};

/// nginx's lines end in braces and semicolons, HAProxy's first is the name of a section.
bool isNginx(const QByteArray& config)
{
    for (const QByteArray& line : config.split('\n'))
        if (const QByteArray said = line.left(line.indexOf('#') < 0 ? line.size() : line.indexOf('#')).trimmed();
            !said.isEmpty())
            return said.endsWith(';') || said.endsWith('{');
    return false;
}

/// Has the proxy whose configuration it is read it.
void checkConfig(const QString& file, Findings& findings)
{
    QFile config(file);
    if (!config.open(QIODevice::ReadOnly)) {
        findings.bad(sentence({ErrorCode::fileUnreadable, file.toStdString(), config.errorString().toStdString()}));
        return;
    }
    const bool nginx = isNginx(config.readAll());
    const QString name = nginx ? QStringLiteral("nginx") : QStringLiteral("HAProxy");
    const QString program = name.toLower();
    const QStringList asked = nginx
        ? QStringList {QStringLiteral("-t"), QStringLiteral("-c"), text(absolute(file.toStdString()))}
        : QStringList {QStringLiteral("-c"), QStringLiteral("-f"), file};
    const QString found = QStandardPaths::findExecutable(program);
    const QString installed = found.isEmpty() ? QStandardPaths::findExecutable(program, {QStringLiteral("/usr/sbin")}) : found;
    if (installed.isEmpty()) {
        findings.bad(tr("%2 is not installed here, so nobody has read %1. Install it, or check where it is.").arg(file, name));
        return;
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(installed, asked);
    if (!process.waitForFinished(checkMs)) // nothing else runs in this program
        process.kill();
    const QString said = QString::fromUtf8(process.readAll()).trimmed();
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        findings.good(tr("%2 takes %1.").arg(file, name));
    else
        findings.bad(tr("%3 does not take %1. It would not start. It says: %2").arg(file, said.section(u'\n', 0, 5), name));
}

bool gatesMaps(const std::string& version)
{
    const auto parts = text(version).split(u'.');
    const int major = parts.value(0).toInt();
    return major > 3 || (major == 3 && parts.value(1).section(u'-', 0, 0).toInt() >= 4);
}

/// Runs the program's loop until an answer is there.
template <class T>
Result<T> waitedFor(QFuture<Result<T>> future)
{
    QObject context;
    Result<T> out = fail(ErrorCode::cutOff);
    future.then(&context, [&out](const Result<T>& result) {
        out = result;
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    return out;
}

/// A test call of each team where callers reach a proxy.
void checkDoor(
    const QString& name, const QUrl& callers, const Organisation& organisation, const ProbeKey& probes, Findings& findings)
{
    HttpClient http;
    for (const Team& team : organisation.teams) {
        const auto probe = waitedFor(probeDoor(http, name.toStdString(), callers, probes, team.id, Scope::ofTeam(team.id)));
        findings.take(probe,
            probe.value_or(ProbeResult::served) == ProbeResult::refused
                ? tr("%1: a test call of %2 is refused, as it is frozen.").arg(name, text(team.name))
                : tr("%1: a test call of %2 is answered.").arg(name, text(team.name)));
    }
}

void checkProxy(const SourceConfig& source, const Organisation& organisation, const ProbeKey& probes, Findings& findings)
{
    const HaproxyAddress address = haproxyAddressOf(source);
    const QString name = text(source.name);
    const auto control = std::make_shared<HaproxyControl>(address);
    const auto level = waitedFor(control->level());
    if (!level) {
        findings.bad(sentence(level.error()));
        return;
    }
    if (*level == "admin")
        findings.good(tr("%1: its socket lets us freeze and cut.").arg(name));
    else
        findings.bad(sentence({ErrorCode::noRightToControl, source.name, "its level is " + *level}));
    findings.take(
        waitedFor(control->holds()), tr("%1: its %2 %3 is there.").arg(name, text(source.variant), text(source.holds)));
    const auto version = waitedFor(control->version());
    if (version && source.variant == "map" && !gatesMaps(*version))
        findings.bad(tr("%1 is version %2, in which every socket of any level may change its maps: whoever reaches one can "
                        "release what is frozen. Use a table, or give nobody else a socket.")
                .arg(name, text(*version)));
    checkDoor(name, address.callers, organisation, probes, findings);
}

} // namespace

ExitCode writeCompanion(const CommandLine& line, const Profile& profile)
{
    const auto config = writeAll(line.companion, profile);
    if (!config)
        return printError(config.error(), line);
    return printOut(tr("%1 is written. Its first lines say how to try, start and connect it.").arg(*config) + u'\n')
        ? ExitCode::proved
        : ExitCode::failed;
}

ExitCode checkCompanion(const CommandLine& line, const Profile& profile)
{
    const auto sources = sourcesOf(profile);
    const auto organisation = organisationOf(profile);
    const auto probes = ProbeKey::open(profile.probeKeyFile());
    for (const auto& fault : {sources ? std::optional<Error>() : sources.error(),
             organisation ? std::optional<Error>() : organisation.error(), probes ? std::optional<Error>() : probes.error()})
        if (fault)
            return printError(*fault, line);
    Findings findings;
    if (!line.companion.config.empty())
        checkConfig(text(line.companion.config), findings);
    int proxies = 0;
    for (const SourceConfig& source : *sources)
        for (const std::string& door : source.doors) {
            ++proxies;
            checkDoor(tr("%1 at %2").arg(text(source.name), text(door)), QUrl(text(door)), *organisation, *probes, findings);
        }
    for (const SourceConfig& source : *sources)
        if (source.kind == "haproxy") {
            ++proxies;
            checkProxy(source, *organisation, *probes, findings);
        }
    if (proxies == 0)
        findings.bad(
            tr("No proxy is connected, so nothing is frozen at one. Add it to sources.toml as the configuration says."));
    return findings.exitCode();
}

} // namespace fuseboard
