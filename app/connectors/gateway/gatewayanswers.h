// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"
#include "switchboard/lever.h"

namespace fuseboard {

// What a gateway's admin door and callers' door answer (`contracts/ADMIN.md`), taken at its word only where the answer is
// exactly what the contract says. Pure. `subject` names the gateway in errors.

/// Which refusal it is: `{"error":{"code":…}}`. Empty: it does not say.
QString codeOf(const HttpAnswer& answer);
/// The door knows our token, and it may not do this: `no_right`.
bool isMissingRight(const HttpAnswer& answer);
/// The Error that a status other than the wanted one means.
Error statusError(const std::string& subject, const HttpAnswer& answer);

/// `GET /v1/breakers`: `{"breakers":[{"scope":{"kind","id"},"state","generation","mode","reason","by","at"}]}`, and what
/// rules do: `{"scope","state","rule","observe","at","reason"}`. Of rules and states that came later nothing is said.
Result<LeverReport> parseBreakers(const std::string& subject, const HttpAnswer& answer);
/// `PUT /v1/holds/…`: the order's own generation in force, or `staleOrder` with the newer one.
Result<LeverAcknowledgement> parseAcknowledgement(const std::string& subject, const HttpAnswer& answer, const HoldOrder& order);
/// `GET /v1/models` with a probe token: our own refusal of that very scope, or a list of models.
Result<ProbeResult> parseProbe(const std::string& subject, const HttpAnswer& answer, const Scope& scope);
/// `GET /v1/calls`: how many run, and what is reserved for them where that is of one currency.
Result<LeverLook> parseCalls(const std::string& subject, const HttpAnswer& answer);
/// `GET /v1/calls`: each of them.
Result<std::vector<RunningCall>> parseRunningCalls(const std::string& subject, const HttpAnswer& answer);
/// `POST /v1/calls/…/cut`: `{"cut":1}`, or that it runs no such call.
Result<CutOutcome> parseCut(const std::string& subject, const HttpAnswer& answer);
/// `GET /v1/health`: the first address of the callers' door.
Result<QUrl> parseCallersDoor(const std::string& subject, const HttpAnswer& answer);
/// `GET /v1/health`: why it serves no calls or saves no freeze, what was lost of its ledger, and what wants mending; a few of
/// many.
Result<std::vector<std::string>> parseWarnings(const std::string& subject, const HttpAnswer& answer);

} // namespace fuseboard
