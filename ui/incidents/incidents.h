// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/acknowledgement.h"
#include "pages/shownstate.h"
#include "theme/icons.h"
#include "widgets/tone.h"

namespace fuseboard {

enum class IncidentGroup {
    decide, ///< a person's word is needed
    watching, ///< it may need one
    earlier,
};

/// What a card's button asks for.
enum class IncidentAction {
    tryAgain,
    freezeAgain,
    freeze,
    resume,
    acknowledge,
    showPlaces,
    changeBudget,
    allowAsk, ///< of what a caller asks for
    keepAsk,
    freezeNarrow, ///< what it is about, and no more
    callFalseAlarm, ///< of a judgement of Fuseboard's, never of a fact
};

/// Something that happened or goes on, for a card of the pane *Incidents*.
struct Incident {
    std::string id; ///< the same for the same incident in two states
    /// Of a freeze that waits for a person: which of its states does; of a judgement: which it is. As `IncidentTurn`.
    std::string turn {};
    IncidentGroup group = IncidentGroup::watching;
    Icon icon = Icon::Alert;
    Tone tone = Tone::secondary;
    QString title, text; ///< safe to show
    std::optional<Instant> at; ///< it stands since; empty: not known
    std::optional<Scope> scope; ///< whose it is
    std::vector<IncidentAction> actions {}; ///< at most three
    std::optional<Scope> narrow {}; ///< the key or session that it is about, where that can be frozen by itself
    std::optional<Money> wanted {}; ///< what a caller asks for: the button names it
    [[nodiscard]] IncidentTurn asked() const { return {id, turn}; }
    bool operator==(const Incident&) const = default;
};

/// What goes on now, from the same facts as rows and banner, and what people and Fuseboard did to freezes in the last week,
/// from the audit log's acts. In the order of the groups, each with the newest first.
std::vector<Incident> incidentsOf(const ShownState& state, const std::vector<AuditAct>& acts);
/// What of them the board tells (budgets); empty where the board is of another time, or without figures: then it says nothing
/// of them, and they may be as they were.
std::optional<std::vector<Incident>> moneyIncidents(const ShownState& state);
/// The others, and these.
std::vector<Incident> incidentsOf(
    const ShownState& state, const std::vector<AuditAct>& acts, const std::vector<Incident>& money);
/// Who has it in hand, or had: empty where nobody acknowledged this turn of it.
std::optional<Acknowledgement> acknowledgementOf(const Incident& incident, const std::vector<AuditAct>& acts);
/// How many wait for a person.
int toDecide(const std::vector<Incident>& incidents);

/// As its button says it.
QString actionText(const Incident& incident, IncidentAction action);

} // namespace fuseboard
