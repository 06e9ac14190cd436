// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPen>

namespace fuseboard {

/// A line's sample and its name. Checkable ones show and hide the line; the others only explain it.
class LegendKey : public QAbstractButton {
    Q_OBJECT
public:
    explicit LegendKey(const QString& name, QWidget* parent = nullptr);

    /// Makes it switch a line, which is off at first.
    void setSwitch();
    void setSample(const QPen& pen);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPen m_sample;
};

} // namespace fuseboard
