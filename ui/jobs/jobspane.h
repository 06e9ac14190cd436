// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/jobbook.h"
#include "pages/shownstate.h"

#include <QFrame>

class QVBoxLayout;

namespace fuseboard {

class JobRow;
class TextLabel;

/// What pops up over the foot of the window: the jobs that run, each with how far it is, and what became of the last ones.
class JobsPane : public QFrame {
    Q_OBJECT
public:
    explicit JobsPane(QWidget* parent = nullptr);

    void setJobs(const JobBook& book, const ShownState& state);
    /// The keyboard goes to the first button.
    void takeFocus();

Q_SIGNALS:
    void ordered(const fuseboard::Job& job, fuseboard::BackfillOrder order);
    /// Its content has another height now.
    void resized();

private:
    void showRunning(const std::vector<Job>& running);
    void showEnded(const std::vector<EndedJob>& ended, const ShownState& state);

    TextLabel *m_none, *m_endedHead;
    QVBoxLayout *m_running, *m_ended;
    std::vector<JobRow*> m_rows;
    std::vector<EndedJob> m_shownEnded;
};

} // namespace fuseboard
