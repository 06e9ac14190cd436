// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QPushButton>

#include <optional>

namespace fuseboard {

/// A push button with one of our icons, tinted as its look wants in either theme.
class IconButton : public QPushButton {
    Q_OBJECT
public:
    /// `variant`: "outline", "primary", "danger", "dangerSolid", "quiet" … (theme/variant.h).
    IconButton(std::optional<Icon> icon, const QString& text, const char* variant = "outline", QWidget* parent = nullptr);

    void setLook(std::optional<Icon> icon, const char* variant);
    /// The text as people wrote it: an ampersand in a team's name is no mnemonic. `mnemonic`: the letter that gets one.
    void setPlainText(const QString& text, QChar mnemonic = QChar());

protected:
    void changeEvent(QEvent* event) override;

private:
    void tint();

    std::optional<Icon> m_icon;
    QByteArray m_variant;
};

} // namespace fuseboard
