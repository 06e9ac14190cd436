// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/scrollingdialog.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

/// Asks for the passphrase of the sealed keys, once a start. Whoever shows it tries the passphrase, and closes it or says why
/// not.
class UnlockDialog : public ScrollingDialog {
    Q_OBJECT
public:
    /// `sources`: the names of those whose keys are sealed.
    explicit UnlockDialog(const QStringList& sources, QWidget* parent = nullptr);
    /// One sentence; the passphrase can be typed again.
    void showFault(const QString& sentence);

Q_SIGNALS:
    void passphraseEntered(const QString& passphrase);

private:
    QLineEdit* m_passphrase;
    QPushButton* m_unlock;
    QLabel* m_fault;
};

} // namespace fuseboard
