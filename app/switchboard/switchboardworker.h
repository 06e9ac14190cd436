// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/audittrail.h"
#include "switchboard/journalwriter.h"
#include "switchboard/reconciler.h"
#include "switchboard/switchboard.h"

namespace fuseboard {

/// The switchboard's inside, in its thread: carries out the reconciler's steps and brings it the answers.
class SwitchboardWorker : public QObject {
    Q_OBJECT
public:
    SwitchboardWorker(Switchboard::LeverFactory levers, QString journalFile, AuditSink& audit, const Clock& clock);
    ~SwitchboardWorker() override;

    void start();
    void freeze(const Scope& scope, FreezeMode mode, const std::string& reason, const std::string& by);
    void freezeByPolicy(const PolicyOrder& order);
    void endPolicyFreeze(const Scope& scope, const std::string& reason, const std::string& by);
    void resume(const Scope& scope, const std::string& reason, const std::string& by, Undo undo = Undo::ask);
    void resumeOwn(const Scope& scope, const std::string& frozenWith, const std::string& reason, const std::string& by);
    void cut(const Scope& scope, const std::string& by);
    QFuture<Result<void>> addReason(const Scope& scope, const AddedReason& added);
    QFuture<std::vector<LeverOutlook>> look(const Scope& scope);
    QFuture<std::vector<PlaceCalls>> calls(const Scope& scope);
    QFuture<Result<CutOutcome>> cutCall(const CallCut& cut, const std::string& by);
    QFuture<Asks> asks();
    QFuture<Result<RaiseAsk>> answerAsk(const AskDecision& decision, const std::string& by);

Q_SIGNALS:
    void freezeBoardChanged(std::shared_ptr<const fuseboard::FreezeBoard> board);
    void policyOverruled(const fuseboard::Scope& scope, fuseboard::Instant at, std::uint64_t count);
    void failed(const fuseboard::Error& error);

private:
    /// What a person asked for, in the order they asked.
    struct Act {
        Intent intent;
        std::uint64_t number = 0;
    };

    [[nodiscard]] Moment now() const { return {m_clock.steady(), m_clock.now()}; }
    Act& press(const Scope& scope, HoldState state, FreezeMode mode, const std::string& reason, const std::string& by);
    void order(Act freeze);
    void release(Act act, bool isOverruling);
    void takeBack(const Act& act);
    [[nodiscard]] std::string shown(const Scope& scope) const;
    [[nodiscard]] std::optional<Instant> policyEnd(const Scope& scope) const;
    [[nodiscard]] SteadyTime policiesDueAt() const;
    void endOverdue();
    void openJournal();
    std::vector<LeverTraits> missingOf(const Intent& intent);
    void saveAndBegin(const Act& act);
    void begin(const Act& act, bool saved);
    void save(const Act& act);
    void saved(const Act& act, const Result<void>& result);
    void record(const Happening& happening);
    void drive();
    void perform(const Step& step);
    template <class T>
    void await(QFuture<Result<T>> answer, const Step& step, const std::string& name,
        void (Reconciler::*take)(const Step& step, const Result<T>& answer, Moment now));
    void publish();

    Switchboard::LeverFactory m_factory;
    const Clock& m_clock;
    AuditTrail m_trail;
    JournalWriter m_journal;
    std::unique_ptr<QObject> m_here; ///< gone before anything else is, as this goes
    std::unique_ptr<HttpClient> m_http;
    std::vector<std::unique_ptr<Lever>> m_levers;
    std::vector<std::unique_ptr<Lever>> m_missing; ///< whose sources are gone, and hold a freeze
    std::unique_ptr<Reconciler> m_reconciler;
    std::uint64_t m_acts = 0;
    std::map<Scope, Act> m_pressed; ///< the newest act on a scope, begun or not
    std::map<Scope, Act> m_begun; ///< the newest act on a scope that has begun
    std::uint64_t m_overrulings = 0; ///< of policies, by persons
    std::map<Scope, SteadyTime> m_endTried; ///< of policies' freezes, whose end may be refused for want of an audit log
    std::shared_ptr<const FreezeBoard> m_board;
    QTimer m_due;
    bool m_knowsJournal = false; ///< it was read, or could not be
    bool m_hasJournal = false; ///< it was read
    bool m_journalFailing = false;
};

} // namespace fuseboard
