// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"

#include "net/exchange.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkRequest>

namespace fuseboard {
namespace {

/// This machine is never reached through a proxy, whatever the environment says; nor is anything that is not encrypted,
/// since the proxy would read the key.
class ProxyChoice : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        const QString host = query.peerHostName();
        if (host.isEmpty() || host == u"localhost" || QHostAddress(host).isLoopback() || query.protocolTag() != u"https")
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

QNetworkRequest prepare(const HttpRequest& request)
{
    QUrl url = request.url;
    if (!request.localSocket.isEmpty())
        url.setScheme(QStringLiteral("unix+http"));
    QNetworkRequest prepared(url);
    if (!request.localSocket.isEmpty())
        prepared.setAttribute(QNetworkRequest::FullLocalServerNameAttribute, request.localSocket);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    prepared.setRawHeader("User-Agent", "Fuseboard");
    // Said ourselves, Qt leaves the body as it came: its length can be held against the announced one.
    prepared.setRawHeader("Accept-Encoding", "gzip");
    for (const auto& [name, value] : request.headers)
        prepared.setRawHeader(name, value);
    return prepared;
}

void setUp(QNetworkAccessManager& manager)
{
    manager.setProxyFactory(new ProxyChoice);
    manager.setAutoDeleteReplies(false);
}

} // namespace

class HttpClient::Private {
public:
    QNetworkAccessManager manager;
};

QByteArray HttpAnswer::header(QByteArrayView lowerCaseName) const
{
    for (const auto& [name, value] : headers)
        if (name == lowerCaseName)
            return value;
    return {};
}

HttpClient::HttpClient(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    setUp(d->manager);
}

HttpClient::~HttpClient()
{
    // Replies must go before the manager that they came from.
    qDeleteAll(findChildren<Exchange*>(Qt::FindDirectChildrenOnly));
}

QFuture<Result<HttpAnswer>> HttpClient::send(HttpRequest request)
{
    // A manager that found a local socket dead never notices that it lives again (seen with Qt 6.8.2): each exchange over
    // one has its own.
    auto* manager = request.localSocket.isEmpty() ? &d->manager : new QNetworkAccessManager(this);
    if (manager != &d->manager)
        setUp(*manager);
    auto* exchange = new Exchange(
        std::move(request),
        [manager](const HttpRequest& next) { return manager->sendCustomRequest(prepare(next), next.method, next.body); }, this);
    if (manager != &d->manager)
        connect(exchange, &QObject::destroyed, manager, &QObject::deleteLater);
    return exchange->future();
}

} // namespace fuseboard
