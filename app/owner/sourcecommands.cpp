// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/sourcecommands.h"

#include "connectors/connectorkind.h"
#include "owner/documentvalues.h"
#include "owner/hear.h"
#include "owner/profile.h"
#include "owner/sourcechange.h"
#include "owner/sourceremoval.h"
#include "owner/sourcesfile.h"
#include "owner/statusdocument.h"
#include "owner/systemclock.h"
#include "owner/teamcalled.h"
#include "switchboard/actid.h"
#include "text/errortext.h"

#include <algorithm>

namespace fuseboard {
namespace {

using document::trimmedMember;

using Answer = std::function<void(const QJsonObject&)>;

QJsonObject told(const SourceConfig& source)
{
    return {{QStringLiteral("ok"), true}, {QStringLiteral("id"), QString::fromStdString(source.id)},
        {QStringLiteral("name"), QString::fromStdString(source.name)}};
}

/// Intent, act, outcome: what can't be put on record is not done (SAFETY AU3).
void onRecord(
    Engine& engine, AuditEntry entry, QObject* caller, const std::function<Result<SourceConfig>()>& act, const Answer& answer)
{
    entry.requestId = makeActId(SystemClock().now());
    const Error ending {ErrorCode::notOnRecord, entry.target, "the owner is ending"};
    hear(engine.putOnRecord(entry), caller, ending, [=, &engine](const Result<void>& written) {
        if (!written) {
            answer(refusal({ErrorCode::notOnRecord, entry.target, written.error().detail}));
            return;
        }
        const auto done = act();
        AuditEntry outcome = entry;
        outcome.result = done ? "done" : "failed: " + sentence(done.error()).toStdString();
        hear(engine.putOnRecord(outcome), caller, ending,
            [=](const Result<void>&) { answer(done ? told(*done) : refusal(done.error())); });
    });
}

/// People name teams; the file has their ids.
QJsonObject withTeamIds(QJsonObject request, const Organisation& organisation)
{
    QJsonObject byId;
    const QJsonObject canaries = request[QLatin1String("canaries")].toObject();
    for (auto entry = canaries.begin(); entry != canaries.end(); ++entry) {
        const Team* team = teamCalled(organisation.teams, entry.key());
        byId[team ? QString::fromStdString(team->id) : entry.key()] = entry.value();
    }
    request[QLatin1String("canaries")] = byId;
    return request;
}

Result<void> knowsTeams(const SourceConfig& source, const Organisation& organisation)
{
    for (const auto& [team, key] : source.canaries)
        if (!std::ranges::contains(organisation.teams, team, &Team::id))
            return fail(ErrorCode::unknownTeam, team);
    return {};
}

void add(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto source = sourceOf(request);
    if (const auto good = source.and_then([&](const SourceConfig& it) { return knowsTeams(it, *engine.organisation()); });
        !good) {
        answer(refusal(good.error()));
        return;
    }
    AuditEntry entry;
    entry.action = "connect";
    entry.target = "source " + source->name;
    entry.after = !source->url.empty() ? source->url : source->socket.empty() ? source->directory : source->socket;
    onRecord(
        engine, entry, caller, [profile = engine.profile(), source = *source] { return addSource(profile, source); }, answer);
}

/// Whether calls may be refused there by that order, or by the one that it is to end.
bool mayHold(const PlaceView& place, HoldState wanted)
{
    switch (place.stage) {
    case PlaceStage::nothingHere:
    case PlaceStage::unable: return false;
    case PlaceStage::proved:
    case PlaceStage::readBack: return wanted == HoldState::frozen;
    case PlaceStage::changedOutside: return wanted == HoldState::released;
    case PlaceStage::waiting:
    case PlaceStage::ordered:
    case PlaceStage::silent:
    case PlaceStage::lying: return true;
    }
    return true;
}

/// What is frozen at a place that keeps its orders itself, as far as this program has been told: whoever takes its source away
/// can give nothing of it back.
Result<void> holdsNothing(const SourceConfig& source, const FreezeBoard& freezes)
{
    if (findConnectorKind(source.kind)->hasTargets) // whose records tell it (`removeSource`)
        return {};
    std::string held;
    for (const auto& [scope, freeze] : freezes.views) {
        const auto place = std::ranges::find(freeze.places, source.id, &PlaceView::id);
        if (place != freeze.places.end() && mayHold(*place, freeze.wanted))
            held += (held.empty() ? "" : ", ") + scope.text();
    }
    return held.empty() ? Result<void>() : fail(ErrorCode::holdsFreeze, source.name, held);
}

void remove(Engine& engine, const std::string& id, QObject* caller, const Answer& answer)
{
    if (!engine.freezes()) { // it comes once the journal is read
        QObject::connect(
            &engine, &Engine::freezesChanged, caller, [&engine, id, caller, answer] { remove(engine, id, caller, answer); },
            Qt::SingleShotConnection);
        return;
    }
    const auto found = sourceCalled(id, engine.profile());
    const auto free = found.and_then([&](const SourceConfig& it) { return holdsNothing(it, *engine.freezes()); });
    if (!free) {
        answer(refusal(free.error()));
        return;
    }
    AuditEntry entry;
    entry.action = "disconnect";
    entry.target = "source " + found->name;
    onRecord(engine, entry, caller, [profile = engine.profile(), id] { return removeSource(profile, id); }, answer);
}

void change(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto before = sourceCalled(trimmedMember(request, "id"), engine.profile());
    Result<SourceConfig> after = before;
    if (after)
        if (auto good = change(*after, request).and_then([&] { return knowsTeams(*after, *engine.organisation()); }); !good)
            after = std::unexpected(good.error());
    after = after.and_then(checked);
    if (!after) {
        answer(refusal(after.error()));
        return;
    }
    AuditEntry entry;
    entry.action = "change";
    entry.target = "source " + before->name;
    entry.before = writeSources({*before});
    entry.after = writeSources({*after});
    const auto act = [profile = engine.profile(), source = *after]() -> Result<SourceConfig> {
        return changeSources(profile, [&](std::vector<SourceConfig>& all) {
            std::ranges::replace_if(all, [&](const SourceConfig& each) { return each.id == source.id; }, source);
        }).transform([&] { return source; });
    };
    onRecord(engine, entry, caller, act, answer);
}

} // namespace

Result<SourceConfig> sourceOf(const QJsonObject& request)
{
    SourceConfig source {.id = {},
        .name = {},
        .kind = trimmedMember(request, "kind"),
        .url = trimmedMember(request, "url"),
        .socket = trimmedMember(request, "socket"),
        .account = trimmedMember(request, "account"),
        .key = {},
        .keys = {},
        .callers = trimmedMember(request, "callers"),
        .variant = trimmedMember(request, "variant"),
        .holds = trimmedMember(request, "holds"),
        .directory = trimmedMember(request, "directory")};
    if (const ConnectorKind* kind = findConnectorKind(source.kind))
        source.interval = kind->interval;
    if (auto changed = change(source, request); !changed)
        return std::unexpected(changed.error());
    if (source.name.empty())
        source.name = source.kind;
    return source;
}

QJsonObject addSourceRequest(const SourceConfig& source)
{
    const auto keyFor = [&source](DoorRight right) {
        const auto found = source.keys.find(right);
        return found == source.keys.end() ? std::string() : found->second.text();
    };
    QJsonObject out {{QStringLiteral("do"), QStringLiteral("addSource")},
        {QStringLiteral("interval"), static_cast<qint64>(source.interval.count())}};
    for (const auto& [name, value] : std::initializer_list<std::pair<const char*, std::string>> {{"name", source.name},
             {"kind", source.kind}, {"url", source.url}, {"socket", source.socket}, {"account", source.account},
             {"key", source.key.isSet() ? source.key.text() : keyFor(DoorRight::read)},
             {"freezeKey", keyFor(DoorRight::freeze)}, {"callers", source.callers}, {"variant", source.variant},
             {"holds", source.holds}, {"authority", source.authority}, {"pin", source.pin}, {"directory", source.directory}})
        if (!value.empty())
            out[QLatin1String(name)] = QString::fromStdString(value);
    return out;
}

bool isSourceChange(const std::string& command)
{
    return command == "addSource" || command == "changeSource" || command == "removeSource";
}

void changeSource(
    Engine& engine, const QJsonObject& request, QObject* caller, const std::function<void(const QJsonObject&)>& answer)
{
    if (!engine.organisation()) { // it comes soon after the start
        QObject::connect(
            &engine, &Engine::organisationChanged, caller,
            [&engine, request, caller, answer] { changeSource(engine, request, caller, answer); }, Qt::SingleShotConnection);
        return;
    }
    const std::string what = trimmedMember(request, "do");
    if (what == "removeSource") {
        remove(engine, trimmedMember(request, "id"), caller, answer);
        return;
    }
    const QJsonObject named = withTeamIds(request, *engine.organisation());
    if (what == "addSource")
        add(engine, named, caller, answer);
    else
        change(engine, named, caller, answer);
}

} // namespace fuseboard
