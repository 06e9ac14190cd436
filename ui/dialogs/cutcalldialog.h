// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/scrollingdialog.h"

namespace fuseboard {

/// Asks whether a call of a protected team is to be cut. `accepted` is the yes, which Enter alone never says.
class CutCallDialog : public ScrollingDialog {
    Q_OBJECT
public:
    CutCallDialog(const QString& caller, const QString& team, QWidget* parent = nullptr);
};

} // namespace fuseboard
