// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/jobbook.h"
#include "pages/shownstate.h"
#include "widgets/iconbutton.h"

namespace fuseboard {

class JobsPane;

/// In the foot of the window while there is long work, or one has ended: says how far it is, and opens the list. Follows the
/// work on the boards that it is shown.
class JobsButton : public IconButton {
    Q_OBJECT
public:
    explicit JobsButton(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    /// Work that no board tells of.
    void begin(const Job& job);
    /// Its outcome, and the sentence that says so.
    void end(const Job& job, EndedJob::How how, const QString& words);

Q_SIGNALS:
    /// Work on the board; not told of what `end` tells.
    void ended(const QString& sentence);
    void ordered(const fuseboard::Job& job, fuseboard::BackfillOrder order);

private:
    void tell();
    void open();
    void placePane();

    ShownState m_state;
    JobBook m_book;
    JobsPane* m_pane;
};

} // namespace fuseboard
