// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"

#include "net/exchange.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QPromise>
#include <QSslCertificate>
#include <QSslConfiguration>

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

QList<QSslCertificate> authoritiesOf(const HttpTrust& trust)
{
    return trust.pin.isEmpty() ? QSslCertificate::fromPath(trust.authorityFile) : QList<QSslCertificate>();
}

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
    if (request.trust != HttpTrust()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        // With a pin nobody's word counts: every certificate is in doubt, and the exchange judges it.
        tls.setCaCertificates(authoritiesOf(request.trust));
        prepared.setSslConfiguration(tls);
    }
    return prepared;
}

void setUp(QNetworkAccessManager& manager)
{
    manager.setProxyFactory(new ProxyChoice);
    manager.setAutoDeleteReplies(false);
}

/// The answer where nothing was asked; queued, as any other.
QFuture<Result<HttpAnswer>> notAsked(QObject* context, const Error& error)
{
    const auto promise = std::make_shared<QPromise<Result<HttpAnswer>>>();
    promise->start();
    QMetaObject::invokeMethod(
        context,
        [promise, error] {
            promise->addResult(Result<HttpAnswer>(std::unexpected(error)));
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

} // namespace

class HttpClient::Private {
public:
    QNetworkAccessManager manager;
    /// A connection is used again only by those who trust it for the same reason.
    std::vector<std::pair<HttpTrust, std::unique_ptr<QNetworkAccessManager>>> trusting;

    QNetworkAccessManager* managerFor(const HttpTrust& trust)
    {
        if (trust == HttpTrust())
            return &manager;
        for (const auto& [own, kept] : trusting)
            if (own == trust)
                return kept.get();
        setUp(*trusting.emplace_back(trust, std::make_unique<QNetworkAccessManager>()).second);
        return trusting.back().second.get();
    }
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
    if (const HttpTrust& trust = request.trust;
        !trust.authorityFile.isEmpty() && authoritiesOf(trust).isEmpty() && trust.pin.isEmpty())
        return notAsked(this,
            {ErrorCode::fileUnreadable, trust.authorityFile.toStdString(),
                "no certificate of an authority can be read from it"});
    // A manager that found a local socket dead never notices that it lives again (seen with Qt 6.8.2): each exchange over
    // one has its own.
    auto* manager = request.localSocket.isEmpty() ? d->managerFor(request.trust) : new QNetworkAccessManager(this);
    const bool isOnlyForThis = !request.localSocket.isEmpty();
    if (isOnlyForThis)
        setUp(*manager);
    auto* exchange = new Exchange(
        std::move(request),
        [manager](const HttpRequest& next) { return manager->sendCustomRequest(prepare(next), next.method, next.body); }, this);
    if (isOnlyForThis)
        connect(exchange, &QObject::destroyed, manager, &QObject::deleteLater);
    return exchange->future();
}

} // namespace fuseboard
