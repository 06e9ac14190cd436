// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/scrollingdialog.h"

namespace fuseboard {

/// What this is, which version, and under which licences it and its parts stand.
class AboutDialog : public ScrollingDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace fuseboard
