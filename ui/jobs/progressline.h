// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace fuseboard {

/// A thin bar that shows how much of a whole is done, beside words that say the same.
class ProgressLine : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(QWidget* parent = nullptr);

    /// `total` 0: nothing is known of how far it is, and the bar is empty.
    void setProgress(int done, int total);
    void setPaused(bool paused);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_done = 0, m_total = 0;
    bool m_isPaused = false;
};

} // namespace fuseboard
