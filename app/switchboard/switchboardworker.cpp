// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/switchboardworker.h"

#include <QPointer>

#include "net/inparallel.h"
#include "switchboard/actid.h"
#include "switchboard/missinglever.h"
#include "switchboard/callerasks.h"
#include "switchboard/runningcalls.h"

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto waitForDisk = 200ms; // KS7: then the order goes anyway, shown as not saved yet
constexpr auto saveAgainAfter = 1s;
constexpr auto endAgainAfter = 1min;
constexpr auto longestWait = 1min; // the clock of the wall may be set anew

} // namespace

SwitchboardWorker::SwitchboardWorker(
    Switchboard::LeverFactory levers, QString journalFile, AuditSink& audit, const Clock& clock)
    : m_factory(std::move(levers))
    , m_clock(clock)
    , m_trail(audit, clock, this)
    , m_journal(std::move(journalFile))
    , m_here(std::make_unique<QObject>(this))
{
    m_due.setParent(this);
    m_due.setSingleShot(true);
    m_due.setTimerType(Qt::PreciseTimer);
    connect(&m_due, &QTimer::timeout, this, &SwitchboardWorker::drive);
    connect(&m_trail, &AuditTrail::failed, this, &SwitchboardWorker::failed);
    connect(&m_trail, &AuditTrail::waitingChanged, this, &SwitchboardWorker::publish);
}

SwitchboardWorker::~SwitchboardWorker()
{
    m_trail.drain();
    // What is under way is cancelled as its lever, its client or the audit trail goes, and tells so from inside: nothing is to
    // be decided any more.
    m_here.reset();
    m_reconciler.reset();
    m_levers.clear();
    m_http.reset();
}

void SwitchboardWorker::start()
{
    m_http = std::make_unique<HttpClient>();
    m_levers = m_factory(*m_http);
    std::vector<LeverTraits> traits;
    for (const auto& lever : m_levers)
        traits.push_back(lever->traits());
    m_reconciler = std::make_unique<Reconciler>(std::move(traits));
    openJournal();
    drive();
}

void SwitchboardWorker::openJournal()
{
    m_journal.open().then(this, [this](const Result<JournalWriter::Found>& found) {
        m_knowsJournal = true;
        if (!found) {
            if (!std::exchange(m_journalFailing, true))
                Q_EMIT failed(found.error());
            publish();
            QTimer::singleShot(saveAgainAfter, this, &SwitchboardWorker::openJournal);
            return;
        }
        m_journalFailing = false;
        m_hasJournal = true;
        if (found->damaged > 0)
            Q_EMIT failed({ErrorCode::historyDamaged, "freeze.journal", std::to_string(found->damaged) + " records"});
        std::vector<Intent> restored;
        for (const Intent& intent : found->intents) {
            const auto pressed = m_pressed.find(intent.scope);
            const bool isFrozenAnew = pressed != m_pressed.end() && pressed->second.intent.state == HoldState::frozen;
            if (isFrozenAnew || m_begun.contains(intent.scope))
                continue; // somebody has pressed already; a resume, though, may still be refused
            m_begun[intent.scope] = {intent, 0};
            m_pressed.try_emplace(intent.scope, m_begun[intent.scope]);
            m_reconciler->restore(intent, missingOf(intent), now());
            restored.push_back(intent);
        }
        for (const Intent& intent : restored) // once all are: an audit log that refuses at once publishes
            m_trail.restored(intent);
        drive();
    });
}

/// Those that hold a freeze and are no levers any more, since somebody has taken their source away.
std::vector<LeverTraits> SwitchboardWorker::missingOf(const Intent& intent)
{
    std::vector<LeverTraits> out;
    const auto idOf = [](const auto& lever) { return lever->traits().id; };
    if (intent.state == HoldState::frozen)
        for (const auto& [id, generation] : intent.acknowledged) {
            if (std::ranges::contains(m_levers, id, idOf))
                continue;
            if (!std::ranges::contains(m_missing, id, idOf))
                m_missing.push_back(std::make_unique<MissingLever>(id));
            out.push_back((*std::ranges::find(m_missing, id, idOf))->traits());
        }
    return out;
}

SwitchboardWorker::Act& SwitchboardWorker::press(
    const Scope& scope, HoldState state, FreezeMode mode, const std::string& reason, const std::string& by)
{
    const Instant at = m_clock.now();
    Intent intent {makeActId(at), scope, state, mode, reason, by, at, {}, {}, {}};
    // Who presses again does not take back what is known of the freeze.
    if (const auto before = m_pressed.find(scope);
        before != m_pressed.end() && state == HoldState::frozen && before->second.intent.state == HoldState::frozen)
        intent.added = before->second.intent.added;
    return m_pressed[scope] = {std::move(intent), ++m_acts};
}

std::string SwitchboardWorker::shown(const Scope& scope) const
{
    const Intent* intent = m_reconciler->intent(scope);
    return intent ? toText(intent->state) : "released";
}

void SwitchboardWorker::freeze(const Scope& scope, FreezeMode mode, const std::string& reason, const std::string& by)
{
    auto end = policyEnd(scope);
    if (end && *end <= m_clock.now())
        end.reset(); // over, and only not let go yet: what is pressed now is a person's
    const Intent policys = end ? m_pressed.at(scope).intent : Intent();
    const bool isAgain = end && reason == policys.reason && mode == policys.mode;
    Act& act = press(scope, HoldState::frozen, mode, reason, isAgain ? policys.by : by);
    if (isAgain || mode == FreezeMode::cut) // to end what runs is no freeze of one's own
        act.intent.until = end;
    order(act);
}

void SwitchboardWorker::order(Act freeze)
{
    m_trail.intended(freeze.intent, shown(freeze.intent.scope));
    saveAndBegin(freeze);
}

void SwitchboardWorker::freezeByPolicy(const PolicyOrder& policy)
{
    if (!m_hasJournal || policy.overrulings < m_overrulings || policy.until <= m_clock.now())
        return;
    if (const auto pressed = m_pressed.find(policy.scope); pressed != m_pressed.end()) {
        const Intent& last = pressed->second.intent;
        const bool isHeld =
            last.state == HoldState::frozen && (!last.until || (*last.until == policy.until && !policy.isForAnotherReason));
        const auto begun = m_begun.find(policy.scope);
        const bool isPending = begun == m_begun.end() || begun->second.number != pressed->second.number;
        if (isHeld || (last.state == HoldState::released && isPending))
            return;
    }
    Act& act = press(policy.scope, HoldState::frozen, FreezeMode::refuse, policy.reason, policy.by);
    act.intent.until = policy.until;
    order(act);
}

void SwitchboardWorker::endPolicyFreeze(const Scope& scope, const std::string& reason, const std::string& by)
{
    const auto tried = m_endTried.find(scope);
    const bool waits = tried != m_endTried.end() && m_clock.steady() - tried->second < endAgainAfter;
    if (!policyEnd(scope) || waits || m_trail.waiting() > 0) // nothing is ended that is not on record (AU3)
        return;
    m_endTried[scope] = m_clock.steady();
    Act& act = press(scope, HoldState::released, FreezeMode::refuse, reason, by);
    act.intent.endsOnlyOwn = true;
    if (const Intent* own = m_reconciler->intent(scope))
        act.intent.ends = own->acknowledged;
    release(act, false);
}

/// Of the freeze that was pressed last, where it is a policy's.
std::optional<Instant> SwitchboardWorker::policyEnd(const Scope& scope) const
{
    const auto pressed = m_pressed.find(scope);
    const bool isFrozen = pressed != m_pressed.end() && pressed->second.intent.state == HoldState::frozen;
    return isFrozen ? pressed->second.intent.until : std::nullopt;
}

/// When a policy's freeze is to be looked at again.
SteadyTime SwitchboardWorker::policiesDueAt() const
{
    SteadyTime due = SteadyTime::max();
    for (const auto& [scope, act] : m_pressed)
        if (const auto end = policyEnd(scope))
            due =
                std::min(due, m_clock.steady() + std::clamp<std::chrono::microseconds>(*end - m_clock.now(), 1s, longestWait));
    return due;
}

void SwitchboardWorker::endOverdue()
{
    std::vector<Intent> over;
    for (const auto& [scope, act] : m_pressed)
        if (const auto end = policyEnd(scope); end && *end <= m_clock.now())
            over.push_back(act.intent);
    for (const Intent& intent : over)
        endPolicyFreeze(intent.scope, "The end of the policy's freeze has come.", intent.by);
}

void SwitchboardWorker::cut(const Scope& scope, const std::string& by)
{
    const Intent* frozen = m_reconciler->intent(scope);
    freeze(scope, FreezeMode::cut, frozen ? frozen->reason : std::string(), by);
}

void SwitchboardWorker::resumeOwn(
    const Scope& scope, const std::string& frozenWith, const std::string& reason, const std::string& by)
{
    const auto pressed = m_pressed.find(scope);
    if (pressed != m_pressed.end() && pressed->second.intent.state == HoldState::frozen
        && pressed->second.intent.reason == frozenWith && pressed->second.intent.by == by)
        resume(scope, reason, by);
}

void SwitchboardWorker::resume(const Scope& scope, const std::string& reason, const std::string& by, Undo undo)
{
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos) {
        Q_EMIT failed({ErrorCode::reasonMissing, scope.text(), {}});
        return;
    }
    const auto begun = m_begun.find(scope); // an earlier press to resume may wait for the audit log
    const bool isPolicys =
        begun != m_begun.end() && begun->second.intent.state == HoldState::frozen && begun->second.intent.until;
    const bool isOverruling = isPolicys || policyEnd(scope);
    Act& act = press(scope, HoldState::released, FreezeMode::refuse, reason, by);
    act.intent.undo = undo;
    release(act, isOverruling);
}

void SwitchboardWorker::release(Act act, bool isOverruling)
{
    const auto written = [this, act, isOverruling](const Result<void>& result) {
        if (!result) {
            const Error& cause = result.error(); // AU3: nothing is released that is not on record
            takeBack(act);
            Q_EMIT failed({ErrorCode::notOnRecord, act.intent.scope.text(), cause.subject + ": " + cause.detail});
            return;
        }
        if (m_pressed[act.intent.scope].number != act.number)
            return; // somebody has frozen it meanwhile
        m_endTried.erase(act.intent.scope);
        if (isOverruling)
            Q_EMIT policyOverruled(act.intent.scope, act.intent.at, ++m_overrulings);
        saveAndBegin(act);
    };
    m_trail.intendedNow(act.intent, shown(act.intent.scope))
        .then(this, written)
        .onCanceled(this, [written, alive = QPointer(m_here.get())] {
            if (alive) { // cancelled too when this goes, from inside its destructor
                written(fail(ErrorCode::historyUnreadable, {}, "the audit log went away"));
            }
        });
}

/// As if it had never been pressed.
void SwitchboardWorker::takeBack(const Act& act)
{
    const auto pressed = m_pressed.find(act.intent.scope);
    if (pressed == m_pressed.end() || pressed->second.number != act.number)
        return;
    if (const auto begun = m_begun.find(act.intent.scope); begun != m_begun.end())
        pressed->second = begun->second;
    else
        m_pressed.erase(pressed);
}

QFuture<Result<void>> SwitchboardWorker::addReason(const Scope& scope, const AddedReason& added)
{
    const auto begun = m_begun.find(scope);
    if (begun == m_begun.end() || begun->second.intent.state != HoldState::frozen)
        return QtFuture::makeReadyValueFuture(Result<void>(fail(ErrorCode::notOrderedHere, scope.text())));
    const Act act = begun->second;
    return m_journal.append(JournalRecord::reasonOf(act.intent, added))
        .then(this, [this, act, added](const Result<void>& saved) {
            if (!saved)
                return saved;
            for (auto* acts : {&m_pressed, &m_begun})
                if (Act& newest = (*acts)[act.intent.scope]; newest.number == act.number)
                    newest.intent.added = added;
            m_reconciler->addReason(act.intent.scope, act.intent.id, added);
            publish();
            return saved;
        });
}

QFuture<std::vector<LeverOutlook>> SwitchboardWorker::look(const Scope& scope)
{
    std::vector<Lever*> able;
    for (const auto& lever : m_levers)
        if (lever->traits().refuses.contains(scope.kind))
            able.push_back(lever.get());
    const std::size_t all = able.size();
    return inParallel(std::move(able), all, [scope](Lever* lever) {
        return lever->look(scope).then(
            [id = lever->traits().id](const Result<LeverLook>& look) { return LeverOutlook {id, look}; });
    });
}

QFuture<std::vector<PlaceCalls>> SwitchboardWorker::calls(const Scope& scope)
{
    return runningCallsAt(m_levers, scope, m_clock);
}

/// As a freeze, it does not wait for the audit log (AU3).
QFuture<Result<CutOutcome>> SwitchboardWorker::cutCall(const CallCut& cut, const std::string& by)
{
    const AuditEntry act = cutEntry(cut, by, m_clock.now());
    m_trail.note(act);
    return cutCallAt(m_levers, cut).then(this, [this, act](const Result<CutOutcome>& outcome) {
        m_trail.note(cutOutcomeEntry(act, outcome, m_clock.now()));
        return outcome;
    });
}

QFuture<Asks> SwitchboardWorker::asks() { return asksAt(m_levers, m_clock); }

QFuture<Result<RaiseAsk>> SwitchboardWorker::answerAsk(const AskDecision& decision, const std::string& by)
{
    return answerAskAt(m_levers, decision, by);
}

void SwitchboardWorker::saveAndBegin(const Act& act)
{
    save(act);
    QTimer::singleShot(waitForDisk, Qt::PreciseTimer, this, [this, act] { begin(act, false); });
}

void SwitchboardWorker::begin(const Act& act, bool saved)
{
    // Comes twice, from the disk and from the timer; and never after a newer act on the scope.
    const Intent& intent = act.intent;
    const auto begun = m_begun.find(intent.scope);
    if (begun != m_begun.end() && begun->second.number >= act.number)
        return;
    m_begun[intent.scope] = act;
    if (Act& pressed = m_pressed[intent.scope]; pressed.number < act.number)
        pressed = act; // a later act was taken back
    m_reconciler->want(intent, now());
    m_reconciler->setSaved(intent.scope, intent.id, saved);
    drive();
}

void SwitchboardWorker::save(const Act& act)
{
    JournalRecord record;
    record.intent = act.intent;
    m_journal.append(record).then(this, [this, act](const Result<void>& result) { saved(act, result); });
    if (act.intent.added)
        std::ignore = m_journal.append(JournalRecord::reasonOf(act.intent, *act.intent.added));
}

void SwitchboardWorker::saved(const Act& act, const Result<void>& result)
{
    begin(act, result.has_value());
    if (result) {
        m_journalFailing = false;
        m_reconciler->setSaved(act.intent.scope, act.intent.id, true);
        publish();
        return;
    }
    if (!std::exchange(m_journalFailing, true))
        Q_EMIT failed(result.error());
    QTimer::singleShot(saveAgainAfter, this, [this, act] {
        if (m_begun[act.intent.scope].number == act.number)
            save(act);
    });
}

void SwitchboardWorker::record(const Happening& happening)
{
    const auto act = m_begun.find(happening.scope);
    const bool kept = happening.kind == Happening::Kind::acknowledged || happening.kind == Happening::Kind::settled;
    if (!kept || act == m_begun.end())
        return;
    JournalRecord record;
    record.kind = happening.kind == Happening::Kind::settled ? JournalRecord::Kind::settled : JournalRecord::Kind::acknowledged;
    record.intent.id = act->second.intent.id;
    record.intent.scope = happening.scope;
    record.lever = happening.lever;
    record.generation = happening.generation;
    // Losing it costs one conflict at the next start, so nobody waits for it.
    std::ignore = m_journal.append(record);
}

void SwitchboardWorker::drive()
{
    endOverdue();
    for (const Step& step : m_reconciler->next(now()))
        perform(step);
    for (const Happening& happening : m_reconciler->takeHappenings()) {
        record(happening);
        if (const Intent* intent = m_reconciler->intent(happening.scope))
            m_trail.happened(happening, *intent);
    }
    publish();
    const SteadyTime due = std::min(m_reconciler->dueAt(), policiesDueAt());
    if (due == SteadyTime::max())
        m_due.stop();
    else
        m_due.start(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(due - m_clock.steady())));
}

/// An answer that will never come counts as one that broke off: it is asked for again, as after any other failure.
template <class T>
void SwitchboardWorker::await(QFuture<Result<T>> answer, const Step& step, const std::string& name,
    void (Reconciler::*take)(const Step& step, const Result<T>& answer, Moment now))
{
    const auto taken = [this, step, take](const Result<T>& result) {
        (*m_reconciler.*take)(step, result, now());
        drive();
    };
    answer.then(this, taken).onCanceled(this, [taken, name, alive = QPointer(m_here.get())] {
        if (alive) // cancelled too when this goes, from inside its destructor
            taken(fail(ErrorCode::cutOff, name));
    });
}

void SwitchboardWorker::perform(const Step& step)
{
    const auto idOf = [](const auto& each) { return each->traits().id; };
    const auto found = std::ranges::find(m_levers, step.lever, idOf);
    Lever& lever = found != m_levers.end() ? **found : **std::ranges::find(m_missing, step.lever, idOf);
    const std::string& name = lever.traits().name;
    switch (step.kind) {
    case Step::Kind::order: await(lever.order(step.order), step, name, &Reconciler::ordered); break;
    case Step::Kind::probe: await(lever.probe(step.scope), step, name, &Reconciler::probed); break;
    case Step::Kind::read:
    case Step::Kind::watch: await(lever.observe(), step, name, &Reconciler::observed); break;
    }
}

void SwitchboardWorker::publish()
{
    if (!m_knowsJournal && m_pressed.empty())
        return; // "nothing is frozen" would be said before anybody has looked
    FreezeBoard board = m_reconciler->board();
    board.auditWaiting = m_trail.waiting();
    if (m_board && *m_board == board)
        return;
    m_board = std::make_shared<const FreezeBoard>(std::move(board));
    Q_EMIT freezeBoardChanged(m_board);
}

} // namespace fuseboard
