// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/themechoice.h"
#include "theme/tokens.h"

#include <QObject>

namespace fuseboard {

/// Keeps the application in one scheme: palette and style sheet. Widgets pick their look by the dynamic property
/// `variant` (setVariant); what each one gives stands in resources/theme/style.qss.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent);

    [[nodiscard]] const Tokens& tokens() const { return *m_tokens; }

    /// `system` follows the scheme Qt reports, or else the palette the program was started with; now and later.
    void apply(ThemeChoice choice);

    /// While one lives, widgets are made without the style sheet, which they get all at once at its end: under a sheet each of
    /// them is polished anew with every parent that it or one above it gets.
    class Making {
    public:
        explicit Making(Theme& theme);
        ~Making();
        Making(const Making&) = delete;
        Making& operator=(const Making&) = delete;

    private:
        Theme& m_theme;
    };

Q_SIGNALS:
    /// The scheme is another one: icons tinted before have to be made again.
    void changed();

private:
    void follow();
    [[nodiscard]] bool systemIsDark() const;

    ThemeChoice m_choice = ThemeChoice::system;
    bool m_startedDark = false;
    bool m_applied = false;
    bool m_isMaking = false;
    const Tokens* m_tokens = nullptr;
};

} // namespace fuseboard
