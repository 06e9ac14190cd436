// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/firstrunpage.h"

#include <QRadioButton>

namespace fuseboard {

/// One way to start, as a card: sign, title, what it does, what it can and how that was tried. A radio button to
/// keyboard and assistive technology.
class ChoiceCard : public QRadioButton {
    Q_OBJECT
public:
    ChoiceCard(FirstRunChoice choice, const QString& title, const QString& about, const std::vector<Fact>& facts);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool hitButton(const QPoint& place) const override { return rect().contains(place); }

private:
    [[nodiscard]] QFont titleFont() const;
    [[nodiscard]] QFont factFont() const;

    FirstRunChoice m_choice;
    QString m_title, m_about;
    std::vector<Fact> m_facts;
    bool m_ring = false; ///< the keyboard brought the focus here
};

} // namespace fuseboard
