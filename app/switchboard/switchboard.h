// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"
#include "switchboard/auditsink.h"
#include "switchboard/intent.h"
#include "switchboard/lever.h"

#include <QThread>

#include <functional>

namespace fuseboard {

class SwitchboardWorker;

/// Freezes and resumes: keeps what a person wants in a synced journal, orders it at every lever, and publishes what each
/// has shown. Runs in a thread of its own with an HTTP client of its own, so that neither a busy window nor a slow
/// collector delays an order. What the journal still wants is taken up again at start.
class Switchboard : public QObject {
    Q_OBJECT
public:
    /// Called once, in the switchboard's thread, with its client: the levers of all sources that can freeze.
    using LeverFactory = std::function<std::vector<std::unique_ptr<Lever>>(HttpClient& http)>;

    /// `audit` and `clock` must outlive the switchboard.
    Switchboard(LeverFactory levers, QString journalFile, AuditSink& audit, const Clock& clock, QObject* parent = nullptr);
    /// Stops the thread; what was wanted stays in the journal and in force.
    ~Switchboard() override;

    /// Starts the thread. Connect first: the first board comes at once.
    void start();

    // These acts may be called from any thread and return at once.
    /// It ends sooner by `endPolicyFreeze` or by a person. Nothing happens where the scope is frozen already, by a person or
    /// for that reason until that time; where it is not known yet, or is being resumed; and where a person has overruled a
    /// policy since it was decided: what is still wanted is ordered again. A place that somebody else holds is left to them.
    void freezeByPolicy(const PolicyOrder& order);
    /// Ends a policy's freeze; a person's stays.
    void endPolicyFreeze(const Scope& scope, const QString& reason, const QString& by);
    /// One press: sent without a question. The reason may be empty. With the very reason and mode of a policy's freeze in force
    /// that is ordered again, and stays the policy's.
    void freeze(const Scope& scope, FreezeMode mode, const QString& reason, const QString& by);
    /// Ends a person's freeze; needs a reason, and an audit log that takes the intent (else `failed`, nothing is sent).
    void resume(const Scope& scope, const QString& reason, const QString& by, Undo undo = Undo::ask);
    /// Ends a freeze that the program itself has ordered with that very reason, and no other: where a person has pressed since,
    /// nothing happens.
    void resumeOwn(const Scope& scope, const QString& frozenWith, const QString& reason, const QString& by);
    /// Also ends what is running in a frozen scope.
    void cut(const Scope& scope, const QString& by);

    /// Words for the reason of a freeze that was ordered here; kept in the journal. `notOrderedHere` where there is none.
    [[nodiscard]] QFuture<Result<void>> addReason(const Scope& scope, const AddedReason& added);
    /// What a freeze would meet at each lever that can refuse such a scope; changes nothing.
    [[nodiscard]] QFuture<std::vector<LeverOutlook>> look(const Scope& scope);
    /// What runs in the organisation or in a team, of every lever; those that do not tell it are among them.
    [[nodiscard]] QFuture<std::vector<PlaceCalls>> calls(const Scope& scope);
    /// Ends one call. On record as an act of its own; as with a freeze, a log that can't be written does not keep it.
    [[nodiscard]] QFuture<Result<CutOutcome>> cutCall(const CallCut& cut, const QString& by);
    /// What callers have asked for, of every lever that takes it.
    [[nodiscard]] QFuture<Asks> asks();
    /// Hands a person's answer to its place, and leaves it to the caller to put it on record.
    [[nodiscard]] QFuture<Result<RaiseAsk>> answerAsk(const AskDecision& decision, const QString& by);

Q_SIGNALS:
    /// Complete, immutable, whenever something changed.
    void freezeBoardChanged(std::shared_ptr<const fuseboard::FreezeBoard> board);
    /// A person resumes what a policy had frozen, for the `count`th time.
    void policyOverruled(const fuseboard::Scope& scope, fuseboard::Instant at, std::uint64_t count);
    /// An act that was not begun, or a journal or audit log that can't be written.
    void failed(const fuseboard::Error& error);

private:
    QThread m_thread;
    SwitchboardWorker* m_worker; ///< lives in m_thread, which deletes it at its end
};

} // namespace fuseboard
