// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakelists.h"
#include "app/connectors/targets/fakeproviders.h"

namespace fuseboard::test {
namespace {

constexpr int openRouterPage = 100;

QJsonObject openRouterRow(const QString& hash, const QJsonObject& key)
{
    return {{QStringLiteral("hash"), hash}, {QStringLiteral("name"), key[QLatin1String("name")]},
        {QStringLiteral("label"), QStringLiteral("sk-or-v1-0e6...1c96")},
        {QStringLiteral("disabled"), key[QLatin1String("disabled")]}, {QStringLiteral("limit"), 200.5},
        {QStringLiteral("limit_reset"), QJsonValue()}, {QStringLiteral("usage"), 125.5},
        {QStringLiteral("workspace_id"), key[QLatin1String("workspace")]}, {QStringLiteral("expires_at"), QJsonValue()}};
}

FakeAnswer openRouterAnswer(FakeSystem& self, const FakeRequest& request)
{
    const Things all = self.told();
    const qsizetype offset = request.value("offset").toLongLong();
    QJsonArray rows;
    if (request.path == QLatin1String("/workspaces")) {
        QStringList ids;
        for (const QJsonObject& key : all)
            ids.append(text(key, "workspace"));
        ids.removeDuplicates();
        ids.removeAll(QStringLiteral("p-default")); // whether it is listed is not said
        for (const QString& id : ids.mid(offset, request.value("limit").toInt()))
            rows.append(QJsonObject {{QStringLiteral("id"), id}, {QStringLiteral("name"), id}});
        return {200, jsonOf({{QStringLiteral("data"), rows}, {QStringLiteral("total_count"), ids.size()}})};
    }
    if (request.path == QLatin1String("/keys")) {
        QString workspace = request.value("workspace_id");
        if (workspace.isEmpty())
            workspace = QStringLiteral("p-default");
        const bool withDisabled = request.value("include_disabled") == QLatin1String("true");
        const QStringList ids = idsWhere(all, [&](const QJsonObject& key) {
            return text(key, "workspace") == workspace && (withDisabled || !key[QLatin1String("disabled")].toBool());
        });
        for (const QString& id : ids.mid(offset, openRouterPage))
            rows.append(openRouterRow(id, all[id]));
        return {200, jsonOf({{QStringLiteral("data"), rows}})};
    }
    if (request.method != "PATCH")
        return self.complain(request.path);
    self.expectOnly(request, {QStringLiteral("disabled")});
    if (!self.stored.contains(request.lastPart()))
        return notFound();
    const QJsonObject changed = with(self.stored[request.lastPart()], "disabled", request.body[QLatin1String("disabled")]);
    self.put(request.lastPart(), changed);
    return {200, jsonOf({{QStringLiteral("data"), openRouterRow(request.lastPart(), changed)}})};
}

QJsonObject anthropicRow(const QString& id, const QJsonObject& key)
{
    return {{QStringLiteral("id"), id}, {QStringLiteral("type"), QStringLiteral("api_key")},
        {QStringLiteral("name"), key[QLatin1String("name")]}, {QStringLiteral("status"), key[QLatin1String("status")]},
        {QStringLiteral("workspace_id"), key[QLatin1String("workspace")]},
        {QStringLiteral("principal"), QJsonObject {{QStringLiteral("odd"), QJsonArray {1}}}}};
}

FakeAnswer anthropicAnswer(FakeSystem& self, const FakeRequest& request)
{
    const QString list = QStringLiteral("/v1/organizations/api_keys");
    if (request.method == "GET" && request.path == list) {
        const Things all = self.told();
        return cursorList(all.keys(), request.value("after_id"), request.value("limit").toInt(),
            [&](const QString& id) { return anthropicRow(id, all[id]); });
    }
    if (request.method != "POST" || !request.path.startsWith(list))
        return self.complain(request.path);
    self.expectOnly(request, {QStringLiteral("status")});
    if (text(request.body, "status") == QLatin1String("archived"))
        self.complain(QStringLiteral("archives a key, which can't be undone"));
    const QString id = request.lastPart();
    if (!self.stored.contains(id))
        return notFound();
    if (const QString status = text(self.stored[id], "status");
        status != QLatin1String("active") && status != QLatin1String("inactive"))
        return self.complain(QStringLiteral("changes a key that is ") + status);
    const QJsonObject changed = with(self.stored[id], "status", request.body[QLatin1String("status")]);
    self.put(id, changed);
    return {200, jsonOf(anthropicRow(id, changed))};
}

FakeAnswer bifrostRefusal(int status, const char* type)
{
    return {status,
        jsonOf({{QStringLiteral("is_bifrost_error"), false}, {QStringLiteral("type"), QLatin1StringView(type)},
            {QStringLiteral("status_code"), status},
            {QStringLiteral("error"), QJsonObject {{QStringLiteral("message"), QLatin1StringView(type)}}},
            {QStringLiteral("extra_fields"), QJsonObject()}})};
}

/// A call; nobody has the model that it is for.
FakeAnswer bifrostCall(FakeSystem& self, const FakeRequest& request)
{
    if (request.secret.isEmpty())
        return bifrostRefusal(401, "virtual_key_required");
    for (const QJsonObject& key : self.working()) {
        if (text(key, "secret").toLatin1() != request.secret)
            continue;
        if (!key[QLatin1String("active")].toBool())
            return bifrostRefusal(403, "virtual_key_blocked");
        return key[QLatin1String("isUsedUp")].toBool() ? bifrostRefusal(402, "budget_exceeded")
                                                       : bifrostRefusal(403, "provider_blocked");
    }
    return bifrostRefusal(403, "virtual_key_not_found");
}

template <bool isNewer>
FakeAnswer bifrostAnswer(FakeSystem& self, const FakeRequest& request)
{
    if (request.path == QLatin1String("/v1/chat/completions") && request.method == "POST")
        return bifrostCall(self, request);
    const QString list = QStringLiteral("/api/governance/virtual-keys");
    if (request.secret != FakeSystem::adminKey || !request.path.startsWith(list))
        return self.complain(request.path);
    const auto rowOf = [](const QString& id, const QJsonObject& key) {
        QJsonObject row {{QStringLiteral("id"), id}, {QStringLiteral("name"), key[QLatin1String("name")]},
            {QStringLiteral("value"), key[QLatin1String("secret")]},
            {QStringLiteral("is_active"), key[QLatin1String("active")]},
            {QStringLiteral("team_id"), key[QLatin1String("team")]}};
        const QJsonObject budget {
            {QStringLiteral("max_limit"), 12.5}, {QStringLiteral("reset_duration"), QStringLiteral("1M")}};
        if (isNewer)
            row[QLatin1String("budgets")] = QJsonArray {budget};
        else
            row[QLatin1String("budget")] = budget;
        return row;
    };
    if (request.method == "GET" && request.path == list) {
        for (const auto& [name, value] : request.query.queryItems())
            if (!QStringList {QStringLiteral("limit"), QStringLiteral("offset"), QStringLiteral("from_memory")}.contains(name))
                self.complain(name);
        const Things all = request.value("from_memory") == QLatin1String("true") ? self.working() : self.told();
        const qsizetype offset = request.value("offset").toLongLong(), limit = request.value("limit").toLongLong();
        QJsonArray rows;
        for (const QString& id : all.keys().mid(offset, limit))
            rows.append(rowOf(id, all[id]));
        if (self.shortLists != 0 && !rows.isEmpty() && offset + rows.size() == all.size()) {
            rows.removeLast();
            self.shortLists -= self.shortLists > 0 ? 1 : 0;
        }
        return {200,
            jsonOf({{QStringLiteral("virtual_keys"), rows}, {QStringLiteral("count"), rows.size()},
                {QStringLiteral("total_count"), all.size()}, {QStringLiteral("limit"), limit},
                {QStringLiteral("offset"), offset}})};
    }
    if (request.method != "PUT")
        return self.complain(QString::fromLatin1(request.method));
    self.expectOnly(request, {QStringLiteral("is_active")});
    const QString id = request.lastPart();
    if (!self.stored.contains(id))
        return bifrostRefusal(404, "not_found");
    QJsonObject key = self.stored[id];
    // Members that it does not know, or of another type, are passed over without a word.
    if (request.body[QLatin1String("is_active")].isBool())
        key[QLatin1String("active")] = request.body[QLatin1String("is_active")];
    self.put(id, key);
    return {200,
        jsonOf({{QStringLiteral("message"), QStringLiteral("Virtual key updated successfully")},
            {QStringLiteral("virtual_key"), rowOf(id, key)}})};
}

} // namespace

FakeKind openRouterKind()
{
    return {.contract = "openrouter-keys.openapi.json",
        .base = QStringLiteral("/api/v1"),
        .keyHeader = "authorization",
        .keyPrefix = "Bearer ",
        .headers = {},
        .answer = openRouterAnswer,
        .serves = [](const Things& things, const QString& id) { return !things[id][QLatin1String("disabled")].toBool(); }};
}

FakeKind anthropicKind()
{
    return {.contract = "anthropic-admin.openapi.json",
        .base = {},
        .keyHeader = "x-api-key",
        .keyPrefix = {},
        .headers = {{"anthropic-version", "2023-06-01"}},
        .answer = anthropicAnswer,
        .serves = [](const Things& things, const QString& id) {
            return text(things[id], "status") == QLatin1String("active");
        }};
}

FakeKind bifrostKind(bool isNewer)
{
    return {.contract = nullptr,
        .base = {},
        .keyHeader = "authorization",
        .keyPrefix = "Bearer ",
        .headers = {},
        .takesCalls = true,
        .answer = isNewer ? bifrostAnswer<true> : bifrostAnswer<false>,
        .serves = [](const Things& things, const QString& id) { return things[id][QLatin1String("active")].toBool(); }};
}

Things openRouterThings()
{
    const auto key = [](const char* workspace, const char* name, bool disabled) {
        return QJsonObject {{QStringLiteral("workspace"), QLatin1StringView(workspace)},
            {QStringLiteral("name"), QLatin1StringView(name)}, {QStringLiteral("disabled"), disabled}};
    };
    return {{QStringLiteral("a1"), key("p-pay", "ci", false)}, {QStringLiteral("a2"), key("p-pay", "old", true)},
        {QStringLiteral("b1"), key("p-search", "web", false)}, {QStringLiteral("c1"), key("p-default", "nobody's", false)}};
}

Things anthropicThings()
{
    const auto key = [](const QJsonValue& workspace, const char* name, const char* status) {
        return QJsonObject {{QStringLiteral("workspace"), workspace}, {QStringLiteral("name"), QLatin1StringView(name)},
            {QStringLiteral("status"), QLatin1StringView(status)}};
    };
    const QString pay = QStringLiteral("p-pay");
    return {{QStringLiteral("a1"), key(pay, "ci", "active")}, {QStringLiteral("a2"), key(pay, "old", "inactive")},
        {QStringLiteral("a3"), key(pay, "gone", "archived")}, {QStringLiteral("a4"), key(pay, "over", "expired")},
        {QStringLiteral("b1"), key(QStringLiteral("p-search"), "web", "active")},
        {QStringLiteral("c1"), key(QJsonValue(), "the organisation's", "active")}};
}

Things bifrostThings()
{
    const auto key = [](const char* team, const char* name, const char* secret, bool active) {
        return QJsonObject {{QStringLiteral("team"), QLatin1StringView(team)},
            {QStringLiteral("name"), QLatin1StringView(name)}, {QStringLiteral("secret"), QLatin1StringView(secret)},
            {QStringLiteral("active"), active}};
    };
    return {{QStringLiteral("a0"), key("p-pay", "canary", "sk-canary-payments", true)},
        {QStringLiteral("a1"), key("p-pay", "ci", "sk-bf-ci", true)},
        {QStringLiteral("a2"), key("p-pay", "old", "sk-bf-old", false)},
        {QStringLiteral("b1"), key("p-search", "web", "sk-bf-web", true)}};
}

} // namespace fuseboard::test
