// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/keywish.h"

#include <QObject>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace fuseboard {

/// Rows at the end of a form that ask where a key is to be kept, and for a passphrase where that place needs one.
class KeyPlaceRows : public QObject {
    Q_OBJECT
public:
    /// Goes with the form's widget.
    KeyPlaceRows(QFormLayout& form, SealedKeysState sealed, QWidget* parent);

    [[nodiscard]] KeyWish wish() const;
    /// A passphrase is long enough and, where it is new, typed twice alike.
    [[nodiscard]] bool isComplete() const;
    /// The keyring can't: another place is chosen, and the person decides.
    void offerOthers();
    void setVisible(bool visible);
    void setEnabled(bool enabled);
    /// Forgets the passphrase.
    void clear();

Q_SIGNALS:
    void changed();

private:
    void update();

    QFormLayout& m_form;
    SealedKeysState m_sealed;
    QComboBox* m_place;
    QLabel* m_about;
    QLineEdit *m_passphrase, *m_again;
    bool m_visible = true;
};

} // namespace fuseboard
