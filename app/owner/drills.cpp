// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/drills.h"

#include "switchboard/switchboard.h"

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto beyondBounds = 30s; ///< every place is shown or past its bound by then, also where it was slow to answer

bool isOver(FreezeStage stage) { return stage == FreezeStage::allowed || stage == FreezeStage::resumed; }

} // namespace

Drills::Drills(Switchboard& switchboard, const Clock& clock, QString bookFile, DrillPlan plan, QObject* parent,
    std::chrono::milliseconds lookEvery)
    : QObject(parent)
    , m_switchboard(switchboard)
    , m_clock(clock)
    , m_book(std::move(bookFile))
    , m_plan(std::move(plan))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_running && m_running->isReleasing ? finish() : release(); });
    connect(&m_due, &QTimer::timeout, this, [this] {
        const Instant now = m_clock.now();
        const bool isAllowed = m_protected && !m_protected->contains(m_plan.team);
        if (const auto next = nextDrill(m_plan, drills(), now); isAllowed && canEnd() && next && *next <= now)
            make(m_plan.team).then(this, [this](const Result<Drill>& made) {
                if (!made)
                    Q_EMIT failed(made.error());
            });
    });
    m_due.start(lookEvery);
}

const FreezeView* Drills::viewOf(const TeamId& team) const { return m_freezes ? m_freezes->forTeam(team) : nullptr; }

QFuture<Result<Drill>> Drills::make(const TeamId& team)
{
    if (m_protected && m_protected->contains(team))
        return QtFuture::makeReadyValueFuture(Result<Drill>(fail(ErrorCode::protectedTeam, team)));
    const FreezeView* held = viewOf(team);
    if (m_running || !canEnd() || !m_protected || (held && !isOver(held->stage)))
        return QtFuture::makeReadyValueFuture(Result<Drill>(fail(ErrorCode::notDrilled, "The drill of " + team,
            m_running          ? "another one is under way"
                : !m_protected ? "the teams are not read yet"
                : !canEnd()    ? "its end could not be put on record"
                               : "the team is frozen or being resumed")));
    m_running = std::make_unique<Running>();
    m_running->drill.team = team;
    m_running->drill.at = m_clock.now();
    m_running->reason = "Drill of " + toText(m_running->drill.at);
    m_running->promise.start();
    std::chrono::milliseconds longest {0};
    for (const LeverView& lever : m_freezes->levers)
        longest = std::max(longest, lever.bound);
    m_patience.start(longest + beyondBounds);
    m_switchboard.freeze(
        Scope::ofTeam(team), FreezeMode::refuse, QString::fromStdString(m_running->reason), QString::fromUtf8(drillBy));
    return m_running->promise.future();
}

void Drills::setFreezes(std::shared_ptr<const FreezeBoard> freezes)
{
    m_freezes = std::move(freezes);
    if (m_running)
        look();
    else
        endLeftOvers();
}

void Drills::look()
{
    const FreezeView* freeze = viewOf(m_running->drill.team);
    if (m_running->isReleasing) {
        if (!freeze || isOver(freeze->stage) || freeze->by != drillBy) {
            m_running->drill.isReleased = !freeze || isOver(freeze->stage);
            finish();
        }
        return;
    }
    if (!freeze || freeze->reason != m_running->reason)
        return; // not ordered yet, or somebody has frozen it since: their freeze stays
    m_running->drill.places = drillPlaces(*freeze);
    if (freeze->stage != FreezeStage::requested && freeze->stage != FreezeStage::freezing)
        release();
}

void Drills::release()
{
    if (!m_running)
        return;
    m_running->isReleasing = true;
    m_patience.start(m_patience.intervalAsDuration());
    m_switchboard.resumeOwn(Scope::ofTeam(m_running->drill.team), QString::fromStdString(m_running->reason),
        tr("The drill is over."), QString::fromUtf8(drillBy));
}

void Drills::finish()
{
    m_patience.stop();
    const auto running = std::move(m_running);
    if (const auto kept = m_book.add(running->drill); !kept)
        Q_EMIT failed(kept.error());
    running->promise.addResult(Result<Drill>(running->drill));
    running->promise.finish();
    Q_EMIT changed();
}

void Drills::endLeftOvers()
{
    if (!canEnd())
        return;
    for (const auto& [scope, freeze] : m_freezes->views)
        if (freeze.by == drillBy && freeze.wanted == HoldState::frozen)
            m_switchboard.resumeOwn(
                scope, QString::fromStdString(freeze.reason), tr("The drill was not ended."), QString::fromUtf8(drillBy));
}

} // namespace fuseboard
