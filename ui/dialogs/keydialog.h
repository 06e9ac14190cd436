// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/team.h"
#include "widgets/scrollingdialog.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QWidget;

namespace fuseboard {

/// Adds one caller key. A made token is shown here once, with Copy; only its SHA-256 leaves the dialog.
class KeyDialog : public ScrollingDialog {
    Q_OBJECT
public:
    explicit KeyDialog(QWidget* parent = nullptr);

Q_SIGNALS:
    /// Once; the dialog then closes.
    void keyAdded(const fuseboard::CallerKey& key);

private:
    void buildForm();
    void updateState();
    [[nodiscard]] QString fault() const;

    QLineEdit* m_label = nullptr;
    QLineEdit* m_person = nullptr;
    QLineEdit* m_agent = nullptr;
    QRadioButton* m_make = nullptr;
    QRadioButton* m_paste = nullptr;
    QWidget* m_made = nullptr;
    QLineEdit* m_token = nullptr;
    QLineEdit* m_hash = nullptr;
    QLabel* m_fault = nullptr;
    QPushButton* m_add = nullptr;
    std::string m_madeSha256;
};

} // namespace fuseboard
