// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incidents/incidents.h"
#include "pages/bannertext.h"
#include "pages/figures.h"

#include <array>

namespace fuseboard {

struct TimelineEntry {
    Icon icon = Icon::Unknown;
    QString title, text, time;
    bool isAhead = false; ///< it has not come yet
    bool operator==(const TimelineEntry&) const = default;
};

/// What is known of an incident beyond its card.
struct IncidentDetails {
    QString about; ///< whose it is, and since when
    std::optional<std::array<Figure, 4>> figures; ///< of a freeze, a team or all teams
    std::vector<BannerLine> places; ///< of a freeze: what each has shown
    std::vector<TimelineEntry> timeline; ///< what was done and seen, in its order; at the end what comes by itself
    bool operator==(const IncidentDetails&) const = default;
};

IncidentDetails detailsOf(const Incident& incident, const ShownState& state, const std::vector<AuditAct>& acts);

} // namespace fuseboard
