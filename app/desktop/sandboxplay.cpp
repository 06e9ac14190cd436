// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sandboxplay.h"

#include "window/mainwindow.h"

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto runawayAfterOpening = 45s; ///< long enough to look around first

const Scope& runawayTeam()
{
    static const Scope payments = Scope::ofTeam("team-payments");
    return payments;
}

} // namespace

SandboxPlay::SandboxPlay(const Profile& profile, MainWindow& window)
    : m_window(window)
    , m_host(profile, m_clock)
{
    m_since.start();
    connect(&m_host, &SandboxHost::failed, this, &SandboxPlay::failed);
    connect(&m_host, &SandboxHost::prepared, this, &SandboxPlay::prepared);
    connect(&m_host, &SandboxHost::gatewayEnded, this, &SandboxPlay::gatewayEnded);
    connect(&m_host, &SandboxHost::gatewayBack, this, [this] {
        teach(m_lesson);
        Q_EMIT gatewayBack();
    });
    connect(&m_host, &SandboxHost::runaway, this, [this] { teach(Lesson::runaway); });
}

void SandboxPlay::prepare() { m_host.prepare(); }

void SandboxPlay::play(Engine& engine)
{
    connect(
        &engine, &Engine::organisationChanged, this, [this, &engine](const std::shared_ptr<const Organisation>& organisation) {
            if (organisation->teams.empty())
                engine.setOrganisation(m_host.organisation());
        });
    connect(&engine, &Engine::freezesChanged, this,
        [this](const std::shared_ptr<const FreezeBoard>& freezes) { freezesChanged(*freezes); });
    connect(&engine, &Engine::policyInForce, this, [this, &engine] {
        if (!m_companyStarted && !engine.organisation()->teams.empty())
            startCompany();
    });
}

void SandboxPlay::startCompany()
{
    m_companyStarted = true;
    const auto opened = std::chrono::seconds(m_since.elapsed() / 1000);
    m_host.startCompany(std::max(runawayAfterOpening - opened, 5s));
    teach(Lesson::company);
}

void SandboxPlay::teach(Lesson lesson)
{
    m_lesson = lesson;
    switch (lesson) {
    case Lesson::company:
        m_window.setHint(tr("This is a made-up company. In a moment one of its agents will run away; a hint here will name "
                            "the button to press."));
        return;
    case Lesson::runaway:
        m_window.setHint(tr("An agent of Payments is running away. Choose Payments and press Freeze Payments."));
        return;
    case Lesson::frozen:
        m_window.setHint(tr("The runaway is stopped, with proof. The other teams go on. Resume… lets Payments spend again."));
        return;
    case Lesson::quiet:
    case Lesson::over: m_window.setHint({}); return;
    }
}

void SandboxPlay::freezesChanged(const FreezeBoard& freezes)
{
    const auto view = freezes.views.find(runawayTeam());
    const bool frozen = view != freezes.views.end() && view->second.stage == FreezeStage::frozen;
    if (m_lesson == Lesson::runaway && frozen) {
        teach(Lesson::frozen);
    } else if (m_lesson == Lesson::frozen && !frozen) {
        teach(Lesson::over);
    }
}

} // namespace fuseboard
