// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace fuseboard {

class IconButton;

/// A line to filter with. Its magnifier is painted and its clear button is one of ours: Qt's own are small buttons that have
/// no name for a screen reader. Escape clears it too.
class SearchField : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(const QString& clearName, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();

    IconButton* m_clear;
};

} // namespace fuseboard
