// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourceoffer.h"
#include "widgets/scrollingdialog.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

class KeyPlaceRows;

/// Asks for another key of a source, to read with or, of a kind that one can freeze, to freeze with. Whoever shows it stores
/// the key, and closes it or says why not.
class SourceKeyDialog : public ScrollingDialog {
    Q_OBJECT
public:
    explicit SourceKeyDialog(const QString& sourceName, const SourceOffer& kind, QWidget* parent = nullptr,
        SealedKeysState sealed = SealedKeysState::none);
    /// One sentence; nothing that was typed is lost.
    void showFault(const QString& sentence);
    /// As `showFault`, where the keyring did not take the key: offers the other places at once.
    void showKeyringFault(const QString& sentence);

Q_SIGNALS:
    void keyEntered(const QString& key, const fuseboard::KeyWish& keep);

private:
    QComboBox* m_use;
    QLineEdit* m_key;
    KeyPlaceRows* m_keep;
    QPushButton* m_save;
    QLabel* m_fault;
};

/// Asks whether a source is to be removed, and says what that means. `accepted` is the yes.
class RemoveSourceDialog : public ScrollingDialog {
    Q_OBJECT
public:
    RemoveSourceDialog(const QString& sourceName, bool canFreeze, QWidget* parent = nullptr);
};

} // namespace fuseboard
