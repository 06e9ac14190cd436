// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/reconciler.h"

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto resumedIsShownFor = 30s; // long enough to be read; then the scope is plainly allowed

} // namespace

Reconciler::Reconciler(std::vector<LeverTraits> levers)
    : m_levers(std::move(levers))
{
    for (const LeverTraits& lever : m_levers)
        m_watches.try_emplace(lever.id);
}

FreezeView Reconciler::viewOf(const Target& target) const
{
    FreezeView view;
    view.scope = target.intent.scope;
    view.wanted = target.intent.state;
    view.mode = target.intent.mode;
    view.orderedAt = target.intent.at;
    view.by = target.intent.by;
    view.reason = target.intent.reason;
    view.added = target.intent.added;
    view.until = target.intent.until;
    view.isForeign = target.foreign;
    view.saved = target.saved;
    for (const auto& [id, place] : target.places) {
        view.places.push_back(place.view());
        view.generation = std::max(view.generation, place.generation());
    }
    view.stage = stageOf(target.intent.state, view.places);
    if (view.stage == FreezeStage::frozen || view.stage == FreezeStage::resumed || view.stage == FreezeStage::partlyProved)
        view.provedAt = target.provedAt.transform([](const Moment& moment) { return moment.utc; });
    return view;
}

LeverView Reconciler::viewOf(const LeverTraits& lever) const
{
    const Watch& watch = m_watches.at(lever.id);
    return {.id = lever.id,
        .name = lever.name,
        .refuses = lever.refuses,
        .cuts = lever.cuts,
        .canProbe = lever.canProbe,
        .bound = lever.bound,
        .watchEvery = lever.watchEvery,
        .isAsked = watch.answeredAt.has_value(),
        .cause = watch.cause,
        .caveat = lever.caveat == LeverCaveat::none ? watch.caveat : lever.caveat,
        .warnings = watch.warnings};
}

FreezeBoard Reconciler::board() const
{
    FreezeBoard board;
    for (const LeverTraits& lever : m_levers)
        board.levers.push_back(viewOf(lever));
    for (const auto& [scope, target] : m_targets)
        board.views.emplace(scope, viewOf(target));
    for (const auto& [id, watch] : m_watches)
        if (!watch.rules.empty())
            board.rules.emplace(id, watch.rules);
    return board;
}

const Intent* Reconciler::intent(const Scope& scope) const
{
    const auto found = m_targets.find(scope);
    return found == m_targets.end() ? nullptr : &found->second.intent;
}

SteadyTime Reconciler::dueOf(const std::string& leverId, const Watch& watch) const
{
    if (!watch.answeredAt)
        return {};
    const auto lever = std::ranges::find(m_levers, leverId, &LeverTraits::id);
    const bool underWay = std::ranges::any_of(m_targets, [&](const auto& entry) {
        const auto place = entry.second.places.find(leverId);
        return place != entry.second.places.end() && place->second.isUnderWay();
    });
    return *watch.answeredAt + (underWay ? lever->watchEveryUnderWay : lever->watchEvery);
}

SteadyTime Reconciler::dueAt() const
{
    SteadyTime due = SteadyTime::max();
    for (const auto& [id, watch] : m_watches)
        if (!watch.out)
            due = std::min(due, dueOf(id, watch));
    for (const auto& [scope, target] : m_targets)
        for (const auto& [id, place] : target.places)
            due = std::min(due, place.dueAt());
    return due;
}

Reconciler::Target& Reconciler::start(const Intent& intent)
{
    Target& target = m_targets[intent.scope];
    target.intent = intent;
    target.saved = false;
    target.foreign = false;
    target.wasProved = false;
    target.provedAt.reset();
    for (const LeverTraits& lever : m_levers)
        target.places.try_emplace(lever.id, lever, intent.scope);
    return target;
}

void Reconciler::want(const Intent& intent, Moment now)
{
    const auto known = m_targets.find(intent.scope);
    Intent wanted = intent;
    // A second press does not soften a freeze that also ends what runs.
    if (known != m_targets.end() && known->second.intent.state == HoldState::frozen && intent.state == HoldState::frozen
        && known->second.intent.mode == FreezeMode::cut)
        wanted.mode = FreezeMode::cut;
    Target& target = start(wanted);
    for (auto& [id, place] : target.places)
        place.want(wanted, now);
    refreshAll(now);
}

void Reconciler::restore(const Intent& intent, const std::vector<LeverTraits>& missing, Moment now)
{
    Target& target = start(intent);
    for (const LeverTraits& lever : missing)
        target.places.try_emplace(lever.id, lever, intent.scope);
    target.saved = true;
    for (auto& [id, place] : target.places)
        place.restore(intent, now);
    refreshAll(now);
}

void Reconciler::setSaved(const Scope& scope, const std::string& intentId, bool saved)
{
    const auto found = m_targets.find(scope);
    if (found != m_targets.end() && found->second.intent.id == intentId)
        found->second.saved = saved;
}

void Reconciler::addReason(const Scope& scope, const std::string& intentId, const AddedReason& added)
{
    const auto found = m_targets.find(scope);
    if (found != m_targets.end() && found->second.intent.id == intentId)
        found->second.intent.added = added;
}

std::vector<Step> Reconciler::next(Moment now)
{
    std::vector<Step> steps;
    for (auto& [scope, target] : m_targets)
        for (auto& [id, place] : target.places)
            if (auto step = place.next(now))
                steps.push_back(std::move(*step));
    for (auto& [id, watch] : m_watches) {
        if (watch.out || now.steady < dueOf(id, watch))
            continue;
        watch.out = true;
        watch.askedAt = now.steady;
        steps.push_back({.kind = Step::Kind::watch, .lever = id, .scope = {}, .ticket = 0, .order = {}});
    }
    refreshAll(now);
    return steps;
}

Place* Reconciler::placeOf(const Step& step)
{
    const auto target = m_targets.find(step.scope);
    if (target == m_targets.end())
        return nullptr;
    const auto place = target->second.places.find(step.lever);
    return place == target->second.places.end() ? nullptr : &place->second;
}

void Reconciler::ordered(const Step& step, const Result<LeverAcknowledgement>& answer, Moment now)
{
    if (Place* place = placeOf(step))
        place->ordered(step.ticket, answer, now);
    refreshAll(now);
}

void Reconciler::probed(const Step& step, const Result<ProbeResult>& answer, Moment now)
{
    if (Place* place = placeOf(step))
        place->probed(step.ticket, answer, now);
    refreshAll(now);
}

void Reconciler::observed(const Step& step, const Result<LeverReport>& answer, Moment now)
{
    const auto of = [&](const Scope& scope) {
        return answer ? Result<LeverObservation>(answer->of(scope)) : std::unexpected(answer.error());
    };
    const bool everythingHeld = answer && answer->of(Scope::everything()).state == HoldState::frozen;
    if (step.kind == Step::Kind::read) {
        if (Place* place = placeOf(step)) {
            place->setCovered(everythingHeld && step.scope != Scope::everything());
            place->read(step.ticket, of(step.scope), now);
        }
    } else {
        Watch& watch = m_watches[step.lever];
        watch.out = false;
        watch.answeredAt = now.steady;
        watch.cause = answer ? std::nullopt : std::optional(answer.error());
        for (auto& [scope, target] : m_targets)
            if (const auto place = target.places.find(step.lever); place != target.places.end()) {
                place->second.setCovered(everythingHeld && scope != Scope::everything());
                place->second.watched(of(scope), watch.askedAt, now);
            }
        if (answer) {
            watch.rules = answer->rules;
            watch.caveat = answer->caveat;
            watch.warnings = answer->warnings;
            adoptForeign(*answer, now);
        }
    }
    refreshAll(now);
}

void Reconciler::adoptForeign(const LeverReport& report, Moment now)
{
    // What somebody froze elsewhere is shown and proved like our own, nothing is ordered; gone once no place holds it.
    std::erase_if(m_targets, [](const auto& entry) {
        return entry.second.foreign && std::ranges::all_of(entry.second.places, [](const auto& place) {
            const PlaceStage stage = place.second.view().stage;
            return stage == PlaceStage::changedOutside || stage == PlaceStage::nothingHere || stage == PlaceStage::unable;
        });
    });
    for (const auto& [scope, seen] : report.scopes) {
        if (seen.state != HoldState::frozen || m_targets.contains(scope))
            continue;
        Target& target = start({{}, scope, HoldState::frozen, seen.mode, seen.reason, seen.by, seen.at, {}});
        target.foreign = target.saved = true;
        for (auto& [id, place] : target.places)
            place.adopt(target.intent, now);
    }
}

void Reconciler::refresh(Target& target, Moment now)
{
    for (auto& [id, place] : target.places) {
        for (Happening& happening : place.takeHappenings()) {
            if (happening.kind == Happening::Kind::acknowledged)
                target.intent.acknowledged[id] = happening.generation;
            m_happenings.push_back(std::move(happening));
        }
    }
    const FreezeStage stage = viewOf(target).stage;
    const bool proved = stage == FreezeStage::frozen || stage == FreezeStage::resumed || stage == FreezeStage::partlyProved;
    if (proved && !target.wasProved) {
        target.provedAt = now;
        const auto kind = stage == FreezeStage::partlyProved ? Happening::Kind::partlyProved : Happening::Kind::proved;
        m_happenings.push_back({kind, target.intent.scope, {}, viewOf(target).generation, {}});
    }
    target.wasProved = proved;
}

void Reconciler::refreshAll(Moment now)
{
    for (auto& [scope, target] : m_targets)
        refresh(target, now);
    std::erase_if(m_targets, [&](const auto& entry) {
        const Target& target = entry.second;
        const bool over = target.intent.state == HoldState::released && target.wasProved && target.saved
            && now.steady - target.provedAt->steady >= resumedIsShownFor;
        if (over)
            m_happenings.push_back({Happening::Kind::settled, entry.first, {}, 0, {}});
        return over;
    });
}

std::vector<Happening> Reconciler::takeHappenings() { return std::exchange(m_happenings, {}); }

} // namespace fuseboard
