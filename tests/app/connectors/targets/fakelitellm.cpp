// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakelitellm.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace fuseboard::test {
namespace {

QByteArray json(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QByteArray refusal(int status, const QString& type, const QString& message)
{
    return RawServer::answer(status,
        json({{QStringLiteral("error"),
            QJsonObject {{QStringLiteral("message"), message}, {QStringLiteral("type"), type},
                {QStringLiteral("param"), QStringLiteral("None")}, {QStringLiteral("code"), QString::number(status)}}}}));
}

QByteArray headerOf(const QByteArray& head, const QByteArray& name)
{
    for (const QByteArray& line : head.split('\n'))
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    return {};
}

} // namespace

const QByteArray FakeLiteLlm::hangUp = "hang up";
const QByteArray FakeLiteLlm::silence = "silence";

FakeLiteLlm::FakeLiteLlm(int workers)
    : m_workers(static_cast<std::size_t>(workers))
    , m_server([this](QIODevice& connection, const QByteArray& request) { serve(connection, request); })
{
    m_clock.start();
}

FakeLiteLlm::Team* FakeLiteLlm::team(const QByteArray& id)
{
    const auto found = std::ranges::find(teams, id, &Team::id);
    return found == teams.end() ? nullptr : &*found;
}

FakeLiteLlm::Key* FakeLiteLlm::key(const QByteArray& token)
{
    const auto found = std::ranges::find(keys, token, &Key::token);
    return found == keys.end() ? nullptr : &*found;
}

QByteArray FakeLiteLlm::complain(const QString& what)
{
    complaints += what;
    return refusal(400, QStringLiteral("invalid_request_error"), what);
}

void FakeLiteLlm::serve(QIODevice& connection, const QByteArray& request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    const QByteArray head = request.left(end), body = request.mid(end + 4);
    const QList<QByteArray> line = head.left(head.indexOf('\r')).split(' ');
    if (line[0] == "GET" && line[1] == "/health/readiness") {
        ++healthAsked;
        QJsonObject health {
            {QStringLiteral("status"), QStringLiteral("healthy")}, {QStringLiteral("db"), QStringLiteral("connected")}};
        if (!version.isEmpty())
            health[QStringLiteral("litellm_version")] = QString::fromUtf8(version);
        connection.write(RawServer::answer(200, json(health)));
        return;
    }
    Worker& worker = m_workers[m_turn++ % m_workers.size()];
    if (const auto said = meddler()) {
        if (*said == hangUp)
            RawServer::closeAfterWriting(connection);
        else if (*said == silence)
            m_silent.append(&connection);
        else
            connection.write(*said);
        return;
    }
    connection.write(answer(worker, line[0], QString::fromLatin1(line[1]), head, body));
}

void FakeLiteLlm::hangUpOnTheSilent()
{
    for (const QPointer<QIODevice>& connection : std::exchange(m_silent, {}))
        if (connection)
            RawServer::closeAfterWriting(*connection);
}

QByteArray FakeLiteLlm::answer(
    Worker& worker, const QByteArray& method, const QString& path, const QByteArray& head, const QByteArray& body)
{
    const QByteArray bearer = headerOf(head, "authorization").mid(int(sizeof "Bearer"));
    if (bearer != adminKey) {
        if (method == "GET" && path == QLatin1String("/key/info"))
            return keyInfo(worker, bearer);
        return refusal(401, QStringLiteral("token_not_found_in_db"), QStringLiteral("Invalid proxy server token passed."));
    }
    if (method == "GET")
        return list(path);
    if (method != "POST")
        return complain(QStringLiteral("method ") + QString::fromLatin1(method));
    if (headerOf(head, "content-type") != "application/json")
        complain(QStringLiteral("no JSON was sent"));
    if (headerOf(head, "litellm-changed-by").isEmpty())
        complain(QStringLiteral("nobody is named as the one who changes"));
    if (readOnly)
        return refusal(403, QStringLiteral("auth_error"), QStringLiteral("Only proxy admins can do this."));
    return change(worker, path, QJsonDocument::fromJson(body).object());
}

QByteArray FakeLiteLlm::list(const QString& target)
{
    const QUrl url(target);
    const QUrlQuery query(url);
    const bool ofTeams = url.path() == QLatin1String("/v2/team/list");
    if (!ofTeams && url.path() != QLatin1String("/key/list"))
        return isUsageAsked ? refusal(404, QStringLiteral("not_found_error"), QStringLiteral("Not Found")) : complain(target);
    if (!ofTeams && hidesKeys)
        return refusal(500, QStringLiteral("internal_server_error"), QStringLiteral("the database is gone"));
    const int page = query.queryItemValue(QStringLiteral("page")).toInt();
    const int size = query.queryItemValue(ofTeams ? QStringLiteral("page_size") : QStringLiteral("size")).toInt();
    const QStringList known = ofTeams
        ? QStringList {QStringLiteral("page"), QStringLiteral("page_size"), QStringLiteral("sort_by"),
              QStringLiteral("sort_order")}
        : QStringList {QStringLiteral("page"), QStringLiteral("size"), QStringLiteral("return_full_object"),
              QStringLiteral("sort_by"), QStringLiteral("sort_order")};
    for (const auto& [name, value] : query.queryItems())
        if (!known.contains(name))
            complain(name);
    if (page < 1 || size < 1 || size > 100)
        return complain(QStringLiteral("page %1 of %2").arg(page).arg(size));
    QJsonArray items;
    const Lists told = oldLists ? *oldLists : Lists {teams, keys};
    const int count = static_cast<int>(ofTeams ? told.teams.size() : told.keys.size());
    for (int i = (page - 1) * size; i < std::min(count, page * size); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const auto text = [](const QByteArray& utf8) { return QString::fromUtf8(utf8); };
        if (ofTeams)
            items.append(QJsonObject {{QStringLiteral("team_id"), text(told.teams[at].id)},
                {QStringLiteral("team_alias"), text(told.teams[at].alias)}, {QStringLiteral("blocked"), told.teams[at].blocked},
                {QStringLiteral("max_budget"), QJsonValue()}, {QStringLiteral("spend"), 4.25}});
        else
            items.append(QJsonObject {{QStringLiteral("token"), text(told.keys[at].token)},
                {QStringLiteral("key_alias"), text(told.keys[at].alias)},
                {QStringLiteral("key_name"), QStringLiteral("sk-...abcd")},
                {QStringLiteral("team_id"), text(told.keys[at].team)}, {QStringLiteral("user_id"), QJsonValue()},
                {QStringLiteral("blocked"), told.keys[at].blocked ? QJsonValue(*told.keys[at].blocked) : QJsonValue()}});
    }
    if (!ofTeams && shortLists != 0 && !items.isEmpty()) {
        items.removeLast();
        shortLists -= shortLists > 0 ? 1 : 0;
    }
    const int pages = std::max(1, (count + size - 1) / size);
    if (ofTeams)
        return RawServer::answer(200,
            json({{QStringLiteral("teams"), items}, {QStringLiteral("total"), count}, {QStringLiteral("page"), page},
                {QStringLiteral("page_size"), size}, {QStringLiteral("total_pages"), pages}}));
    return RawServer::answer(200,
        json({{QStringLiteral("keys"), items}, {QStringLiteral("total_count"), count}, {QStringLiteral("current_page"), page},
            {QStringLiteral("total_pages"), pages}}));
}

QByteArray FakeLiteLlm::change(Worker& worker, const QString& path, const QJsonObject& body)
{
    const auto only = [&](const QStringList& names) {
        for (const QString& name : body.keys())
            if (!names.contains(name))
                complain(path + QStringLiteral(" with ") + name);
    };
    if (path == QLatin1String("/key/block") || path == QLatin1String("/key/unblock")) {
        only({QStringLiteral("key")});
        const QByteArray token = body[QLatin1String("key")].toString().toUtf8();
        Key* one = key(token);
        if (!one)
            return refusal(404, QStringLiteral("not_found_error"), QStringLiteral("Key not found."));
        one->blocked = path.endsWith(QLatin1String("/block"));
        worker.known[token] = {*one->blocked, m_clock.elapsed()}; // this worker's, at once
        return RawServer::answer(
            200, json({{QStringLiteral("token"), QString::fromUtf8(token)}, {QStringLiteral("blocked"), *one->blocked}}));
    }
    const bool updates = path == QLatin1String("/team/update");
    if (!updates && path != QLatin1String("/team/block") && path != QLatin1String("/team/unblock"))
        return complain(path);
    only(
        updates ? QStringList {QStringLiteral("team_id"), QStringLiteral("blocked")} : QStringList {QStringLiteral("team_id")});
    const QByteArray id = body[QLatin1String("team_id")].toString().toUtf8();
    Team* one = team(id);
    if (!one)
        return refusal(404, QStringLiteral("not_found_error"), QStringLiteral("Team not found."));
    if (updates && !body[QLatin1String("blocked")].isBool())
        return complain(QStringLiteral("blocked is no boolean"));
    one->blocked = updates ? body[QLatin1String("blocked")].toBool() : path.endsWith(QLatin1String("/block"));
    if (updates)
        worker.known[id] = {one->blocked, m_clock.elapsed()};
    return RawServer::answer(
        200, json({{QStringLiteral("team_id"), QString::fromUtf8(id)}, {QStringLiteral("blocked"), one->blocked}}));
}

bool FakeLiteLlm::isBlocked(Worker& worker, const QByteArray& what, bool stored)
{
    const auto known = worker.known.constFind(what);
    const bool fresh = known != worker.known.constEnd() && (cacheMs < 0 || m_clock.elapsed() - known->at < cacheMs);
    if (!fresh)
        worker.known[what] = {stored, m_clock.elapsed()};
    return worker.known[what].blocked;
}

QByteArray FakeLiteLlm::keyInfo(Worker& worker, const QByteArray& secret)
{
    const auto one = std::ranges::find(keys, secret, &Key::secret);
    if (secret.isEmpty() || one == keys.end())
        return refusal(401, QStringLiteral("token_not_found_in_db"),
            QStringLiteral("Authentication Error, Invalid proxy server token passed."));
    if (budgetStatus > 0)
        return refusal(budgetStatus, QStringLiteral("budget_exceeded"),
            QStringLiteral("Budget has been exceeded! Key=canary Current cost: 0.144, Max budget: 0.1"));
    if (isBlocked(worker, one->token, one->blocked.value_or(false)))
        return refusal(401, QStringLiteral("auth_error"),
            QStringLiteral("Authentication Error, Key is blocked. Update via `/key/unblock` if you're an admin."));
    if (const Team* owner = team(one->team); owner && isBlocked(worker, owner->id, owner->blocked))
        return refusal(401, QStringLiteral("auth_error"),
            QStringLiteral("Authentication Error, Team=%1 is blocked. Update via `/team/unblock` if you're an admin.")
                .arg(QString::fromUtf8(owner->id)));
    return RawServer::answer(
        200, json({{QStringLiteral("key"), QStringLiteral("x")}, {QStringLiteral("info"), QJsonObject()}}));
}

QByteArray FakeLiteLlm::hashOf(const QByteArray& secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex();
}

void FakeLiteLlm::remember(const QByteArray& secret)
{
    for (Worker& worker : m_workers)
        keyInfo(worker, secret);
}

bool FakeLiteLlm::wouldServe(const QByteArray& secret)
{
    return std::ranges::any_of(m_workers, [&](Worker worker) { return keyInfo(worker, secret).startsWith("HTTP/1.1 200"); });
}

} // namespace fuseboard::test
