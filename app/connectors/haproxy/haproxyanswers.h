// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace fuseboard {

// What HAProxy's Runtime API answers (GATEWAYS 3), from 2.6 on, taken at its word only where it is exactly that. Pure.
// `subject` names the proxy in errors.

/// A hold as an entry of its table or map keeps it.
struct HaproxyHold {
    std::uint64_t generation = 0; ///< 0: somebody set it by hand
    HoldState state = HoldState::released;
    FreezeMode mode = FreezeMode::refuse;
    bool operator==(const HaproxyHold&) const = default;
};
using HaproxyHolds = std::map<Scope, HaproxyHold>;

/// Streams of one server, or of a whole backend where `server` is `BACKEND`.
struct HaproxyLoad {
    std::string backend, server;
    std::int64_t running = 0;
    bool operator==(const HaproxyLoad&) const = default;
};

struct HaproxyMap {
    QByteArray id; ///< `#3`: what commands name it by
    std::string file; ///< as the configuration has it
    bool operator==(const HaproxyMap&) const = default;
};

/// The Error that a refusal means, whatever was asked; empty: the answer is none of those. `part` is what was asked about,
/// in words: "table fuseboard_holds".
std::optional<Error> haproxyRefusal(const std::string& subject, const QByteArray& answer, const std::string& part);

/// `show table NAME`: gpt0 is 0 released, 1 refusing, 2 also cutting; gpc0 the generation. Keys that are no scopes are
/// nobody's holds. A socket below the level operator is shown an empty table: an Error.
Result<HaproxyHolds> parseHoldTable(const std::string& subject, const std::string& table, const QByteArray& answer);
/// `show map #ID`: `open:GENERATION:MODE` or `closed:GENERATION` for each scope. A scope that is there twice is an Error:
/// one of the two would count, nobody knows which.
Result<HaproxyHolds> parseHoldMap(const std::string& subject, const std::string& file, const QByteArray& answer);
/// `show map #ID` of any map.
Result<std::vector<std::pair<std::string, std::string>>> parseMapEntries(
    const std::string& subject, const std::string& file, const QByteArray& answer);
/// `show map`
Result<std::vector<HaproxyMap>> parseMapList(const std::string& subject, const QByteArray& answer);
/// The one with this file, or whose file ends so after a slash.
Result<HaproxyMap> findMap(const std::string& subject, const std::vector<HaproxyMap>& maps, const std::string& file);
/// `show stat -1 6 -1`
Result<std::vector<HaproxyLoad>> parseLoads(const std::string& subject, const QByteArray& answer);
/// `show sess`: the ids of streams that go to one of these backends, as `shutdown session` names them.
Result<std::vector<QByteArray>> parseSessions(
    const std::string& subject, const QByteArray& answer, const std::set<std::string>& backends);
/// `show proc`: the prefix of each worker for commands to a master's socket, the current first; a worker's own socket does
/// not know the command, and needs no prefix.
Result<std::vector<QByteArray>> parseWorkers(const std::string& subject, const QByteArray& answer);
/// `show info`: `3.0.11-1+deb13u5`
Result<std::string> parseVersion(const std::string& subject, const QByteArray& answer);
/// `show cli level`
Result<std::string> parseLevel(const std::string& subject, const QByteArray& answer);
/// What changes something answers nothing; anything else is a refusal.
Result<void> parseDone(const std::string& subject, const QByteArray& answer, const std::string& part);

/// A scope's entry as a map keeps it.
std::string mapValue(const HaproxyHold& hold);

} // namespace fuseboard
