// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/editcontext.h"
#include "dialogs/organisationeditor.h"

#include <memory>

namespace fuseboard {

/// Something that spent money and belongs to no team. `match` carries what a rule for it says; its team is empty.
struct UnallocatedItem {
    AllocationRule match;
    std::int64_t nano = 0;
    bool operator==(const UnallocatedItem&) const = default;
};

/// Gives unallocated projects and keys to a team, from now on and for what is already in the history.
class AssignDialog : public OrganisationEditor {
    Q_OBJECT
public:
    AssignDialog(EditContext context, std::vector<UnallocatedItem> items, QWidget* parent = nullptr);
    ~AssignDialog() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
