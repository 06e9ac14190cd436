// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/scrollingdialog.h"

class QLineEdit;

namespace fuseboard {

/// Asks why an incident is a false alarm; the reason may stay empty. `accepted` is the yes.
class FalseAlarmDialog : public ScrollingDialog {
    Q_OBJECT
public:
    /// `title`, `text`: the incident's, as its card has them.
    FalseAlarmDialog(const QString& title, const QString& text, QWidget* parent = nullptr);
    [[nodiscard]] QString reason() const;

private:
    QLineEdit* m_reason;
};

} // namespace fuseboard
