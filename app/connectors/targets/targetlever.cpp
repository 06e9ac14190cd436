// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/targetlever.h"

#include "net/inparallel.h"

#include <algorithm>
#include <functional>
#include <map>
#include <ranges>

namespace fuseboard {
namespace {

using Acknowledged = Result<LeverAcknowledgement>;
using Answers = std::vector<Result<void>>;

/// The order is in force everywhere, or the first thing that failed; the others were done all the same.
Acknowledged acknowledged(const Answers& answers, std::uint64_t generation, bool saved)
{
    for (const Result<void>& answer : answers)
        if (!answer)
            return std::unexpected(answer.error());
    return LeverAcknowledgement {.generation = generation, .durable = saved, .cut = 0, .inFlight = 0, .moneySetAside = {}};
}

const ControlTarget* targetOf(const std::vector<ControlTarget>& targets, const std::string& id)
{
    const auto found = std::ranges::find(targets, id, &ControlTarget::id);
    return found == targets.end() ? nullptr : &*found;
}

bool isChanged(const RecordedTarget& recorded, const ControlTarget& now)
{
    return !now.isUnknown() && !now.held && now.state != recorded.before;
}

/// It may be there as the freeze left it: that it is not listed says nothing where a list could not be read.
bool isOutOfSight(const RecordedTarget& recorded, const std::vector<ControlTarget>& all)
{
    const ControlTarget* now = targetOf(all, recorded.id);
    return now ? now->isUnknown() : std::ranges::contains(all, true, &ControlTarget::isUnlisted);
}

/// What a resume owes, and can't give back now.
bool isOwed(const RecordedTarget& recorded, const HoldRecord& record, const std::vector<ControlTarget>& all)
{
    return (!recorded.wasHeld || record.order.undo == Undo::putBack) && isOutOfSight(recorded, all);
}

/// The first of those that could not be read, by its name.
std::optional<Error> unreadOf(const std::vector<ControlTarget>& targets)
{
    const auto first = std::ranges::find_if(targets, [](const ControlTarget& target) { return target.unread.has_value(); });
    if (first == targets.end())
        return std::nullopt;
    return Error {first->unread->code, first->unread->subject + ", " + first->name, first->unread->detail};
}

constexpr std::size_t namesTold = 3;

std::string namesOf(const std::vector<std::string>& names)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), namesTold); ++i)
        out += (i == 0 ? "" : ", ") + names[i];
    return names.size() > namesTold ? out + " and " + std::to_string(names.size() - namesTold) + " more" : out;
}

/// Of what a freeze had held and nobody but somebody else can have changed since.
std::string differences(const HoldRecord& record, const std::vector<ControlTarget>& targets)
{
    std::string out;
    for (const RecordedTarget& recorded : record.targets) {
        const ControlTarget* now = targetOf(targets, recorded.id);
        if (now && isChanged(recorded, *now))
            out += (out.empty() ? "" : "; ") + recorded.name + " was " + recorded.before + " before the freeze and is "
                + now->state + " now";
    }
    return out;
}

/// What a list that is empty all at once says nothing of: a system of nothing at all is rather one that was asked wrongly.
std::string vanished(const HoldRecord& record, const std::vector<ControlTarget>& all)
{
    std::string out;
    if (all.empty())
        for (const RecordedTarget& recorded : record.targets)
            out += (out.empty() ? "it lists nothing at all, where the freeze found " : ", ") + recorded.name;
    return out;
}

std::string notesOf(const std::vector<ControlTarget>& targets)
{
    std::string out;
    for (const ControlTarget& target : targets)
        if (target.held && !target.note.empty() && !out.contains(target.note))
            out += (out.empty() ? "" : "; ") + target.note;
    std::vector<std::string> unread;
    for (const ControlTarget& target : targets)
        if (target.unread)
            unread.push_back(target.name);
    if (!unread.empty())
        out += (out.empty() ? "" : "; ") + namesOf(unread) + " can’t be read now";
    return out;
}

} // namespace

TargetLever::TargetLever(
    std::unique_ptr<TargetSystem> system, std::unique_ptr<HoldRecords> records, Rules rules, const Clock& clock)
    : m_system(std::move(system))
    , m_records(std::move(records))
    , m_rules(std::move(rules))
    , m_clock(clock)
{
}

Result<TargetLever::Found> TargetLever::withRules(const Result<Targets>& all, bool needsRules)
{
    if (!all)
        return std::unexpected(all.error());
    auto rules = m_rules();
    if (!rules && needsRules)
        return fail(ErrorCode::notProved, traits().name, "the teams' rules are not read yet");
    m_found = {*all, std::move(rules).value_or(std::vector<AllocationRule>())};
    return m_found;
}

QFuture<Result<TargetLever::Found>> TargetLever::find(const Scope& scope)
{
    const bool needsRules = scope.kind == ScopeKind::team;
    return m_system->targets().then([this, needsRules](const Result<Targets>& all) { return withRules(all, needsRules); });
}

TargetLever::Targets TargetLever::of(const Scope& scope, const Found& found) const
{
    return targetsOf(scope, found.all, found.rules, traits().id);
}

TargetLever::Targets TargetLever::toGiveBack(const Scope& scope, const Found& found) const
{
    Targets out = of(scope, found);
    if (const HoldRecord* record = m_records->find(scope))
        for (const RecordedTarget& recorded : record->targets)
            if (const ControlTarget* left = targetOf(found.all, recorded.id); left && !targetOf(out, recorded.id))
                out.push_back(*left);
    return out;
}

QFuture<Result<LeverReport>> TargetLever::observe()
{
    return m_system->targets().then([this](const Result<Targets>& all) -> Result<LeverReport> {
        LeverReport report;
        report.caveat = m_system->caveat();
        const bool asksOfTeams = std::ranges::contains(std::views::keys(m_records->all()), ScopeKind::team, &Scope::kind);
        const auto found = withRules(all, asksOfTeams);
        if (!found)
            return std::unexpected(found.error());
        for (const auto& [scope, record] : m_records->all())
            if (record.order.state == HoldState::frozen && record.disputed == 0)
                if (std::string gone = vanished(record, found->all); !gone.empty())
                    return fail(ErrorCode::badAnswer, traits().name, std::move(gone));
        for (const auto& [scope, record] : std::map(m_records->all()))
            report.scopes.emplace(scope, seen(record, *found));
        return report;
    });
}

QFuture<Result<LeverLook>> TargetLever::look(Scope scope)
{
    return find(scope).then([this, scope](const Result<Found>& found) -> Result<LeverLook> {
        if (!found)
            return std::unexpected(found.error());
        const Targets targets = of(scope, *found);
        LeverLook out;
        out.isEmpty = targets.empty();
        for (const ControlTarget& target : targets) {
            if (target.unread)
                out.notRead.push_back(target.name);
            if (target.isUnknown())
                continue;
            if (target.isFixed && !target.held)
                return fail(ErrorCode::cannotRefuse, traits().name, target.name);
            (target.held ? out.heldAlready : out.holds).push_back(target.name);
            if (scope.kind == ScopeKind::team)
                for (const TeamShare& share : ownersOf(target, found->rules, traits().id))
                    if (!share.team.empty() && share.team != scope.id)
                        out.alsoStops.insert(share.team);
        }
        out.undo = undoOf(scope, found->all);
        return out;
    });
}

std::vector<UndoTarget> TargetLever::undoOf(const Scope& scope, const Targets& all) const
{
    std::vector<UndoTarget> out;
    const HoldRecord* record = m_records->find(scope);
    if (!record || record->order.state != HoldState::frozen)
        return out;
    for (const RecordedTarget& recorded : record->targets) {
        using enum UndoTarget::Kind;
        const ControlTarget* now = targetOf(all, recorded.id);
        const bool staysSo = recorded.wasHeld || m_records->otherHolder(scope, recorded.id);
        const auto kind = isOutOfSight(recorded, all) ? notRead
            : !now                                    ? gone
            : isChanged(recorded, *now)               ? changed
            : staysSo                                 ? staysHeld
                                                      : givesBack;
        out.push_back({kind, recorded.name, recorded.before, now ? now->state : std::string()});
    }
    return out;
}

LeverObservation TargetLever::seen(HoldRecord record, const Found& found)
{
    const Targets targets = of(record.order.scope, found);
    LeverObservation out {.generation = record.order.generation,
        .state = record.order.state,
        .mode = FreezeMode::cut, // it ends no stream, whatever was asked for
        .reason = record.order.reason,
        .by = record.order.by,
        .at = record.at,
        .inFlight = {},
        .moneySetAside = {}};
    out.isEmpty = targets.empty();
    out.note = notesOf(targets);
    if (record.order.state == HoldState::frozen && record.disputed == 0)
        return seenFrozen(std::move(record), targets, std::move(out));
    if (record.order.state == HoldState::frozen) { // a resume waits for a person's word
        const Targets ours = toGiveBack(record.order.scope, found);
        const std::string gone = vanished(record, found.all);
        out.isEmpty = ours.empty() && gone.empty();
        out.generation = record.disputed;
        out.asks = gone.empty() ? differences(record, ours) : gone;
        if (out.asks.empty())
            out.asks = "what was changed is again as the freeze found it";
        return out;
    }
    out.isRefusedOtherwise = std::ranges::any_of(targets, &ControlTarget::held);
    return seenReleased(std::move(record), found, std::move(out));
}

LeverObservation TargetLever::seenFrozen(HoldRecord record, const Targets& targets, LeverObservation out)
{
    const auto released = [&](const ControlTarget& target) {
        return !target.isUnknown() && !target.held && record.find(target.id);
    };
    const auto holds = [](const ControlTarget& target) { return target.isUnknown() || (target.held && target.isEffective); };
    out.unread = unreadOf(targets);
    if (std::ranges::all_of(targets, holds) && !isUnderWay(record.order.scope)) {
        if (!std::exchange(record.inForce, true))
            m_records->put(std::move(record));
    } else if (record.inForce && std::ranges::any_of(targets, released)) {
        out.state = HoldState::released; // somebody has given back what we hold
    } else {
        out.generation = 0; // not held yet, or something new has come
        out.state = HoldState::released;
    }
    return out;
}

LeverObservation TargetLever::seenReleased(HoldRecord record, const Found& found, LeverObservation out)
{
    const Targets ours = toGiveBack(record.order.scope, found);
    std::vector<std::string> owed;
    for (const RecordedTarget& recorded : record.targets)
        if (isOwed(recorded, record, found.all))
            owed.push_back(recorded.name);
    const auto stillOurs = [&](const ControlTarget& target) {
        const RecordedTarget* recorded = record.find(target.id);
        if (!recorded)
            return false;
        const bool isPutBack = record.order.undo == Undo::putBack && !record.inForce;
        return (target.held && !recorded->wasHeld) || (isPutBack && isChanged(*recorded, target));
    };
    if (std::ranges::any_of(ours, stillOurs) || isUnderWay(record.order.scope) || !owed.empty()) {
        out.isEmpty = false;
        out.state = HoldState::frozen;
        out.generation = record.order.generation - 1; // given back, and not so
        if (!owed.empty()) {
            out.unread = unreadOf(found.all);
            out.note = namesOf(owed) + " can’t be read now and stays held until it can";
        }
    } else if (!std::exchange(record.inForce, true)) {
        record.targets.clear();
        m_records->put(std::move(record));
    }
    return out;
}

/// That a test call was refused proves nothing of what goes by another group: then the looks are all there is.
QFuture<Result<ProbeResult>> TargetLever::probe(Scope scope)
{
    return m_system->probe(scope).then([this, scope](const Result<ProbeResult>& result) {
        const HoldRecord* record = m_records->find(scope);
        const bool isFrozen = record && record->order.state == HoldState::frozen;
        const bool isPart = isFrozen && result == ProbeResult::refused && !m_system->speaksFor(scope, of(scope, m_found));
        return isPart ? Result<ProbeResult>(ProbeResult::cannot) : result;
    });
}

Result<void> TargetLever::judged(const HoldOrder& order) const
{
    if (const Error* fault = m_records->fault(order.scope))
        return std::unexpected(*fault);
    const HoldRecord* record = m_records->find(order.scope);
    if (!record)
        return {};
    Hold inForce {record->order, record->at};
    inForce.order.generation = std::max(inForce.order.generation, record->disputed);
    const bool isAsked = record->disputed > 0 && order.state == HoldState::released && order.generation >= record->disputed;
    if (isAsked || judge(&inForce, order) != OrderVerdict::stale)
        return {};
    return fail(ErrorCode::staleOrder, traits().name, std::to_string(inForce.order.generation));
}

QFuture<Acknowledged> TargetLever::order(HoldOrder order)
{
    if (const auto good = judged(order); !good)
        return QtFuture::makeReadyValueFuture(Acknowledged(std::unexpected(good.error())));
    return find(order.scope)
        .then([this, order](const Result<Found>& found) {
            const auto good = found.and_then([&](const Found&) { return judged(order); }); // another may have come meanwhile
            if (!good)
                return QtFuture::makeReadyValueFuture(Acknowledged(std::unexpected(good.error())));
            return order.state == HoldState::frozen ? freeze(order, of(order.scope, *found))
                                                    : release(order, toGiveBack(order.scope, *found));
        })
        .unwrap();
}

/// One change of an order, unless another one has come since: then nothing more of it is done.
QFuture<Result<void>> TargetLever::step(const HoldOrder& order, const std::function<QFuture<Result<void>>()>& change)
{
    const HoldRecord* record = m_records->find(order.scope);
    if (record && record->order != order)
        return QtFuture::makeReadyValueFuture(
            Result<void>(fail(ErrorCode::staleOrder, traits().name, std::to_string(record->order.generation))));
    std::shared_ptr<const char>& underWay = m_underWay[order.scope];
    if (!underWay)
        underWay = std::make_shared<const char>();
    return change().then([mine = underWay](const Result<void>& done) mutable {
        mine.reset(); // gone too where the answer will never come
        return done;
    });
}

/// What an order that was overtaken has sent may still come into force.
bool TargetLever::isUnderWay(const Scope& scope) const
{
    const auto found = m_underWay.find(scope);
    return found != m_underWay.end() && found->second.use_count() > 1;
}

QFuture<Acknowledged> TargetLever::freeze(const HoldOrder& order, const Targets& targets)
{
    HoldRecord record;
    if (const HoldRecord* known = m_records->find(order.scope)) {
        const auto givenBack = [&](const ControlTarget& target) {
            return !target.isUnknown() && !target.held && known->find(target.id);
        };
        // Sent again, since something new has come or the last look was of two moments: what somebody has given back meanwhile
        // is not taken again without a person's word.
        if (known->inForce && known->order.generation == order.generation && std::ranges::any_of(targets, givenBack))
            return QtFuture::makeReadyValueFuture(
                Acknowledged(fail(ErrorCode::staleOrder, traits().name, std::to_string(order.generation))));
        record.targets = known->targets; // what an earlier freeze found and has not given back
    }
    record.order = order;
    record.at = m_clock.now();
    Targets known;
    std::ranges::copy_if(targets, std::back_inserter(known), std::not_fn(&ControlTarget::isUnknown));
    record.include(known);
    Targets open;
    std::ranges::copy_if(known, std::back_inserter(open), [](const ControlTarget& target) { return !target.held; });
    return m_records->put(std::move(record))
        .then([this, order, open](bool saved) {
            return inParallel(open, m_system->atOnce(), [this, order](const ControlTarget& target) {
                return step(order, [&] { return m_system->hold(target, order.by); });
            }).then([order, saved](const Answers& answers) { return acknowledged(answers, order.generation, saved); });
        })
        .unwrap();
}

TargetLever::Targets TargetLever::givenBack(HoldRecord& record, const Targets& targets)
{
    Targets out;
    for (const ControlTarget& target : targets) {
        const RecordedTarget* recorded = record.find(target.id);
        const bool isOurs = recorded && target.held && !recorded->wasHeld;
        if (!isOurs && !(recorded && record.order.undo == Undo::putBack && isChanged(*recorded, target)))
            continue;
        const HoldRecord* other = m_records->otherHolder(record.order.scope, target.id);
        if (!other) {
            out.push_back(target);
            continue;
        }
        handOver(record, *recorded, *other);
    }
    for (const RecordedTarget& recorded : std::vector(record.targets))
        if (const HoldRecord* other = m_records->otherHolder(record.order.scope, recorded.id);
            other && !recorded.wasHeld && isOutOfSight(recorded, m_found.all))
            handOver(record, recorded, *other);
    return out;
}

/// Held by another freeze too: that one gives it back, as this one found it.
void TargetLever::handOver(HoldRecord& record, RecordedTarget target, HoldRecord heir)
{
    heir.inherit(target);
    m_records->put(std::move(heir));
    std::erase_if(record.targets, [&](const RecordedTarget& each) { return each.id == target.id; });
}

QFuture<Acknowledged> TargetLever::release(const HoldOrder& order, const Targets& targets)
{
    HoldRecord record;
    if (const HoldRecord* known = m_records->find(order.scope))
        record = *known;
    std::string changed;
    if (record.order.state == HoldState::frozen)
        changed = vanished(record, m_found.all);
    if (record.order.state == HoldState::frozen && changed.empty())
        changed = differences(record, targets);
    // The act that has asked asks again, when it is taken up after a restart; only another one is a person's answer.
    const bool isAnswer = record.disputed > 0 && order.generation > record.disputed && order.orderId != record.disputedBy;
    if (!changed.empty() && order.undo == Undo::ask && !isAnswer) {
        record.disputed = order.generation;
        record.disputedBy = order.orderId;
        return m_records->put(std::move(record)).then([name = traits().name, changed](bool) {
            return Acknowledged(fail(ErrorCode::changedMeanwhile, name, changed));
        });
    }
    record.order = order;
    const Targets ours = givenBack(record, targets);
    record.at = m_clock.now();
    record.disputed = 0;
    record.disputedBy.clear();
    record.inForce = false;
    return m_records->put(record)
        .then([this, order, ours, record](bool saved) {
            return inParallel(ours, m_system->atOnce(), [this, order, record](const ControlTarget& target) {
                return step(order, [&] { return m_system->restore(target, record.find(target.id)->before, order.by); });
            }).then([order, saved](const Answers& answers) { return acknowledged(answers, order.generation, saved); });
        })
        .unwrap();
}

} // namespace fuseboard
