// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/editcontext.h"
#include "dialogs/organisationeditor.h"

#include <memory>

namespace fuseboard {

/// Imports teams, budgets, keys and projects from a CSV file: shows what would change, or every bad line by its number.
/// Nothing is imported unless all is right.
class ImportTeamsDialog : public OrganisationEditor {
    Q_OBJECT
public:
    explicit ImportTeamsDialog(EditContext context, QWidget* parent = nullptr);
    ~ImportTeamsDialog() override;

    /// Reads a file as *Choose File…* does.
    void readFile(const QString& path);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
