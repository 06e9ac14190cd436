// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/askact.h"

#include "switchboard/callerasks.h"
#include "switchboard/switchboard.h"

namespace fuseboard {
namespace {

using Told = Result<AskOutcome>;
using Raised = Result<std::optional<Money>>;

/// What became of it, as a value.
Told outcomeOf(const Result<RaiseAsk>& answered, const Raised& raised)
{
    if (!answered)
        return std::unexpected(answered.error());
    return AskOutcome {.ask = *answered,
        .raised = raised.value_or(std::nullopt),
        .notRaised = raised ? std::nullopt : std::optional(raised.error())};
}

/// What an answer goes through; values and what outlives it.
struct Answering {
    Switchboard* switchboard;
    AuditSink* audit;
    const Clock* clock;
    AskDecision decision;
    RaiseOwn raise;
    AuditEntry act;

    /// Its outcome is put on record; that row may wait, as what it tells of is done.
    [[nodiscard]] QFuture<Told> conclude(const Result<RaiseAsk>& answered, const Raised& raised) const
    {
        const Told told = outcomeOf(answered, raised);
        return audit->write(answerOutcomeEntry(act, answered, raised, clock->now())).then([told](const Result<void>&) {
            return told;
        });
    }
    [[nodiscard]] QFuture<Told> goOn(const Result<RaiseAsk>& answered) const
    {
        if (!answered || !decision.allowed)
            return conclude(answered, std::nullopt);
        return raise()
            .then(switchboard, [*this, answered](const Raised& raised) { return conclude(answered, raised); })
            .unwrap();
    }
    [[nodiscard]] QFuture<Told> answer() const
    {
        return switchboard->answerAsk(decision, QString::fromStdString(act.actor))
            .then(switchboard, [*this](const Result<RaiseAsk>& answered) { return goOn(answered); })
            .unwrap();
    }
};

} // namespace

QFuture<Result<AskOutcome>> answerAskOnRecord(Switchboard& switchboard, AuditSink& audit, const Clock& clock,
    const AskDecision& decision, const std::string& by, const RaiseOwn& raise)
{
    const Answering answering {&switchboard, &audit, &clock, decision, raise, answerEntry(decision, by, clock.now())};
    const auto begin = [answering](const Result<void>& written) {
        if (!written)
            return QtFuture::makeReadyValueFuture(
                Told(fail(ErrorCode::notOnRecord, "The answer to the request for more", written.error().detail)));
        return answering.answer();
    };
    return audit.write(answering.act).then(&switchboard, begin).unwrap();
}

} // namespace fuseboard
