// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "theme/icons.h"
#include "widgets/tone.h"

#include <QFrame>

class QHBoxLayout;

namespace fuseboard {

class IconLabel;
class JobsButton;
class TextLabel;

/// The foot of the window: each source with its last good answer; who watches. Made from the same facts as rows and
/// banner.
class StatusLine : public QFrame {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    [[nodiscard]] JobsButton& jobs() const { return *m_jobs; }
    /// A fault stays here too, for when the banner has something worse to say. Empty: none.
    void setFault(const QString& text);

private:
    struct Entry {
        QWidget* box = nullptr;
        IconLabel* icon = nullptr;
        TextLabel* text = nullptr;
    };
    void setWatcher(const ShownState& state);
    Entry makeEntry();
    static void show(const Entry& entry, Icon icon, Tone tone, const QString& text);

    QHBoxLayout* m_sources;
    std::vector<Entry> m_entries;
    Entry m_fault, m_nothing;
    JobsButton* m_jobs;
    IconLabel* m_eye;
    TextLabel* m_watcher;
};

} // namespace fuseboard
