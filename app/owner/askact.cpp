// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/askact.h"

#include "switchboard/callerasks.h"
#include "switchboard/switchboard.h"

namespace fuseboard {
namespace {

using Told = Result<AskOutcome>;

/// What an answer goes through; values and what outlives it.
struct Answering {
    Switchboard* switchboard;
    AuditSink* audit;
    const Clock* clock;
    AskDecision decision;
    AuditEntry act;

    /// Its outcome is put on record; that row may wait, as what it tells of is done.
    [[nodiscard]] QFuture<Told> conclude(const Result<RaiseAsk>& answered, const std::optional<Money>& raised) const
    {
        const Told told = answered ? Told(AskOutcome {*answered, raised}) : Told(std::unexpected(answered.error()));
        return audit->write(answerOutcomeEntry(act, answered, raised, clock->now())).then([told](const Result<void>&) {
            return told;
        });
    }
    [[nodiscard]] QFuture<Told> answer(const std::optional<Money>& raised) const
    {
        return switchboard->answerAsk(decision, QString::fromStdString(act.actor))
            .then(switchboard, [*this, raised](const Result<RaiseAsk>& answered) { return conclude(answered, raised); })
            .unwrap();
    }
};

} // namespace

QFuture<Result<AskOutcome>> answerAskOnRecord(Switchboard& switchboard, AuditSink& audit, const Clock& clock,
    const AskDecision& decision, const std::string& by, const RaiseOwn& raise)
{
    const Answering answering {&switchboard, &audit, &clock, decision, answerEntry(decision, by, clock.now())};
    const auto begin = [answering, raise](const Result<void>& written) {
        if (!written)
            return QtFuture::makeReadyValueFuture(
                Told(fail(ErrorCode::notOnRecord, "The answer to the request for more", written.error().detail)));
        return raise()
            .then(answering.switchboard,
                [answering](const Result<std::optional<Money>>& raised) {
                    return raised ? answering.answer(*raised) : answering.conclude(std::unexpected(raised.error()), {});
                })
            .unwrap();
    };
    return audit.write(answering.act).then(&switchboard, begin).unwrap();
}

} // namespace fuseboard
