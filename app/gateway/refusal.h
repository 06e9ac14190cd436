// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"
#include "domain/reservationbook.h"
#include "domain/team.h"
#include "gateway/api.h"
#include "gateway/loops/trip.h"
#include "gateway/modeltrip.h"
#include "gateway/spendrate/ratetrip.h"
#include "http/headers.h"

#include <optional>

namespace fuseboard::gateway {

/// An error as a caller reads it (`contracts/GATEWAYS.md` 0.4): the dialect's own shape.
struct CallerError {
    int status = 500;
    std::string type; ///< OpenAI's `error.type`; Anthropic gets its own by status
    std::string code;
    std::string message;
    std::optional<Hold> hold; ///< the freeze that refuses; its machine fields are added
    std::string owner; ///< whom to ask
    std::optional<LimitRefusal> limit; ///< the budget that refuses; its machine fields are added
    std::optional<Trip> trip; ///< the rule's breaker that refuses; its machine fields are added
    std::optional<ModelTrip> modelTrip; ///< the same of a model's breaker
    std::optional<RateTrip> rate; ///< the breaker of a scope that spends too fast; its machine fields are added
    int retryAfter = 0; ///< seconds; 0: waiting does not help
    bool isFinal = false; ///< asking again does not help either, though the status looks so
};

/// Why a hold refuses, with a sentence for people: "Team Payments' AI spending was frozen by A. Smith at 10:04 UTC. …"; of
/// another day than today with its date.
CallerError refusal(const Hold& hold, const Team* team,
    Instant now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
/// Why a budget refuses: "Team Payments' monthly AI budget of 100 USD is spent: …" 403, or 429 where the money that
/// running calls give back will do. `team`: the caller's.
CallerError refusal(const LimitRefusal& limit, const Team* team);
/// Why a session's breaker refuses: "This session gets nowhere: Read was called 5 times more with …" 403 where it waits for a
/// person, 429 where it is only slowed down.
CallerError refusal(const Trip& trip, const Team* team);
/// Why a model's breaker refuses: "The model gpt-5.6 fails: 5 calls in a row, the last with status 503. …" 503.
CallerError refusal(const ModelTrip& trip, const Team* team);
/// Why a call waits: "Team Payments spends at a rate of 120.00 USD an hour, above the limit of 100.00 USD an hour. …" 429.
CallerError refusal(const RateTrip& trip, const Team* team);
/// A stream went on past what was set aside for it, and nothing is left to go on with. Empty: nobody knows of which budget.
CallerError cutByBudget(const std::optional<LimitStanding>& standing, const Team* team);
/// A stream went on past the length that the call was bounded to, though there is money.
CallerError cutByCap(std::int64_t tokens);

/// The gateway was stopped, and the call was not over in time.
CallerError cutByStop();

/// What is wrong at the provider's side.
CallerError upstreamError(int status, std::string code, std::string message);
/// It is the gateway's key that was refused, not the caller's.
CallerError upstreamKeyRefused();
/// Nothing whole came of it; `sent`: it was on its way.
CallerError upstreamBrokenOff(const Error& cause, bool sent);
/// What came is of no use.
CallerError upstreamAnswered(int status);
CallerError noRoute(Dialect dialect);

/// The fields of an answer with that error. What asking again does not help is marked as such: Claude Code asks with a wrong
/// key eleven times in three minutes otherwise.
http::Headers errorHeaders(const CallerError& error);

std::string errorBody(Dialect dialect, const CallerError& error);
/// The same as the last event of a stream, with that number where its events are numbered: Vercel's SDK takes none without.
std::string errorEvent(Api api, const CallerError& error, std::int64_t number = 0);

} // namespace fuseboard::gateway
