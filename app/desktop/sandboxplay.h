// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/sandboxhost.h"
#include "owner/engine.h"
#include "owner/systemclock.h"

#include <QElapsedTimer>

namespace fuseboard {

class MainWindow;

/// The sandbox in the window: its company, and the hints that lead a newcomer through a runaway and its freeze.
class SandboxPlay : public QObject {
    Q_OBJECT
public:
    /// `window` outlives it.
    SandboxPlay(const Profile& profile, MainWindow& window);

    /// Makes its provider and gateway run; `prepared` or `failed` follows.
    void prepare();
    /// Gives the engine the company's teams, and lets the company call once the gateway has its policy.
    void play(Engine& engine);

Q_SIGNALS:
    void prepared();
    void failed(const fuseboard::Error& error);
    /// The gateway ended unasked, and is started again; `gatewayBack` follows, and the hint is about the lesson again.
    void gatewayEnded();
    void gatewayBack();

private:
    enum class Lesson { quiet, company, runaway, frozen, over }; ///< what the hint is about

    void startCompany();
    void teach(Lesson lesson);
    void freezesChanged(const FreezeBoard& freezes);

    MainWindow& m_window;
    SystemClock m_clock;
    SandboxHost m_host;
    QElapsedTimer m_since;
    bool m_companyStarted = false;
    Lesson m_lesson = Lesson::quiet;
};

} // namespace fuseboard
