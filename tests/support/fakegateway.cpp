// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakegateway.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace fuseboard::test {
namespace {

QByteArray header(const QByteArray& request, const QByteArray& name)
{
    const QString head = QString::fromUtf8(request.first(request.indexOf("\r\n\r\n")));
    const QRegularExpression pattern(QStringLiteral("^%1: (.*?)\r?$").arg(QString::fromLatin1(name)),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return pattern.match(head + u'\r').captured(1).trimmed().toUtf8();
}

QByteArray bodyOf(const QByteArray& request) { return request.mid(request.indexOf("\r\n\r\n") + 4); }

QByteArray json(int status, const QJsonObject& object, const QByteArray& headers = {})
{
    return RawServer::answer(status, QJsonDocument(object).toJson(QJsonDocument::Compact), headers);
}

QJsonObject refusal(const char* code)
{
    return {{QStringLiteral("error"), QJsonObject {{QStringLiteral("code"), QLatin1StringView(code)}}}};
}

} // namespace

const QByteArray FakeGateway::hangUp = "hang up";
const QByteArray FakeGateway::silence = "silence";

FakeGateway::FakeGateway(QByteArray probeToken)
    : m_probeToken(std::move(probeToken))
    , m_admin([this](QIODevice& connection, const QByteArray& request) { serve(connection, request, &FakeGateway::admin); })
    , m_callers([this](QIODevice& connection, const QByteArray& request) { serve(connection, request, &FakeGateway::call); })
{
}

bool FakeGateway::listen(const QString& adminSocket)
{
    QFile::remove(adminSocket);
    return m_admin.listen(adminSocket) && m_callers.listen();
}

void FakeGateway::close()
{
    m_admin.close();
    m_callers.close();
}

void FakeGateway::serve(QIODevice& connection, const QByteArray& request, Answer truth)
{
    const QByteArrayList line = request.first(request.indexOf("\r\n")).split(' ');
    const QByteArray method = line.value(0), path = line.value(1);
    const auto meddled = meddler(method, path);
    const QByteArray answer = meddled ? *meddled : (this->*truth)(method, path, request);
    if (answer == silence)
        return;
    if (answer == hangUp)
        RawServer::closeAfterWriting(connection);
    else
        connection.write(answer);
}

bool FakeGateway::refuses(const Scope& scope) const
{
    const auto held = [&](const Scope& each) {
        const auto found = holds.find(each);
        return found != holds.end() && found->second.order.state == HoldState::frozen;
    };
    return held(scope) || held(Scope::everything());
}

QByteArray FakeGateway::admin(const QByteArray& method, const QByteArray& path, const QByteArray& request)
{
    if (header(request, "Host") != "localhost")
        complaints.append("foreign host " + header(request, "Host"));
    if (method != "GET" && header(request, "Content-Type") != "application/json")
        complaints.append("a write without its type");
    if (method == "GET" && path == "/v1/health")
        return json(200, {{QStringLiteral("listeners"), QJsonArray {m_callers.url()}}, {QStringLiteral("warnings"), warnings}});
    if (method == "GET" && path == "/v1/breakers")
        return breakers();
    if (method == "GET" && path == "/v1/policy")
        return RawServer::answer(200, policy, "ETag: \"" + QByteArray::number(policyVersion) + "\"\r\n");
    if (method == "PUT" && path == "/v1/policy")
        return putPolicy(request);
    if (method == "PUT" && path.startsWith("/v1/holds/"))
        return putHold(path, request);
    if (method == "GET" && (path == "/v1/calls" || path.startsWith("/v1/calls?team=")))
        return listCalls(path);
    if (method == "POST" && path.startsWith("/v1/calls/") && path.endsWith("/cut"))
        return cutCall(path);
    if (method == "GET" && path == "/v1/asks")
        return json(200, {{QStringLiteral("asks"), asks}});
    if (method == "POST" && path.startsWith("/v1/asks/"))
        return answerAsk(path, request);
    complaints.append("unknown: " + method + ' ' + path);
    return json(404, {});
}

QByteArray FakeGateway::listCalls(const QByteArray& path) const
{
    const QString team = QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(15)));
    QJsonArray list;
    for (const auto& call : running)
        if (team.isEmpty() || call.toObject().value(u"team").toString() == team)
            list.append(call);
    return json(200, {{QStringLiteral("calls"), list}});
}

QByteArray FakeGateway::cutCall(const QByteArray& path)
{
    const QString id = QString::fromUtf8(QByteArray::fromPercentEncoding(path.sliced(10, path.size() - 14)));
    for (qsizetype i = 0; i < running.size(); ++i)
        if (running[i].toObject().value(u"id").toString() == id) {
            running.removeAt(i);
            return json(200, {{QStringLiteral("cut"), 1}});
        }
    return json(404, refusal("unknown_call"));
}

QByteArray FakeGateway::answerAsk(const QByteArray& path, const QByteArray& request)
{
    const QString id = QString::fromUtf8(QByteArray::fromPercentEncoding(path.sliced(9)));
    const QJsonObject body = QJsonDocument::fromJson(bodyOf(request)).object();
    const bool allows = body.value(u"decision") == QLatin1StringView("allow");
    if (body.value(u"by").toString().isEmpty() || (!allows && body.value(u"decision") != QLatin1StringView("keep"))
        || allows != body.contains(u"amount") || allows != body.contains(u"until"))
        complaints.append("bad answer: " + bodyOf(request));
    for (auto&& each : asks) {
        QJsonObject ask = each.toObject();
        if (ask.value(u"id").toString() != id)
            continue;
        if (ask.value(u"state") != QLatin1StringView("open"))
            return json(409, refusal("answered"));
        ask[u"state"] = allows ? QStringLiteral("allowed") : QStringLiteral("kept");
        ask[u"by"] = body.value(u"by");
        ask[u"answeredAt"] = QStringLiteral("2026-11-23T13:20:00Z");
        if (allows) {
            ask[u"granted"] = body.value(u"amount");
            ask[u"until"] = body.value(u"until");
        }
        each = ask;
        return json(200, ask);
    }
    return json(404, refusal("unknown_ask"));
}

QByteArray FakeGateway::breakers() const
{
    QJsonArray list = rules;
    for (const auto& [scope, hold] : holds) {
        const QJsonObject where {{QStringLiteral("kind"), QString::fromStdString(toText(scope.kind))},
            {QStringLiteral("id"), QString::fromStdString(scope.id)}};
        list.append(QJsonObject {{QStringLiteral("scope"), where},
            {QStringLiteral("state"), QString::fromStdString(toText(hold.order.state))},
            {QStringLiteral("generation"), static_cast<qint64>(hold.order.generation)},
            {QStringLiteral("mode"), QString::fromStdString(toText(hold.order.mode))},
            {QStringLiteral("reason"), QString::fromStdString(hold.order.reason)},
            {QStringLiteral("by"), QString::fromStdString(hold.order.by)},
            {QStringLiteral("at"), QStringLiteral("2026-11-23T10:04:11Z")}});
    }
    return json(200, {{QStringLiteral("breakers"), list}});
}

QByteArray FakeGateway::putHold(const QByteArray& path, const QByteArray& request)
{
    const QJsonObject body = QJsonDocument::fromJson(bodyOf(request)).object();
    HoldOrder order;
    const auto scope = parseScope(QByteArray::fromPercentEncoding(path.mid(10)).toStdString());
    const auto state = parseHoldState(body.value(u"state").toString().toStdString());
    const auto mode = parseFreezeMode(body.value(u"mode").toString().toStdString());
    order.orderId = body.value(u"orderId").toString().toStdString();
    order.generation = static_cast<std::uint64_t>(body.value(u"generation").toInteger());
    order.reason = body.value(u"reason").toString().toStdString();
    order.by = body.value(u"by").toString().toStdString();
    if (!scope || !state || !mode || order.orderId.size() != 36 || order.generation == 0 || order.reason.empty()
        || order.by.empty() || order.reason.size() > 1024) {
        complaints.append("bad order: " + bodyOf(request));
        return json(422, {});
    }
    order.scope = *scope;
    order.state = *state;
    order.mode = *mode;
    const auto found = holds.find(order.scope);
    const OrderVerdict verdict = judge(found == holds.end() ? nullptr : &found->second, order);
    if (verdict == OrderVerdict::applied)
        holds[order.scope] = {order, {}};
    const auto generation = static_cast<qint64>(holds[order.scope].order.generation);
    if (verdict == OrderVerdict::stale)
        return json(409, {{QStringLiteral("generation"), generation}});
    const bool cutting = order.mode == FreezeMode::cut;
    return json(200,
        {{QStringLiteral("generation"), generation}, {QStringLiteral("durable"), true},
            {QStringLiteral("cut"), cutting ? 3 : 0}, {QStringLiteral("inFlight"), cutting ? 0 : 3},
            {QStringLiteral("moneySetAside"), QStringLiteral("212000000000")},
            {QStringLiteral("currency"), QStringLiteral("USD")}});
}

QByteArray FakeGateway::putPolicy(const QByteArray& request)
{
    if (header(request, "If-Match") != '"' + QByteArray::number(policyVersion) + '"')
        return json(412, {});
    policy = bodyOf(request);
    ++policyVersion;
    return json(200, {{QStringLiteral("revision"), QJsonDocument::fromJson(policy).object()[QLatin1String("revision")]}});
}

QByteArray FakeGateway::call(const QByteArray& method, const QByteArray& path, const QByteArray& request)
{
    if (method != "GET" || path != "/v1/models")
        complaints.append("a call that costs: " + method + ' ' + path);
    if (header(request, "Authorization") != "Bearer " + m_probeToken)
        return json(401, {});
    const auto scope = parseScope(header(request, "X-Fuseboard-Probe-Scope").toStdString());
    if (!scope) {
        complaints.append("a probe without its scope");
        return json(400, {});
    }
    if (servesAnyway || !refuses(*scope))
        return RawServer::answer(200, R"({"object":"list","data":[]})");
    return RawServer::answer(403,
        R"({"error":{"message":"Team Payments' AI spending was frozen by A. Smith at 10:04.",)"
        R"("type":"fuseboard_breaker_open","param":null,"code":"breaker_open","scope":")"
            + QByteArray::fromStdString(scope->text()) + R"("}})");
}

} // namespace fuseboard::test
