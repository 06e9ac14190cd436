// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/haproxy/haproxyaddress.h"
#include "connectors/gateway/probekey.h"
#include "net/httpclient.h"
#include "switchboard/lever.h"

namespace fuseboard {

/// A test call of one team for one scope at the callers' door of an HAProxy with the companion's configuration, which
/// answers it itself after the guard that every call passes. Only the guard's own refusal of that scope, or of everything,
/// is `refused`; whatever else is not its own 200 is an Error.
QFuture<Result<ProbeResult>> probeHaproxy(
    HttpClient& http, const HaproxyAddress& address, const ProbeKey& key, const std::string& team, const Scope& scope);

/// What that call was answered. Pure.
Result<ProbeResult> parseHaproxyProbe(const std::string& subject, const HttpAnswer& answer, const Scope& scope);

} // namespace fuseboard
