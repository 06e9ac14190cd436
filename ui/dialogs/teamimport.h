// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/editcontext.h"

#include <QString>

namespace fuseboard {

/// What is wrong with a line of the file; one sentence, plain text.
struct ImportFault {
    int line = 0; ///< 1: the header
    QString sentence;
    bool operator==(const ImportFault&) const = default;
};

/// What the file would change, for the preview. One row for each team it names.
struct ImportedTeam {
    Team team;
    std::optional<Money> budget;
    int keys = 0, projects = 0; ///< new ones
    bool added = false; ///< false: the team is known and changes
    bool operator==(const ImportedTeam&) const = default;
};

struct TeamImport {
    Organisation organisation; ///< the whole, with the file in it
    std::vector<ImportedTeam> teams;
};

/// Columns team, owner, cost_center, budget, currency, project, key_label, key_sha256, in any order; only `team` must be
/// there. A team with several projects or keys stands on several lines; later lines may leave its other cells blank but
/// not contradict them. Either everything or nothing: each bad line is named.
std::expected<TeamImport, std::vector<ImportFault>> importTeams(std::string_view csv, const EditContext& context);

} // namespace fuseboard
