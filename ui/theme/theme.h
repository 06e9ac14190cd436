// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QObject>

#include <optional>

class QApplication;

namespace fuseboard {

/// Dresses the application: palette, style sheet and tabular figures. Follows the system's scheme where Qt reports one
/// and nothing is chosen, and the user's font.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QApplication& application, QObject* parent = nullptr);

    [[nodiscard]] Scheme scheme() const;
    /// Empty: the system's, light where it reports none.
    void choose(std::optional<Scheme> scheme);

Q_SIGNALS:
    void schemeChanged(fuseboard::Scheme scheme);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    QApplication& m_application;
    std::optional<Scheme> m_chosen;
    std::optional<Scheme> m_applied;
    bool m_applying = false;
};

} // namespace fuseboard
