// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/freezedocument.h"

#include "owner/documentvalues.h"
#include "owner/errordocument.h"
#include "text/errortext.h"
#include "text/freezetext.h"

namespace fuseboard {
namespace {

using document::optionalTime;
using document::text;
using document::textsOf;
using document::time;

using Name = QLatin1StringView;

QString placeWord(PlaceStage stage)
{
    switch (stage) {
    case PlaceStage::waiting: return QStringLiteral("waiting");
    case PlaceStage::ordered: return QStringLiteral("ordered");
    case PlaceStage::readBack: return QStringLiteral("readBack");
    case PlaceStage::proved: return QStringLiteral("proved");
    case PlaceStage::silent: return QStringLiteral("silent");
    case PlaceStage::lying: return QStringLiteral("lying");
    case PlaceStage::changedOutside: return QStringLiteral("changedOutside");
    case PlaceStage::nothingHere: return QStringLiteral("nothingHere");
    case PlaceStage::unable: return QStringLiteral("unable");
    }
    return {};
}

/// Milliseconds since the order, of the stages that were reached, and the place's bound.
QJsonObject timesDocument(const PlaceView& place)
{
    QJsonObject out {{QStringLiteral("bound"), static_cast<qint64>(place.bound.count())}};
    const auto add = [&](const QString& name, const PlaceTimes::Span& span) {
        if (span)
            out[name] = static_cast<qint64>(span->count());
    };
    add(QStringLiteral("written"), place.times.written);
    add(QStringLiteral("readBack"), place.times.readBack);
    add(QStringLiteral("probed"), place.times.probed);
    add(QStringLiteral("cut"), place.times.cut);
    add(QStringLiteral("quiet"), place.times.quiet);
    return out;
}

QJsonArray kindsOf(const std::set<ScopeKind>& kinds)
{
    QJsonArray out;
    for (const ScopeKind kind : kinds)
        out.append(text(toText(kind)));
    return out;
}

std::set<ScopeKind> kindsOf(const DocumentFields& fields, Name name)
{
    std::set<ScopeKind> out;
    for (const std::string& word : fields.texts(name)) {
        if (const auto kind = parseScopeKind(word))
            out.insert(*kind);
        else
            fields.complain(name, "'" + word + "' is not known here");
    }
    return out;
}

PlaceTimes timesOf(const DocumentFields& fields)
{
    return {.written = fields.milliseconds(Name("written")),
        .readBack = fields.milliseconds(Name("readBack")),
        .probed = fields.milliseconds(Name("probed")),
        .cut = fields.milliseconds(Name("cut")),
        .quiet = fields.milliseconds(Name("quiet"))};
}

PlaceStage placeStageOf(const DocumentFields& fields)
{
    const auto parse = [](const std::string& word) { return valueOf(text(word), placeWord); };
    return fields.word(Name("stage"), parse, PlaceStage::waiting);
}

PlaceView placeOf(const DocumentFields& fields)
{
    PlaceView out {.id = fields.text(Name("id")), .name = fields.text(Name("name")), .stage = placeStageOf(fields)};
    out.canProbe = fields.flag(Name("canProbe"), true);
    out.leavesRunning = fields.flag(Name("leavesRunning"), false);
    out.isKept = fields.flag(Name("kept"), true);
    if (const auto error = fields.object(Name("error")))
        out.cause = errorOf(*error);
    out.provedAt = fields.time(Name("provedAt"));
    out.lastAnswer = fields.time(Name("lastAnswer"));
    out.generation = fields.counter(Name("generation"));
    out.inFlight = fields.integer(Name("inFlight"));
    out.tellsInFlight = fields.flag(Name("tellsInFlight"), false);
    out.moneySetAside = fields.money(Name("moneySetAside"), Name("currency"));
    if (const auto times = fields.object(Name("times"))) {
        out.times = timesOf(*times);
        out.bound = times->milliseconds(Name("bound")).value_or(std::chrono::milliseconds(0));
    }
    out.note = fields.text(Name("note"));
    return out;
}

QJsonArray rulesDocument(const FreezeBoard& board)
{
    QJsonArray out;
    for (const auto& [place, rules] : board.rules)
        for (const RuleBreaker& rule : rules) {
            QJsonObject one {{QStringLiteral("place"), text(place)}, {QStringLiteral("scope"), text(rule.scope.text())},
                {QStringLiteral("rule"), text(toText(rule.cause))}, {QStringLiteral("state"), text(toText(rule.state))},
                {QStringLiteral("observed"), rule.observed}, {QStringLiteral("at"), time(rule.at)},
                {QStringLiteral("reason"), text(rule.reason)}};
            const auto add = [&](const QString& name, const std::string& value) {
                if (!value.empty())
                    one[name] = text(value);
            };
            add(QStringLiteral("upstream"), rule.upstream);
            add(QStringLiteral("team"), rule.team);
            add(QStringLiteral("key"), rule.key);
            out.append(one);
        }
    return out;
}

std::optional<RuleBreaker> ruleOf(const DocumentFields& fields)
{
    const auto scope = parseScope(fields.text(Name("scope")));
    const auto cause = parseBreakerCause(fields.text(Name("rule")));
    const auto state = parseBreakerState(fields.text(Name("state")));
    if (!scope || !cause || !state || *state == BreakerState::closed)
        return std::nullopt;
    return RuleBreaker {.scope = *scope,
        .cause = *cause,
        .state = *state,
        .observed = fields.flag(Name("observed"), false),
        .at = fields.timeOr(Name("at"), {}),
        .reason = fields.text(Name("reason")),
        .upstream = fields.text(Name("upstream")),
        .team = fields.text(Name("team")),
        .key = fields.text(Name("key"))};
}

} // namespace

QString stageWord(FreezeStage stage)
{
    switch (stage) {
    case FreezeStage::allowed: return QStringLiteral("allowed");
    case FreezeStage::requested: return QStringLiteral("requested");
    case FreezeStage::freezing: return QStringLiteral("freezing");
    case FreezeStage::frozen: return QStringLiteral("frozen");
    case FreezeStage::partlyProved: return QStringLiteral("partlyProved");
    case FreezeStage::notProved: return QStringLiteral("notProved");
    case FreezeStage::changedOutside: return QStringLiteral("changedOutside");
    case FreezeStage::resumeRequested: return QStringLiteral("resumeRequested");
    case FreezeStage::resumed: return QStringLiteral("resumed");
    }
    return {};
}

QJsonObject freezeDocument(const FreezeView& view)
{
    QJsonArray places;
    for (const PlaceView& place : view.places) {
        QJsonObject out {{QStringLiteral("id"), text(place.id)}, {QStringLiteral("name"), text(place.name)},
            {QStringLiteral("stage"), placeWord(place.stage)}, {QStringLiteral("provedAt"), optionalTime(place.provedAt)},
            {QStringLiteral("generation"), QString::number(place.generation)},
            {QStringLiteral("inFlight"), static_cast<qint64>(place.inFlight)}};
        if (place.lastAnswer)
            out[QStringLiteral("lastAnswer")] = time(*place.lastAnswer);
        if (place.moneySetAside) {
            out[QStringLiteral("moneySetAside")] = text(place.moneySetAside->text());
            out[QStringLiteral("currency")] = text(place.moneySetAside->currency.text());
        }
        if (place.tellsInFlight)
            out[QStringLiteral("tellsInFlight")] = true;
        if (place.leavesRunning)
            out[QStringLiteral("leavesRunning")] = true;
        if (!place.isKept)
            out[QStringLiteral("kept")] = false;
        if (!place.canProbe)
            out[QStringLiteral("canProbe")] = false;
        if (!place.note.empty())
            out[QStringLiteral("note")] = text(place.note);
        out[QStringLiteral("times")] = timesDocument(place);
        if (place.cause) {
            out[QStringLiteral("cause")] = sentence(*place.cause);
            out[QStringLiteral("error")] = errorDocument(*place.cause);
        }
        places.append(out);
    }
    QJsonObject out {{QStringLiteral("scope"), text(view.scope.text())}, {QStringLiteral("stage"), stageWord(view.stage)},
        {QStringLiteral("wanted"), text(toText(view.wanted))}, {QStringLiteral("mode"), text(toText(view.mode))},
        {QStringLiteral("generation"), QString::number(view.generation)}, {QStringLiteral("orderedAt"), time(view.orderedAt)},
        {QStringLiteral("provedAt"), optionalTime(view.provedAt)}, {QStringLiteral("by"), text(view.by)},
        {QStringLiteral("reason"), text(view.reason)}, {QStringLiteral("saved"), view.saved},
        {QStringLiteral("places"), places}};
    if (view.until)
        out[QStringLiteral("until")] = time(*view.until);
    if (view.isForeign)
        out[QStringLiteral("foreign")] = true;
    if (view.added)
        out[QStringLiteral("addedReason")] = QJsonObject {{QStringLiteral("reason"), text(view.added->text)},
            {QStringLiteral("by"), text(view.added->by)}, {QStringLiteral("at"), time(view.added->at)}};
    return out;
}

FreezeView freezeOf(const DocumentFields& fields)
{
    FreezeView out;
    if (!fields.has(Name("scope")) || !fields.has(Name("stage")))
        fields.complain(Name("scope"), "it, or the stage, is missing");
    out.scope = fields.word(Name("scope"), parseScope, Scope());
    const auto parse = [](const std::string& word) { return valueOf(text(word), stageWord); };
    out.stage = fields.word(Name("stage"), parse, FreezeStage::notProved);
    out.wanted = fields.word(Name("wanted"), parseHoldState, HoldState::frozen);
    out.mode = fields.word(Name("mode"), parseFreezeMode, FreezeMode::refuse);
    out.generation = fields.counter(Name("generation"));
    out.orderedAt = fields.timeOr(Name("orderedAt"), {});
    out.provedAt = fields.time(Name("provedAt"));
    out.by = fields.text(Name("by"));
    out.reason = fields.text(Name("reason"));
    if (const auto added = fields.object(Name("addedReason")))
        out.added = AddedReason {added->text(Name("reason")), added->text(Name("by")), added->timeOr(Name("at"), {})};
    out.until = fields.time(Name("until"));
    out.isForeign = fields.flag(Name("foreign"), false);
    out.saved = fields.flag(Name("saved"), true);
    fields.each(Name("places"), [&out](const DocumentFields& place) { out.places.push_back(placeOf(place)); });
    return out;
}

QJsonArray leversDocument(const std::vector<LeverView>& levers)
{
    QJsonArray out;
    for (const LeverView& lever : levers) {
        QJsonObject one {{QStringLiteral("id"), text(lever.id)}, {QStringLiteral("name"), text(lever.name)},
            {QStringLiteral("refuses"), kindsOf(lever.refuses)}, {QStringLiteral("cuts"), kindsOf(lever.cuts)},
            {QStringLiteral("canProbe"), lever.canProbe}, {QStringLiteral("boundMs"), static_cast<qint64>(lever.bound.count())},
            {QStringLiteral("watchMs"), static_cast<qint64>(lever.watchEvery.count())},
            {QStringLiteral("asked"), lever.isAsked}, {QStringLiteral("answers"), lever.isAsked && !lever.cause}};
        if (lever.caveat != LeverCaveat::none) {
            one[QStringLiteral("caveat")] = caveatText(lever.caveat, text(lever.name));
            one[QStringLiteral("caveatKind")] = static_cast<int>(lever.caveat);
        }
        if (!lever.warnings.empty())
            one[QStringLiteral("warnings")] = textsOf(lever.warnings);
        if (lever.cause) {
            one[QStringLiteral("cause")] = sentence(*lever.cause);
            one[QStringLiteral("error")] = errorDocument(*lever.cause);
        }
        out.append(one);
    }
    return out;
}

LeverView leverOf(const DocumentFields& fields)
{
    LeverView out {.id = fields.text(Name("id")),
        .name = fields.text(Name("name")),
        .refuses = kindsOf(fields, Name("refuses")),
        .cuts = kindsOf(fields, Name("cuts")),
        .canProbe = fields.flag(Name("canProbe"), true),
        .bound = fields.milliseconds(Name("boundMs")).value_or(std::chrono::milliseconds(0)),
        .watchEvery = fields.milliseconds(Name("watchMs")).value_or(std::chrono::milliseconds(0)),
        .isAsked = fields.flag(Name("asked"), false),
        .cause = {}};
    out.warnings = fields.texts(Name("warnings"));
    for (const LeverCaveat caveat : {LeverCaveat::openMap, LeverCaveat::brokenKeyCheck}) // a newer one is not known here
        if (fields.integer(Name("caveatKind")) == static_cast<int>(caveat))
            out.caveat = caveat;
    if (const auto error = fields.object(Name("error")))
        out.cause = errorOf(*error);
    return out;
}

QJsonObject freezeBoardDocument(const FreezeBoard& board)
{
    QJsonArray freezes;
    for (const auto& [scope, view] : board.views)
        freezes.append(freezeDocument(view));
    return {{QStringLiteral("freezes"), freezes}, {QStringLiteral("levers"), leversDocument(board.levers)},
        {QStringLiteral("rules"), rulesDocument(board)},
        {QStringLiteral("auditWaiting"), static_cast<qint64>(board.auditWaiting)}};
}

Result<FreezeBoard> freezeBoardOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    FreezeBoard out;
    fields.each(Name("freezes"), [&out](const DocumentFields& each) {
        FreezeView view = freezeOf(each);
        out.views[view.scope] = std::move(view);
    });
    fields.each(Name("levers"), [&out](const DocumentFields& each) { out.levers.push_back(leverOf(each)); });
    fields.each(Name("rules"), [&out](const DocumentFields& each) {
        if (auto rule = ruleOf(each))
            out.rules[each.text(Name("place"))].push_back(*std::move(rule));
    });
    out.auditWaiting = fields.integer(Name("auditWaiting"));
    if (fault)
        return std::unexpected(*fault);
    return out;
}

} // namespace fuseboard
