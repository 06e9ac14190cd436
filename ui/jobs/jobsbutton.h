// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/jobbook.h"
#include "pages/shownstate.h"
#include "widgets/iconbutton.h"

namespace fuseboard {

class JobsPane;

/// In the foot of the window while there is long work, or one has ended: says how far it is, and opens the list.
class JobsButton : public IconButton {
    Q_OBJECT
public:
    explicit JobsButton(QWidget* parent = nullptr);

    void setJobs(const JobBook& book, const ShownState& state);

Q_SIGNALS:
    void ordered(const fuseboard::Job& job, fuseboard::BackfillOrder order);

private:
    void open();
    void placePane();

    JobsPane* m_pane;
};

} // namespace fuseboard
