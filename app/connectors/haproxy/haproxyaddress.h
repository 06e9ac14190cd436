// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <string>

namespace fuseboard {

/// What HAProxy looks up before a call passes: an entry of a stick table, which survives a reload and which peers share,
/// or of a map, which does neither and which any of its sockets may change before 3.4 (GATEWAYS 3.2).
enum class HaproxyBreaker { table, map };

constexpr auto haproxyTable = "fuseboard_holds"; ///< as the companion names it
constexpr auto haproxyHoldsMap = "fuseboard.map";
constexpr auto haproxyKeysMap = "key2team.map"; ///< SHA-256 of each token, and its team

/// How to reach an HAProxy: its Runtime API, and the door that callers use.
struct HaproxyAddress {
    std::string id, name; ///< of the source
    QString socket; ///< path of its stats or master socket; empty: TCP
    QString host;
    quint16 port = 0;
    QUrl callers;
    HaproxyBreaker breaker = HaproxyBreaker::table;
    std::string holds; ///< name of the table; or the map's file, whole as its configuration has it or its last part
};

} // namespace fuseboard
