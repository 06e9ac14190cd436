// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulatedworld.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard::test {

using namespace std::chrono_literals;

bool SimulatedGateway::refuses(const Scope& scope) const
{
    const auto held = [&](const Scope& each) {
        const auto found = holds.find(each);
        return found != holds.end() && found->second.order.state == HoldState::frozen;
    };
    return !servesAnyway && (held(scope) || held(Scope::everything()));
}

Result<LeverAcknowledgement> SimulatedGateway::order(const HoldOrder& order)
{
    const auto found = holds.find(order.scope);
    const Hold* current = found == holds.end() ? nullptr : &found->second;
    const OrderVerdict verdict = judge(current, order);
    if (order.state == HoldState::released && asksOnce && (disputed == 0 || order.generation <= disputed)) {
        disputed = order.generation;
        return fail(ErrorCode::changedMeanwhile, "gateway", "it was 5 and is 7");
    }
    if (verdict == OrderVerdict::stale)
        return fail(ErrorCode::staleOrder, "gateway", std::to_string(current ? current->order.generation : 0));
    if (verdict == OrderVerdict::applied)
        holds[order.scope] = {order, {}};
    return LeverAcknowledgement {order.generation, !cannotSave, 0, running.value_or(0), {}};
}

LeverReport SimulatedGateway::report() const
{
    LeverReport report;
    for (const auto& [scope, hold] : holds)
        if (hold.order.state == HoldState::frozen || !hidesReleased)
            report.scopes[scope] = {
                hold.order.generation, hold.order.state, hold.order.mode, hold.order.reason, hold.order.by, hold.at, {}, {}};
    for (auto& [scope, seen] : report.scopes) {
        seen.isEmpty = isEmpty;
        seen.inFlight = running;
        if (disputed > 0 && seen.state == HoldState::frozen)
            seen.generation = disputed;
    }
    if (isEmpty) // whatever is asked for
        report.scopes[Scope::ofTeam("team-payments")].isEmpty = true;
    return report;
}

Result<ProbeResult> SimulatedGateway::probe(const Scope& scope)
{
    if (cannotTry)
        return ProbeResult::cannot;
    return refuses(scope) ? ProbeResult::refused : ProbeResult::served;
}

void SimulatedGateway::outside(const Scope& scope, HoldState state)
{
    const auto found = holds.find(scope);
    const std::uint64_t generation = found == holds.end() ? 1 : found->second.order.generation + 1;
    holds[scope] = {{"outside", scope, generation, state, FreezeMode::refuse, "outside", "somebody"}, {}};
}

QFuture<Result<void>> SimulatedAudit::write(AuditEntry entry)
{
    Rows& rows = acts[entry.requestId];
    if (entry.isIntent())
        rows.intents = 1;
    if (entry.isOutcome())
        rows.outcomes = 1;
    isAwaited = true;
    return QtFuture::makeReadyValueFuture(Result<void>());
}

std::string SimulatedWorld::auditFault() const
{
    for (std::uint64_t act = 1; act <= m_acts; ++act) {
        const std::string id = "act-" + std::to_string(act);
        const auto rows = m_audit.acts.find(id);
        if (rows == m_audit.acts.end() || rows->second.intents != 1 || rows->second.outcomes != 1)
            return id + " has not one intent and one outcome on record";
    }
    return {};
}

SimulatedWorld::SimulatedWorld(int count, std::function<void(LeverTraits& lever)> shape, std::vector<SimulatedPoint*> others)
    : gateways(static_cast<std::size_t>(count))
    , m_shape(std::move(shape))
    , m_others(std::move(others))
    , m_now {SteadyTime(1h), Instant(100'000h)}
{
    launch();
}

void SimulatedWorld::launch()
{
    m_traits.clear();
    for (std::size_t i = 0; i < gateways.size() + m_others.size(); ++i) {
        LeverTraits& lever = m_traits.emplace_back();
        lever.id = std::to_string(i);
        lever.name = "Gateway " + lever.id;
        if (m_shape)
            m_shape(lever);
    }
    m_reconciler = std::make_unique<Reconciler>(m_traits);
    m_trail = std::make_unique<AuditTrail>(m_audit, m_clock, nullptr);
    ++m_incarnation;
}

SimulatedPoint& SimulatedWorld::point(std::size_t index)
{
    return index < gateways.size() ? gateways[index] : *m_others[index - gateways.size()];
}

void SimulatedWorld::want(HoldState state, const Scope& scope, FreezeMode mode)
{
    const Intent intent {"act-" + std::to_string(++m_acts), scope, state, mode, "why", "A. Smith", m_now.utc, {}};
    JournalRecord record;
    record.sequence = ++m_sequence;
    record.intent = intent;
    m_journal.apply(record);
    const Intent* shown = m_reconciler->intent(scope);
    m_trail->intended(intent, shown ? toText(shown->state) : "released");
    m_reconciler->want(intent, m_now);
    m_reconciler->setSaved(scope, intent.id, true);
    collect();
}

void SimulatedWorld::killApp()
{
    launch();
    for (const Intent& intent : m_journal.intents()) {
        m_trail->restored(intent);
        m_reconciler->restore(intent, {}, m_now);
    }
}

const FreezeView* SimulatedWorld::view(const Scope& scope)
{
    static thread_local FreezeBoard board;
    board = m_reconciler->board();
    const auto found = board.views.find(scope);
    return found == board.views.end() ? nullptr : &found->second;
}

void SimulatedWorld::later(std::chrono::milliseconds after, std::function<void()> act, bool survivesTheApp)
{
    m_deliveries.push_back({m_now.steady + after, survivesTheApp ? 0 : m_incarnation, std::move(act)});
}

void SimulatedWorld::deliver(const Step& step)
{
    const auto index = static_cast<std::size_t>(std::stoul(step.lever));
    const auto latency = std::chrono::milliseconds(std::uniform_int_distribution(1, 30)(m_chance));
    SimulatedPoint& asked = point(index);
    const Fate fated = asked.dead ? Fate::lostRequest : asked.fate ? asked.fate() : fate();
    if (fated != Fate::fine)
        m_lastMissed[index] = m_now.steady;
    const auto answered = [this, step, latency](auto result, std::chrono::milliseconds extra = 0ms) {
        later(latency + extra, [this, step, result] {
            if constexpr (std::is_same_v<std::decay_t<decltype(result)>, Result<LeverAcknowledgement>>)
                m_reconciler->ordered(step, result, m_now);
            else if constexpr (std::is_same_v<std::decay_t<decltype(result)>, Result<LeverReport>>)
                m_reconciler->observed(step, result, m_now);
            else
                m_reconciler->probed(step, result, m_now);
        });
    };
    const auto perform = [this, step, index, fated, answered, latency]<class T>(std::function<Result<T>()> act) {
        const auto error = [&](ErrorCode code, const char* detail = "simulated") {
            return Result<T>(std::unexpected(Error {code, "gateway", detail}));
        };
        switch (fated) {
        case Fate::fine: later(latency, [act, answered] { answered(act()); }, false); break;
        case Fate::lostRequest: answered(error(ErrorCode::timedOut), 500ms); break;
        case Fate::lostAnswer:
            later(latency, [act] { act(); }, true);
            answered(error(ErrorCode::cutOff), 100ms);
            break;
        case Fate::late:
            later(3s, [act] { act(); }, true);
            answered(error(ErrorCode::timedOut), 500ms);
            break;
        case Fate::serverError: answered(error(ErrorCode::serverError)); break;
        case Fate::garbage: answered(error(ErrorCode::badAnswer)); break;
        case Fate::tooMany: answered(error(ErrorCode::rateLimited, "30")); break;
        }
    };
    switch (step.kind) {
    case Step::Kind::order:
        ++ordersSent;
        perform(std::function([&asked, step] { return asked.order(step.order); }));
        break;
    case Step::Kind::probe: perform(std::function([&asked, step] { return asked.probe(step.scope); })); break;
    case Step::Kind::watch: ++watches; [[fallthrough]];
    case Step::Kind::read: perform(std::function([&asked] { return asked.observe(); })); break;
    }
}

void SimulatedWorld::collect()
{
    for (Happening& happening : m_reconciler->takeHappenings()) {
        if (const Intent* intent = m_reconciler->intent(happening.scope))
            m_trail->happened(happening, *intent);
        if (happening.kind == Happening::Kind::acknowledged || happening.kind == Happening::Kind::settled) {
            const auto intents = m_journal.intents();
            for (const Intent& intent : intents)
                if (intent.scope == happening.scope) {
                    JournalRecord record;
                    record.sequence = ++m_sequence;
                    record.kind = happening.kind == Happening::Kind::settled ? JournalRecord::Kind::settled
                                                                             : JournalRecord::Kind::acknowledged;
                    record.intent.id = intent.id;
                    record.intent.scope = intent.scope;
                    record.lever = happening.lever;
                    record.generation = happening.generation;
                    m_journal.apply(record);
                }
        }
        happenings.push_back(std::move(happening));
    }
    while (std::exchange(m_audit.isAwaited, false))
        QCoreApplication::processEvents(); // brings the answer, and then the next row
}

std::chrono::milliseconds SimulatedWorld::allowance(std::size_t index, SteadyTime servingSince) const
{
    constexpr auto answerTakes = 75ms, missTakes = 660ms; // both ways, for the look and for the test call
    const std::chrono::milliseconds period = m_traits[index].watchEvery;
    const auto missed = m_lastMissed.find(index);
    const bool answers = missed == m_lastMissed.end() || missed->second + missTakes < servingSince;
    return answers ? 2 * (period + answerTakes) : 3 * (period + missTakes);
}

void SimulatedWorld::checkClaim(const Scope& scope, const FreezeView& view, std::size_t index, SteadyTime servingSince)
{
    const bool claims = view.stage == FreezeStage::frozen;
    if (bool& claimed = m_claimed[{scope, index}]; std::exchange(claimed, claims) || claims) {
        const auto lasted = std::chrono::floor<std::chrono::milliseconds>(m_now.steady - servingSince);
        m_longestClaim = std::max(m_longestClaim, lasted);
        if (lasted > allowance(index, servingSince) && m_falsehood.empty())
            m_falsehood = scope.text() + " was called frozen for " + std::to_string(lasted.count()) + " ms while place "
                + std::to_string(index) + " served it";
    }
    // And it never turns frozen on the word of a place that has not refused since the act.
    const auto sinceAct = m_now.utc - view.orderedAt;
    if (claims && sinceAct > 0us && m_now.steady - servingSince >= sinceAct && m_falsehood.empty())
        m_falsehood = scope.text() + " is called frozen though place " + std::to_string(index) + " never refused it";
}

void SimulatedWorld::checkTruth()
{
    const FreezeBoard board = m_reconciler->board();
    std::erase_if(m_claimed, [&](const auto& each) { return !board.views.contains(each.first.first); });
    for (const auto& [scope, view] : board.views)
        for (std::size_t i = 0; i < m_traits.size(); ++i) {
            const auto key = std::pair {scope, i};
            if (point(i).refuses(scope)) {
                m_servingSince.erase(key);
                m_claimed.erase(key);
                continue;
            }
            checkClaim(scope, view, i, m_servingSince.try_emplace(key, m_now.steady).first->second);
        }
}

void SimulatedWorld::run(std::chrono::milliseconds time)
{
    const SteadyTime end = m_now.steady + time;
    while (m_now.steady < end) {
        for (const Step& step : m_reconciler->next(m_now))
            deliver(step);
        collect();
        checkTruth();
        // To the next delivery or deadline, whichever comes first.
        SteadyTime next = std::min(end, m_reconciler->dueAt());
        for (const Delivery& delivery : m_deliveries)
            next = std::min(next, delivery.due);
        next = std::max(next, m_now.steady + 1ms);
        m_now.utc += std::chrono::duration_cast<std::chrono::microseconds>(next - m_now.steady);
        m_now.steady = next;
        std::vector<Delivery> due;
        std::erase_if(m_deliveries, [&](Delivery& delivery) {
            if (delivery.due > m_now.steady)
                return false;
            due.push_back(std::move(delivery));
            return true;
        });
        for (const Delivery& delivery : due)
            if (delivery.incarnation == 0 || delivery.incarnation == m_incarnation)
                delivery.act();
        collect();
        checkTruth();
    }
}

} // namespace fuseboard::test
