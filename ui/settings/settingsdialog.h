// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/settings.h"

#include <QDialog>

#include <memory>

namespace fuseboard {

/// Edits `fuseboardrc`. OK is off while a value is wrong.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit SettingsDialog(const QString& file, QWidget* parent = nullptr);
    ~SettingsDialog() override;

Q_SIGNALS:
    /// Saved.
    void settingsChanged(const fuseboard::Settings& settings);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
