// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulatedworld.h"

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
    return LeverAcknowledgement {order.generation, true, 0, 0, {}};
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
        if (disputed > 0 && seen.state == HoldState::frozen)
            seen.generation = disputed;
    }
    if (isEmpty) // whatever is asked for
        report.scopes[Scope::ofTeam("team-payments")].isEmpty = true;
    return report;
}

void SimulatedGateway::outside(const Scope& scope, HoldState state)
{
    const auto found = holds.find(scope);
    const std::uint64_t generation = found == holds.end() ? 1 : found->second.order.generation + 1;
    holds[scope] = {{"outside", scope, generation, state, FreezeMode::refuse, "outside", "somebody"}, {}};
}

SimulatedWorld::SimulatedWorld(int count, std::function<void(LeverTraits& lever)> shape)
    : gateways(static_cast<std::size_t>(count))
    , m_shape(std::move(shape))
    , m_now {SteadyTime(1h), Instant(100'000h)}
{
    launch();
}

void SimulatedWorld::launch()
{
    std::vector<LeverTraits> traits;
    for (std::size_t i = 0; i < gateways.size(); ++i) {
        LeverTraits& lever = traits.emplace_back();
        lever.id = std::to_string(i);
        lever.name = "Gateway " + lever.id;
        if (m_shape)
            m_shape(lever);
    }
    m_reconciler = std::make_unique<Reconciler>(traits);
    ++m_incarnation;
}

void SimulatedWorld::want(HoldState state, const Scope& scope, FreezeMode mode)
{
    const Intent intent {"act-" + std::to_string(++m_acts), scope, state, mode, "why", "A. Smith", m_now.utc, {}};
    JournalRecord record;
    record.sequence = ++m_sequence;
    record.intent = intent;
    m_journal.apply(record);
    m_reconciler->want(intent, m_now);
    m_reconciler->setSaved(scope, intent.id, true);
    collect();
}

void SimulatedWorld::killApp()
{
    launch();
    for (const Intent& intent : m_journal.intents())
        m_reconciler->restore(intent, m_now);
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
    const Fate fated = gateways[index].dead ? Fate::lostRequest : fate();
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
        const auto error = [&](ErrorCode code) { return Result<T>(std::unexpected(Error {code, "gateway", "simulated"})); };
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
        }
    };
    switch (step.kind) {
    case Step::Kind::order:
        ++ordersSent;
        perform(std::function([this, index, step] { return gateways[index].order(step.order); }));
        break;
    case Step::Kind::probe:
        perform(std::function([this, index, step] {
            if (gateways[index].cannotTry)
                return Result<ProbeResult>(ProbeResult::cannot);
            return Result<ProbeResult>(gateways[index].refuses(step.scope) ? ProbeResult::refused : ProbeResult::served);
        }));
        break;
    case Step::Kind::watch: ++watches; [[fallthrough]];
    case Step::Kind::read:
        perform(std::function([this, index] { return Result<LeverReport>(gateways[index].report()); }));
        break;
    }
}

void SimulatedWorld::collect()
{
    for (Happening& happening : m_reconciler->takeHappenings()) {
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
}

void SimulatedWorld::checkTruth()
{
    const FreezeBoard board = m_reconciler->board();
    for (const auto& [scope, view] : board.views)
        for (std::size_t i = 0; i < gateways.size(); ++i) {
            const auto key = std::pair {scope, i};
            if (gateways[i].refuses(scope)) {
                m_servingSince.erase(key);
                continue;
            }
            const SteadyTime since = m_servingSince.try_emplace(key, m_now.steady).first->second;
            // A change behind our back is seen within two observation periods; three missed ones and their time-outs count
            // as unconfirmed. Longer than that, "frozen" is a lie.
            if (view.stage == FreezeStage::frozen && m_now.steady - since > 8s && m_falsehood.empty())
                m_falsehood = scope.text() + " is called frozen while gateway " + std::to_string(i) + " serves it";
            // And it never turns frozen on the word of a gateway that has not refused since the act.
            if (view.stage == FreezeStage::frozen && view.orderedAt + (m_now.steady - since) >= m_now.utc
                && m_now.utc - view.orderedAt > 0us && since <= m_now.steady - (m_now.utc - view.orderedAt)
                && m_falsehood.empty())
                m_falsehood = scope.text() + " is called frozen though gateway " + std::to_string(i) + " never refused it";
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
