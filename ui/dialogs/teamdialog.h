// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/editcontext.h"
#include "dialogs/organisationeditor.h"

#include <memory>

namespace fuseboard {

/// Adds or edits one team: name, owner, cost centre, budget, caller keys, and the provider projects and keys that
/// belong to it.
class TeamDialog : public OrganisationEditor {
    Q_OBJECT
public:
    /// `team` empty: adds one.
    TeamDialog(EditContext context, TeamId team, QWidget* parent = nullptr);
    ~TeamDialog() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
