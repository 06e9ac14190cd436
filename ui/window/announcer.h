// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QWidget>

namespace fuseboard {

/// Tells assistive technology what changed: stages of freezes, critical ones assertively, and sources that fall silent
/// or answer again.
class Announcer : public QObject {
    Q_OBJECT
public:
    /// Speaks in the name of a window.
    explicit Announcer(QWidget& speaker);

    void setState(const ShownState& state);
    void say(const QString& text, bool assertive);

private:
    void tellFreezes(const ShownState& state);
    void tellSources(const ShownState& state);

    QWidget& m_speaker;
    std::shared_ptr<const FreezeBoard> m_freezes;
    std::map<Scope, FreezeStage> m_stages;
    std::map<std::string, bool> m_stale;
};

} // namespace fuseboard
