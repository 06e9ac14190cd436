// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/haproxycontrol.h"

#include "connectors/haproxy/afterwards.h"

#include <QPromise>
#include <QTimer>

#include <algorithm>
#include <set>

namespace fuseboard {
namespace {

/// A command line is cut at spaces and semicolons, so nothing else may get into one.
bool isPlain(const std::string& key)
{
    return std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'
            || c == '/';
    });
}

QByteArray tableValues(const HaproxyHold& hold)
{
    const char* tag = hold.state == HoldState::released ? "0" : hold.mode == FreezeMode::cut ? "2" : "1";
    return QByteArray(" data.gpt0 ") + tag + " data.gpc0 " + QByteArray::number(static_cast<qulonglong>(hold.generation));
}

} // namespace

HaproxyControl::HaproxyControl(const HaproxyAddress& address)
    : m_address(address)
    , m_client(address)
{
}

QFuture<Result<HaproxyControl::Lines>> HaproxyControl::workers()
{
    return afterwards(m_client.ask("show proc"),
        [name = m_address.name](const QByteArray& answer) { return answeredNow(parseWorkers(name, answer)); });
}

QFuture<Result<QByteArray>> HaproxyControl::askCurrent(const QByteArray& command)
{
    return afterwards(workers(),
        [self = shared_from_this(), command](const Lines& prefixes) { return self->m_client.ask(prefixes.front() + command); });
}

QFuture<Result<HaproxyControl::Lines>> HaproxyControl::askEach(Lines commands, Lines answers)
{
    if (answers.size() == commands.size())
        return answeredNow<Lines>(std::move(answers));
    const QByteArray next = commands[answers.size()];
    return afterwards(m_client.ask(next),
        [self = shared_from_this(), commands = std::move(commands), answers = std::move(answers)](
            const QByteArray& answer) mutable {
            answers.push_back(answer);
            return self->askEach(std::move(commands), std::move(answers));
        });
}

QFuture<Result<HaproxyMap>> HaproxyControl::map(const std::string& file)
{
    return afterwards(askCurrent("show map"), [name = m_address.name, file](const QByteArray& answer) {
        const auto maps = parseMapList(name, answer);
        return answeredNow<HaproxyMap>(maps ? findMap(name, *maps, file) : std::unexpected(maps.error()));
    });
}

QFuture<Result<HaproxyHolds>> HaproxyControl::holds()
{
    const auto self = shared_from_this();
    if (m_address.breaker == HaproxyBreaker::table)
        return afterwards(
            askCurrent("show table " + QByteArray::fromStdString(m_address.holds)), [self](const QByteArray& answer) {
                return answeredNow(parseHoldTable(self->m_address.name, self->m_address.holds, answer));
            });
    return afterwards(map(m_address.holds), [self](const HaproxyMap& map) {
        return afterwards(self->askCurrent("show map " + map.id), [self](const QByteArray& answer) {
            return answeredNow(parseHoldMap(self->m_address.name, self->m_address.holds, answer));
        });
    });
}

/// What old workers answer does not count: they may end at any moment, and take no new connections.
QFuture<Result<void>> HaproxyControl::change(const QByteArray& command, const std::string& part)
{
    return afterwards(workers(), [self = shared_from_this(), command, part](const Lines& prefixes) {
        Lines commands;
        for (const QByteArray& prefix : prefixes)
            commands.push_back(prefix + command);
        return afterwards(self->askEach(std::move(commands)),
            [self, part](const Lines& answers) { return answeredNow(parseDone(self->m_address.name, answers.front(), part)); });
    });
}

QFuture<Result<void>> HaproxyControl::hold(const Scope& scope, const HaproxyHold& hold)
{
    const auto self = shared_from_this();
    const std::string key = scope.text();
    if (!isPlain(key))
        return answeredNow<void>(fail(ErrorCode::cannotRefuse, m_address.name, "ids of letters, digits and -_./"));
    const QByteArray name = QByteArray::fromStdString(key);
    if (m_address.breaker == HaproxyBreaker::table)
        return change("set table " + QByteArray::fromStdString(m_address.holds) + " key " + name + tableValues(hold),
            "table " + m_address.holds);
    const QByteArray entry = name + ' ' + QByteArray::fromStdString(mapValue(hold));
    const std::string part = "map " + m_address.holds;
    return afterwards(map(m_address.holds), [self, entry, part, scope](const HaproxyMap& map) {
        return afterwards(self->holds(), [self, entry, part, scope, id = map.id](const HaproxyHolds& known) {
            // Adding what is there makes a second entry.
            const QByteArray verb = known.contains(scope) ? "set map " : "add map ";
            return self->change(verb + id + ' ' + entry, part);
        });
    });
}

QFuture<Result<std::vector<HaproxyLoad>>> HaproxyControl::loads()
{
    using Loads = std::vector<HaproxyLoad>;
    return afterwards(workers(), [self = shared_from_this()](const Lines& prefixes) {
        Lines commands;
        for (const QByteArray& prefix : prefixes)
            commands.push_back(prefix + "show stat -1 6 -1");
        return afterwards(self->askEach(std::move(commands)), [self](const Lines& answers) {
            std::map<std::pair<std::string, std::string>, std::int64_t> sums;
            for (std::size_t i = 0; i < answers.size(); ++i) {
                const auto loads = parseLoads(self->m_address.name, answers[i]);
                if (!loads && i > 0)
                    continue; // an old worker that has ended meanwhile runs nothing
                if (!loads)
                    return answeredNow<Loads>(std::unexpected(loads.error()));
                for (const HaproxyLoad& load : *loads)
                    sums[{load.backend, load.server}] += load.running;
            }
            Loads out;
            for (const auto& [where, running] : sums)
                out.push_back({where.first, where.second, running});
            return answeredNow<Loads>(std::move(out));
        });
    });
}

QFuture<Result<void>> HaproxyControl::shutDown(std::vector<HaproxyLoad> servers)
{
    return afterwards(workers(), [self = shared_from_this(), servers = std::move(servers)](const Lines& prefixes) {
        Lines commands;
        std::set<std::string> backends;
        for (const HaproxyLoad& server : servers) {
            commands.push_back(prefixes.front() + "shutdown sessions server "
                + QByteArray::fromStdString(server.backend + '/' + server.server));
            backends.insert(server.backend);
        }
        return afterwards(self->askEach(std::move(commands)), [self, prefixes, backends](const Lines& answers) {
            for (const QByteArray& answer : answers)
                if (const auto done = parseDone(self->m_address.name, answer, "streams of its servers"); !done)
                    return answeredNow<void>(std::unexpected(done.error()));
            return self->shutDownOld(Lines(prefixes.begin() + 1, prefixes.end()), backends);
        });
    });
}

/// A worker that ends has its backends stopped and refuses to end a server's streams, but each of them alone.
QFuture<Result<void>> HaproxyControl::shutDownOld(Lines prefixes, const std::set<std::string>& backends)
{
    if (prefixes.empty())
        return answeredNow<void>({});
    const QByteArray prefix = prefixes.back();
    prefixes.pop_back();
    return afterwards(m_client.ask(prefix + "show sess"),
        [self = shared_from_this(), prefix, prefixes = std::move(prefixes), backends](const QByteArray& answer) {
            const auto sessions = parseSessions(self->m_address.name, answer, backends);
            Lines commands;
            if (sessions) // else it has ended meanwhile, and its streams with it; the next count shows it
                for (const QByteArray& id : *sessions)
                    commands.push_back(prefix + "shutdown session " + id);
            return afterwards(self->askEach(std::move(commands)),
                [self, prefixes, backends](const Lines&) { return self->shutDownOld(prefixes, backends); });
        });
}

QFuture<Result<std::vector<std::string>>> HaproxyControl::teams()
{
    const auto self = shared_from_this();
    return afterwards(map(haproxyKeysMap), [self](const HaproxyMap& map) {
        return afterwards(self->askCurrent("show map " + map.id), [self](const QByteArray& answer) {
            const auto entries = parseMapEntries(self->m_address.name, haproxyKeysMap, answer);
            if (!entries)
                return answeredNow<std::vector<std::string>>(std::unexpected(entries.error()));
            std::set<std::string> teams;
            for (const auto& [token, team] : *entries)
                teams.insert(team);
            return answeredNow<std::vector<std::string>>(std::vector(teams.begin(), teams.end()));
        });
    });
}

QFuture<Result<std::string>> HaproxyControl::version()
{
    return afterwards(askCurrent("show info"),
        [name = m_address.name](const QByteArray& answer) { return answeredNow(parseVersion(name, answer)); });
}

QFuture<Result<void>> HaproxyControl::pause(std::chrono::milliseconds time)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QTimer::singleShot(time, Qt::PreciseTimer, &m_client, [promise] {
        promise->addResult(Result<void>());
        promise->finish();
    });
    return promise->future();
}

} // namespace fuseboard
