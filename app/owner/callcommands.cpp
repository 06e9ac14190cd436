// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/callcommands.h"

#include "owner/callsdocument.h"
#include "owner/documentvalues.h"
#include "owner/errordocument.h"
#include "owner/hear.h"
#include "owner/protectedteam.h"
#include "text/freezetext.h"

namespace fuseboard {
namespace {

using document::done;
using document::member;

using Answer = std::function<void(const QJsonObject&)>;

Error ending(const char* what) { return {ErrorCode::cutOff, what, "the owner is ending"}; }

void tellCalls(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto scope = parseScope(member(request, "scope"));
    if (!scope) {
        answer(refusal(scope.error()));
        return;
    }
    hear(engine.runningCalls(*scope), caller, ending("The list of calls"), [answer](const Result<RunningCalls>& calls) {
        answer(calls ? done(runningCallsDocument(*calls)) : refusal(calls.error()));
    });
}

void cutCall(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto cut = callCutOf(request);
    if (!cut) {
        answer(refusal(cut.error()));
        return;
    }
    const Team* team = protectedTeam(engine.organisation().get(), Scope::ofTeam(cut->call.team));
    if (team && !confirmsFreeze(QString::fromStdString(cut->confirm), QString::fromStdString(team->name))) {
        answer(refusal({ErrorCode::protectedTeam, team->name, {}}));
        return;
    }
    hear(engine.cutCall(*cut), caller, ending("The answer to the cut"), [answer](const Result<CutOutcome>& outcome) {
        answer(outcome ? done(cutOutcomeDocument(*outcome)) : refusal(outcome.error()));
    });
}

} // namespace

bool isCallCommand(const std::string& command) { return command == "calls" || command == "cutCall"; }

void carryOutForCalls(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto carryOut = [&engine, request, caller, answer] {
        if (member(request, "do") == "calls")
            tellCalls(engine, request, caller, answer);
        else
            cutCall(engine, request, caller, answer);
    };
    if (engine.freezes())
        carryOut();
    else // it has just begun, and has no places yet
        QObject::connect(&engine, &Engine::freezesChanged, caller, carryOut, Qt::SingleShotConnection);
}

} // namespace fuseboard
