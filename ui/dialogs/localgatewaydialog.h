// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/scrollingdialog.h"

class QLineEdit;
class QPushButton;

namespace fuseboard {

/// Asks for the provider keys that the gateway on this computer calls with. At least one is needed.
class LocalGatewayDialog : public ScrollingDialog {
    Q_OBJECT
public:
    explicit LocalGatewayDialog(QWidget* parent = nullptr);

Q_SIGNALS:
    /// Once, when *Start Gateway* was pressed; the dialog then closes. An empty key: that provider is not used.
    void startRequested(const QString& openAiKey, const QString& anthropicKey);

private:
    void updateState();

    QLineEdit* m_openAi;
    QLineEdit* m_anthropic;
    QPushButton* m_start;
};

} // namespace fuseboard
