// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/haproxyanswers.h"

#include <QList>

#include <algorithm>
#include <charconv>

namespace fuseboard {
namespace {

std::unexpected<Error> wrong(const std::string& subject, std::string what)
{
    return fail(ErrorCode::badAnswer, subject, std::move(what));
}

/// The first line, for people; bounded, as anything may answer on a socket.
std::string firstLine(const QByteArray& answer)
{
    constexpr qsizetype longest = 120;
    return answer.left(answer.indexOf('\n')).left(longest).toStdString();
}

/// The lines of an answer, which ends with an empty one.
Result<QList<QByteArray>> linesOf(const std::string& subject, const QByteArray& answer)
{
    if (answer != "\n" && !answer.endsWith("\n\n"))
        return fail(ErrorCode::cutOff, subject, "its socket was closed in the middle of an answer");
    QList<QByteArray> lines = answer.split('\n');
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

std::optional<std::uint64_t> numberOf(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The value of `NAME=` among the words of an entry of a table.
std::optional<QByteArray> fieldOf(const QList<QByteArray>& words, const QByteArray& name)
{
    for (const QByteArray& word : words)
        if (word.startsWith(name + '='))
            return word.sliced(name.size() + 1);
    return std::nullopt;
}

bool isPointer(const QByteArray& word) { return word.startsWith("0x") && word.size() > 2; }

std::optional<HaproxyHold> holdOf(std::uint64_t tag, std::uint64_t generation)
{
    switch (tag) {
    case 0: return HaproxyHold {generation, HoldState::released, FreezeMode::refuse};
    case 1: return HaproxyHold {generation, HoldState::frozen, FreezeMode::refuse};
    case 2: return HaproxyHold {generation, HoldState::frozen, FreezeMode::cut};
    default: return std::nullopt;
    }
}

std::optional<HaproxyHold> parseMapValue(std::string_view value)
{
    const auto colon = value.find(':');
    const std::string_view state = value.substr(0, colon);
    const std::string_view rest = colon == std::string_view::npos ? std::string_view() : value.substr(colon + 1);
    if (state == "closed")
        if (const auto generation = numberOf(rest))
            return HaproxyHold {*generation, HoldState::released, FreezeMode::refuse};
    if (state != "open")
        return std::nullopt;
    const auto second = rest.find(':');
    const auto generation = numberOf(rest.substr(0, second));
    const auto mode = parseFreezeMode(second == std::string_view::npos ? "refuse" : rest.substr(second + 1));
    if (!mode) // opened by hand, with a reason of its own: it refuses all the same
        return HaproxyHold {generation.value_or(0), HoldState::frozen, FreezeMode::refuse};
    return HaproxyHold {generation.value_or(0), HoldState::frozen, *mode};
}

} // namespace

std::optional<Error> haproxyRefusal(const std::string& subject, const QByteArray& answer, const std::string& part)
{
    const std::string said = firstLine(answer);
    if (said.starts_with("Permission denied"))
        return Error {ErrorCode::noRightToControl, subject, said + "; " + part};
    for (const char* missing : {"No such table", "Unknown map identifier", "No such backend", "No such server"})
        if (said.starts_with(missing))
            return Error {ErrorCode::leverIncomplete, subject, part};
    if (said.starts_with("Unknown command"))
        return Error {ErrorCode::badAnswer, subject, "it does not know the command for the " + part};
    if (said.starts_with("Can't find the target"))
        return Error {ErrorCode::unreachable, subject, "the worker has ended"};
    return std::nullopt;
}

Result<HaproxyHolds> parseHoldTable(const std::string& subject, const std::string& table, const QByteArray& answer)
{
    const std::string part = "table " + table;
    if (const auto refusal = haproxyRefusal(subject, answer, part))
        return std::unexpected(*refusal);
    const auto lines = linesOf(subject, answer);
    if (!lines)
        return std::unexpected(lines.error());
    const QByteArray head = lines->isEmpty() ? QByteArray() : lines->first();
    if (!head.startsWith("# table: " + QByteArray::fromStdString(table) + ','))
        return wrong(subject, "it shows something else instead of the " + part);
    if (!head.contains(", type: string,"))
        return fail(ErrorCode::leverIncomplete, subject, part + " with keys of the type string");
    HaproxyHolds holds;
    for (const QByteArray& line : lines->sliced(1)) {
        if (line.startsWith("# contents not dumped"))
            return fail(ErrorCode::noRightToControl, subject, "the contents of the " + part + " are hidden from its socket");
        const QList<QByteArray> words = line.split(' ');
        const auto key = fieldOf(words, "key");
        if (!isPointer(words.first()) || !key)
            return wrong(subject, "the " + part + " has a line that is no entry");
        const auto scope = parseScope(key->toStdString());
        if (!scope)
            continue;
        const auto tag = fieldOf(words, "gpt0");
        const auto counter = fieldOf(words, "gpc0");
        if (!tag || !counter)
            return fail(ErrorCode::leverIncomplete, subject, part + " that stores gpt0 and gpc0");
        const auto tagNumber = numberOf(tag->toStdString());
        const auto generation = numberOf(counter->toStdString());
        const auto hold = tagNumber && generation ? holdOf(*tagNumber, *generation) : std::nullopt;
        if (!hold)
            return wrong(subject, scope->text() + " has no state with a generation");
        if (!holds.emplace(*scope, *hold).second)
            return wrong(subject, "it lists a scope twice");
    }
    return holds;
}

Result<std::vector<std::pair<std::string, std::string>>> parseMapEntries(
    const std::string& subject, const std::string& file, const QByteArray& answer)
{
    const std::string part = "map " + file;
    if (const auto refusal = haproxyRefusal(subject, answer, part))
        return std::unexpected(*refusal);
    const auto lines = linesOf(subject, answer);
    if (!lines)
        return std::unexpected(lines.error());
    std::vector<std::pair<std::string, std::string>> entries;
    for (const QByteArray& line : *lines) {
        const auto first = line.indexOf(' ');
        const auto second = line.indexOf(' ', first + 1);
        if (first < 0 || second < 0 || !isPointer(line.left(first)))
            return wrong(subject, "the " + part + " has a line that is no entry");
        entries.emplace_back(line.sliced(first + 1, second - first - 1).toStdString(), line.sliced(second + 1).toStdString());
    }
    return entries;
}

Result<HaproxyHolds> parseHoldMap(const std::string& subject, const std::string& file, const QByteArray& answer)
{
    const auto entries = parseMapEntries(subject, file, answer);
    if (!entries)
        return std::unexpected(entries.error());
    HaproxyHolds holds;
    for (const auto& [key, value] : *entries) {
        const auto scope = parseScope(key);
        if (!scope)
            continue;
        const auto hold = parseMapValue(value);
        if (!hold)
            return wrong(subject, scope->text() + " has no state with a generation");
        if (!holds.emplace(*scope, *hold).second)
            return wrong(subject, "the map " + file + " has " + scope->text() + " twice");
    }
    return holds;
}

Result<std::vector<HaproxyMap>> parseMapList(const std::string& subject, const QByteArray& answer)
{
    if (const auto refusal = haproxyRefusal(subject, answer, "list of maps"))
        return std::unexpected(*refusal);
    const auto lines = linesOf(subject, answer);
    if (!lines)
        return std::unexpected(lines.error());
    std::vector<HaproxyMap> maps;
    for (const QByteArray& line : *lines) {
        if (line.startsWith('#'))
            continue;
        const auto open = line.indexOf(" (");
        const auto close = line.indexOf(") ", open);
        if (open < 0 || close < 0)
            return wrong(subject, "its list of maps has a line that names none");
        if (const auto id = numberOf(line.left(open).toStdString())) // one without a number has no file either
            maps.push_back({'#' + QByteArray::number(static_cast<qulonglong>(*id)),
                line.sliced(open + 2, close - open - 2).toStdString()});
    }
    return maps;
}

Result<HaproxyMap> findMap(const std::string& subject, const std::vector<HaproxyMap>& maps, const std::string& file)
{
    const auto found =
        std::ranges::find_if(maps, [&](const HaproxyMap& map) { return map.file == file || map.file.ends_with('/' + file); });
    if (found == maps.end())
        return fail(ErrorCode::leverIncomplete, subject, "map " + file);
    return *found;
}

Result<std::vector<HaproxyLoad>> parseLoads(const std::string& subject, const QByteArray& answer)
{
    if (const auto refusal = haproxyRefusal(subject, answer, "figures of its servers"))
        return std::unexpected(*refusal);
    const auto lines = linesOf(subject, answer);
    if (!lines)
        return std::unexpected(lines.error());
    if (lines->isEmpty() || !lines->first().startsWith("# pxname,svname,"))
        return wrong(subject, "its figures have no head");
    const auto running = lines->first().split(',').indexOf("scur");
    if (running < 0)
        return wrong(subject, "its figures do not tell what runs");
    std::vector<HaproxyLoad> loads;
    for (const QByteArray& line : lines->sliced(1)) {
        const QList<QByteArray> fields = line.split(','); // texts that may hold commas come after these columns
        const auto count = fields.size() > running ? numberOf(fields[running].toStdString()) : std::nullopt;
        if (!count)
            return wrong(subject, "its figures have a line without what runs");
        loads.push_back({fields[0].toStdString(), fields[1].toStdString(), static_cast<std::int64_t>(*count)});
    }
    return loads;
}

Result<std::vector<QByteArray>> parseSessions(
    const std::string& subject, const QByteArray& answer, const std::set<std::string>& backends)
{
    if (const auto refusal = haproxyRefusal(subject, answer, "list of its streams"))
        return std::unexpected(*refusal);
    const auto lines = linesOf(subject, answer);
    if (!lines)
        return std::unexpected(lines.error());
    std::vector<QByteArray> ids;
    for (const QByteArray& line : *lines) {
        const QList<QByteArray> words = line.split(' ');
        if (!isPointer(words.first()) || !words.first().endsWith(':'))
            return wrong(subject, "its list of streams has a line that is none");
        if (const auto backend = fieldOf(words, "be"); backend && backends.contains(backend->toStdString()))
            ids.push_back(words.first().chopped(1));
    }
    return ids;
}

Result<std::vector<QByteArray>> parseWorkers(const std::string& subject, const QByteArray& answer)
{
    if (answer.startsWith("Unknown command"))
        return std::vector<QByteArray> {QByteArray()};
    if (const auto refusal = haproxyRefusal(subject, answer, "list of its workers"))
        return std::unexpected(*refusal);
    const auto lines = linesOf(subject, answer);
    if (!lines)
        return std::unexpected(lines.error());
    if (lines->isEmpty() || !lines->first().startsWith("#<PID>"))
        return wrong(subject, "it shows something else instead of its workers");
    std::vector<QByteArray> workers;
    for (const QByteArray& line : *lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() > 1 && words[1] == "worker" && numberOf(words[0].toStdString()))
            workers.push_back("@!" + words[0] + ' '); // "# workers" come before "# old workers"
    }
    if (workers.empty())
        return wrong(subject, "it has no worker");
    return workers;
}

Result<std::string> parseVersion(const std::string& subject, const QByteArray& answer)
{
    for (const QByteArray& line : answer.split('\n'))
        if (line.startsWith("Version: "))
            return line.sliced(9).toStdString();
    return wrong(subject, "it does not tell its version");
}

Result<std::string> parseLevel(const std::string& subject, const QByteArray& answer)
{
    const QByteArray level = answer.trimmed();
    for (const char* known : {"user", "operator", "admin"})
        if (level == known)
            return std::string(known);
    return wrong(subject, "it does not tell what its socket may do");
}

Result<void> parseDone(const std::string& subject, const QByteArray& answer, const std::string& part)
{
    if (answer == "\n")
        return {};
    if (const auto refusal = haproxyRefusal(subject, answer, part))
        return std::unexpected(*refusal);
    return wrong(subject, firstLine(answer));
}

std::string mapValue(const HaproxyHold& hold)
{
    const std::string generation = std::to_string(hold.generation);
    return hold.state == HoldState::frozen ? "open:" + generation + ':' + toText(hold.mode) : "closed:" + generation;
}

} // namespace fuseboard
