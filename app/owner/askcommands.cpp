// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/askcommands.h"

#include "owner/asksdocument.h"
#include "owner/documentvalues.h"
#include "owner/errordocument.h"
#include "owner/hear.h"
#include "owner/systemclock.h"
#include "text/asktext.h"

namespace fuseboard {
namespace {

using document::done;
using document::member;

using Answer = std::function<void(const QJsonObject&)>;

Error ending(const char* what) { return {ErrorCode::cutOff, what, "the owner is ending"}; }

/// Its sentence says what is true of an answer.
QJsonObject notTaken(const Error& error)
{
    QJsonObject out = refusal(error), document = out[QLatin1String("error")].toObject();
    document[QLatin1String("sentence")] = askFault(error);
    out[QLatin1String("error")] = document;
    return out;
}

void tellAsks(Engine& engine, QObject* caller, const Answer& answer)
{
    hear(engine.asks(), caller, ending("The list of requests for more"),
        [answer](const Result<Asks>& asks) { answer(asks ? done(asksDocument(*asks)) : refusal(asks.error())); });
}

void answerAsk(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto decision = askDecisionOf(request, engine.calendar(), SystemClock().now());
    if (!decision) {
        answer(notTaken(decision.error()));
        return;
    }
    hear(engine.answerAsk(*decision), caller, ending("The answer to the request for more"),
        [answer](const Result<AskOutcome>& outcome) {
            answer(outcome ? done(askOutcomeDocument(*outcome)) : notTaken(outcome.error()));
        });
}

} // namespace

bool isAskCommand(const std::string& command) { return command == "asks" || command == "answerAsk"; }

void carryOutForAsks(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto again = [&engine, request, caller, answer] { carryOutForAsks(engine, request, caller, answer); };
    const bool isAnswer = member(request, "do") == "answerAsk";
    if (!engine.freezes()) // it has just begun, and has no places yet
        QObject::connect(&engine, &Engine::freezesChanged, caller, again, Qt::SingleShotConnection);
    else if (isAnswer && !engine.board() && !engine.historyFault()) // nor does it know its budgets
        QObject::connect(&engine, &Engine::boardChanged, caller, again, Qt::SingleShotConnection);
    else if (isAnswer)
        answerAsk(engine, request, caller, answer);
    else
        tellAsks(engine, caller, answer);
}

} // namespace fuseboard
