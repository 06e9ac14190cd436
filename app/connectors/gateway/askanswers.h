// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/raiseask.h"
#include "net/httpclient.h"

namespace fuseboard {

// What callers ask a gateway for, as its admin door tells it, and a person's answer (`contracts/ADMIN.md`). Pure; as
// `gatewayanswers.h`.

/// `GET /v1/asks`: `{"asks":[…]}`; one that is not understood spoils none of the others.
Result<ToldAsks> parseAsks(const std::string& subject, const HttpAnswer& answer);
/// The body of `POST /v1/asks/{id}`.
std::string answerBody(const AskDecision& decision, const std::string& by);
/// What it answers: that very ask, answered as was decided. `conflict`: it was answered otherwise, with another amount or end
/// as well, or is not known there.
Result<RaiseAsk> parseAnswered(const std::string& subject, const HttpAnswer& answer, const AskDecision& decision);

} // namespace fuseboard
