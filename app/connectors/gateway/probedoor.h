// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/probekey.h"
#include "net/httpclient.h"
#include "switchboard/lever.h"

namespace fuseboard {

/// A test call of one team for one scope at the callers' door of a proxy with a companion's configuration, which answers it
/// itself (`/fuseboard/probe`) after the guard that every call passes. Only our own refusal of that scope, or of everything,
/// is `refused`; whatever else is not its own 200 is an Error.
QFuture<Result<ProbeResult>> probeDoor(HttpClient& http, const std::string& name, const QUrl& callers, const ProbeKey& key,
    const TeamId& team, const Scope& scope);

/// What that call was answered. Pure.
Result<ProbeResult> parseDoorProbe(const std::string& subject, const HttpAnswer& answer, const Scope& scope);

} // namespace fuseboard
