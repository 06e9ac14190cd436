// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/editcontext.h"

#include <optional>

namespace fuseboard {

/// One team with all that belongs to it, as an editor holds it.
struct TeamDraft {
    Team team; ///< id empty: a new team, which gets the id of its name
    std::optional<Money> budget; ///< a month; none: no budget
    BudgetKind kind = BudgetKind::soft; ///< of the budget
    std::vector<CallerKey> keys; ///< without Fuseboard's own test caller
    std::vector<AllocationRule> rules;
    bool operator==(const TeamDraft&) const = default;
};

/// What can be wrong with a draft, as rules; `teamFault` names the first.
enum class TeamFault { none, unsafeName, nameTaken, noId, idTaken, unsafeOwner, unsafeCostCenter, keyTaken, unsafeKeyLabel };

TeamDraft teamDraft(const Organisation& organisation, const TeamId& team, Instant now);
TeamFault teamFault(const Organisation& organisation, const TeamDraft& draft);
/// The id the draft's team has or gets.
TeamId draftId(const TeamDraft& draft);
/// The organisation with the draft in it; everything else, test callers included, stays. The draft must be free of faults.
Organisation withTeam(const EditContext& context, const TeamDraft& draft);
/// The same, into an organisation that may hold other drafts already; `context` says when, by whom, and from when on.
void putTeam(Organisation& organisation, const EditContext& context, const TeamDraft& draft);

} // namespace fuseboard
