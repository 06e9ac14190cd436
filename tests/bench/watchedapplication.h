// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <vector>

namespace fuseboard::bench {

/// The longest event of a phase, by the processor time that the window's thread spent on it. What an event sends is part of it.
struct LongestEvent {
    QByteArray phase;
    double cpu = 0, wall = 0; ///< milliseconds; the wall time is the longest of any event
    QByteArray what; ///< receiver and type of the one with the most processor time
};

/// Measures every event that the window's thread handles.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    void begin(const char* phase) { m_phases.push_back({.phase = phase}); }
    [[nodiscard]] const std::vector<LongestEvent>& phases() const { return m_phases; }
    bool notify(QObject* receiver, QEvent* event) override;

private:
    std::vector<LongestEvent> m_phases;
    int m_depth = 0;
};

} // namespace fuseboard::bench
