// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourceoffer.h"
#include "widgets/scrollingdialog.h"

#include <memory>

namespace fuseboard {

/// Adds a source of one of the kinds on offer. Whoever shows it carries out the test and reports back.
class ConnectDialog : public ScrollingDialog {
    Q_OBJECT
public:
    /// `offers` is not empty; `first` is the kind to begin with.
    ConnectDialog(std::vector<SourceOffer> offers, const QString& first, QWidget* parent = nullptr,
        SealedKeysState sealed = SealedKeysState::none);
    ~ConnectDialog() override;

    [[nodiscard]] SourceDraft draft() const;
    /// Answer to testRequested: one sentence, shown as plain text.
    void showTestResult(bool works, const QString& sentence);
    /// Answer to connectRequested where the keyring did not take the key: says why, and offers the other places at once.
    void showKeyringFault(const QString& sentence);

Q_SIGNALS:
    void testRequested(const fuseboard::SourceDraft& draft);
    /// *Connect* was pressed. The dialog waits: accept it once the source is connected, or say why not with
    /// `showTestResult`, so that nothing that was typed is lost.
    void connectRequested(const fuseboard::SourceDraft& draft);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
