// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "gateway/desk.h"

namespace fuseboard::gateway {

/// A member `scope` as the admin API writes it.
void writeScope(JsonWriter& out, const Scope& scope);

/// What a 422 answers: each fault with its path and reason.
JsonWriter faultsView(const std::vector<Error>& faults);

/// What `GET /v1/breakers` answers: every scope that is not plainly closed, and those a person has released, because
/// their generation counts.
JsonWriter breakersView(const Desk& desk);
/// What `GET /v1/calls` answers, of one team or of all.
JsonWriter callsView(const Desk& desk, const std::optional<std::string>& team);
/// What `GET /v1/reservations` answers.
JsonWriter reservationsView(const Desk& desk, Instant at);

} // namespace fuseboard::gateway
