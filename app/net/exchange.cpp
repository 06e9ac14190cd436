// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchange.h"

#include "net/gunzip.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimeZone>

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

/// Errors that Qt derives from the status code: the exchange itself went well.
bool isOnlyAStatus(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ProtocolInvalidOperationError // 400
        || (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError)
        || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

ErrorCode codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::UnknownNetworkError: return ErrorCode::cutOff;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: return ErrorCode::timedOut;
    case QNetworkReply::SslHandshakeFailedError: return ErrorCode::tlsFailed;
    case QNetworkReply::ProtocolFailure: return ErrorCode::badAnswer;
    default: return ErrorCode::unreachable;
    }
}

bool mayHaveBody(int status) { return status >= 200 && status != 204 && status != 304; }

/// Doubts about who signed it and for whom, which a pin settles; a certificate out of its time stays one.
bool isSettledByAPin(const QSslError& doubt)
{
    switch (doubt.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::HostNameMismatch: return true;
    default: return false;
    }
}

constexpr int mostRedirects = 3;

bool isRedirect(int status) { return status >= 300 && status < 400 && status != 304; }

bool isSameOrigin(const QUrl& a, const QUrl& b)
{
    const auto port = [](const QUrl& url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b) && b.userInfo().isEmpty();
}

} // namespace

std::optional<Instant> parseHttpDate(const QByteArray& text)
{
    QDateTime at = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!at.isValid())
        return std::nullopt;
    at.setTimeZone(QTimeZone::UTC);
    return fromUnixSeconds(at.toSecsSinceEpoch());
}

Exchange::Exchange(HttpRequest request, Send send, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_send(std::move(send))
{
    m_promise.start();
    for (QTimer* timer : {&m_deadline, &m_step}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer); // a coarse one may end up to a twentieth early
    }
    // Qt's own transfer timeout is only an idle timer; this one is total.
    connect(&m_deadline, &QTimer::timeout, this,
        [this] { stop(ErrorCode::timedOut, std::format("no complete answer within {} ms", m_request.deadline.count())); });
    m_deadline.start(m_request.deadline);
    ask();
}

void Exchange::ask()
{
    m_body.clear();
    m_reply = m_send(m_request);
    m_reply->setParent(this);
    if (!m_request.trust.pin.isEmpty())
        connect(m_reply, &QNetworkReply::sslErrors, this, &Exchange::judgeCertificate);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::collect);
    // Queued: an answer never comes while the caller is still asking.
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish, Qt::QueuedConnection);
    const auto within = [this](std::chrono::milliseconds time, const char* what) {
        m_step.disconnect(this);
        connect(&m_step, &QTimer::timeout, this,
            [this, time, what] { stop(ErrorCode::timedOut, std::format("{} within {} ms", what, time.count())); });
        m_step.start(time);
    };
    within(m_request.answerWithin, "no answer");
    // Qt 6.8 tells only of TLS when a connection stands: without it, connecting is part of waiting for the head.
    if (m_request.url.scheme() == u"https")
        connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
            [this, within] { within(m_request.connectWithin, "no connection"); });
    connect(m_reply, &QNetworkReply::encrypted, this, [this, within] {
        within(m_request.answerWithin, "no answer");
        // Qt does not ask again about doubts that an earlier connection to the same place was allowed.
        if (!m_request.trust.pin.isEmpty() && shownFingerprint() != m_request.trust.pin)
            stop(ErrorCode::tlsFailed, notThePinnedOne());
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, &m_step, &QTimer::stop);
}

QByteArray Exchange::shownFingerprint() const
{
    return m_reply->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256).toHex();
}

std::string Exchange::notThePinnedOne() const
{
    return "its certificate is not the pinned one but " + shownFingerprint().toStdString();
}

/// Asked before anything is sent; what it does not settle ends the connection.
void Exchange::judgeCertificate(const QList<QSslError>& doubts)
{
    const auto open = std::ranges::find_if_not(doubts, isSettledByAPin);
    if (shownFingerprint() != m_request.trust.pin)
        m_stopped = Error {ErrorCode::tlsFailed, subject(), notThePinnedOne()};
    else if (open != doubts.end())
        m_stopped = Error {ErrorCode::tlsFailed, subject(), open->errorString().toStdString()};
    else
        m_reply->ignoreSslErrors(doubts);
}

void Exchange::stop(ErrorCode why, std::string words)
{
    m_stopped = Error {why, subject(), std::move(words)};
    m_reply->abort();
}

/// Only what changes nothing is asked again elsewhere, and only where the key belongs to (SAFETY SE3).
bool Exchange::followsRedirect()
{
    if (m_stopped || !isRedirect(m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt())
        || m_reply->error() != QNetworkReply::NoError || m_request.method != "GET" || m_redirects == mostRedirects)
        return false;
    const QByteArray location = m_reply->rawHeader("location");
    const QUrl place = QUrl::fromEncoded(location, QUrl::StrictMode);
    const QUrl target = m_request.url.resolved(place);
    if (location.isEmpty() || !place.isValid() || !isSameOrigin(m_request.url, target))
        return false;
    ++m_redirects;
    m_request.url = target;
    return true;
}

void Exchange::collect()
{
    if (m_stopped)
        return;
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (announced <= m_request.maxBytes)
        m_body += m_reply->read(m_request.maxBytes + 1 - m_body.size());
    if (announced > m_request.maxBytes || m_body.size() > m_request.maxBytes)
        stop(ErrorCode::tooLarge, std::format("more than {} bytes", m_request.maxBytes));
}

void Exchange::finish()
{
    if (followsRedirect()) {
        m_reply->deleteLater();
        ask();
        return;
    }
    m_deadline.stop();
    m_step.stop();
    if (!m_stopped && m_reply->isOpen())
        collect();
    settle(answer());
}

void Exchange::settle(Result<HttpAnswer> result)
{
    m_promise.addResult(std::move(result));
    m_promise.finish();
    deleteLater();
}

std::string Exchange::subject() const
{
    if (!m_request.localSocket.isEmpty())
        return m_request.localSocket.toStdString();
    return m_request.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toString()
        .toStdString();
}

std::optional<Error> Exchange::transferError(int status) const
{
    if (m_stopped)
        return m_stopped;
    const auto error = m_reply->error();
    if (error == QNetworkReply::NoError || (status >= 400 && isOnlyAStatus(error)))
        return std::nullopt;
    // Qt speaks of a host that is not found.
    const bool isDeadSocket = !m_request.localSocket.isEmpty()
        && (error == QNetworkReply::HostNotFoundError || error == QNetworkReply::ConnectionRefusedError);
    return Error {
        codeOf(error), subject(), isDeadSocket ? "nothing answers at that socket" : m_reply->errorString().toStdString()};
}

Result<HttpAnswer> Exchange::answer()
{
    HttpAnswer answer;
    answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (auto error = transferError(answer.status))
        return std::unexpected(std::move(*error));
    if (answer.status < 200 || answer.status > 599)
        return fail(ErrorCode::badAnswer, subject(), "HTTP status " + std::to_string(answer.status));

    for (const auto& [name, value] : m_reply->rawHeaderPairs())
        answer.headers.append({name.toLower(), value});
    if (isRedirect(answer.status))
        return fail(ErrorCode::redirected, subject(), answer.header("location").left(200).toStdString());
    answer.serverDate = parseHttpDate(answer.header("date"));

    if (!mayHaveBody(answer.status))
        return answer;
    // A body that ends where the connection does can't be told from one that was cut (RQ2).
    const QByteArray length = answer.header("content-length");
    const bool chunked = answer.header("transfer-encoding").toLower() == "chunked";
    if (chunked ? !length.isEmpty() : length.toLongLong() != m_body.size() || length.isEmpty())
        return fail(ErrorCode::cutOff, subject(), "the body is not as long as announced");

    const QByteArray coding = answer.header("content-encoding").toLower();
    if (coding.isEmpty() || coding == "identity") {
        answer.body = std::move(m_body);
        return answer;
    }
    if (coding != "gzip")
        return fail(ErrorCode::badAnswer, subject(), "content coding " + coding.left(40).toStdString());
    const auto plain =
        gunzip({m_body.constData(), static_cast<std::size_t>(m_body.size())}, static_cast<std::size_t>(m_request.maxBytes));
    if (!plain)
        return fail(plain.error().code, subject(), plain.error().detail);
    answer.body = QByteArray::fromStdString(*plain);
    return answer;
}

} // namespace fuseboard
