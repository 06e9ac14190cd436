// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace fuseboard {

class IconButton;
class TextLabel;

/// Says why a page is empty, and what to do about it.
class MessagePane : public QWidget {
    Q_OBJECT
public:
    explicit MessagePane(QWidget* parent = nullptr);

    /// `button` empty: none.
    void say(const QString& title, const QString& text, const QString& button);

Q_SIGNALS:
    void pressed();

private:
    TextLabel* m_title;
    TextLabel* m_text;
    IconButton* m_button;
};

} // namespace fuseboard
