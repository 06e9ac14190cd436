// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"

namespace fuseboard {

/// Whom a command is about.
struct Target {
    QString scope, name;
    QString team {}; ///< its id; empty: all of them, or another scope
    bool isProtected = false;
};

/// As the owner's status tells it: the organisation, a team, or the scope that was named.
Result<Target> findTarget(const CommandLine& line, const QJsonObject& status);
/// The scope's freeze, for as long as calls may be refused by it; else empty.
QJsonObject heldFreeze(const QJsonObject& status, const QString& scope);

} // namespace fuseboard
