// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/sourceplace.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

namespace fuseboard {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(SourcePlace)
};

constexpr qsizetype longestShown = 80;

bool isThisComputer(const QUrl& url)
{
    return url.host() == QLatin1String("localhost") || url.host() == QLatin1String("127.0.0.1")
        || url.host() == QLatin1String("::1");
}

bool isHttp(const QUrl& url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"));
}

QString proxyFault(const QString& place)
{
    const QUrl url(place, QUrl::StrictMode);
    if (url.scheme() != QLatin1String("tcp") || url.port() < 1 || !url.path().isEmpty())
        return Words::tr(
            "“%1” is neither a socket such as /run/haproxy/admin.sock nor an address such as tcp://127.0.0.1:9999.")
            .arg(place.left(longestShown));
    return isThisComputer(url)
        ? QString()
        : Words::tr("Whoever reaches that address may change everything at the proxy. It has to be on this computer.");
}

} // namespace

bool isSocketPlace(const SourceOffer& offer, const QString& place)
{
    return (offer.isGateway || offer.isProxy) && place.startsWith(QLatin1Char('/'));
}

QString placeFault(const SourceOffer& offer, const QString& place)
{
    if (offer.isLocalLog && !place.isEmpty() && !place.startsWith(QLatin1Char('/')))
        return Words::tr("“%1” is not a folder such as /home/ada/.claude.").arg(place.left(longestShown));
    if (place.isEmpty() || offer.isLocalLog || isSocketPlace(offer, place))
        return {};
    if (offer.isProxy)
        return proxyFault(place);
    const QUrl url(place, QUrl::StrictMode);
    if (!isHttp(url))
        return Words::tr("“%1” is not an address such as https://gateway.example.").arg(place.left(longestShown));
    if (!url.userInfo().isEmpty())
        return Words::tr("A key does not belong into the address. Use the field below it.");
    if (url.scheme() == QLatin1String("http") && !isThisComputer(url))
        return Words::tr("A key would travel in the open to another machine. Use https://.");
    return {};
}

QString callersFault(const QString& place)
{
    const QUrl url(place, QUrl::StrictMode);
    if (place.isEmpty() || (isHttp(url) && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment()))
        return {};
    return Words::tr("“%1” is not where callers reach the proxy, such as http://127.0.0.1:18080.")
        .arg(place.left(longestShown));
}

bool isAuthorityFile(const QString& certificate) { return certificate.startsWith(QLatin1Char('/')); }

QString certificateFault(const QString& certificate, const QString& place)
{
    static const QRegularExpression fingerprint(QStringLiteral("^([0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}$"));
    if (certificate.isEmpty())
        return {};
    if (QUrl(place).scheme() == QLatin1String("http"))
        return Words::tr("At http:// it shows no certificate. Use https://, or leave the certificate empty.");
    if (isAuthorityFile(certificate))
        return QFileInfo(certificate).isFile()
            ? QString()
            : Words::tr("There is no file “%1”. It has to be the certificate of an authority, as PEM.")
                  .arg(certificate.left(longestShown));
    return fingerprint.match(certificate).hasMatch()
        ? QString()
        : Words::tr("“%1” is neither a file such as /etc/fuseboard/ca.pem nor the 64 hex digits of a certificate’s SHA-256.")
              .arg(certificate.left(longestShown));
}

} // namespace fuseboard
