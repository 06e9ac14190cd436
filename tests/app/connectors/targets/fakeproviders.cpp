// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakeproviders.h"

#include <QJsonArray>

#include <algorithm>

namespace fuseboard::test {
namespace {

constexpr int openRouterPage = 100;

QString text(const QJsonObject& object, const char* name) { return object[QLatin1StringView(name)].toString(); }
QJsonObject with(QJsonObject object, const char* name, const QJsonValue& value)
{
    object[QLatin1StringView(name)] = value;
    return object;
}

FakeAnswer notFound() { return {404, R"({"error":{"message":"not found"}})"}; }

/// Those that come after `after`, at most `limit`, in the order of their ids.
QStringList slice(const QStringList& ids, const QString& after, int limit)
{
    const auto begin = after.isEmpty() ? ids.begin() : std::ranges::upper_bound(ids, after);
    return {begin, begin + std::min<qsizetype>(limit, ids.end() - begin)};
}

template <class F>
QStringList idsWhere(const Things& things, F&& holds)
{
    QStringList out;
    for (auto thing = things.begin(); thing != things.end(); ++thing)
        if (holds(thing.value()))
            out.append(thing.key());
    return out;
}

/// As Anthropic and OpenAI give lists.
FakeAnswer cursorList(const QStringList& ids, const QString& after, int limit, auto&& rowOf)
{
    const QStringList page = slice(ids, after, limit);
    QJsonArray rows;
    for (const QString& id : page)
        rows.append(rowOf(id));
    const auto name = [&](const QStringList& list, bool first) {
        return list.isEmpty() ? QJsonValue() : QJsonValue(first ? list.first() : list.last());
    };
    return {200,
        jsonOf({{QStringLiteral("data"), rows}, {QStringLiteral("first_id"), name(page, true)},
            {QStringLiteral("last_id"), name(page, false)},
            {QStringLiteral("has_more"), !page.isEmpty() && page.last() != ids.last()}})};
}

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

bool enforces(const QJsonObject& thing)
{
    const QJsonObject limit = thing[QLatin1String("limit")].toObject();
    return !limit.isEmpty() && thing[QLatin1String("spent")].toInt() >= limit[QLatin1String("threshold_amount")].toInt();
}

FakeAnswer openAiLimit(FakeSystem& self, const FakeRequest& request, const QString& id)
{
    if (!self.stored.contains(id))
        return self.complain(request.path);
    QJsonObject thing = self.stored[id];
    if (request.method == "DELETE") {
        if (!thing[QLatin1String("ours")].toBool())
            self.complain(QStringLiteral("deletes a limit that was there before"));
        thing.remove(QLatin1String("ours"));
        self.put(id, with(thing, "limit", QJsonValue()));
        return {200, R"({"object":"project.spend_limit.deleted","deleted":true})"};
    }
    if (request.method == "POST") {
        if (thing[QLatin1String("limit")].isNull())
            thing[QLatin1String("ours")] = true;
        thing[QLatin1String("limit")] = request.body;
        self.put(id, thing);
    } else {
        thing = self.told()[id];
        if (thing[QLatin1String("limit")].isNull())
            return thing[QLatin1String("says")].toBool() ? FakeAnswer {200, " null\n"} : notFound();
    }
    QJsonObject out = thing[QLatin1String("limit")].toObject();
    out[QLatin1String("object")] = QStringLiteral("project.spend_limit");
    const bool acts = enforces(self.working()[id]);
    out[QLatin1String("enforcement")] =
        QJsonObject {{QStringLiteral("status"), acts ? QStringLiteral("enforcing") : QStringLiteral("inactive")}};
    return {200, jsonOf(out)};
}

FakeAnswer openAiAnswer(FakeSystem& self, const FakeRequest& request)
{
    if (request.path == QLatin1String("/organization/spend_limit"))
        return openAiLimit(self, request, QStringLiteral("organisation"));
    const QString project = request.path.section(QLatin1Char('/'), 3, 3);
    if (request.path.endsWith(QLatin1String("/spend_limit")))
        return openAiLimit(self, request, project);
    if (request.method != "GET")
        return self.complain(request.path);
    const Things all = self.told();
    const bool isProjects = project.isEmpty();
    const QStringList ids = idsWhere(all, [&](const QJsonObject& thing) {
        return isProjects ? thing.contains(QLatin1String("status")) : text(thing, "project") == project;
    });
    return cursorList(ids, request.value("after"), request.value("limit").toInt(), [&](const QString& id) {
        return QJsonObject {{QStringLiteral("id"), id}, {QStringLiteral("name"), id + QStringLiteral(" by name")},
            {QStringLiteral("status"), isProjects ? all[id][QLatin1String("status")] : QJsonValue()}};
    });
}

bool stopsPerson(const QJsonObject& budget, const QString& login)
{
    return text(budget, "user").compare(login, Qt::CaseInsensitive) == 0
        && text(budget, "budget_scope") == QLatin1String("user") && budget[QLatin1String("prevent_further_usage")].toBool()
        && text(budget, "budget_product_sku") == QLatin1String("ai_credits")
        && budget[QLatin1String("budget_amount")].toInt() == 0;
}

bool gitHubServes(const Things& things, const QString& login)
{
    return std::ranges::none_of(things, [&](const QJsonObject& thing) { return stopsPerson(thing, login); });
}

FakeAnswer gitHubList(FakeSystem& self, const FakeRequest& request, bool isSeats)
{
    const Things all = self.told();
    const QString user = request.value("user");
    const QStringList ids = idsWhere(all, [&](const QJsonObject& thing) {
        if (thing.contains(QLatin1String("seat")) || isSeats)
            return thing.contains(QLatin1String("seat")) && isSeats;
        return (request.value("scope").isEmpty() || text(thing, "budget_scope") == request.value("scope"))
            && (user.isEmpty() || text(thing, "user").compare(user, Qt::CaseInsensitive) == 0);
    });
    const qsizetype size = request.value("per_page").toLongLong(), page = request.value("page").toLongLong();
    if (size < 1 || size > 100 || page < 1)
        return self.complain(QStringLiteral("page %1 of %2").arg(page).arg(size));
    QJsonArray rows;
    for (const QString& id : ids.mid((page - 1) * size, size))
        if (isSeats)
            rows.append(QJsonObject {
                {QStringLiteral("assignee"), QJsonObject {{QStringLiteral("login"), all[id][QLatin1String("seat")]}}}});
        else
            rows.append(with(all[id], "id", id));
    if (isSeats)
        return {200, jsonOf({{QStringLiteral("total_seats"), ids.size()}, {QStringLiteral("seats"), rows}})};
    QJsonObject out {{QStringLiteral("budgets"), rows}, {QStringLiteral("has_next_page"), page * size < ids.size()}};
    if (!user.isEmpty())
        out[QLatin1String("effective_budget")] = QJsonObject {{QStringLiteral("id"), QStringLiteral("x")},
            {QStringLiteral("budget_amount"), gitHubServes(self.working(), user) ? 50 : 0},
            {QStringLiteral("consumed_amount"), 3.25}};
    return {200, jsonOf(out)};
}

FakeAnswer gitHubAnswer(FakeSystem& self, const FakeRequest& request)
{
    if (request.method == "GET" && request.path == QLatin1String("/orgs/acme/copilot/billing/seats"))
        return gitHubList(self, request, true);
    const QString budgets = QStringLiteral("/organizations/acme/settings/billing/budgets");
    if (request.path == budgets && request.method == "GET")
        return gitHubList(self, request, false);
    const auto done = [](const QJsonObject& budget) {
        return FakeAnswer {
            200, jsonOf({{QStringLiteral("message"), QStringLiteral("done")}, {QStringLiteral("budget"), budget}})};
    };
    if (request.path == budgets && request.method == "POST") {
        if (!request.body.contains(QLatin1String("budget_entity_name")))
            return self.complain(QStringLiteral("Missing required fields"));
        for (const QJsonObject& other : self.stored)
            if (text(other, "user") == text(request.body, "user")
                && text(other, "budget_product_sku") == QLatin1String("ai_credits"))
                return self.complain(QStringLiteral("a second budget for ") + text(request.body, "user"));
        self.put(QStringLiteral("budget-%1").arg(self.stored.size()), with(request.body, "ours", true));
        return done(request.body);
    }
    const QString id = request.lastPart();
    if (!request.path.startsWith(budgets) || !self.stored.contains(id))
        return self.complain(request.path);
    QJsonObject budget = self.stored[id];
    if (request.method == "DELETE") {
        if (!budget[QLatin1String("ours")].toBool())
            self.complain(QStringLiteral("deletes a budget that was there before"));
        self.remove(id);
        return {200, R"({"message":"done","id":"x"})"};
    }
    self.expectOnly(request, {QStringLiteral("budget_amount"), QStringLiteral("prevent_further_usage")});
    for (const QString& name : request.body.keys())
        budget[name] = request.body[name];
    self.put(id, budget);
    return done(budget);
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

FakeKind openAiKind()
{
    return {.contract = "openai-usage.openapi.yaml",
        .base = QStringLiteral("/v1"),
        .keyHeader = "authorization",
        .keyPrefix = "Bearer ",
        .headers = {},
        .answer = openAiAnswer,
        .serves = [](const Things& things, const QString& id) {
            return !enforces(things[id]) && !enforces(things[QStringLiteral("organisation")]);
        }};
}

FakeKind gitHubKind()
{
    return {.contract = "github-billing.openapi.json",
        .base = {},
        .keyHeader = "authorization",
        .keyPrefix = "Bearer ",
        .headers = {{"accept", "application/vnd.github+json"}, {"x-github-api-version", "2026-03-10"}},
        .answer = gitHubAnswer,
        .serves = gitHubServes};
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

Things openAiThings()
{
    const auto project = [](const QJsonValue& limit, int spent, const char* status = "active") {
        return QJsonObject {{QStringLiteral("limit"), limit}, {QStringLiteral("spent"), spent},
            {QStringLiteral("status"), QLatin1StringView(status)}};
    };
    const auto key = [](const char* of) { return QJsonObject {{QStringLiteral("project"), QLatin1StringView(of)}}; };
    const QJsonObject limit {{QStringLiteral("threshold_amount"), 250000}, {QStringLiteral("currency"), QStringLiteral("USD")},
        {QStringLiteral("interval"), QStringLiteral("month")}};
    return {{QStringLiteral("p-pay"), project(QJsonValue(), 1200)}, {QStringLiteral("p-search"), project(limit, 1200)},
        {QStringLiteral("p-old"), project(QJsonValue(), 0, "archived")},
        {QStringLiteral("organisation"),
            QJsonObject {{QStringLiteral("limit"), QJsonValue()}, {QStringLiteral("spent"), 2400}}},
        {QStringLiteral("key-a"), key("p-pay")}, {QStringLiteral("key-b"), key("p-search")}};
}

Things gitHubThings()
{
    const auto seat = [](const char* login) { return QJsonObject {{QStringLiteral("seat"), QLatin1StringView(login)}}; };
    const auto budget = [](const char* scope, const char* user, const char* sku, int dollars) {
        return QJsonObject {{QStringLiteral("budget_scope"), QLatin1StringView(scope)},
            {QStringLiteral("user"), QLatin1StringView(user)}, {QStringLiteral("budget_product_sku"), QLatin1StringView(sku)},
            {QStringLiteral("budget_type"), QStringLiteral("BundlePricing")}, {QStringLiteral("budget_amount"), dollars},
            {QStringLiteral("prevent_further_usage"), true}};
    };
    return {{QStringLiteral("s1"), seat("ada")}, {QStringLiteral("s2"), seat("Bob")}, {QStringLiteral("s3"), seat("cy")},
        {QStringLiteral("u1"), budget("user", "bob", "ai_credits", 40)},
        {QStringLiteral("u2"), budget("user", "ada", "actions", 7)},
        {QStringLiteral("o1"), budget("organization", "", "ai_credits", 900)}};
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
