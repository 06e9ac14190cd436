// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakesystem.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace fuseboard::test {
namespace {

QByteArray headerOf(const QByteArray& head, const QByteArray& name)
{
    for (const QByteArray& line : head.split('\n'))
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    return {};
}

} // namespace

QByteArray jsonOf(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

FakeSystem::FakeSystem(FakeKind kind)
    : m_kind(std::move(kind))
    , m_openApi(m_kind.contract ? OpenApi::read(std::string(FUSEBOARD_SHARED "/contracts/") + m_kind.contract) : std::nullopt)
    , m_server([this](QIODevice& connection, const QByteArray& bytes) { serve(connection, bytes); })
{
    m_clock.start();
}

FakeAnswer FakeSystem::complain(const QString& what)
{
    complaints += what;
    return {400, jsonOf({{QStringLiteral("error"), QJsonObject {{QStringLiteral("message"), what}}}})};
}

void FakeSystem::expectOnly(const FakeRequest& request, const QStringList& members)
{
    QStringList wanted = members;
    wanted.sort();
    if (request.body.keys() != wanted)
        complain(request.path + QStringLiteral(" with ") + request.body.keys().join(QLatin1Char(' ')));
}

void FakeSystem::put(const QString& id, const QJsonObject& thing)
{
    if (!ignoresChanges)
        stored[id] = thing;
}

void FakeSystem::remove(const QString& id)
{
    if (!ignoresChanges)
        stored.remove(id);
}

/// As it was that long ago, or at the first look.
const Things& FakeSystem::asOf(int after)
{
    const qint64 now = m_clock.elapsed();
    if (m_past.empty() || m_past.back().things != stored)
        m_past.push_back({now, stored});
    if (after < 0)
        return m_past.front().things;
    for (std::size_t i = m_past.size(); i-- > 1;)
        if (m_past[i].at + after <= now)
            return m_past[i].things;
    return m_past.front().things;
}

void FakeSystem::check(const QByteArray& method, const QByteArray& target, const QByteArray& head, const QByteArray& body)
{
    if (m_openApi)
        if (const std::string fault = m_openApi->faultOf(method.toStdString(), target.toStdString(), body.toStdString());
            !fault.empty())
            complaints += QString::fromStdString(fault);
    for (const auto& [name, value] : m_kind.headers)
        if (headerOf(head, name) != value)
            complaints += QStringLiteral("no header ") + QString::fromLatin1(name);
    if (!body.isEmpty() && headerOf(head, "content-type") != "application/json")
        complaints += QStringLiteral("a body that is not said to be JSON");
}

void FakeSystem::serve(QIODevice& connection, const QByteArray& bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const QByteArray head = bytes.left(end), body = bytes.mid(end + 4);
    const QList<QByteArray> line = head.left(head.indexOf('\r')).split(' ');
    const QByteArray target = line[1].mid(m_kind.base.size());
    const QUrl url = QUrl::fromEncoded(target, QUrl::StrictMode);
    const FakeRequest request {.method = line[0],
        .path = url.path(QUrl::FullyDecoded),
        .query = QUrlQuery(url),
        .body = QJsonDocument::fromJson(body).object(),
        .secret = headerOf(head, m_kind.keyHeader).mid(m_kind.keyPrefix.size())};
    check(line[0], target, head, body);
    const bool isOurs = request.secret == adminKey;
    const bool isChange = isOurs && request.method != "GET";
    changes += isChange ? 1 : 0;
    asOf(0);
    FakeAnswer answer;
    for (const auto& [part, instead] : unread.asKeyValueRange())
        if (line[0] == "GET" && target.contains(part)) {
            const int status = instead.toInt();
            connection.write(RawServer::answer(status > 0 ? status : 200, status > 0 ? QByteArray("{}") : instead));
            return;
        }
    if (!isOurs && !m_kind.takesCalls)
        answer = complain(QStringLiteral("not our key"));
    else if (isChange && readOnly)
        answer = {403, R"({"error":{"message":"not allowed"}})"};
    else if (trouble == Trouble::none || trouble == Trouble::cut || trouble == Trouble::silent || troubles == 0)
        answer = m_kind.answer(*this, request); // the answer may be lost, and the change made
    if (makesTrouble(connection, RawServer::answer(answer.status, answer.body)))
        return;
    connection.write(RawServer::answer(answer.status, answer.body));
    if (isChange && diesAfter > 0 && --diesAfter == 0)
        m_server.close();
}

bool FakeSystem::makesTrouble(QIODevice& connection, const QByteArray& good)
{
    if (trouble == Trouble::none || troubles == 0)
        return false;
    troubles -= troubles > 0 ? 1 : 0;
    switch (trouble) {
    case Trouble::none: break;
    case Trouble::limited: connection.write(RawServer::answer(429, "{}", "Retry-After: 1\r\n")); break;
    case Trouble::limitedAs403: connection.write(RawServer::answer(403, "{}", "X-RateLimit-Remaining: 0\r\n")); break;
    case Trouble::failing: connection.write(RawServer::answer(500, "<html>oops</html>")); break;
    case Trouble::cut:
        connection.write(good.first(good.size() - 1));
        RawServer::closeAfterWriting(connection);
        break;
    case Trouble::garbage: connection.write(RawServer::answer(200, R"({"status":"ok"})")); break;
    case Trouble::silent: break;
    }
    return true;
}

} // namespace fuseboard::test
