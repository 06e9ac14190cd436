// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/jobbook.h"

#include <QWidget>

namespace fuseboard {

class IconButton;
class ProgressLine;
class TextLabel;

/// One job that runs: what it does, how far it is, and the buttons that it knows.
class JobRow : public QWidget {
    Q_OBJECT
public:
    explicit JobRow(const Job& job, QWidget* parent = nullptr);

    [[nodiscard]] const Job& job() const { return m_job; }
    /// The same job, elsewhere.
    void setJob(const Job& job);

Q_SIGNALS:
    void ordered(const fuseboard::Job& job, fuseboard::BackfillOrder order);

private:
    void tell();

    Job m_job;
    TextLabel *m_title, *m_progress;
    ProgressLine* m_line;
    IconButton *m_pause, *m_cancel;
};

} // namespace fuseboard
