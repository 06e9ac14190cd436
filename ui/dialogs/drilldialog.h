// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/scrollingdialog.h"

namespace fuseboard {

/// Asks whether a team is to be frozen and let go again, as a trial, and says what that means. `accepted` is the yes.
class DrillDialog : public ScrollingDialog {
    Q_OBJECT
public:
    DrillDialog(const QString& team, QWidget* parent = nullptr);
};

} // namespace fuseboard
