// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPen>

#include <functional>

namespace fuseboard {

/// A line's sample and its name. Checkable ones show and hide the line; the others only explain it.
class LegendKey : public QAbstractButton {
    Q_OBJECT
public:
    explicit LegendKey(const QString& name, QWidget* parent = nullptr);

    /// Makes it switch a line, which is off at first.
    void setSwitch();
    /// Asked whenever the key is painted: the pen follows the theme.
    void setSample(std::function<QPen()> pen);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::function<QPen()> m_sample;
};

} // namespace fuseboard
