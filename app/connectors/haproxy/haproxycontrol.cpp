// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/haproxycontrol.h"

#include "connectors/haproxy/afterwards.h"

#include <algorithm>
#include <set>

namespace fuseboard {
namespace {

constexpr auto oldWorkerWithin = std::chrono::milliseconds(300);

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

QFuture<Result<HaproxyControl::Lines>> HaproxyControl::askEach(Lines commands, std::size_t mustAnswer, Lines answers)
{
    const std::size_t index = answers.size();
    if (index == commands.size())
        return answeredNow<Lines>(std::move(answers));
    const bool must = index < mustAnswer;
    auto asked = must ? m_client.ask(commands[index]) : m_client.ask(commands[index], oldWorkerWithin);
    return afterwards(asked.then([must](const Result<QByteArray>& answer) {
        return must ? answer : Result<QByteArray>(answer.value_or(QByteArray()));
    }),
        [self = shared_from_this(), commands = std::move(commands), mustAnswer, answers = std::move(answers)](
            const QByteArray& answer) mutable {
            answers.push_back(answer);
            return self->askEach(std::move(commands), mustAnswer, std::move(answers));
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

/// What old workers answer does not count: they take no new connections.
QFuture<Result<void>> HaproxyControl::change(const QByteArray& command, const std::string& part)
{
    return afterwards(workers(), [self = shared_from_this(), command, part](const Lines& prefixes) {
        Lines commands;
        for (const QByteArray& prefix : prefixes)
            commands.push_back(prefix + command);
        return afterwards(self->askEach(std::move(commands), 1),
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
        return afterwards(self->askEach(std::move(commands), 1), [self, prefixes](const Lines& answers) {
            std::map<std::pair<std::string, std::string>, std::int64_t> sums;
            Lines silent;
            for (std::size_t i = 0; i < answers.size(); ++i) {
                const auto loads = parseLoads(self->m_address.name, answers[i]);
                if (!loads && i == 0)
                    return answeredNow<Loads>(std::unexpected(loads.error()));
                if (!loads)
                    silent.push_back(prefixes[i]);
                else
                    for (const HaproxyLoad& load : *loads)
                        sums[{load.backend, load.server}] += load.running;
            }
            Loads out;
            for (const auto& [where, running] : sums)
                out.push_back({where.first, where.second, running});
            return self->unlessAlive(std::move(silent), std::move(out));
        });
    });
}

/// An old worker that did not answer runs nothing only where it has ended.
QFuture<Result<std::vector<HaproxyLoad>>> HaproxyControl::unlessAlive(Lines silent, std::vector<HaproxyLoad> loads)
{
    using Loads = std::vector<HaproxyLoad>;
    if (silent.empty())
        return answeredNow<Loads>(std::move(loads));
    return afterwards(
        workers(), [name = m_address.name, silent = std::move(silent), loads = std::move(loads)](const Lines& alive) {
            if (std::ranges::any_of(silent, [&](const QByteArray& prefix) { return std::ranges::contains(alive, prefix); }))
                return answeredNow<Loads>(fail(ErrorCode::timedOut, name, "a worker from before a reload does not answer"));
            return answeredNow<Loads>(Loads(loads));
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
        const std::size_t all = commands.size();
        return afterwards(self->askEach(std::move(commands), all), [self, prefixes, backends](const Lines& answers) {
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
    return afterwards(askEach({prefix + "show sess"}, 0),
        [self = shared_from_this(), prefix, prefixes = std::move(prefixes), backends](const Lines& answers) {
            const auto sessions = parseSessions(self->m_address.name, answers.front(), backends);
            Lines commands;
            if (sessions) // else it has ended meanwhile, and its streams with it; the next count shows it
                for (const QByteArray& id : *sessions)
                    commands.push_back(prefix + "shutdown session " + id);
            return afterwards(self->askEach(std::move(commands), 0),
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

QFuture<Result<std::string>> HaproxyControl::level()
{
    return afterwards(askCurrent("show cli level"),
        [name = m_address.name](const QByteArray& answer) { return answeredNow(parseLevel(name, answer)); });
}

} // namespace fuseboard
