// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace fuseboard {

class IconButton;

/// Why a freeze was ordered, said afterwards. Enter adds it, Escape leaves the freeze as it is; neither changes what is frozen.
class ReasonLine : public QWidget {
    Q_OBJECT
public:
    explicit ReasonLine(QWidget* parent = nullptr);

    /// Empty, for the freeze of `name`.
    void open(const QString& name);

Q_SIGNALS:
    void added(const QString& words);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void add();

    QLineEdit* m_words;
    IconButton* m_cancel;
    IconButton* m_add;
};

} // namespace fuseboard
