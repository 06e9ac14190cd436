// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/team.h"
#include "settings/settings.h"
#include "widgets/scrollingdialog.h"

#include <memory>

namespace fuseboard {

/// What the settings page tells of the history.
struct HistoryFacts {
    std::uintmax_t bytes = 0; ///< on disk; 0: not known yet
    QString lastBackup; ///< when, in words; empty: none yet
};

/// Edits `fuseboardrc`. OK is off while a value is wrong.
class SettingsDialog : public ScrollingDialog {
    Q_OBJECT
public:
    /// `teams`: one of those that are not protected may be drilled.
    SettingsDialog(
        const QString& file, const HistoryFacts& history, const std::vector<Team>& teams = {}, QWidget* parent = nullptr);
    ~SettingsDialog() override;

Q_SIGNALS:
    /// Saved.
    void settingsChanged(const fuseboard::Settings& settings);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
