// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/sourcecommands.h"

#include "connectors/connectorkind.h"
#include "owner/profile.h"
#include "owner/sourcesfile.h"
#include "owner/statusdocument.h"
#include "owner/systemclock.h"
#include "switchboard/actid.h"
#include "text/errortext.h"

#include <algorithm>

namespace fuseboard {
namespace {

using Answer = std::function<void(const QJsonObject&)>;

QJsonObject refused(const Error& error)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("error"), errorDocument(error)}};
}

std::string member(const QJsonObject& request, const char* name)
{
    return request[QLatin1String(name)].toString().trimmed().toStdString();
}

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
    const auto ending = [answer, target = entry.target] {
        answer(refused({ErrorCode::notOnRecord, target, "the owner is ending"}));
    };
    engine.putOnRecord(entry)
        .then(caller,
            [=, &engine](const Result<void>& written) {
                if (!written) {
                    answer(refused({ErrorCode::notOnRecord, entry.target, written.error().detail}));
                    return;
                }
                const auto done = act();
                AuditEntry outcome = entry;
                outcome.result = done ? "done" : "failed: " + sentence(done.error()).toStdString();
                const auto tell = [=] { answer(done ? told(*done) : refused(done.error())); };
                engine.putOnRecord(outcome).then(caller, [tell](const Result<void>&) { tell(); }).onCanceled(caller, tell);
            })
        .onCanceled(caller, ending);
}

void add(Engine& engine, const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto source = sourceOf(request);
    if (!source) {
        answer(refused(source.error()));
        return;
    }
    AuditEntry entry;
    entry.action = "connect";
    entry.target = "source " + source->name;
    entry.after = !source->url.empty() ? source->url : source->socket.empty() ? source->directory : source->socket;
    onRecord(
        engine, entry, caller, [profile = engine.profile(), source = *source] { return addSource(profile, source); }, answer);
}

void remove(Engine& engine, const std::string& id, QObject* caller, const Answer& answer)
{
    const auto known = sourcesOf(engine.profile());
    if (!known) {
        answer(refused(known.error()));
        return;
    }
    const auto found = std::ranges::find(*known, id, &SourceConfig::id);
    if (found == known->end()) {
        answer(refused({ErrorCode::badDocument, "The source id '" + id + "'", "no source has it"}));
        return;
    }
    AuditEntry entry;
    entry.action = "disconnect";
    entry.target = "source " + found->name;
    const auto act = [profile = engine.profile(), source = *found]() -> Result<SourceConfig> {
        return changeSources(profile, [&](std::vector<SourceConfig>& all) {
            std::erase_if(all, [&](const SourceConfig& each) { return each.id == source.id; });
        }).transform([&] { return source; });
    };
    onRecord(engine, entry, caller, act, answer);
}

} // namespace

Result<SourceConfig> sourceOf(const QJsonObject& request)
{
    SourceConfig source {.id = {},
        .name = member(request, "name"),
        .kind = member(request, "kind"),
        .url = member(request, "url"),
        .socket = member(request, "socket"),
        .account = member(request, "account"),
        .key = {},
        .keys = {},
        .callers = member(request, "callers"),
        .variant = member(request, "variant"),
        .holds = member(request, "holds"),
        .directory = member(request, "directory")};
    const auto key = KeyReference::parse(member(request, "key"));
    if (!key)
        return std::unexpected(key.error());
    source.key = *key;
    if (source.name.empty())
        source.name = source.kind;
    const ConnectorKind* kind = findConnectorKind(source.kind);
    source.interval = std::chrono::seconds(
        request[QLatin1String("interval")].toInteger(kind ? kind->interval.count() : source.interval.count()));
    return source;
}

bool isSourceChange(const std::string& command) { return command == "addSource" || command == "removeSource"; }

void changeSource(
    Engine& engine, const QJsonObject& request, QObject* caller, const std::function<void(const QJsonObject&)>& answer)
{
    if (member(request, "do") == "addSource")
        add(engine, request, caller, answer);
    else
        remove(engine, member(request, "id"), caller, answer);
}

} // namespace fuseboard
