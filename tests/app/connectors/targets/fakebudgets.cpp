// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakelists.h"
#include "app/connectors/targets/fakeproviders.h"

namespace fuseboard::test {
namespace {

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

/// An organisation's people and an enterprise's are the same here; only one of them is asked for.
FakeAnswer gitHubAnswer(FakeSystem& self, const FakeRequest& request)
{
    const bool whole = request.path.startsWith(QLatin1String("/enterprises/"));
    const QString seats =
        whole ? QStringLiteral("/enterprises/acme/copilot/billing/seats") : QStringLiteral("/orgs/acme/copilot/billing/seats");
    if (request.method == "GET" && request.path == seats)
        return gitHubList(self, request, true);
    const QString budgets = whole ? QStringLiteral("/enterprises/acme/settings/billing/budgets")
                                  : QStringLiteral("/organizations/acme/settings/billing/budgets");
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

} // namespace

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

} // namespace fuseboard::test
