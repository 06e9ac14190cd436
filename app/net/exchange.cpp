// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchange.h"

#include "net/gunzip.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace fuseboard {
namespace {

std::optional<Instant> parseHttpDate(const QByteArray& text)
{
    // RFC 9110 section 5.6.7, the one form that senders may use.
    QDateTime at = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!at.isValid())
        return std::nullopt;
    at.setTimeZone(QTimeZone::UTC);
    return fromUnixSeconds(at.toSecsSinceEpoch());
}

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

} // namespace

Exchange::Exchange(HttpRequest request, QNetworkReply* reply, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_reply(reply)
{
    m_reply->setParent(this);
    m_promise.start();
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // a coarse one may end up to a twentieth early
    // Qt's own transfer timeout is only an idle timer; this one is total.
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_stopped = ErrorCode::timedOut;
        m_reply->abort();
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::collect);
    // Queued: an answer never comes while the caller is still asking.
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish, Qt::QueuedConnection);
    m_deadline.start(m_request.deadline);
}

void Exchange::collect()
{
    if (m_stopped)
        return;
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (announced <= m_request.maxBytes)
        m_body += m_reply->read(m_request.maxBytes + 1 - m_body.size());
    if (announced > m_request.maxBytes || m_body.size() > m_request.maxBytes) {
        m_stopped = ErrorCode::tooLarge;
        m_reply->abort();
    }
}

void Exchange::finish()
{
    m_deadline.stop();
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
    if (m_stopped == ErrorCode::timedOut)
        return Error {
            ErrorCode::timedOut, subject(), "no complete answer within " + std::to_string(m_request.deadline.count()) + " ms"};
    if (m_stopped)
        return Error {*m_stopped, subject(), "more than " + std::to_string(m_request.maxBytes) + " bytes"};
    const auto error = m_reply->error();
    if (error != QNetworkReply::NoError && !(status >= 400 && isOnlyAStatus(error)))
        return Error {codeOf(error), subject(), m_reply->errorString().toStdString()};
    return std::nullopt;
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
    if (answer.status >= 300 && answer.status < 400 && answer.status != 304)
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
    auto plain = gunzip(m_body, m_request.maxBytes);
    if (!plain)
        return fail(plain.error().code, subject(), plain.error().detail);
    answer.body = std::move(*plain);
    return answer;
}

} // namespace fuseboard
