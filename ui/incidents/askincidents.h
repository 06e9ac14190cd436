// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incidents/incidents.h"

namespace fuseboard {

/// What a caller asks for, and where.
struct PlacedAsk {
    const PlaceAsks* place = nullptr;
    const RaiseAsk* ask = nullptr;
    explicit operator bool() const { return ask != nullptr; }
};

/// The one that an incident is about; none where it is about something else, or nobody tells of it any more.
PlacedAsk askOf(const Incident& incident, const ShownState& state);
/// What callers ask for, a card each: those that wait are for a person, what is allowed is watched until it ends.
std::vector<Incident> askIncidents(const ShownState& state, const std::vector<AuditAct>& acts);

} // namespace fuseboard
