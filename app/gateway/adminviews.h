// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "gateway/ledger/callrow.h"
#include "gateway/desk.h"
#include "gateway/modelbreakers.h"

namespace fuseboard::gateway {

/// A member `scope` as the admin API writes it.
void writeScope(JsonWriter& out, const Scope& scope);

/// A member `tags`, where the token has some; null: it is known no more.
void writeTags(JsonWriter& out, const CallerKey* key);

/// What a 422 answers: each fault with its path and reason.
JsonWriter faultsView(const std::vector<Error>& faults);

/// What `GET /v1/breakers` answers: every scope that is not plainly closed, and those a person has released, because
/// their generation counts.
JsonWriter breakersView(Desk& desk, ModelBreakers& models);
/// What `GET /v1/calls` answers, of one team or of all.
JsonWriter callsView(const Desk& desk, const std::optional<std::string>& team);
/// What is set aside: for calls in flight, and of calls whose outcome nobody knows, until their periods end; and how each
/// budget stands.
JsonWriter reservationsView(Desk& desk, const std::vector<CallRow>& unsettled, Instant at);
/// A budget as it stands for one scope.
void writeStanding(JsonWriter& out, const LimitStanding& standing);
JsonWriter standingView(const LimitStanding& standing);

} // namespace fuseboard::gateway
