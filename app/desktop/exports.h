// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace fuseboard {

class MainWindow;

/// Writes files for people in a thread of its own, one after another, and shows each among the window's jobs.
class Exports : public QObject {
    Q_OBJECT
public:
    /// In the other thread: the sentence that says what was written.
    using Work = std::function<Result<QString>()>;

    /// The window outlives it.
    explicit Exports(MainWindow& window);
    /// Waits for those that have begun: no file is left half written.
    ~Exports() override;

    void write(const QString& file, Work work);

private:
    MainWindow& m_window;
    QThreadPool m_pool;
};

} // namespace fuseboard
