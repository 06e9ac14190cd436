// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/windowcommands.h"

#include "owner/documentvalues.h"
#include "owner/errordocument.h"
#include "owner/hear.h"
#include "owner/organisationdocument.h"
#include "owner/windowfeed.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

using document::done;
using document::member;

using Answer = std::function<void(const QJsonObject&)>;

constexpr std::array<std::string_view, 8> commands {
    "attach", "ping", "edit", "cut", "acknowledge", "falseAlarm", "updatePrices", "raise"};

OwnerIntroduction introductionOf(const Engine& engine, bool hasWindow)
{
    return {.protocol = ownerProtocol,
        .program = QCoreApplication::applicationName(),
        .version = QCoreApplication::applicationVersion(),
        .process = QCoreApplication::applicationPid(),
        .hasWindow = hasWindow,
        .stays = engine.options().poll,
        .zone = engine.calendar().zoneName(),
        .fiscalDay = engine.calendar().fiscalDay(),
        .currency = engine.currency()};
}

void edit(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto opened = organisationOf(request[QLatin1String("opened")]);
    const auto edited = opened ? organisationOf(request[QLatin1String("edited")]) : opened;
    if (!edited) {
        answer(refusal(edited.error()));
        return;
    }
    hear(engine.change(*opened, *edited), caller, {ErrorCode::notOnRecord, "The organisation", "the owner is ending"},
        [answer](const Result<void>& made) { answer(made ? done() : refusal(made.error())); });
}

void cut(Engine& engine, const QJsonObject& request, const Answer& answer)
{
    const auto scope = parseScope(member(request, "scope"));
    if (scope)
        engine.cut(*scope);
    answer(scope ? done() : refusal(scope.error()));
}

/// Of both a person's words on an incident: that it is in hand, and that it is a false alarm.
void answerIncident(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    constexpr std::size_t longest = 2000;
    const IncidentTurn incident {member(request, "incident"), member(request, "turn")};
    const std::string title = member(request, "title"), reason = member(request, "reason");
    if (incident.incident.empty() || incident.incident.size() + incident.turn.size() + title.size() + reason.size() > longest) {
        answer(refusal({ErrorCode::badDocument, "incident", "its id is missing, or too long"}));
        return;
    }
    const bool isFalseAlarm = member(request, "do") == "falseAlarm";
    hear(isFalseAlarm ? engine.callFalseAlarm(incident, QString::fromStdString(title), QString::fromStdString(reason))
                      : engine.acknowledge(incident, QString::fromStdString(title)),
        caller, {ErrorCode::notOnRecord, isFalseAlarm ? "The false alarm" : "The acknowledgement", "the owner is ending"},
        [answer](const Result<void>& kept) { answer(kept ? done() : refusal(kept.error())); });
}

} // namespace

bool isWindowCommand(const std::string& command) { return std::ranges::contains(commands, command); }

void carryOutForWindow(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer,
    const std::function<void(const QString& token)>& raise)
{
    const std::string what = member(request, "do");
    if (what == "attach") {
        new WindowFeed(engine, introductionOf(engine, raise != nullptr), answer, caller);
    } else if (what == "edit") {
        edit(engine, request, caller, answer);
    } else if (what == "cut") {
        cut(engine, request, answer);
    } else if (what == "acknowledge" || what == "falseAlarm") {
        answerIncident(engine, request, caller, answer);
    } else if (what == "raise" && !raise) {
        answer(refusal({ErrorCode::badDocument, "do", "this program has no window to raise"}));
    } else {
        if (what == "updatePrices")
            engine.updatePrices();
        else if (what == "raise")
            raise(request[QLatin1String("token")].toString());
        answer(done());
    }
}

} // namespace fuseboard
